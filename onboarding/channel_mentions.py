"""Channels in running text: which the client wants, which are ruled out, and which are only mentioned."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onboarding.channel_lexicon import ALIASES, WORDS, all_names, exact, has_words, known_ids, other_id, paid_sister
from onboarding.channel_spelling import fold, spellings

WANTED, RULED_OUT, PASSING = "wanted", "ruled out", "passing"
_CLAUSES = re.compile(
    r"[,;:()!?.、。，،；（）]+(?=\s|$|[^\x00-\x7f])|\s[-–—]+\s|\b(?:but|pero|mais|aber|sondern|maar|ma|mas|ale|но)\b",
    re.IGNORECASE,
)
_CJK = "\u3040-\u30ff\u3400-\u9fff"
_ARABIC_PREFIX = r"(?<=\bو)|(?<=\bب)|(?<=\bال)|(?<=\bوال)|(?<=\bبال)"  # "and", "on", "the" are part of the word
_NEAR = 2  # words that may stand between a negation and the name that it rules out


@dataclass(frozen=True)
class Mention:
    """A channel or group by name, and what the sentence says of it."""

    target: str
    stance: str
    words: str

    @property
    def is_channel(self) -> bool:
        return self.target in known_ids() or self.target.startswith("other:")


def mentions(sentence: str, *, wanted: bool = False) -> list[Mention]:
    """Every channel that a sentence names. `wanted`: whether mere naming is a wish, as under a label "Channels:"."""
    clauses = [" ".join(part.split()) for part in _CLAUSES.split(sentence)]
    clauses = [clause for clause in clauses if fold(clause)]
    wishes = wanted or has_words(sentence, "wishes") or all(_is_only_names(clause) for clause in clauses)
    stance = WANTED if wishes else PASSING
    found: list[Mention] = []
    for clause in clauses:
        if has_words(clause, "passing"):
            stance = PASSING
        elif _names(clause) and not _is_only_names(clause) and wishes:
            stance = WANTED
        for target, own in _stances(clause, stance, sentence):
            found.append(Mention(target, own, sentence))
            stance = own
    return found


def _stances(clause: str, stance: str, sentence: str) -> Iterator[tuple[str, str]]:
    """(target, stance) for each name of a clause; a negation holds for the names behind it."""
    ruled_out_behind = bool(re.search(_after(), clause, re.IGNORECASE))
    folded = fold(clause)
    for start, end, target in _names(clause):
        is_out = ruled_out_behind or _is_negated(clause, folded[:start]) or bool(_no_behind().fullmatch(folded[end:]))
        if is_out and not has_words(clause, "passing") and not has_words(sentence, "placing"):
            stance = RULED_OUT
        yield _as_ad(clause, folded[start:end], target), stance


def _is_negated(clause: str, before: str) -> bool:
    if has_words(clause, "has_none"):
        return False
    return bool(re.search(rf"(?<!\w)(?:{_negations()})(?:\s\S{{1,30}}){{0,{_NEAR}}}\s?$", before[-120:]))


def _as_ad(clause: str, name: str, target: str) -> str:
    """A platform's plain name beside a word for ads means its ads."""
    return (has_words(clause, "paid") and paid_sister(name)) or target


def _names(clause: str) -> list[tuple[int, int, str]]:
    """(start, end, target) of the names in a folded clause; of names inside one another, the longest."""
    found = ((match.start("name"), match.end("name"), match["name"]) for match in _pattern().finditer(fold(clause)))
    return [(start, end, exact(name) or other_id(name)) for start, end, name in found]


def _is_only_names(clause: str) -> bool:
    """Whether nothing but names, joining words and small words stands in a clause."""
    rest = _pattern().sub(" ", fold(clause))
    joined = {fold(word) for word in (*WORDS["joined"]["words"], "also", "auch", "también", "aussi", "our", "a", "the")}
    return bool(_names(clause)) and not [
        word for word in rest.split() if word not in joined and word not in ("と", "や")
    ]


@cache
def _pattern() -> re.Pattern[str]:
    ordinary = {spelling for word in ALIASES["ordinary"]["words"] for spelling in spellings(word)}
    known = {*all_names(), *(fold(name) for name in ALIASES["unspecified"]["names"])}
    names = sorted(known - ordinary, key=len, reverse=True)
    cjk = [re.escape(name) for name in names if re.search(f"[{_CJK}]", name)]
    spaced = [re.escape(name) for name in names if not re.search(f"[{_CJK}]", name)]
    return re.compile(
        rf"(?P<name>{'|'.join(cjk)}|(?:(?<![^\W{_CJK}])|{_ARABIC_PREFIX})(?:{'|'.join(spaced)})(?![^\W{_CJK}]))"
    )


@cache
def _no_behind() -> re.Pattern[str]:
    """ "Flyers no please": a bare no, and politeness, are all that stands behind the name."""
    rule = WORDS["no_behind"]
    nos, polite = "|".join(rule["words"]), "|".join(map(fold, rule["polite"]))
    return re.compile(rf"\s?(?:{nos})(?:\s(?:{polite}))?")


@cache
def _negations() -> str:
    words = sorted({fold(word) for word in WORDS["negation"]["before"]}, key=len, reverse=True)
    return "|".join(re.escape(word) for word in words)


@cache
def _after() -> str:
    words = sorted(WORDS["negation"]["after"], key=len, reverse=True)
    spaced = "|".join(
        re.escape(word) for word in words if not re.search(f"[{_CJK}]", word) and word not in ("no", "NG")
    )
    cjk = (
        "|".join(re.escape(word) for word in words if re.search(f"[{_CJK}]", word))
        + "|(?-i:(?<![A-Za-z])NG(?![A-Za-z]))"
    )
    return rf"(?<!\w)(?:{spaced})[\s!.]{{0,5}}$|(?:は|も|を)?(?:{cjk})"
