"""Days told from the one on which somebody writes: "tomorrow", "in two weeks", "dans 10 jours"."""

import json
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from aicmo_site.kernel.extract.durations import find_durations
from aicmo_site.kernel.text.alternatives import either

DATA: dict[str, Any] = json.loads(
    Path(__file__).with_name("words").joinpath("relative_days.json").read_text(encoding="utf-8")
)
DAYS = {"day": 1, "week": 7, "fortnight": 14}  # "in a month" names no day
LONGEST = 60  # characters; who writes more says more
MOST_DAYS = 3_650


def relative_day(text: str, today: date) -> date | None:
    """The day that a text is, told from `today`; None where it says anything else, or no one day."""
    said = " ".join(text.casefold().replace("’", "'").split()).strip(" .!")
    if len(said) > LONGEST:
        return None
    days = DATA["days"].get(said)
    days = _days_ahead(said) if days is None else days
    return today + timedelta(days=days) if days is not None else None


def _days_ahead(said: str) -> int | None:
    found = find_durations(said)
    if len(found) != 1 or found[0].low != found[0].high or found[0].unit not in DAYS:
        return None
    before, behind = said[: found[0].start].strip(), said[found[0].end :].strip()
    if not _around().fullmatch(f"{before}|{behind}"):
        return None
    days = found[0].low * DAYS[found[0].unit]
    return int(days) if days == int(days) and 0 < days <= MOST_DAYS else None


@cache
def _around() -> re.Pattern[str]:
    """What stands before and behind a length of time that leads to a day."""
    return re.compile(rf"(?:{either(DATA['before'])})\||\|(?:{either(DATA['after'])})")
