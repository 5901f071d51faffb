"""The few wishes of a reviewer's comment that can be understood without a language model."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from production.contracts import FeedbackDTO

QUOTED = r"(?>[\"'“„«‘]\s*([^\"'”“»’\n]{2,60}?)\s*[\"'”“»’])"
JOINED = r"\s*(?:,\s*)?(?:(?:and|or|nor|und|oder|noch|y|e|o|ni|et|ou)\b)?\s*"
LISTED = rf"{QUOTED}(?:{JOINED}{QUOTED}){{0,9}}+"
MASK = "\0"  # stands for each character of a wish that was understood
SENTENCE_ENDS = re.compile(r"(?<=[.!?;])\s+|\n")
PART_ENDS = re.compile(r",\s+|\s[-–—•*]\s|\s(?:and|but|und|aber|y|e|pero|et|mais)\s", re.IGNORECASE)
NEAR = 80  # characters before a wish in which a negator is looked for
EDGES = " \t,;:.!–—•*-"


@dataclass(frozen=True)
class Wishes:
    shorter: bool = False
    no_hashtags: bool = False
    avoid: tuple[str, ...] = ()
    left: tuple[str, ...] = ()  # what of the comment a person must see to

    @property
    def done(self) -> tuple[str, ...]:
        """What was understood, for the record of the draft."""
        named = (("shorter", self.shorter), ("no hashtags", self.no_hashtags))
        return (*(name for name, wished in named if wished), *(f"without “{term}”" for term in self.avoid))


def wishes_of(feedback: FeedbackDTO) -> Wishes:
    comment = "\n".join(" ".join(line.split()) for line in feedback.comment.splitlines())
    words = comment.replace("\n", " ").replace(MASK, " ")
    avoided = list(_avoided(words))
    masked = _masked(words, avoided)
    shorter, tags = list(_wished("shorter", masked)), list(_wished("no_hashtags", masked))
    return Wishes(
        shorter=bool(shorter),
        no_hashtags=bool(tags),
        avoid=tuple(dict.fromkeys(term for match in avoided for term in re.findall(QUOTED, match.group()))),
        left=tuple(_left(comment, _masked(masked, [*shorter, *tags]))),
    )


def record_of(feedback: FeedbackDTO, wishes: Wishes) -> dict[str, Any]:
    """What a revision did about its feedback, for the draft's metadata."""
    if not feedback.comment and not feedback.findings:
        return {}
    done = [*wishes.done, "other frames and another order", "required texts and limits checked again"]
    return {"done": done, "for a person": list(wishes.left), "findings": list(feedback.findings)}


def _avoided(words: str) -> Iterator[re.Match[str]]:
    """What is to be avoided, wherever that is not denied."""
    before = (re.finditer(rf"{lead}\s*:?\s*{LISTED}", words, re.IGNORECASE) for lead in table()["avoid"])
    behind = (re.finditer(rf"{LISTED}\s*{tail}", words, re.IGNORECASE) for tail in table()["avoid_behind"])
    found = (match for matches in (*before, *behind) for match in matches)
    return (match for match in found if not _negated(words, match.start()))


def _wished(name: str, words: str) -> Iterator[re.Match[str]]:
    found = (match for wish in table()[name] for match in re.finditer(wish, words, re.IGNORECASE))
    return (match for match in found if not _negated(words, match.start()))


def _negated(words: str, at: int) -> bool:
    said = words[max(0, at - NEAR) : at].casefold().replace("’", "'")
    return any(re.search(rf"(?<!\w){re.escape(word)}(?:\s+\w+)?\s*$", said) for word in table()["negators"])


def _masked(words: str, matches: Iterable[re.Match[str]]) -> str:
    """The same with each understood wish blotted out, place for place."""
    chars = list(words)
    for match in matches:
        chars[match.start() : match.end()] = MASK * len(match.group())
    return "".join(chars)


def _left(comment: str, masked: str) -> Iterator[str]:
    """The sentences without a wish; of those with one, the other parts. Courtesy beside a wish is nothing to do."""
    idle = set(table()["courtesy"]) if MASK in masked else set()
    for start, end in _pieces(SENTENCE_ENDS, comment, 0, len(comment)):
        parts = _pieces(PART_ENDS, masked, start, end) if MASK in masked[start:end] else [(start, end)]
        for a, b in parts:
            if set(re.findall(r"\w+", masked[a:b].casefold())) - idle:
                yield comment[a:b].strip(EDGES)


def _pieces(ends: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in ends.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


@cache
def table() -> dict[str, Any]:
    """feedback.json; do not change it."""
    return json.loads(Path(__file__).with_name("feedback.json").read_text(encoding="utf-8"))
