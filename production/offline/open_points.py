"""What a piece cannot say for want of an answer from the client: told to the agency, and no fault of the copy."""

import json
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aicmo_site.kernel.channels import Channel, Field
from aicmo_site.kernel.languages import primary_of
from aicmo_site.kernel.text.terms import names
from onboarding.contracts import NormalizedBriefDTO
from production.offline.facts.of_language import untranslated
from production.offline.facts.read import LONGEST_TEXT
from production.offline.facts.table import Facts, missing
from production.offline.frame_files import languages
from production.offline.punctuation import tidy
from production.offline.text import Text, main_text

FALLBACK = "en"
ADDRESSES = {"final_url", "slug", "path", "payload"}
LONGEST_MESSAGE = 200  # characters
OTHERWISE = ("mandatory_inclusions", "call_to_action")  # what a brief without messages may say


@dataclass(frozen=True)
class Gap:
    """waits_for: a field of the channel, `call_to_action`, `client_name`, `mandatory_inclusions.<n>` of the brief,
    `proof`, where an article is shorter than its kind for want of facts, `other_words`, where texts can only be alike,
    `dates`, where the day of an event is not known, `translation`, or `key_messages`, where the piece is left out, as
    it would say nothing; of a model's piece `leap.<n>`, what nobody has said yet, `missing.<n>`, what it asks for, and
    `model`, where it gave none or not all of it stands. words: what the agency reads."""

    waits_for: str
    words: str


def gaps_of(
    brief: NormalizedBriefDTO,
    facts: Facts,
    channel: Channel,
    texts: Sequence[Text],
    *,
    repeats: bool,
    languages: Iterable[str] = (),
) -> tuple[Gap, ...]:
    """Only what could not be written: too little in a language without frames, too little to tell, no address, or more
    than fits; or messages that are all in another of the campaign's `languages`. repeats: whether another piece says
    nearly the same."""
    foreign = [gap(brief, "translation", "translation")] if untranslated(facts, languages) else []
    gaps = [*foreign, *_gaps(brief, facts, channel, texts, repeats=repeats)]
    return tuple({one.waits_for: one for one in reversed(gaps)}.values())[::-1]  # of one thing the first


def left_out(brief: NormalizedBriefDTO, facts: Facts) -> Gap:
    """Why a piece is not there: the brief has nothing for it to say, or nothing that fits."""
    return gap(brief, "key_messages", "too_long" if facts.messages else "nothing_to_say")


def unplaced(brief: NormalizedBriefDTO, facts: Facts, told: Container[str]) -> tuple[Gap, ...]:
    """The facts that stand nowhere, as they prove none of the messages. told: where in the brief that stands."""
    listed = _listed(point.text for point in facts.unplaced if facts.sources[point.text] not in told)
    return (gap(brief, "proof_points", "unplaced", what=listed),) if listed else ()


def needs_of(facts: Facts) -> tuple[str, ...]:
    """The fields of the brief of which a campaign without any piece needs one."""
    return ("a short form of key_messages",) if facts.messages else ("key_messages", "proof_points", *OTHERWISE)


def _gaps(
    brief: NormalizedBriefDTO, facts: Facts, channel: Channel, texts: Sequence[Text], *, repeats: bool
) -> Iterator[Gap]:
    writable = primary_of(facts.language) in languages()
    crowded = not _fits(facts, channel, texts)
    theirs = not writable or crowded or _all_theirs(facts)
    if theirs or repeats:
        yield gap(brief, "other_words", "other_words")
    if not facts.site and not facts.action:
        yield gap(brief, "call_to_action", "call_to_action")
    elif crowded:
        yield gap(brief, "call_to_action", "no_room")
    for field in channel.fields:
        if _is_short_of(field, texts):
            yield gap(brief, field.name, "field", what=field.name.replace("_", " "))
    if facts.messages and any(_is_sketch(channel.field(text.field), text) for text in texts):
        yield gap(brief, "proof", "proof", what=_listed(facts.messages))
    if channel.id == "event" and not facts.event_day:
        yield gap(brief, "dates", "event_day")
    whole = main_text(texts)
    if theirs and not any(names(whole, form) for form in facts.client_forms):
        yield gap(brief, "client_name", "client_name")
    for number, text in enumerate(brief.mandatory_inclusions):
        forbidden = tidy(text) not in facts.mandatory
        if missing((tidy(text),), whole) and (crowded or forbidden):
            why = "forbidden" if forbidden and len(text) <= LONGEST_TEXT else "mandatory_inclusions"
            yield gap(brief, f"mandatory_inclusions.{number}", why, what=tidy(text))


def _listed(texts: Iterable[str]) -> str:
    return "".join(f"\n– {text}" for text in texts)


def _is_short_of(field: Field, texts: Sequence[Text]) -> bool:
    return field.required and sum(text.field == field.name for text in texts) < (field.min_count or 1)


def _is_sketch(field: Field | None, text: Text) -> bool:
    """Whether a text that its readers expect at some length has less: only facts could lengthen it honestly."""
    if field is None or field.unit != "words" or field.recommended_min is None:
        return False
    return field.count(text.content) < field.recommended_min


def _all_theirs(facts: Facts) -> bool:
    """Whether messages, or what must appear, are so long that nothing beside them makes one piece unlike another."""
    everywhere = sum(map(len, facts.mandatory))
    return max(everywhere, min(map(len, facts.messages), default=0)) > LONGEST_MESSAGE


def _fits(facts: Facts, channel: Channel, texts: Sequence[Text]) -> bool:
    """Whether the client's name and all that must appear go into the widest of these texts, and a message too."""
    needed = [*facts.client_forms[-1:], *facts.mandatory, *sorted(facts.messages, key=len)[:1]]
    filled = {text.field for text in texts} - ADDRESSES
    fields = [field for field in channel.fields if field.name in filled]
    return not fields or any(_has_room(field, needed) for field in fields)


def _has_room(field: Field, needed: Sequence[str]) -> bool:
    """Whether a field takes all of it in one text, or in as many as the platform takes of it."""
    if field.max is None or field.count(" ".join(needed)) <= field.max:
        return True
    return len(needed) <= (field.max_count or 1) and all(field.count(text) <= field.max for text in needed)


def gap(brief: NormalizedBriefDTO, waits_for: str, why: str, **slots: str) -> Gap:
    """In the language of the copy where we have it. why: a key of open_points.json."""
    words = _words()[why]
    return Gap(waits_for, words.get(primary_of(brief.language), words[FALLBACK]).format(**slots))


@cache
def _words() -> dict[str, Any]:
    return json.loads(Path(__file__).with_name("open_points.json").read_text(encoding="utf-8"))
