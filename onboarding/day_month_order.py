"""Whether a form writes 5/7 for the fifth of July or for May 7: those of its dates tell that can be read in one way."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from onboarding.form import Form

_NUMERIC = re.compile(r"(?<![\d.,/-])(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/-]|[.,]\d)")
_MONTHS, _DAYS = 12, 31


def day_in_order_of_form(form: Form, written: str) -> date | None:
    """The day of a date in numbers alone, read as the form's other dates must be read; None where they do not tell."""
    found = _NUMERIC.fullmatch(written.strip())
    day_first = _day_comes_first(form.responses) if found and found[4] else None
    if found is None or day_first is None:
        return None
    day, month = (int(found[1]), int(found[3])) if day_first else (int(found[3]), int(found[1]))
    year = int(found[4]) + (2000 if len(found[4]) == 2 else 0)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_comes_first(responses: Mapping[str, Any]) -> bool | None:
    """True or False where all dates that can be read in one way only agree, None where there is none or they differ."""
    texts = (value for value in responses.values() if isinstance(value, str))
    pairs = [(int(found[1]), int(found[3])) for text in texts for found in _NUMERIC.finditer(text) if found[4]]
    orders = {
        first > _MONTHS
        for first, second in pairs
        if (first > _MONTHS) != (second > _MONTHS) and max(first, second) <= _DAYS
    }
    return orders.pop() if len(orders) == 1 else None
