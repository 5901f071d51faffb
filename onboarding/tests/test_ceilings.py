"""How much an intake may hold: exactly so much, every excess told at once, and nothing asked of what is stored."""

import json

import pytest

from onboarding.api import INTAKE_FORM
from onboarding.contracts import FieldProblem, InvalidIntake
from onboarding.fields import ANY_TEXT, BYTES, FIELDS, ITEMS, LISTS, ONE_ITEM, TEXTS
from onboarding.services import check_intake

GOOD = {"client_name": "Ada Ltd", "raw_notes": "Call Ada."}


def problems(**fields):
    try:
        check_intake(responses={**GOOD, **fields})
    except InvalidIntake as error:
        return list(error.problems)
    return []


def over(field, count, most, unit="characters"):
    return [FieldProblem(field, f"has {count:,} {unit}; at most {most:,} are allowed")]


def test_the_ceilings_are_those_agreed():
    agreed = {"raw_notes": 200_000, "client_name": 200, "client_id": 100, "call_to_action": 2_000}
    own = {name: field.characters for name, field in FIELDS.items() if field.characters != ANY_TEXT}
    assert (agreed, 20_000, 2_000, 200, 1_000_000) == (own, ANY_TEXT, ONE_ITEM, ITEMS, BYTES)


@pytest.mark.parametrize("field", [*TEXTS, "timeline_weeks", "budget", "id", "source", "shoe size"])
def test_a_text_may_be_so_long_and_no_longer(field):
    most = FIELDS[field].characters if field in FIELDS else ANY_TEXT
    assert problems(**{field: "é" * most}) == []
    assert problems(**{field: "é" * (most + 1)}) == over(field, most + 1, most)


@pytest.mark.parametrize("field", [*LISTS, "attachments", "shoe sizes"])
def test_a_list_may_have_so_many_items_of_such_a_length(field):
    assert problems(**{field: ["x"] * 199 + ["é" * ONE_ITEM]}) == []
    assert problems(**{field: ["x"] * 201}) == over(field, 201, ITEMS, "items")
    assert problems(**{field: ["x", "é" * 2_431]}) == over(f"{field}.1", 2_431, ONE_ITEM)


@pytest.mark.parametrize("field", LISTS)
def test_a_list_given_as_a_text_is_measured_as_both(field):
    assert problems(**{field: "x\n" * 200}) == []
    assert problems(**{field: "x\n" * 201}) == over(field, 201, ITEMS, "items")
    assert problems(**{field: "x\n" + "y" * 2_001}) == over(f"{field}.1", 2_001, ONE_ITEM)
    assert problems(**{field: "x" * 20_001}) == over(field, 20_001, ANY_TEXT)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"left": {"of": "x" * 20_001}}, over("shoe.left.of", 20_001, ANY_TEXT)),
        ({"left": ["x" * 2_001]}, over("shoe.left.0", 2_001, ONE_ITEM)),
        ([{"left": "x" * 20_000}], []),
        ([["x"] * 201], over("shoe.0", 201, ITEMS, "items")),
    ],
)
def test_what_is_nested_is_measured_too(value, found):
    assert problems(shoe=value) == found


def test_the_name_of_a_field_is_a_text():
    (problem,) = problems(**{"x" * 20_001: 1})
    assert problem == FieldProblem(
        "x" * 100 + "…", "the field's name has 20,001 characters; at most 20,000 are allowed"
    )


def whole(size):
    """An intake of so many bytes as JSON, each of its parts within its ceiling; é has two."""
    made = {**GOOD, **{f"n{number}": "é" * 9_000 for number in range(55)}, "rest": ""}
    rest = size - len(json.dumps(made, ensure_ascii=False).encode())
    return {**made, "rest": "x" * rest}


def test_the_whole_may_have_so_many_bytes_as_json_in_utf_8():
    assert problems(**whole(1_000_000)) == []
    assert problems(**whole(1_000_001)) == over("", 1_000_001, BYTES, "bytes")


def test_every_excess_is_told_at_once_and_with_all_else_that_is_wrong():
    found = problems(client_name="x" * 201, channels=[7, "x" * 2_001], tone="\0" + "x" * 20_000, raw_notes=5)
    assert {problem.field for problem in found} >= {"client_name", "channels.0", "channels.1", "tone", "raw_notes"}
    assert sum(problem.field == "tone" for problem in found) == 2


def test_what_is_stored_keeps_what_it_has():
    stored = {**GOOD, "raw_notes": "x" * 2_000_000, "key_messages": ["x" * 5_000] * 300, "client_id": "x" * 101}
    assert check_intake(responses=stored, stored=True).responses["raw_notes"] == stored["raw_notes"]
    with pytest.raises(InvalidIntake):
        check_intake(responses={"raw_notes": "x"}, stored=True)


def test_the_schema_shows_the_ceilings():
    shown = INTAKE_FORM["properties"]
    assert {name: shown[name]["anyOf"][0]["maxLength"] for name in TEXTS} == {n: FIELDS[n].characters for n in TEXTS}
    for name in LISTS:
        text, many = shown[name]["anyOf"]
        # As one text it surely is one item where it has one line.
        assert (text["maxLength"], many["maxItems"], many["items"]["maxLength"]) == (ONE_ITEM, ITEMS, ONE_ITEM)
    assert shown["attachments"]["anyOf"][0]["maxItems"] == ITEMS
    assert "1,000,000 bytes" in INTAKE_FORM["description"]
