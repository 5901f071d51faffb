"""What forms of other houses call our fields, as names and as whole questions."""

import json
from pathlib import Path

import pytest

from onboarding.form.client_line import client_in
from onboarding.form.field_aliases import MOST, currency_in, fields_meant, is_bare_name, period_in, unit_in
from onboarding.tests.test_understanding import brief_of

LEAST = {"client_name": "Ada Ltd", "objectives": ["Sell bicycles"], "target_audience": "Commuters"}
CORPUS = json.loads(Path(__file__).with_name("field-names.json").read_text(encoding="utf-8"))
NAMES = [(name, field) for field, names in CORPUS.items() if field != "about" for name in names]


@pytest.mark.parametrize(("name", "field"), NAMES)
def test_a_name_is_read_as_the_field_that_it_means(name, field):
    assert fields_meant([name]).get(name, "none") == field


def test_what_is_called_by_its_name_goes_before_what_is_asked_for_at_length():
    names = ["Where do you advertise now, and where not?", "Channels"]
    assert list(fields_meant(names)) == ["Channels", "Where do you advertise now, and where not?"]
    brief = brief_of({**LEAST, names[0]: "TikTok", names[1]: "Instagram"})
    assert brief.scope.deliverables == ("instagram_post",)


def test_of_many_names_only_the_first_are_looked_at():
    assert fields_meant([*map(str, range(MOST)), "Budget"]) == {}


@pytest.mark.parametrize(
    ("name", "currency", "period"),
    [
        ("Budget (GBP)", "GBP", ""),
        ("monthly_budget", "", "per month"),
        ("Budget per week in €", "EUR", "per week"),
        ("Monatliches Werbebudget", "", "per month"),
        ("Budget", "", ""),
    ],
)
def test_the_name_of_a_budget_tells_its_currency_and_its_period(name, currency, period):
    assert (currency_in(name), period_in(name)) == (currency, period)
    budget = brief_of({**LEAST, name: 1200}).budget
    assert budget is not None
    assert (budget.amount, budget.currency, budget.period) == (1200, currency, period)


@pytest.mark.parametrize(
    ("name", "value", "weeks"),
    [
        ("Duration (weeks)", 6, 6),
        ("Dauer in Monaten", "3", 13),
        ("How many days should it run?", 14, 2),
        ("Weeks", 8.5, 9),
    ],
)
def test_the_name_of_a_length_tells_its_unit(name, value, weeks):
    assert brief_of({**LEAST, name: value}).scope.timeline_weeks == weeks


def test_a_unit_is_told_by_a_name_alone():
    assert (unit_in("Campaign length in months"), unit_in("Campaign length")) == ("months", "")


def test_a_name_without_whose_is_the_client_where_there_is_no_other():
    assert is_bare_name("Full name")
    form = {"Full name": "Ruth Lind", "Goals": "Sell bicycles", "Audience": "Commuters"}
    assert brief_of(form).client_name == "Ruth Lind"
    assert brief_of({**form, "Company": "Lind Cycles"}).client_name == "Lind Cycles"
    assert brief_of({**form, "Company": "Lind Cycles"}).further_answers == {"Full name": "Ruth Lind"}


@pytest.mark.parametrize("value", ["Yes", "ja", "non", True])
def test_an_answer_of_yes_or_no_is_no_value(value):
    assert brief_of({**LEAST, "Do you have a budget in mind?": value}).budget is None


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ({"day": "03", "month": "05", "year": "2027"}, "2027-05-03"),
        (["2027-05-03"], "2027-05-03"),
        (1809302400000, "2027-05-03"),
        ("1809302400000", "2027-05-03"),
        ({"day": "31", "month": "02", "year": "2027"}, ""),
    ],
)
def test_a_day_is_read_in_parts_and_in_milliseconds(value, day):
    assert brief_of({**LEAST, "Start date": value}).launch_day == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Start date (DD/MM/YYYY)", "2027-05-03"),
        ("Startdatum (TT.MM.JJJJ)", "2027-05-03"),
        ("Date de début (jj/mm/aaaa)", "2027-05-03"),
        ("Launch date (mm/dd/yyyy)", "2027-03-05"),
        ("Launch date", ""),
    ],
)
def test_the_name_of_a_day_tells_the_order_of_its_figures(name, day):
    assert brief_of({**LEAST, name: "03/05/2027"}).launch_day == day


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("11/28/2026 9:14:03", "2027-05-03"),
        ("28/11/2026 9:14:03", "2027-03-05"),
        ("05/04/2026 9:14:03", ""),
        ("2026-11-28T09:14:03Z", ""),
    ],
)
def test_a_time_stamp_tells_the_order_where_it_can_be_read_in_one_way(stamp, day):
    brief = brief_of({**LEAST, "Timestamp": stamp, "Start date": "5/3/2027"})
    assert brief.launch_day == day
    assert day or any(question.field == "launch_date" for question in brief.open_questions)


def test_choices_that_were_written_as_json_are_a_list():
    brief = brief_of({**LEAST, "Channels": '["Instagram","Facebook"]', "Budget": '["£3,000"]'})
    assert brief.scope.deliverables == ("instagram_post", "facebook_post")
    assert brief.budget.amount == 3000


def test_several_free_texts_are_one_text_of_notes():
    form = {"Company": "Ada Ltd", "Message": "Sell more bicycles.", "Anything else?": "No prices."}
    assert brief_of(form).notes == "Sell more bicycles.\n\nNo prices."


@pytest.mark.parametrize(
    "notes",
    ["Client: Ada Ltd\nSell bicycles.", "# Brief\n\n**Client:** Ada Ltd", "## Kunde\nAda Ltd", "| Client | Ada Ltd |"],
)
def test_the_notes_may_say_whose_they_are(notes):
    assert brief_of({"raw_notes": notes}).client_name == "Ada Ltd"


@pytest.mark.parametrize("name", ["Ada Co.", "Ada & Sons Ltd.", "Turnverein Ada e.V.", "Ada S.A.", "Ada"])
def test_a_name_may_end_with_a_point_and_stand_there_twice(name):
    assert client_in(f"Client: {name}\nSell bicycles.\nClient: {name}") == name


@pytest.mark.parametrize(
    "notes",
    [
        "Client: We want more cyclists.\nAgency: How many?",
        "Client: Can you do that?",
        "Client: we want more cyclists in the town from May on",
        "Client: Hello\nAgency: What is it about?\nClient: Cyclists",
        "Client: Hello\nAgency: What is it about?\nCLIENT: We want more.",
        "## Client\nWe want more cyclists.",
    ],
)
def test_a_speaker_of_a_talk_is_no_client(notes):
    assert client_in(notes) == ""
