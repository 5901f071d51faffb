"""How much of a form is looked at: lines, names, words, layers and questions, at each bound and just beyond."""

import json
from datetime import date

import pytest

from onboarding.contracts import OpenQuestionDTO
from onboarding.form.client_line import client_in
from onboarding.form.envelopes import opened
from onboarding.form.field_aliases import field_wanted, fields_meant
from onboarding.form.given_values import day_in, plain_value
from onboarding.form.headed_answers import headed_answers
from onboarding.form.lists import divided
from onboarding.form.markup import plain
from onboarding.form.questions import Questions
from onboarding.form.received import as_field, has_answer
from onboarding.form.unknown_fields import likely_name, not_known


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\n" * 199 + "Client: Ada's Bikes", "Ada's Bikes"),
        ("Hi\n" * 199 + "Client: Ada's Bikes", "Ada's Bikes"),  # the two hundredth line
        ("Hi\n" * 200 + "Client: Ada's Bikes", ""),
        ("Client: one two three four five six seven eight", "one two three four five six seven eight"),
        ("Client: one two three four five six seven eight nine", ""),
        ("Client: Ada's Bikes Ltd.", "Ada's Bikes Ltd."),
        ("Client: We sell bikes.", ""),
        ("Client: " + "a" * 200, "a" * 200),
        ("Client: " + "a" * 201, ""),
        ("Client: Ada\nClient: Ben", ""),
        ("Client: Ada\nClient: Ada", "Ada"),
    ],
)
def test_a_client_is_named_in_few_words_within_two_hundred_lines(text, name):
    assert client_in(text) == name


def test_two_hundred_names_of_a_hundred_and_fifty_characters_are_looked_at():
    others = [f"name {number}" for number in range(200)]
    assert fields_meant([*others[:199], "Budget"]) == {"Budget": "budget"}
    assert fields_meant([*others, "Budget"]) == {}
    assert fields_meant(["a" * 151, *others[:199], "Budget"]) == {"Budget": "budget"}
    asked = f"Who is it for? ({'x' * 133})"
    assert [len(asked), *fields_meant([asked]).values()] == [150, "target_audience"]
    assert fields_meant([f"{asked}."]) == {}


@pytest.mark.parametrize(("question", "is_one"), [("who for", False), ("who is it for", True)])
def test_a_question_has_three_words(question, is_one):
    assert bool(field_wanted(question)) == is_one


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (10**11, "1973-03-03"),
        (10**11 - 1, None),
        (10**13 - 1, "2286-11-20"),
        (10**13, None),
        ("1804291200000", "2027-03-06"),
        ("18042912000", None),
        (True, None),
        ({"year": 2027, "month": 5, "day": 3}, "2027-05-03"),
        ({"year": 2027, "month": 2, "day": 30}, None),
    ],
)
def test_an_instant_in_milliseconds_is_a_day(value, day):
    assert day_in(value) == (day or value)
    assert day is None or date.fromisoformat(day)


@pytest.mark.parametrize(("length", "is_list"), [(20_000, True), (20_001, False)])
def test_a_list_in_a_text_has_twenty_thousand_characters(length, is_list):
    text = json.dumps(["a", "b" * (length - len('["a", ""]'))])
    assert (len(text), isinstance(plain_value(text), list)) == (length, is_list)


@pytest.mark.parametrize("depth", range(1, 9))
def test_a_form_lies_in_six_envelopes_at_most(depth):
    form = {"client_name": "Ada", "objectives": "Sell"}
    sent = form
    for _ in range(depth):
        sent = {"data": sent}
    assert (opened(sent) == form) == (depth <= 6)


def test_names_divided_by_commas_have_five_words_at_most():
    assert divided("competitors", "One two three four five, Ben") == ["One two three four five", "Ben"]
    assert divided("competitors", "One two three four five six, Ben") == ["One two three four five six, Ben"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f'<p class="{"a" * 290}">Hi</p>', "Hi"),
        (f'<p class="{"a" * 292}">Hi</p>', "Hi"),  # of three hundred characters
        (f"<b>Hi</b><!--{'a' * 2000}-->", "Hi"),
        (f"<b>Hi</b><style>{'a' * 20000}</style>", "Hi"),
        (f"<b>Hi</b><script>{'a' * 20000}</script>", "Hi"),
    ],
)
def test_tags_and_what_nobody_sees_are_taken_out(text, shown):
    assert plain(text).strip() == shown


@pytest.mark.parametrize(
    "text",
    [
        f'<p class="{"a" * 293}">Hi',
        f"<b>Hi</b><!--{'a' * 2001}-->",
        f"<b>Hi</b><style>{'a' * 20001}</style>",
        f"<b>Hi</b><script>{'a' * 20001}</script>",
    ],
)
def test_what_is_longer_was_not_pasted_and_stays(text):
    assert "aaa" in plain(text)


def test_ten_unknown_names_are_listed():
    assert not_known([f"name{number}" for number in range(10)], ()).endswith("“name9”")
    assert not_known([f"name{number}" for number in range(11)], ()).endswith("“name9”, …")


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("audience", "target_audience"),
        ("bugdet", "budget"),
        ("toone", "tone"),
        ("budxxt", ""),
        ("budgxt", "budget"),
        ("budget" + " " * 54, "budget"),
        ("budget " + "x" * 53, ""),
    ],
)
def test_a_name_that_is_spelled_alike_is_offered(name, known):
    assert likely_name(name, ("budget", "target_audience", "tone")) == known


def asked(count):
    questions = Questions()
    for number in range(count):
        questions.ask("other", "unclear", f"words {number}", f"What is {number}?")
    return questions


def test_twenty_questions_are_asked_and_the_rest_in_one():
    assert len(asked(20).all()) == 20
    told = asked(22).all()
    assert len(told) == 20
    assert told[-1].question.startswith("3 further points")


@pytest.mark.parametrize(("before", "is_known"), [(99, True), (100, False)])
def test_a_sentence_is_looked_for_within_a_hundred_questions(before, is_known):
    questions = asked(before)
    questions.add(OpenQuestionDTO("other", "unclear", "Is the ferry free?", "Is it?"))
    assert questions.about("the ferry") == is_known
    assert questions.about("Is the ferry free?")


@pytest.mark.parametrize(
    ("notes", "value"),
    [
        ("Budget\nNot at all settled", "Not at all settled"),  # four words are an answer
        ("Budget\nNot at all settled yet", None),
        ("Budget\n" + "5000 EUR " + "a" * 291, "5000 EUR " + "a" * 291),  # of three hundred characters
        ("Budget\n" + "5000 EUR " + "a" * 292, None),
        ("Tone of voice\nDry", "Dry"),
    ],
)
def test_under_a_heading_stands_a_figure_or_a_few_words(notes, value):
    assert next(iter(headed_answers(notes).values().values()), None) == value


@pytest.mark.parametrize(
    ("ours", "value", "name", "taken"),
    [
        ("client_id", "quay_side_7", "Client ID", "quay_side_7"),  # an ID stays as it was sent
        ("target_audience", "people_over_40", "Who", "people over 40"),
        ("target_audience", "people_over_40", "", "people_over_40"),
        ("target_audience", ["Commuters", None, "Families"], "", "Commuters; Families"),
        ("tone", 7, "Tone", "7"),
        ("tone", 7, "", 7),
        ("tone", True, "Tone", True),
        ("budget", "5000", "Monthly budget (GBP)", {"amount": "5000", "currency": "GBP", "period": "per month"}),
        ("budget", ["5000"], "", "5000"),
        ("budget", ["5000", "6000"], "", "5000; 6000"),
        ("budget", {"amount": 5}, "Budget (GBP)", {"amount": 5}),
        ("timeline_weeks", "3", "Duration in months", "3 months"),
        ("timeline_weeks", "3", "Duration in weeks", "3"),
        ("timeline_weeks", "3.5", "Duration in months", "3.5 months"),
        ("timeline_weeks", "3 or 4", "Duration in months", "3 or 4"),
        ("timeline_weeks", [3, 4], "", "3; 4"),
        ("launch_date", "05/03/2027", "Start date (MM/DD/YYYY)", "2027-05-03"),
        ("launch_date", "05/03/2027", "Start date (DD/MM/YYYY)", "2027-03-05"),
        ("launch_date", "05/03/2027", "Start date", "05/03/2027"),
        ("launch_date", 1804291200000, "Start", "2027-03-06"),
        ("attachments", "a.svg, b.svg; c.svg", "", ["a.svg", "b.svg", "c.svg"]),
    ],
)
def test_a_value_is_taken_as_its_field_takes_it(ours, value, name, taken):
    assert as_field(ours, value, name) == taken


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        ({"amount": None}, False),
        ({"amount": 0}, True),
        ({}, True),
        ("", False),
        (" \u200b", False),
        ([], False),
        (["", " "], False),
        (["a"], True),
        (0, True),
        (None, False),
    ],
)
def test_a_field_was_filled_in_or_not(value, is_one):
    assert has_answer(value) == is_one


@pytest.mark.parametrize(
    ("text", "bans"),
    [
        ("No prices. Never say so", ["No prices.", "Never say so"]),
        ("No prices. Please never say so", ["No prices.", "Please never say so"]),
        ("No prices. Whoever never says so", ["No prices. Whoever never says so"]),  # its ban begins too late
        ("No prices. Ask us.", ["No prices. Ask us."]),
        ("No prices / no roses", ["No prices", "no roses"]),
    ],
)
def test_a_ban_begins_with_its_negation(text, bans):
    assert divided("exclusions", text) == bans


@pytest.mark.parametrize(
    ("value", "plainly"),
    [
        (["a", None, ""], "a"),
        ([None], []),
        (["a", "b"], ["a", "b"]),
        ({"first": "Ada", "last": "Bo"}, "Ada Bo"),
        ({"last": "Bo"}, "Bo"),
        ({"labels": ["a"], "other": "b"}, ["a", "b"]),
        ({"1": "a", "2": "b"}, ["a", "b"]),
        ({"x": "y"}, {"x": "y"}),
        ({}, {}),
        ('["a","b"]', ["a", "b"]),
        ('["a",1]', '["a",1]'),
        ("[a", "[a"),
    ],
)
def test_a_value_is_plain_where_it_is_plain_how(value, plainly):
    assert plain_value(value) == plainly
