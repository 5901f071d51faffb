"""The items of a brief as people write them: what each is called, its value, its source, what changes with it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from django.utils.translation import get_language_info

from aicmo_site.kernel import formats
from aicmo_site.kernel.channels import channel_of
from aicmo_site.readable import spaced
from onboarding.contracts import (
    CLIENT,
    CONFIRMED,
    CORRECT,
    CORRECTED,
    NOTES,
    PROPOSED,
    REJECTED,
    STATED,
    AnswerDTO,
    FactDTO,
)
from onboarding.fields import BY_CHANNEL, field_of, without_position

OURS = "en-GB"  # of the admin


class About(NamedTuple):
    """What a field is called where one of its items stands, and what else changes with it."""

    name: str
    then: str = ""


ABOUT = {  # in the order of the page
    "objectives": About("Aim", "Changes what is measured, and all copy."),
    "target_audience": About("Audience", "Changes the plan and all copy."),
    "key_messages": About("Message", "Changes all copy."),
    "channels": About("Channel", "Changes which pieces are made."),
    "budget": About("Budget", "Changes every share of the plan."),
    "launch_date": About("Launch", "Moves the calendar."),
    "timeline_weeks": About("Duration", "Moves the calendar."),
    "dates": About("Day"),
    "money": About("Sum"),
    "proof_points": About("Proof point", "Changes what copy may cite."),
    "call_to_action": About("Call to action", "Changes how every piece ends."),
    "tone": About("Tone", "Changes how copy speaks."),
    "mandatory_inclusions": About("Must appear", "Changes what copy has to hold."),
    "exclusions": About("Must not appear", "Changes what copy must not say."),
    "competitors": About("Competitor", "Changes whom copy must not name."),
    "language": About("Language", "Changes all copy."),
    "languages": About("Languages", "Changes in which languages its pieces are made."),
    "labels": About("Label", "Changes what its posts must say."),
    "website": About("Website", "Changes where copy sends people."),
    "client_name": About("Client", "Changes all copy."),
    "industry": About("Industry"),
}
STATES = {  # a mark that tells it apart without colour, the words, the colour
    STATED: ("✓", "stated", "good"),
    PROPOSED: ("?", "read from prose", "waits"),
    CONFIRMED: ("✓", "accepted", "good"),
    CORRECTED: ("✎", "corrected", "good"),
    REJECTED: ("✗", "rejected", "quiet"),
}
KINDS = {"other": "its purpose is not said", "not_before": "not before"}  # of days and sums, where the name says little
_SAID = {"accept": "it holds", "reject": "not so"}


def about(name: str) -> About:
    return ABOUT.get(name) or About(spaced(name).capitalize())


def about_fact(fact: FactDTO) -> About:
    """Of a day or a sum, what it is for; of a language or label, its channel."""
    found = about(subject_of(fact))
    kind = fact.value.get("kind") if isinstance(fact.value, Mapping) else ""
    if (name := subject_of(fact)) in BY_CHANNEL:
        channel = without_position(fact.field).removeprefix(f"{name}.")
        return found._replace(name=f"{found.name}: {channel_of(channel).name}")
    return found._replace(name=f"{found.name}: {KINDS.get(kind) or spaced(kind)}") if kind else found


def order_of(fact: FactDTO) -> int:
    names = list(ABOUT)
    return names.index(name) if (name := subject_of(fact)) in names else len(names)


def subject_of(fact: FactDTO) -> str:
    """The form's field that a fact is the answer of; a day or a sum of the notes is of none."""
    return field_of(fact.field) or without_position(fact.field)


def in_words(fact: FactDTO) -> str:
    value = fact.value
    match subject_of(fact):
        case "budget" if isinstance(value, Mapping):
            return ", ".join(filter(None, (_money(value, "amount"), value.get("period"))))
        case "money" if isinstance(value, Mapping):
            sums = dict.fromkeys((_money(value, "low"), _money(value, "high")))
            return " ".join(filter(None, (value.get("bound"), " to ".join(sums), value.get("per"))))
        case "dates" if isinstance(value, Mapping):
            return " to ".join(_day(day) for day in (value.get("day"), value.get("until")) if day)
        case "channels":
            return channel_of(str(value)).name
        case "timeline_weeks":
            return f"{value} week{'' if value == 1 else 's'}"
        case "launch_date":
            return _day(str(value))
        case "language" | "languages":
            return _language(str(value))
        case _:
            return str(value)


def as_typed(fact: FactDTO, launch_day: str) -> str:
    """A fact's value as it would be typed."""
    value = fact.value
    match subject_of(fact):
        case "budget" if isinstance(value, Mapping):
            return " ".join(str(value[part]) for part in ("amount", "currency", "period") if value.get(part))
        case "money" if isinstance(value, Mapping):
            return f"{value.get('high')} {value.get('currency')}".strip()
        case "dates" if isinstance(value, Mapping):
            return " to ".join(day for day in (value.get("day"), value.get("until")) if day)
        case "channels":
            return channel_of(str(value)).name
        case "launch_date":
            return launch_day
        case _:
            return "" if value is None else str(value)


def answer_in_words(answer: AnswerDTO) -> str:
    """What somebody said, for somebody who said something else."""
    return str(answer.value) if answer.decision == CORRECT else _SAID[answer.decision]


def standing_of(fact: FactDTO) -> tuple[str, str, str]:
    """Mark, words and colour of a fact's state; what is remembered was read in no prose."""
    mark, words, tone = STATES[fact.state]
    return mark, "proposed" if (fact.state, fact.source) == (PROPOSED, CLIENT) else words, tone


def source_of(fact: FactDTO) -> str:
    answer = fact.source.partition(".")[0]
    return {NOTES: "notes", "answers": "an answer", CLIENT: "remembered of the client"}.get(
        answer, f"form: {spaced(answer)}"
    )


def _money(value: Mapping[str, Any], part: str) -> str:
    try:
        return formats.money(Decimal(str(value.get(part))), str(value.get("currency") or ""), OURS)
    except InvalidOperation:
        return str(value.get("words") or "")


def _language(tag: str) -> str:
    try:
        return f"{get_language_info(tag.lower())['name']} ({tag})"
    except KeyError:
        return tag


def _day(text: str) -> str:
    try:
        return formats.day(date.fromisoformat(text), OURS)
    except ValueError:
        return text
