"""Whether a form writes 5/7 for the fifth of July or for May 7: those of its dates tell that can be read in one way."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from aicmo_site.kernel.extract.dates import dates_in
from onboarding.form.answers import Form


def day_in_order_of_form(form: Form, written: str) -> date | None:
    """The day of a date in numbers alone, read as the form's other dates must be read; None where they do not tell."""
    found = dates_in(written)
    day_first = _day_comes_first(form.responses) if len(found) == 1 and found[0].ambiguous else None
    return None if day_first is None else found[0].readings[0 if day_first else 1].as_date()


def _day_comes_first(responses: Mapping[str, Any]) -> bool | None:
    """True or False where all dates that can be read in one way only agree, None where there is none or they differ."""
    texts = (value for value in responses.values() if isinstance(value, str))
    orders = {one.day_first for text in texts for one in dates_in(text)} - {None}
    return orders.pop() if len(orders) == 1 else None
