"""Which aims no message speaks of: those of whose own words none occurs in anything that the copy may say."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from aicmo_site.kernel.extract.calendar import month_names
from aicmo_site.kernel.languages import WRITTEN, primary_of
from aicmo_site.kernel.text.folding import unaccented
from aicmo_site.kernel.text.stems import Stems
from onboarding.contracts import NormalizedBriefDTO
from strategy.conclusions.facts import facts_in, shares_a_fact
from strategy.contracts import ObjectiveDTO
from strategy.objectives.kinds import LONGEST_OBJECTIVE, TASK, stems_of_kinds
from strategy.rules.rulebook import from_rules, rules

WORD = re.compile(r"[^\W\d_]{3,}")
CAPITALISED = re.compile(r"\b[^\W\d_a-zß-ÿ][^\W\d_]{2,}")
WITHIN = re.compile(r"[^\W\d_][,;]?\s$")
LEAST, BEGINNING = 3, 5  # letters that words of one family share, fewer where one of them has no more
COMPOUND = 8  # from so many letters on a German word is made of several, and shares the first three with its family
ACTS = ("conversion", "retention")  # to do this people must be asked for this very thing


class _Said:
    """All that the copy may say, read once for all objectives."""

    def __init__(self, told: Iterable[str], language: str):
        text = " ".join(text[:LONGEST_OBJECTIVE] for text in told)
        self.words, self.names = frozenset(_words(text)), frozenset(CAPITALISED.findall(text))
        self.kinds = {kind for kind, stems in stems_of_kinds().items() if stems.occur(unaccented(text))}
        self.facts = facts_in(text)
        self._beginnings = {word[:BEGINNING] for word in self.words}
        self._led = {word[:letters] for word in self.words for letters in range(LEAST, BEGINNING + 1)}
        self._compounds = {word[:LEAST] for word in self.words if len(word) >= COMPOUND}
        self._german = language == "de"

    def has_akin(self, word: str) -> bool:
        """Whether a word of its family is said: one that shares its beginning, or is the beginning of it."""
        begun = word[:BEGINNING]
        if begun in self._led or any(begun[:letters] in self._beginnings for letters in range(LEAST, BEGINNING)):
            return True
        known = self._led if len(word) >= COMPOUND else self._compounds
        return self._german and word[:LEAST] in known


def unspoken(brief: NormalizedBriefDTO, objectives: Sequence[ObjectiveDTO]) -> Iterator[str]:
    """The objectives that need a message. None where the brief has no message at all, or is written in a language
    whose small words we do not know, or aims and messages in two: then nothing can be told from words."""
    languages = {*filter(None, (_language(brief.objectives), _language(brief.key_messages)))}
    language = next(iter(languages), primary_of(brief.language))
    if not any(map(str.strip, brief.key_messages)) or len(languages) > 1 or language not in WRITTEN:
        return
    told = [*brief.key_messages, *map(str, brief.proof_points), *brief.mandatory_inclusions, brief.call_to_action]
    said = _Said(told, language)
    for words, kind in dict.fromkeys((objective.words, objective.kind) for objective in objectives):
        if kind != TASK and _lacks_a_message(words, kind, said, language):
            yield words


def _lacks_a_message(objective: str, kind: str, said: _Said, language: str) -> bool:
    telling = _telling_words(objective, language)
    if not said.words.isdisjoint(telling) or not said.names.isdisjoint(_names(objective, language)):
        return False
    if shares_a_fact(objective, said.facts):
        return False
    own = [word for word in telling if not _stems_of_any_kind().occur(word)]
    if any(map(said.has_akin, own)):
        return False
    if kind in ACTS:
        return bool(own) or (kind == "retention" and kind not in said.kinds)
    return bool(own) and kind not in said.kinds


def _names(objective: str, language: str) -> set[str]:
    """Capitals within a sentence are names, except in German, where every noun has one."""
    if language == "de":
        return set()
    found = CAPITALISED.finditer(objective)
    names = {match[0] for match in found if WITHIN.search(objective[max(0, match.start() - 3) : match.start()])}
    return {name for name in names if not _is_common(unaccented(name), language)}


def _telling_words(objective: str, language: str) -> list[str]:
    """What the objective is about: all its words but the small ones and those of any plan. The very same in a message
    speaks of it ("devis")."""
    return [word for word in _words(objective) if not _is_common(word, language)]


def _is_common(word: str, language: str) -> bool:
    return word in _small_words(language) or word in _months() or word.startswith(_generic_words(language))


def _words(text: str) -> list[str]:
    return WORD.findall(unaccented(text[:LONGEST_OBJECTIVE]))


@from_rules
def _stems_of_any_kind() -> Stems:
    return Stems(text for stems in stems_of_kinds().values() for text in stems.texts)


@from_rules
def _generic_words(language: str) -> tuple[str, ...]:
    """Beginnings of words that stand in any plan."""
    return tuple(map(unaccented, rules("advice")["generic_words"][language]))


@cache
def _months() -> frozenset[str]:
    return frozenset(map(unaccented, month_names()))


@from_rules
def _small_words(language: str) -> frozenset[str]:
    return frozenset(map(unaccented, rules("advice")["function_words"][language]))


def _language(texts: Iterable[str]) -> str:
    """Whose small words occur most in the texts; "" where none do, or two languages' as often."""
    words = _words(" ".join(texts))
    counts = sorted(((sum(word in _small_words(each) for word in words), each) for each in WRITTEN), reverse=True)
    return counts[0][1] if counts[0][0] > counts[1][0] else ""
