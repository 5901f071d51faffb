"""From which day on the client's call to action may be made: nothing is called for before it exists."""

import json
from functools import cache
from pathlib import Path

from aicmo_site.kernel.text.folding import unaccented
from aicmo_site.kernel.text.stems import Stems
from onboarding.contracts import NormalizedBriefDTO

OPENING = ("presale", "not_before")  # kinds of days before which there is nothing to be had
BEGINNING = ("release", "launch", "starts")
OPENING_WORDS = 2  # of a call: they tell what is asked for


def opens_on(brief: NormalizedBriefDTO) -> str:
    """The day (ISO) from which on people may be called to act, "" for any.

    A presale, a "not before", or a day on which what is called for begins holds for every call; a launch does not for
    one that is made ahead of it, nor where the call is to an event. Days count though they are merely proposed.
    """
    opening = [one.day for one in brief.dates if one.kind in OPENING]
    opening += [one.day for one in brief.dates if one.kind in BEGINNING and _has("opened", one.words)]
    if opening:
        return min(opening)
    asked = " ".join(brief.call_to_action.split()[:OPENING_WORDS])
    if _has("ahead", asked) or any(one.kind == "event" for one in brief.dates):
        return ""
    return brief.launch_day or min((one.day for one in brief.dates if one.kind in ("launch", "release")), default="")


def _has(name: str, text: str) -> bool:
    return _stems(name).occur(unaccented(text))


@cache
def _stems(name: str) -> Stems:
    return Stems(json.loads(Path(__file__).with_name("calls.json").read_text(encoding="utf-8"))[name])
