"""Words that mean something only beside a word for people: "win 30 volunteers", „Mitglieder zurückholen“."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from strategy.rulebook import folded, occurs

MOST_BETWEEN = 4  # words between the two
LOOKED_BACK = 3  # words before them, among which the real object may stand: “the trust of our members”
WORD = re.compile(r"[^\s,;:.!?()“”„«»\"]+|[,;:.!?()]")


def stands_in(text: str, kind: Mapping[str, Any], book: Mapping[str, Any]) -> bool:
    """Whether a pair of this kind stands in the folded text, and nothing of another kind between them."""
    words = WORD.findall(text)
    others = _other_words(kind, book)
    return any(
        not any(occurs(stem, word) for stem in others for word in [*words[max(0, begin - LOOKED_BACK) : begin], *inner])
        for pair in kind.get("pairs", ())
        for language, nouns in (pair.get("people") or book["people"]).items()
        for begin, inner in _found(words, pair, language, tuple(map(folded, nouns)))
    )


def _found(
    words: list[str], pair: Mapping[str, Any], language: str, nouns: tuple[str, ...]
) -> Iterator[tuple[int, list[str]]]:
    """Where a pair begins, and the words between its two."""
    before, after = _forms(pair, "before", language), _forms(pair, "after", language)
    for place, word in enumerate(words):
        if not word.startswith(nouns) or word.endswith(("’", "'", "’s", "'s")):
            continue
        for other in range(max(0, place - MOST_BETWEEN - 1), place):
            inner = words[other + 1 : place]
            if words[other] in before and _fits(inner, pair):
                yield other, inner
        for other in range(place + 1, min(len(words), place + MOST_BETWEEN + 2)):
            if words[other] in after and _ends(words, other) and _fits([*words[max(0, place - 2) : place], ""], pair):
                yield place, []  # the object is named first; what stands between is where, when and for what


def _fits(inner: Iterable[str], pair: Mapping[str, Any]) -> bool:
    between = list(inner)
    counted = any(word.isdigit() or word[:1].isdigit() for word in between)
    return not {",", ";", ".", ":"} & set(between) and (counted or not pair.get("counted"))


def _ends(words: list[str], place: int) -> bool:
    """Whether the verb that follows its object ends the clause: „Kunden finden uns“ is another matter."""
    following = words[place + 1 : place + 2]
    return not following or not following[0].isalpha() or following[0] in ("und", "oder", "bis", "im", "fur", "zu")


def _forms(pair: Mapping[str, Any], side: str, language: str) -> set[str]:
    return {folded(word) for word in pair.get(side, {}).get(language, ())}


def _other_words(kind: Mapping[str, Any], book: Mapping[str, Any]) -> set[str]:
    """Stems of the other kinds, and what makes pairs of them."""
    others = [other for other in book["kinds"] if other["id"] != kind["id"]]
    own = {
        form
        for pair in kind.get("pairs", ())
        for side in ("before", "after")
        for forms in pair.get(side, {}).values()
        for form in forms
    }
    stems = {folded(stem) for other in others for stems in other["stems"].values() for stem in stems}
    leads = {
        folded(form)
        for other in others
        for pair in other.get("pairs", ())
        for forms in pair.get("before", {}).values()
        for form in forms
    }
    return (stems | leads) - {folded(form) for form in own}
