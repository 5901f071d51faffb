"""The one table of an intake's fields: how an answer may be given, how long it may be, where it stands in the brief.

To add one, beside its line here (aicmo_site/tests/test_intake_fields.py says where it is missing):
- read it: `contracts.py`, `models.py` (IN_METADATA), `understanding.py`; `form/questions.py` if it may be asked for;
  `words/field_aliases.json` and `words/cues.json` for what others call it, in forms and in notes;
- take it in: `api.py` where it is neither a text nor a list, `orchestration/staff/intake_form.py`, `.docs/intake.md`;
- show it: `delivery/words/fields.json`, `delivery/document/answers.py`.
"""

from dataclasses import dataclass

ANY_TEXT = 20_000  # characters of a text that has no ceiling of its own, a field's name included
ONE_ITEM = 2_000  # characters of a text in a list
ITEMS = 200  # of a list
BYTES = 1_000_000  # of the whole, as JSON in UTF-8


@dataclass(frozen=True)
class Field:
    """`kind` is text, list, or the field's own name where its answers have a form of their own."""

    name: str
    kind: str
    characters: int = ANY_TEXT
    place: str = ""  # in the brief, where it is called otherwise there
    of_programs: bool = False  # people do not fill it in


_FIELDS = (
    Field("client_name", "text", 200),
    Field("client_id", "text", 100),
    Field("industry", "text"),
    Field("website", "text"),
    Field("language", "text"),
    Field("objectives", "list"),
    Field("target_audience", "text"),
    Field("key_messages", "list"),
    Field("proof_points", "list"),
    Field("call_to_action", "text", 2_000),
    Field("tone", "text", place="brand_guidelines.tone"),
    Field("channels", "list", place="scope.deliverables"),
    Field("budget", "budget"),
    Field("timeline_weeks", "timeline_weeks", place="scope.timeline_weeks"),
    Field("launch_date", "text"),
    Field("mandatory_inclusions", "list"),
    Field("exclusions", "list", place="scope.exclusions"),
    Field("competitors", "list"),
    Field("raw_notes", "text", 200_000),
    Field("attachments", "attachments"),
    Field("id", "id", of_programs=True),
    Field("source", "source", of_programs=True),
)
FIELDS = {field.name: field for field in _FIELDS}
TEXTS = tuple(name for name, field in FIELDS.items() if field.kind == "text")
LISTS = tuple(name for name, field in FIELDS.items() if field.kind == "list")
BY_CHANNEL = ("languages", "labels")  # what the brief holds of each channel: no field of the form is for it alone
_FIELD_AT = {field.place or name: name for name, field in FIELDS.items()} | {"excluded_terms": "exclusions"}


def field_of(place: str) -> str:
    """The form's field that fills a place of the brief, "" where none does: `scope.deliverables.0` is of `channels`.
    What stands there by channel is of a field of its own."""
    root = place.partition(".")[0]
    return root if root in BY_CHANNEL else _FIELD_AT.get(without_position(place), "")


def without_position(place: str) -> str:
    root, _, last = place.rpartition(".")
    return root if last.isdigit() else place
