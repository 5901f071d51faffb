"""What the days of a brief mean for copy: when people may be called to act, when the event is, when the press hears."""

import json
from datetime import date
from functools import cache
from pathlib import Path

from aicmo_site.kernel import formats
from aicmo_site.kernel.text.folding import unaccented
from aicmo_site.kernel.text.stems import Stems
from onboarding.contracts import DateDTO, NormalizedBriefDTO

CAMPAIGNS = ("launch", "release")  # kinds of days on which what is advertised begins
BEGINNINGS = ("not_before", "starts", *CAMPAIGNS)
OPENING_WORDS = 2  # of a call: they tell what is asked for


def opening_of(brief: NormalizedBriefDTO) -> str:
    """The day (ISO) on which what is called for can first be had, where the brief names one: a presale, the beginning
    of a sale."""
    return min((one.day for one in brief.dates if _is_opening(one)), default="")


def _is_opening(one: DateDTO) -> bool:
    return one.kind == "presale" or (one.kind in BEGINNINGS and _has("opened", one.words))


def is_settled(brief: NormalizedBriefDTO, day: str) -> bool:
    """Whether somebody has stated or confirmed a day, so that copy may name it."""
    return any(one.day == day for one in _settled(brief))


def _settled(brief: NormalizedBriefDTO) -> list[DateDTO]:
    proposed = {fact.field for fact in brief.proposed_facts}
    return [one for at, one in enumerate(brief.dates) if f"dates.{at}" not in proposed]


def beginning_of(brief: NormalizedBriefDTO) -> str:
    """The day (ISO) before which there is nothing to be had as the campaign begins on it; "" where the call is one that
    is made ahead, or to an event. Days count though they are merely proposed."""
    asked = " ".join(brief.call_to_action.split()[:OPENING_WORDS])
    if _has("ahead", asked) or any(one.kind == "event" for one in brief.dates):
        return ""
    embargoes = [one.day for one in brief.dates if one.kind == "not_before" and not _has("press", one.words)]
    begun = brief.launch_day or min((one.day for one in brief.dates if one.kind in CAMPAIGNS), default="")
    return max((*embargoes, begun))


def press_day_of(brief: NormalizedBriefDTO) -> str:
    """The day (ISO) that the brief names for its press release, the latest of several."""
    return max((one.day for one in brief.dates if one.kind != "deadline" and _has("press", one.words)), default="")


def event_of(brief: NormalizedBriefDTO) -> DateDTO | None:
    """The event's day or days; None where the brief names none or several, or nobody has confirmed them."""
    events = [one for one in _settled(brief) if one.kind == "event"]
    return events[0] if len({(one.day, one.until) for one in events}) == 1 else None


def holds_press_events(brief: NormalizedBriefDTO) -> bool:
    """Whether what the client ordered as an event is one for the press."""
    ordered = (fact for fact in brief.standing_facts if fact.field.startswith("scope.deliverables."))
    return any(fact.value == "event" and _has("press", fact.words) for fact in ordered)


def written(day: str, language: str) -> str:
    """An ISO day as people write it; "" for none."""
    return formats.day(date.fromisoformat(day), language) if day else ""


def _has(name: str, text: str) -> bool:
    return _stems(name).occur(unaccented(text))


@cache
def _stems(name: str) -> Stems:
    return Stems(json.loads(Path(__file__).with_name("days.json").read_text(encoding="utf-8"))[name])
