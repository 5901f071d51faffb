"""The plain intake and the plain draft, and their ceilings."""

from typing import Any

INTAKE: dict[str, Any] = {
    "client_name": "Harbour Lane Workshop",
    "language": "en-GB",
    "objectives": ["Win 40 volunteers by June"],
    "target_audience": "Neighbours with something broken",
    "key_messages": ["Repairs are free"],
    "call_to_action": "Book a slot",
    "channels": ["X", "newsletter"],
    "timeline_weeks": 2,
    "raw_notes": "They open on Saturdays.",
}
DRAFT: dict[str, Any] = {
    "id": "cost",
    "channel": "blog_post",
    "language": "en",
    "client": {
        "name": "Harbour Lane Workshop",
        "website": "https://harbour-lane.example",
        "facts": ["Repairs are free"],
    },
    "fields": {"body": "Come and see how we mend lamps and chairs with you."},
}
