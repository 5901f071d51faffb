"""A comment as demands that can be met without a language model, and what of it is left for a person.

A part of a comment is understood wholly or not at all: where a word is left that neither names a place nor is courtesy,
nothing of it is done.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from aicmo_site.kernel.extract.dates import find_dates
from aicmo_site.kernel.extract.money import values_in
from aicmo_site.kernel.extract.times import find_times
from production.contracts import LEFT, WishDTO
from production.wishes.quotations import BEGUN, GOES_ON, Quotation, masked, quotations
from production.wishes.scope import WHOLE, Scope, scope_of, table

AVOID, REPLACE, NO_HASHTAGS, FEWER_HASHTAGS = "avoid", "replace", "no_hashtags", "fewer_hashtags"
SHORTER, NOT_SHORTER, RESTORE, KEEP = "shorter", "not_shorter", "restore", "keep"
FACT = "fact"  # a question to the brief; LEFT: nothing that is done here
DROP_PASSAGE, REPLACE_PASSAGE = "drop_passage", "replace_passage"
KINDS = (REPLACE, AVOID, FEWER_HASHTAGS, NO_HASHTAGS, NOT_SHORTER, SHORTER, RESTORE, KEEP)
OF_ONE = (SHORTER, NOT_SHORTER, RESTORE, KEEP)  # what is asked of a text; of a whole campaign only where that is said

MOST_PARTS = 6  # that are read together as one
LONGEST_PART = 600  # characters
_QUOTED = f"{BEGUN}{GOES_ON}*+"
_ENDS = re.compile(r"(?<=[.!?;])\s+|\n+")
_PART_ENDS = re.compile(r",\s+|\s+[-–—•*]+\s+|\s+(?:and|but|und|aber|y|e|pero|et|mais)\s+", re.IGNORECASE)
_LIST_MARK = re.compile(r"\A\s*(?:[-–—•*]+\s*|\d{1,2}[.)]\s+)")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EDGES = " \t,;:.!?–—•*-"


@dataclass(frozen=True)
class Demand:
    """One part of a wish. words: as the person wrote it. terms: what is quoted (of `replace` the old and the new).
    share, most: how long it may be, beside the former length or in words; of hashtags how many. original: the first
    text and not the former."""

    kind: str
    words: str
    terms: tuple[str, ...] = ()
    scope: Scope = WHOLE
    share: float = 1.0
    most: int | None = None
    original: bool = False


def demands_of(wish: WishDTO, channels: tuple[str, ...]) -> tuple[Demand, ...]:
    """What a wish asks for in a campaign of these channels, in order; the same words always give the same."""
    text = "\n".join(
        " ".join(line.split()) for line in wish.text.replace(BEGUN, " ").replace(GOES_ON, " ").splitlines()
    )
    found = _with_bare_words(text, quotations(text))
    hidden = masked(text, found)
    read: list[Demand] = []
    asked = 0  # from where the sentence before was read
    for start, end in _cut(_ENDS, hidden, 0, len(text)):
        if hidden[max(0, start - 2) : start].rstrip().endswith("?") and _takes_back(hidden[start:end]):
            read[asked:] = [Demand(LEFT, one.words, scope=one.scope) for one in read[asked:]]
        asked = len(read)
        read += _sentence(text, hidden, start, end, found, wish, channels)
    asking = [one for one in read if one.kind != LEFT or not _is_courtesy(one.words)]
    return tuple(asking) or (Demand(LEFT, text.strip()),)


def _sentence(
    text: str, hidden: str, start: int, end: int, found: list[Quotation], wish: WishDTO, channels: tuple[str, ...]
) -> list[Demand]:
    """The longest runs of parts that are understood together; a part that names no place means its neighbour's."""
    if mark := _LIST_MARK.match(hidden[start:end]):
        start += mark.end()
    parts, at = list(_cut(_PART_ENDS, hidden, start, end)), 0
    read: list[Demand] = []
    while at < len(parts):
        for upto in range(min(len(parts), at + MOST_PARTS), at, -1):
            part = _Part(text, hidden, parts[at][0], parts[upto - 1][1], found)
            if demand := part.understood(wish, channels):
                break
        else:
            part, upto = _Part(text, hidden, *parts[at], found), at + 1
            demand = part.left(channels)
        if read and demand.kind == LEFT and _is_limit(demand.words):
            read[-1] = Demand(LEFT, read[-1].words, scope=read[-1].scope)
        read.append(demand)
        at = upto
    return _with_place_of_neighbours([demand for demand in read if demand.words])


def _takes_back(sentence: str) -> bool:
    """Whether it answers a question with no: “Remove it? No, leave it.”"""
    return any(pattern.search(_lowered(sentence)) for pattern in _patterns("taken_back"))


def _is_limit(words: str) -> bool:
    return any(pattern.search(_lowered(words)) for pattern in _patterns("limit"))


def _with_bare_words(text: str, found: list[Quotation]) -> list[Quotation]:
    """“Leave out the word free” quotes it, though without marks."""
    low = _lowered(masked(text, found))
    bare = [match for pattern in _patterns("word") for match in pattern.finditer(low)]
    named = [Quotation(*match.span("word"), text[match.start("word") : match.end("word")]) for match in bare]
    return sorted([*found, *named], key=lambda one: one.start)


def _with_place_of_neighbours(read: list[Demand]) -> list[Demand]:
    """A part that names no place means that of the part before it that does, the first ones that of the next."""
    near = next((demand.scope for demand in read if demand.scope.is_named), None)
    placed = []
    for demand in read:
        if demand.scope.is_named:
            near = demand.scope
        placed.append(replace(demand, scope=near) if near and not demand.scope.everywhere else demand)
    return placed


@dataclass(frozen=True)
class _Part:
    text: str
    hidden: str
    start: int
    end: int
    found: list[Quotation]

    def understood(self, wish: WishDTO, channels: tuple[str, ...]) -> Demand | None:
        """None where it is not; a demand without words where it only says why."""
        if self.end - self.start > LONGEST_PART:
            return None
        low = self._without_reasons()
        if not low.strip(_EDGES):
            return Demand(LEFT, "")
        if wish.passage and (demand := self._of_passage(low)):
            return demand
        scope, rest = scope_of(low, channels)
        for kind in KINDS:
            for pattern in _patterns(kind):
                match = pattern.search(rest)
                if match and not _unread(rest, match):
                    return self._demand(kind, match, scope)
        return None

    def _without_reasons(self) -> str:
        low = _lowered(self.hidden[self.start : self.end])
        for pattern in _patterns("reason"):
            low = pattern.sub(lambda match: " " * len(match[0]), low)
        return low

    def _of_passage(self, low: str) -> Demand | None:
        """“Take this out” at a passage is about its words."""
        said = " ".join(
            word for word in low.strip(_EDGES).split() if word.strip(_EDGES) not in ("please", "bitte", "merci")
        )
        said = said.strip(_EDGES)
        for kind in (DROP_PASSAGE, REPLACE_PASSAGE):
            for pattern in _patterns(kind):
                if pattern.search(said):
                    quoted = self._quoted(self.start, self.end)
                    return Demand(kind, self.words, tuple(quoted) if kind == REPLACE_PASSAGE else ())
        return None

    def left(self, channels: tuple[str, ...]) -> Demand:
        low = _lowered(self.hidden[self.start : self.end])
        kind = FACT if _is_fact(low, self.words) else LEFT
        return Demand(
            kind,
            self.words if _WORD.search(low) or self._quoted(self.start, self.end) else "",
            scope=scope_of(low, channels)[0],
        )

    @property
    def words(self) -> str:
        return self.text[self.start : self.end].strip(_EDGES)

    def _demand(self, kind: str, match: re.Match[str], scope: Scope) -> Demand:
        named = {name: value for name, value in match.groupdict().items() if value}
        terms = tuple(self._quoted(self.start + match.start(), self.start + match.end()))
        if kind == REPLACE:
            terms = tuple(
                next(iter(self._quoted(self.start + match.start(name), self.start + match.end(name))))
                for name in ("old", "new")
            )
        share = 0.5 if named.get("half") else 1 - int(named.get("percent", 0)) / 100
        most = named.get("words") or named.get("number")
        number = None if most is None else int(most) if most.isdigit() else table()["numbers"][most]
        return Demand(kind, self.words, terms, scope, share, number, original=bool(named.get("first")))

    def _quoted(self, start: int, end: int) -> Iterator[str]:
        first, last = (bisect_left(self.found, at, key=lambda one: one.start) for at in (start, end))
        return (one.words for one in self.found[first:last])


def _is_courtesy(words: str) -> bool:
    return not quotations(words) and set(_WORD.findall(_lowered(words))) <= _idle()


def _unread(text: str, match: re.Match[str]) -> set[str]:
    """The words that a pattern leaves over: those around it, and those that it lets pass."""
    beside = f"{text[: match.start()]} {text[match.end() :]} {match.groupdict().get('x') or ''}"
    over = set(_WORD.findall(beside)) - _idle()
    return over | ({"a quotation"} if BEGUN in beside else set())


@cache
def _idle() -> frozenset[str]:
    return frozenset(table()["idle"]) | frozenset(table()["everywhere"])


def _is_fact(low: str, words: str) -> bool:
    if any(pattern.search(low) for pattern in _patterns("fact")):
        return True
    sums = (money for money, _ in values_in(words) if money and money.currencies)
    return bool(find_dates(words) or find_times(words) or any(True for _ in sums))


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    joined = r"\s*(?:,\s*)?(?:(?:and|or|nor|und|oder|noch|y|e|o|ni|et|ou)\b)?\s*"
    several = f"{_QUOTED}(?:{joined}{_QUOTED}){{0,20}}+"
    spaced = (text.replace(" ?", r"\s*").replace(" ", r"\s+") for text in table()[name])
    return tuple(re.compile(text.replace("QQ", several).replace("Q", _QUOTED)) for text in spaced)


def _lowered(text: str) -> str:
    """In lower case, every letter staying where it was."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text).replace("’", "'")


def _cut(ends: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in ends.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end
