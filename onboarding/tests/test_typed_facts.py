"""What a day or a sum of the notes is for, and what people say to it."""

import pytest

from onboarding.contracts import InvalidAnswers
from onboarding.facts.answering import answers_to
from onboarding.services import understand_intake
from onboarding.tests.factories import IntakeFactory


def brief_of(notes, answers=()):
    form = {"client_name": "Quay", "objectives": ["More visits"], "target_audience": "Neighbours", "raw_notes": notes}
    return understand_intake(intake=IntakeFactory(responses=form), brief_id="b", answers=answers)


DAYS = {
    "The fair is 14 to 16 March 2027 and posters must be out on 12 March 2027.": [
        ("event", "2027-03-14", "2027-03-16"),
        ("release", "2027-03-12", ""),
    ],
    "Presale starts 1 February 2027, copy deadline is 20 January 2027.": [
        ("presale", "2027-02-01", ""),
        ("deadline", "2027-01-20", ""),
    ],
    "Embargo until 3 May 2027.": [("not_before", "2027-05-03", "")],
    "Nicht vor dem 3. Mai 2027 veröffentlichen.": [("not_before", "2027-05-03", "")],
    "Die Messe findet vom 14. bis 16. März 2027 statt, Vorverkauf ab 5.2.2027.": [
        ("event", "2027-03-14", "2027-03-16"),
        ("presale", "2027-02-05", ""),
    ],
    "Le salon a lieu du 14 au 16 mars 2027, date limite des inscriptions le 1er mars 2027.": [
        ("event", "2027-03-14", "2027-03-16"),
        ("deadline", "2027-03-01", ""),
    ],
    "La feria se celebra del 14 al 16 de marzo de 2027 y la campaña termina el 30 de junio de 2027.": [
        ("event", "2027-03-14", "2027-03-16"),
        ("ends", "2027-06-30", ""),
    ],
    "Phase one is 1 to 30 April 2027, phase two starts on 1 May 2027.": [
        ("phase", "2027-04-01", "2027-04-30"),
        ("phase", "2027-05-01", ""),
    ],
    "Sign up by 5 June 2027.": [("deadline", "2027-06-05", "")],
    "Last year's fair was on 14 March 2025.": [],
    "We met on 3 or 4 May 2027.": [],
}


@pytest.mark.parametrize("notes", DAYS)
def test_a_day_is_known_by_what_it_is_for(notes):
    assert [(day.kind, day.day, day.until) for day in brief_of(notes).dates] == DAYS[notes]


SUMS = {
    "900 EUR is for the printer, tickets are 12 EUR.": [("cost", 900, "EUR"), ("price", 12, "EUR")],
    "Der Eintritt kostet 9 Euro, der Druck 1.200 Euro.": [("price", 9, "EUR"), ("cost", 1200, "EUR")],
    "Entradas a 15 euros, el fotógrafo son 400 euros.": [("price", 15, "EUR"), ("cost", 400, "EUR")],
    "They turn over 2,000,000 USD.": [("other", 2_000_000, "USD")],
    "40 people came.": [],
}


@pytest.mark.parametrize("notes", SUMS)
def test_a_sum_is_known_by_what_it_is_for(notes):
    brief = brief_of(notes)
    assert brief.budget is None
    assert [(one.kind, one.low, one.currency) for one in brief.money] == SUMS[notes]


def test_the_budget_is_one_of_them_and_a_range_has_two_ends():
    brief = brief_of("Budget: 8,000 EUR. The venue is 300-500 EUR.")
    assert [(one.kind, one.low, one.high) for one in brief.money] == [
        ("cost", 300, 500),
        ("budget", 8000, 8000),
    ]


def test_each_can_be_rejected_and_put_right():
    notes = "The fair is 14 to 16 March 2027. Presale starts 1 February 2027. 900 EUR is for the printer."
    brief = brief_of(notes)
    fair, presale, printer = (fact for fact in brief.facts if fact.field.split(".")[0] in ("dates", "money"))
    said = [
        {"fact": fair.id, "decision": "reject"},
        {"fact": presale.id, "decision": "correct", "value": "2 February 2027"},
        {"fact": printer.id, "decision": "correct", "value": "950 EUR"},
    ]
    right = brief_of(notes, answers_to(brief, said, "ana"))
    assert [(day.kind, day.day) for day in right.dates] == [("presale", "2027-02-02")]
    assert [one.low for one in right.money] == [950]
    states = {fact.id: (fact.field, fact.state) for fact in right.facts}
    assert states[fair.id] == ("dates", "rejected")
    assert states[presale.id] == ("dates.0", "corrected")
    for fact in (presale, printer):
        with pytest.raises(InvalidAnswers, match="cannot be read as one"):
            answers_to(brief, [{"fact": fact.id, "decision": "correct", "value": "soon"}], "ana")


@pytest.mark.parametrize(
    ("answers", "right"),
    [
        ({"objectives": ["Bring 400 people to the vigil on 12 May 2027"]}, [("event", "2027-05-12", "")]),
        ({"objectives": ["300 Menschen zur Mahnwache am 12. Mai 2027 bringen"]}, [("event", "2027-05-12", "")]),
        (
            {"objectives": ["Sell out the concert by 12 May 2027"]},
            [],
        ),  # by when an aim is reached is no day of the public
        ({"objectives": ["More visits until 12 May 2027"]}, []),
        ({"key_messages": ["Registration closes on 30 April 2027"]}, [("ends", "2027-04-30", "")]),
        ({"call_to_action": "Sign up by 5 June 2027"}, [("deadline", "2027-06-05", "")]),
        ({"key_messages": ["The festival of 12 May 1990 was the first"]}, []),
    ],
)
def test_a_day_told_in_an_aim_a_message_or_a_call_is_stated_with_its_kind(answers, right):
    form = {"client_name": "Quay", "objectives": ["More visits"], "target_audience": "Neighbours", **answers}
    brief = understand_intake(intake=IntakeFactory(responses=form), brief_id="b")
    assert [(day.kind, day.day, day.until) for day in brief.dates] == right
    assert [fact.state for fact in brief.facts if fact.field.startswith("dates.")] == ["stated"] * len(right)


def test_a_day_that_the_notes_tell_too_is_one_fact():
    form = {"client_name": "Quay", "objectives": ["Fill the fair on 14 March 2027"], "target_audience": "Neighbours"}
    notes = "The fair is on 14 March 2027."
    brief = understand_intake(intake=IntakeFactory(responses={**form, "raw_notes": notes}), brief_id="b")
    assert [(day.kind, day.day) for day in brief.dates] == [("event", "2027-03-14")]
