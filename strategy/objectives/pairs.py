"""Words that mean something only beside a word for people: "win 30 volunteers", „Mitglieder zurückholen“."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from aicmo_site.kernel.text.folding import unaccented
from aicmo_site.kernel.text.stems import Stems
from strategy.rules.rulebook import from_rules, rules

MOST_BETWEEN = 4  # words between the two
LOOKED_BACK = 3  # words before them, among which the real object may stand: “the trust of our members”
WORD = re.compile(r"[^\s,;:.!?()“”„«»\"]+|[,;:.!?()]")
MARKS = frozenset(",;:.!?()")
POSSESSIVE = ("’", "'", "’s", "'s")
GOES_ON = ("und", "oder", "bis", "im", "fur", "zu")  # after a verb that ends its clause; „Kunden finden uns“ does not


@dataclass(frozen=True)
class Pair:
    """What stands before or after people, by language, and words for these people; all folded."""

    before: Mapping[str, frozenset[str]]
    after: Mapping[str, frozenset[str]]
    people: Mapping[str, tuple[str, ...]]
    adjacent: bool
    counted: bool


def stands_in(text: str, kind: str) -> bool:
    """Whether a pair of this kind, by its rule's ID, stands in the folded text, and nothing of another kind between or
    just before."""
    pairs, others = _pairs()[kind]
    words = WORD.findall(text) if pairs else []
    beside = (
        [*words[max(0, begin - LOOKED_BACK) : begin], *between]
        for pair in pairs
        for language in pair.people
        for begin, between in _found(words, pair, language)
    )
    return any(not any(map(others.occur, near)) for near in beside)


@from_rules
def _pairs() -> dict[str, tuple[tuple[Pair, ...], Stems]]:
    """The pairs of each kind by its rule's ID, with the words of all other kinds."""
    book = rules("objectives")
    return {
        kind["id"]: (tuple(_pair(pair, book) for pair in kind.get("pairs", ())), _words_of_others(kind, book))
        for kind in book["kinds"]
    }


def _pair(pair: Mapping[str, Any], book: Mapping[str, Any]) -> Pair:
    before, after = (
        {language: frozenset(map(unaccented, words)) for language, words in pair.get(side, {}).items()}
        for side in ("before", "after")
    )
    people = pair.get("people") or book["people"]
    nouns = {language: tuple(map(unaccented, each)) for language, each in people.items()}
    return Pair(before, after, nouns, bool(pair.get("adjacent")), bool(pair.get("counted")))


def _found(words: Sequence[str], pair: Pair, language: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Where a pair begins, and the words between its two; none where the object comes first, as that names it."""
    none: frozenset[str] = frozenset()
    before, after, nouns = pair.before.get(language, none), pair.after.get(language, none), pair.people[language]
    for place, word in enumerate(words):
        if not word.startswith(nouns) or word.endswith(POSSESSIVE):
            continue
        for other in range(max(0, place - MOST_BETWEEN - 1), place):
            if words[other] in before and _fits(words[other + 1 : place], pair):
                yield other, words[other + 1 : place]
        for other in range(place + 1, min(len(words), place + MOST_BETWEEN + 2)):
            if words[other] in after and _ends(words, other) and _fits(words[max(0, place - 2) : place], pair):
                yield place, ()


def _fits(near: Sequence[str], pair: Pair) -> bool:
    counted = any(word[0].isdigit() for word in near)
    beside = not near or not pair.adjacent
    return beside and not MARKS & set(near) and (counted or not pair.counted)


def _ends(words: Sequence[str], place: int) -> bool:
    following = words[place + 1 : place + 2]
    return not following or following[0] in MARKS or following[0] in GOES_ON


def _words_of_others(kind: Mapping[str, Any], book: Mapping[str, Any]) -> Stems:
    """Stems of the other kinds, and what stands before people in their pairs."""
    others = [other for other in book["kinds"] if other["id"] != kind["id"]]
    groups = [other["stems"] for other in others]
    groups += [pair.get("before", {}) for other in others for pair in other.get("pairs", ())]
    own = [pair.get(side, {}) for pair in kind.get("pairs", ()) for side in ("before", "after")]
    return Stems(frozenset(_all_folded(groups)) - frozenset(_all_folded(own)))


def _all_folded(groups: Sequence[Mapping[str, Sequence[str]]]) -> Iterator[str]:
    return map(unaccented, chain.from_iterable(chain.from_iterable(group.values()) for group in groups))
