"""Words that mean something only beside a word for people: "win 30 volunteers", „Mitglieder zurückholen“."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from strategy.rulebook import folded, occurs

MOST_BETWEEN = 4  # words between the two
LOOKED_BACK = 3  # words before them, among which the real object may stand: “the trust of our members”
WORD = re.compile(r"[^\s,;:.!?()“”„«»\"]+|[,;:.!?()]")
MARKS = frozenset(",;:.!?()")
POSSESSIVE = ("’", "'", "’s", "'s")
GOES_ON = ("und", "oder", "bis", "im", "fur", "zu")  # after a verb that ends its clause; „Kunden finden uns“ does not


def stands_in(text: str, kind: Mapping[str, Any], book: Mapping[str, Any]) -> bool:
    """Whether a pair of this kind stands in the folded text, and nothing of another kind between or just before."""
    words = WORD.findall(text)
    beside = [
        [*words[max(0, begin - LOOKED_BACK) : begin], *between]
        for pair in kind.get("pairs", ())
        for language, nouns in (pair.get("people") or book["people"]).items()
        for begin, between in _found(words, pair, language, tuple(map(folded, nouns)))
    ]
    others = _words_of_others(kind, book) if beside else frozenset()
    return any(not any(occurs(stem, word) for stem in others for word in near) for near in beside)


def _found(
    words: Sequence[str], pair: Mapping[str, Any], language: str, nouns: tuple[str, ...]
) -> Iterator[tuple[int, Sequence[str]]]:
    """Where a pair begins, and the words between its two; none where the object comes first, as that names it."""
    before, after = _forms(pair, "before", language), _forms(pair, "after", language)
    for place, word in enumerate(words):
        if not word.startswith(nouns) or word.endswith(POSSESSIVE):
            continue
        for other in range(max(0, place - MOST_BETWEEN - 1), place):
            if words[other] in before and _fits(words[other + 1 : place], pair):
                yield other, words[other + 1 : place]
        for other in range(place + 1, min(len(words), place + MOST_BETWEEN + 2)):
            if words[other] in after and _ends(words, other) and _fits(words[max(0, place - 2) : place], pair):
                yield place, ()


def _fits(near: Sequence[str], pair: Mapping[str, Any]) -> bool:
    counted = any(word[0].isdigit() for word in near)
    beside = not near or not pair.get("adjacent")
    return beside and not MARKS & set(near) and (counted or not pair.get("counted"))


def _ends(words: Sequence[str], place: int) -> bool:
    following = words[place + 1 : place + 2]
    return not following or following[0] in MARKS or following[0] in GOES_ON


def _forms(pair: Mapping[str, Any], side: str, language: str) -> set[str]:
    return {folded(word) for word in pair.get(side, {}).get(language, ())}


def _words_of_others(kind: Mapping[str, Any], book: Mapping[str, Any]) -> frozenset[str]:
    """Stems of the other kinds, and what stands before people in their pairs."""
    others = [other for other in book["kinds"] if other["id"] != kind["id"]]
    groups = [other["stems"] for other in others]
    groups += [pair.get("before", {}) for other in others for pair in other.get("pairs", ())]
    own = [pair.get(side, {}) for pair in kind["pairs"] for side in ("before", "after")]
    return frozenset(_all_folded(groups)) - frozenset(_all_folded(own))


def _all_folded(groups: Sequence[Mapping[str, Sequence[str]]]) -> Iterator[str]:
    return map(folded, chain.from_iterable(chain.from_iterable(group.values()) for group in groups))
