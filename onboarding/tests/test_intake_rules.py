import pytest

from onboarding.contracts import FieldProblem, InvalidIntake
from onboarding.form.validation import client_id_of, validate

GOOD = {"client_name": "Ada's Bikes", "objectives": ["Sell more bicycles"], "target_audience": "Commuters"}


def fields_refused(responses):
    with pytest.raises(InvalidIntake) as caught:
        validate(responses)
    return [problem.field for problem in caught.value.problems]


def test_the_least_that_is_needed_is_accepted():
    validate(GOOD)
    validate({"client_name": "Ada's Bikes", "raw_notes": "Please call us about the spring sale."})


@pytest.mark.parametrize("responses", [None, [], "text", 5])
def test_a_form_must_be_an_object(responses):
    assert fields_refused(responses) == [""]


@pytest.mark.parametrize("blank", [None, "", "  \n", "\u200b\ufeff"])
def test_all_that_is_required_is_named_at_once(blank):
    assert fields_refused({"client_name": blank, "raw_notes": blank, "objectives": [blank or ""]}) == [
        "client_name",
        "objectives",
        "target_audience",
    ]


def test_where_something_is_missing_the_names_that_are_not_known_are_named_with_ours():
    with pytest.raises(InvalidIntake) as caught:
        validate({"Client": ["", 7], "notes": {"a": 1}, "Kunde": 1, "target audience": "", "objetives": []})
    strangers = (
        "“Client” (is it client_name?), “notes” (is it raw_notes?), “Kunde”, "
        "“target audience” (is it target_audience?), “objetives” (is it objectives?)"
    )
    assert caught.value.problems[0] == FieldProblem("client_name", f"is required; fields not known: {strangers}")
    assert [p.field for p in caught.value.problems] == ["client_name", "objectives", "target_audience"]
    assert str(caught.value).count("fields not known") == 1


def test_a_field_that_is_filled_in_is_not_what_another_name_meant():
    with pytest.raises(InvalidIntake, match=r"client_name: is required; fields not known: “notes”$"):
        validate({"client_name": "", "raw_notes": "Call us.", "notes": "x"})


def test_many_and_long_names_are_listed_shortly():
    with pytest.raises(InvalidIntake) as caught:
        validate({f"{number} {'x' * 100_000}": "" for number in range(99)})
    assert len(caught.value.problems[0].message) < 1500


@pytest.mark.parametrize(
    ("field", "value", "refused"),
    [
        ("client_name", 5, "client_name"),
        ("website", ["a", 1], "website"),
        ("channels", 7, "channels"),
        ("channels", ["Facebook", 7], "channels.1"),
        ("timeline_weeks", -1.5, "timeline_weeks"),
        ("timeline_weeks", True, "timeline_weeks"),
        ("timeline_weeks", -3, "timeline_weeks"),
        ("budget", [1, {}], "budget"),
        ("budget", -5, "budget"),
        ("budget", {"amount": {}}, "budget.amount"),
        ("budget", {"amount": 5, "currency": 7}, "budget.currency"),
        ("attachments", 7, "attachments"),
        ("budget", 10**16, "budget"),
        ("budget", {"amount": 10**16}, "budget.amount"),
        ("client_id", "x" * 101, "client_id"),
        ("raw_notes", "x" * 200_001, "raw_notes"),
        ("shoe size", "x" * 20_001, "shoe size"),
        ("key_messages", ["x" * 2_001], "key_messages.0"),
        ("tone", "a\0b", "tone"),
        ("shoe size", {"left": ["\ud800"]}, "shoe size.left.0"),
        ("shoe size", float("inf"), "shoe size"),
        ("shoe size", 10**31, "shoe size"),
        ("shoe size", 1e16, "shoe size"),
    ],
)
def test_a_wrong_value_is_refused_by_its_field(field, value, refused):
    assert fields_refused({**GOOD, field: value}) == [refused]


@pytest.mark.parametrize(
    "fields",
    [
        {"channels": None, "timeline_weeks": None, "budget": None, "language": None},
        {"channels": "Facebook", "timeline_weeks": "12-16", "budget": "£12k"},
        {"timeline_weeks": 12.0, "budget": {"amount": "12k", "currency": None}, "attachments": []},
        {"shoe size": {"left": 38.5}, "id": 7, "source": "a fair", "raw_notes": "x" * 200_000},
    ],
)
def test_forms_as_people_fill_them_in_are_accepted(fields):
    validate({**GOOD, **fields})


def test_a_length_refused_says_how_long_and_how_long_it_may_be():
    with pytest.raises(InvalidIntake, match="raw_notes: has 200,001 characters; at most 200,000 are allowed"):
        validate({**GOOD, "raw_notes": "x" * 200_001})


def test_a_client_id_is_kept_as_given():
    assert client_id_of({"client_name": "Ada", "client_id": "ada-7"}) == "ada-7"


def test_the_same_name_typed_differently_is_the_same_client():
    ids = {client_id_of({"client_name": name}) for name in ("Café Ada", "cafe\u0301  ADA ", "ＣＡＦÉ Ada")}
    assert len(ids) == 1
    assert ids.pop().startswith("cafe-ada-")


def test_names_in_any_script_have_ids_of_their_own():
    ids = [client_id_of({"client_name": name}) for name in ("株式会社さくら", "Пекарня", "مخبز", "x" * 9000)]
    assert len(set(ids)) == 4
    assert max(map(len, ids)) <= 100


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Işıl Çiçekçilik", "isil-cicekcilik"),
        ("Łódź Żółw", "lodz-zolw"),
        ("Øresund Røgeri", "oresund-rogeri"),
        ("Đorđe", "dorde"),
        ("Straße", "strasse"),
        ("Æbleø", "aebleo"),
        ("Þór Sigurðsson", "thor-sigurdsson"),
        ("Ada's Bikes", "ada-s-bikes"),
        ("Müller & Söhne", "muller-sohne"),
        ("Пекарня", "client"),
    ],
)
def test_no_letter_of_the_latin_script_is_dropped_from_an_id(name, slug):
    assert client_id_of({"client_name": name}).rpartition("-")[0] == slug


@pytest.mark.parametrize(
    ("name", "client_id"),
    [
        ("Ada's Bikes", "ada-s-bikes-71e075743ed0"),
        ("Café Ñandú", "cafe-nandu-6d7b848c0774"),
        ("O’Neill", "oneill-88601b154d3b"),
    ],
)
def test_ids_that_were_right_stay_as_they_are(name, client_id):
    assert client_id_of({"client_name": name}) == client_id


def test_an_empty_place_in_a_list_says_nothing():
    validate({**GOOD, "key_messages": ["Ride home", None]})
