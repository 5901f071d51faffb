"""A form of another house: what it calls by names of its own is read as our fields, where ours were left empty."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from aicmo_site.kernel.extract.currencies import currency_of
from onboarding.fields import FIELDS, LISTS
from onboarding.lexicon import WORDS
from onboarding.notes.cues import label_of
from onboarding.notes.texts import items_of, text_of

LONGEST = 60  # characters of a name
MOST = 100  # names that are looked at
_PART = re.compile(r"[^\s()\[\]:_,/-]+")


def meant_by(responses: Mapping[str, Any]) -> dict[str, str]:
    """Our field for each name that is none of ours and plainly means one that is empty; the first name counts."""
    strangers = [name for name in responses if isinstance(name, str) and name not in FIELDS and len(name) <= LONGEST]
    meant: dict[str, str] = {}
    for name in strangers[:MOST]:
        ours = field_called(" ".join(re.split(r"[\s_/-]+|(?<=[a-z])(?=[A-Z])", name)).strip(" ?:."))
        if ours and ours not in meant.values() and not has_answer(responses.get(ours)) and _fits(ours, responses[name]):
            meant[name] = ours
    return meant


def answer_for(ours: str, name: str, value: Any) -> Any:
    """A value as our field takes it: one text where it holds one, a list as it is; a sum with the currency that the
    field's own name tells, "Budget (GBP)"."""
    if ours == "budget" and not isinstance(value, Mapping) and (code := _currency_in(name)):
        return {"amount": value, "currency": code}
    return "; ".join(items_of(value)) if isinstance(value, list | tuple) and ours not in LISTS else value


def _currency_in(name: str) -> str:
    return next((code for part in _PART.findall(name) if (code := currency_of(part)[0])), "")


def field_called(name: str) -> str:
    """Our field that a name of a form, or a heading, means; "" for none."""
    if _currency_in(name):
        name = " ".join(part for part in _PART.findall(name) if not currency_of(part)[0])
    return next((ours for ours, pattern in _patterns() if pattern.fullmatch(name)), "") or next(
        (ours for ours, _ in _patterns() if label_of(ours, f"{name}: x") == "x"), ""
    )


def has_answer(value: Any) -> bool:
    """Whether a field was filled in."""
    if isinstance(value, Mapping):
        return value.get("amount") is not None
    return bool(text_of(value) or items_of(value)) if isinstance(value, str | list | tuple) else value is not None


def _fits(ours: str, value: Any) -> bool:
    """Whether a value is of the kind that our field holds."""
    if isinstance(value, bool):
        return False
    if ours in ("budget", "timeline_weeks") and isinstance(value, int | float):
        return True
    return bool(text_of(value)) or (isinstance(value, list | tuple) and bool(items_of(value)))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = json.loads((WORDS / "field_aliases.json").read_text(encoding="utf-8"))
    return tuple((ours, re.compile("|".join(names), re.IGNORECASE)) for ours, names in data.items() if ours != "about")
