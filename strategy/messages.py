"""Which aims no message speaks of: those of whose own words none occurs in anything that the copy may say."""

import re
from collections.abc import Iterable, Iterator

from aicmo_site.kernel.languages import primary_of
from onboarding.contracts import NormalizedBriefDTO
from strategy.facts import shares_a_fact
from strategy.objectives import LONGEST_OBJECTIVE, TASK, kind_of
from strategy.rule_texts import LANGUAGES
from strategy.rulebook import folded, occurs, rules

WORD = re.compile(r"[^\W\d_]{3,}")
CAPITALISED = re.compile(r"\b[^\W\d_a-zß-ÿ][^\W\d_]{2,}")
WITHIN = re.compile(r"[^\W\d_][,;]?\s$")
BEGINNING = 5  # letters that words of one family share
COMPOUND = 8  # from so many letters on a German word is made of several, and shares the first three with its family
ACTS = ("conversion", "retention")  # to do this people must be asked for this very thing


def unspoken(brief: NormalizedBriefDTO) -> Iterator[str]:
    """The objectives that need a message. None where the brief has no message at all, or is written in a language
    whose small words we do not know, or aims and messages in two: then nothing can be told from words."""
    told = [*brief.key_messages, *map(str, brief.proof_points), *brief.mandatory_inclusions, brief.call_to_action]
    languages = {*filter(None, (_language(brief.objectives), _language(brief.key_messages)))}
    language = next(iter(languages), primary_of(brief.language))
    if not any(map(str.strip, brief.key_messages)) or len(languages) > 1 or language not in LANGUAGES:
        return
    said = " ".join(text[:LONGEST_OBJECTIVE] for text in told)
    for objective in dict.fromkeys(brief.objectives):
        if kind_of(objective) != TASK and _lacks_a_message(objective, said, language):
            yield objective


def _lacks_a_message(objective: str, said: str, language: str) -> bool:
    own, kind = _own_words(objective, language), kind_of(objective)
    spoken = _words(said)
    if set(_telling_words(objective, language)) & set(spoken):
        return False
    if shares_a_fact(objective, said) or (_names(objective, language) & set(CAPITALISED.findall(said))):
        return False
    if any(_akin(word, other, language) for word in own for other in spoken):
        return False
    if kind in ACTS:
        return bool(own) or (kind == "retention" and not _has_stem(kind, said))
    return bool(own) and not _has_stem(kind, said)


def _names(objective: str, language: str) -> set[str]:
    """Capitals within a sentence are names, except in German, where every noun has one."""
    if language == "de":
        return set()
    common = (*_months(), *map(folded, rules("advice")["generic_words"][language]))
    names = (match[0] for match in CAPITALISED.finditer(objective) if WITHIN.search(objective[: match.start()]))
    return {
        name for name in names if folded(name) not in _small_words(language) and not folded(name).startswith(common)
    }


def _months() -> list[str]:
    return [folded(stem) for stems in rules("numbers")["months"].values() for stem in stems]


def _own_words(objective: str, language: str) -> list[str]:
    """What the objective is about: small words, those of any plan and those that tell its kind aside."""
    kinds = _stems_of_kinds()
    return [word for word in _telling_words(objective, language) if not any(occurs(stem, word) for stem in kinds)]


def _telling_words(objective: str, language: str) -> list[str]:
    """Its words but the small ones and those of any plan: the very same in a message speaks of it ("devis")."""
    generic = (*_months(), *map(folded, rules("advice")["generic_words"][language]))
    small = _small_words(language)
    return [word for word in _words(objective) if word not in small and not word.startswith(generic)]


def _words(text: str) -> list[str]:
    return WORD.findall(folded(text[:LONGEST_OBJECTIVE]))


def _akin(one: str, other: str, language: str) -> bool:
    shortest = min(len(one), len(other))
    letters = 3 if language == "de" and max(len(one), len(other)) >= COMPOUND else min(BEGINNING, shortest)
    return (
        one == other or (shortest > 3 and one[:letters] == other[:letters]) or (letters == 3 and one[:3] == other[:3])
    )


def _has_stem(kind: str, text: str) -> bool:
    line = folded(text)
    rule = next(rule for rule in rules("objectives")["kinds"] if rule["kind"] == kind)
    return any(occurs(folded(stem), line) for stems in rule["stems"].values() for stem in stems)


def _stems_of_kinds() -> list[str]:
    kinds = rules("objectives")["kinds"]
    return [folded(stem) for rule in kinds for stems in rule["stems"].values() for stem in stems]


def _small_words(language: str) -> frozenset[str]:
    return frozenset(map(folded, rules("advice")["function_words"][language]))


def _language(texts: Iterable[str]) -> str:
    """Whose small words occur most in the texts; "" where none do, or two languages' as often."""
    words = _words(" ".join(texts))
    counts = sorted(((sum(word in _small_words(each) for word in words), each) for each in LANGUAGES), reverse=True)
    return counts[0][1] if counts[0][0] > counts[1][0] else ""
