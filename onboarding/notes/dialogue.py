"""Calls, chats and mails: what one person asks, and what the others answer, by the field that the question is about."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from onboarding.lexicon import WORDS
from onboarding.notes.cues import label_of
from onboarding.notes.sentences import sentences
from onboarding.notes.texts import MAX_SENTENCE

MAX_QUESTION = 20  # words; what is longer tells more than it asks
MAX_TURNS = 8  # of an answer
MAX_DOUBT = 200  # characters of an answer in which it says that it is none
_STAMP = r"(?:\[?(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?\]?\s{0,3}[-–]?\s{0,3})?"
_NAME = r"[^\W\d_][\w.'’-]{0,20}(?:\s[^\W\d_][\w.'’-]{0,20}){0,2}(?:\s?\([^()]{1,40}\))?"
_TURN = re.compile(rf"{_STAMP}(?P<who>{_NAME})\s?:\s(?P<said>\S.{{0,5000}})", re.IGNORECASE)
_QUOTED = re.compile(r"(?:[>|]\s{0,3}){1,20}")
_HEADER = re.compile(r"(?:from|sent|to|cc|bcc|date|subject|von|an|betreff|de|objet|asunto|para)\s?:", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:\d{1,2}[.)]\s|[-*•]\s|(?:and|so|ok(?:ay)?|right|great|thanks?|cool|perfect)[,.!]?\s)+", re.IGNORECASE
)
_QUESTION = re.compile(r"[^?.!]{1,300}\?")


@dataclass(frozen=True)
class Turn:
    """What one person says at once."""

    who: str
    said: str


def answers(notes: str) -> dict[str, tuple[Turn, ...]]:
    """For each field that somebody asks about, the turns in which others answer."""
    found: dict[str, tuple[Turn, ...]] = {}
    turns = list(_turns(notes))
    for index, turn in enumerate(turns):
        fields = _fields_asked(turn.said)
        told = tuple(_answer(turns[index + 1 : index + 1 + MAX_TURNS], turn.who)) if fields else ()
        for field in fields if told else ():
            found.setdefault(field, told)
    return found


def settled(notes: str) -> frozenset[str]:
    """The questions to which somebody else gives an answer that is one."""
    turns = list(_turns(notes))
    return frozenset(
        said
        for turn, after in pairwise(turns)
        if turn.who != after.who
        and after.who != ">"  # what is quoted was said before
        and not after.said.rstrip().endswith("?")
        and not _undecided().search(after.said[:MAX_DOUBT])
        for said in sentences(turn.said)
        if said.rstrip().endswith("?")
    )


def _turns(notes: str) -> Iterator[Turn]:
    """The turns of a talk, or of a mail that quotes what it answers; none where nobody speaks twice."""
    lines = [line.strip() for line in notes.splitlines() if line.strip() and not _HEADER.match(line.strip())]
    heads = [_TURN.match(line) for line in lines]
    often = Counter(head["who"].casefold() for head in heads if head)
    speaker, held = "", list[str]()
    for line, head in zip(lines, heads, strict=True):
        speaks = head if head and often[head["who"].casefold()] > 1 else None
        quoted = _QUOTED.match(line)
        who = speaks["who"].casefold() if speaks else ">" if quoted else "" if speaker == ">" else speaker
        if who != speaker and held:
            yield Turn(speaker, "\n".join(held))
            held = []
        speaker = who
        held.append(speaks["said"] if speaks else line[quoted.end() :] if quoted else line)
    if held:
        yield Turn(speaker, "\n".join(held))


def _fields_asked(said: str) -> list[str]:
    """The fields that the last questions of a turn are about."""
    if not said.rstrip().endswith("?"):
        return []
    asked = [_LEAD.sub("", found[0].strip()).rstrip("? ").strip() for found in _QUESTION.finditer(said[-MAX_SENTENCE:])]
    short = [field_asked(question) for question in asked if 0 < len(question.split()) <= MAX_QUESTION]
    last = _LEAD.sub("", said.splitlines()[-1])
    under_label = [field for field, _ in _patterns() if label_of(field, last)]
    return list(dict.fromkeys(field for field in [*short, *under_label] if field))


def field_asked(question: str) -> str:
    """The field that a question is about, without its mark; "" for none."""
    asked_whole = (field for field, pattern in _patterns() if pattern.fullmatch(question))
    labelled = (field for field, _ in _patterns() if label_of(field, f"{question.partition(':')[0]}: x") == "x")
    return next(asked_whole, "") or next(labelled, "")


def _answer(turns: list[Turn], asker: str) -> Iterator[Turn]:
    """What the others say until the one who asked speaks again, or somebody else asks."""
    for turn in turns:
        if turn.who == asker:
            return
        told = turn.said.splitlines()
        asks_at = next((at for at, line in enumerate(told) if line.rstrip().endswith("?")), None)
        if said := "\n".join(told[:asks_at]):
            yield Turn(turn.who, said)
        if asks_at is not None:
            return


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    fields = {name: asked for name, asked in _data().items() if name not in ("about", "undecided")}
    return tuple((field, re.compile("|".join(asked), re.IGNORECASE)) for field, asked in fields.items())


@cache
def _undecided() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_data()['undecided'])})(?!\w)", re.IGNORECASE)


@cache
def _data() -> Any:
    return json.loads((WORDS / "dialogue.json").read_text(encoding="utf-8"))
