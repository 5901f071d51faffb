"""Whether a field can be read in one value alone: asked of what people answer to a brief, or write of a client."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from onboarding.contracts import IntakeFormDTO, NormalizedBriefDTO
from onboarding.facts.values_of_channels import LONGEST_LABEL
from onboarding.fields import field_of
from onboarding.understanding import understand

UNREADABLE = {
    "budget": "cannot be read as one sum: write an amount and its currency, such as 12,000 EUR",
    "launch_date": "cannot be read as one day: write it as 2027-05-14",
    "timeline_weeks": "cannot be read as a number of weeks",
    "language": "is no language that we know: write its name or its tag, such as pt-BR",
    "website": "is no address of a website, or more than one",
    "languages": "names no languages that we know: write their names or tags, such as de, pt-BR",
    "labels": f"has more than {LONGEST_LABEL} characters",
}
_READ: dict[str, Callable[[NormalizedBriefDTO], Any]] = {
    "budget": lambda brief: brief.budget,
    "launch_date": lambda brief: brief.launch_day,
    "timeline_weeks": lambda brief: brief.scope.timeline_weeks,
    "language": lambda brief: brief.language,
    "website": lambda brief: brief.website,
}


def read_alone(field: str, value: Any, now: datetime) -> Any:
    """What is read of a field in a form that says nothing else; nothing where it cannot be read."""
    intake = IntakeFormDTO({"client_name": "-", field: value}, now)
    brief = understand(intake, brief_id="", now=now)
    if field in _READ:
        return _READ[field](brief)
    return [fact.value for fact in brief.facts if field_of(fact.field) == field]
