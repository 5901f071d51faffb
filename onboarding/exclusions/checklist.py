"""Which exclusions say more than that a term is not wanted: no search can check those, only a person."""

import json
import re
from collections.abc import Sequence
from functools import cache

from aicmo_site.kernel.text.alternatives import either
from onboarding.lexicon import WORDS

_TERM = "\0"
_WORD = re.compile(
    r"\0|[\u3040-\u9fff]|[^\W\u3040-\u9fff]+(?:['’]\w+)*"
)  # where no spaces part words, each sign is one
_CLAUSE_ENDS = re.compile(r"[,;:.!?，、。；：！？\n]|\s[–—-]\s")
_MOST_BEFORE, _MOST_BEHIND = 5, 1  # words around a term that only say that it is not wanted


def only_names_terms(sentence: str, terms: Sequence[str]) -> bool:
    """Whether the sentence bans the terms and says nothing else; in doubt it does."""
    marked = _marked(sentence, terms)
    clauses = [_WORD.findall(clause.casefold()) for clause in _CLAUSE_ENDS.split(marked)]
    return _TERM in marked and all(_TERM in words for words in clauses if words) and all(map(_is_plain, clauses))


def _marked(sentence: str, terms: Sequence[str]) -> str:
    """The sentence with a mark for each of its terms, the longer ones first."""
    folded = sentence.casefold()
    words = {term.strip() for term in terms if term.casefold().strip() in folded}
    return re.sub(either(words), f" {_TERM} ", sentence, flags=re.IGNORECASE) if words else sentence


def _is_plain(words: Sequence[str]) -> bool:
    """A few words, the terms with at most a join between them, and next to nothing behind."""
    if not words:
        return True
    first, last = words.index(_TERM), len(words) - 1 - words[::-1].index(_TERM)
    around = (*words[:first], *words[last + 1 :])
    between = [word for word in words[first : last + 1] if word != _TERM and word not in _joins()]
    return first <= _MOST_BEFORE and len(words) - 1 - last <= _MOST_BEHIND and not between and not _joins() & {*around}


@cache
def _joins() -> frozenset[str]:
    return frozenset(json.loads((WORDS / "joins.json").read_text(encoding="utf-8"))["joins"])
