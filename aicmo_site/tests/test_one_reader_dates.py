"""All stations read a day as the same one, or none does: launch of a brief, deadline of a plan, fact of copy."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from aicmo_site.kernel.extract.dates import the_day
from aicmo_site.kernel.extract.quantities import quantities
from aicmo_site.kernel.extract.reading import DATE
from aicmo_site.tests.corpora import lines_of
from onboarding.contracts import IntakeFormDTO
from onboarding.understanding import understand
from strategy.objectives.targets import targets_in

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
FORM = {
    "client_name": "Alder Bakery",
    "objectives": ["Win 40 subscribers"],
    "key_messages": ["Bread baked at night"],
    "target_audience": "Neighbours",
    "channels": ["Instagram"],
    "budget": {"amount": 3000, "currency": "GBP"},
    "timeline_weeks": 8,
}


def of_brief(text: str, language: str) -> set[date]:
    form: dict[str, Any] = {**FORM, "launch_date": text, "language": language}
    brief = understand(IntakeFormDTO(form, NOW, "intake_1", "client_1"), brief_id="brief_1", now=NOW)
    planned = the_day(brief.launch_day or brief.launch_date)
    return {date.fromisoformat(brief.launch_day or "0001-01-01"), planned or date.min} - {date.min}


def of_plan(text: str) -> set[date]:
    found = targets_in(f"Win 40 volunteers by {text}", NOW.date())
    return {NOW.date() + timedelta(days=target.days) for target in found if target.days}


def of_copy(text: str, language: str) -> set[tuple[int, int, int]]:
    read = (one for one in quantities(text, language) if one.kind == DATE and len(one.values) == 1)
    return {(one.year, *day) for one in read for day in one.values}


@pytest.mark.parametrize("line", lines_of("unanimous_dates"), ids=lambda line: line["text"])
def test_every_station_reads_the_day_or_none_does(line):
    text, language, value = line["text"], line["language"], line["value"]
    first, last = (date.fromisoformat(day) for day in (value if isinstance(value, list) else [value, value]))
    in_copy = {(day.year, day.month, day.day) for day in (first, last)}
    read = of_brief(text, language), of_plan(text), of_copy(text, language)
    assert read in ((set(), set(), set()), ({first}, {last}, in_copy))


def test_a_day_that_does_not_exist_is_read_by_none():
    assert (of_brief("31 June 2027", "en"), of_plan("31 June 2027")) == (set(), set())
    assert of_copy("31 June 2027", "en") == {(2027, 6, 31)}  # which no fact can be


def test_a_day_in_figures_that_may_be_another_is_read_by_none():
    assert (of_brief("3/5/2027", "en"), of_plan("3/5/2027"), of_copy("3/5/2027", "en")) == (set(), set(), set())
