"""A brief for tests, as onboarding would hand it over."""

from datetime import UTC, datetime
from typing import Any

from onboarding.contracts import NormalizedBriefDTO, ScopeDTO

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def brief(*, deliverables: tuple[str, ...] = ("facebook_post", "email"), weeks: int | None = 12, **fields: Any):
    """A small English brief; any field can be replaced."""
    values: dict[str, Any] = {
        "brief_id": "brief_1",
        "client_id": "client_1",
        "scope": ScopeDTO(deliverables, (), weeks),
        "objectives": ("Make people aware of the new ferry",),
        "target_audience": "Commuters",
        "brand_guidelines": {"tone": "calm"},
        "normalized_at": NOW,
        "client_name": "Harbour Ferries",
        "website": "https://ferries.example",
        "language": "en",
        "key_messages": ("The ferry leaves every hour", "Bikes travel free"),
    }
    return NormalizedBriefDTO(**{**values, **fields})
