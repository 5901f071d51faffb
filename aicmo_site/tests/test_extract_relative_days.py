"""Days told from the one on which somebody writes."""

from datetime import date

import pytest

from aicmo_site.kernel.extract.relative_days import relative_day
from aicmo_site.tests.corpora import lines_of

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize("line", lines_of("relative_days"), ids=lambda line: line["text"])
def test_a_day_is_reckoned_from_today(line):
    day = relative_day(line["text"], TODAY)
    assert (day and day.isoformat()) == line["expected"]
