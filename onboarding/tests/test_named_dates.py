"""Dates that are meant, ruled out or mere bounds, in several languages, and what becomes of the launch."""

from datetime import date

import pytest

from onboarding.schedule.stance import read_dates
from onboarding.services import understand_intake
from onboarding.tests.factories import IntakeFactory
from onboarding.tests.test_understanding import GOOD, asked, brief_of

FIRST, EIGHTH = (3, 1), (3, 8)


def days(dates):
    return [(found.month, found.day) for found in dates]


@pytest.mark.parametrize(
    "text",
    [
        "Launch not on 1 March 2026.",
        "We won't launch on 1 March",
        "1 March won't work",
        "Start nicht am 1.3.2026!",
        "nicht am Montag, 1.3.",
        "Bitte nicht den 1. März",
        "Lancement : pas le 1er mars 2026.",
        "on ne lance pas le lundi 1er mars",
        "Lanzamiento: no el 1 de marzo de 2026",
        "não pode ser no dia 1 de março",
        "Non apriamo il 1 marzo",
        "niet op 1 maart",
        "nie startujemy 1 marca",
        "1 Mart'ta değil",
        "3月1日のオープンではなく",
        "不是3月1日",
        "ليس في 1 مارس",
    ],
)
def test_a_date_that_is_negated_is_ruled_out(text):
    named = read_dates(text)
    assert (days(named.ruled_out), named.meant, named.bounds) == ([FIRST], (), ())


@pytest.mark.parametrize(
    "text",
    [
        "Don't forget: launch on 1 March",
        "Don't forget launch on 1 March",
        "No problem, launch on 1 March",
        "Not sure yet, but launch on 1 March",
        "not only on 1 March",
        "Start am 1.3. nicht vergessen",
        "Am 1.3. starten wir, nicht früher",
        "Lançamento no dia 1 de março",
        "Lançamento no 1º de março",
        "ne pas oublier : lancement le 1er mars",
        "No tenemos web. Lanzamiento el 1 de marzo",
        "Launch: 1 March, no sooner",
    ],
)
def test_a_negation_of_something_else_leaves_the_date_alone(text):
    named = read_dates(text)
    assert (days(named.meant), named.ruled_out) == ([FIRST], ())


@pytest.mark.parametrize(
    "text",
    [
        "not before 1 March",
        "launch after 1 March",
        "nicht vor dem 1.3.",
        "pas avant le 1er mars",
        "no antes del 1 de marzo",
        "non prima del 1 marzo",
        "niet voor 1 maart",
        "nie przed 1 marca",
        "frühestens am 1.3.",
    ],
)
def test_a_bound_is_no_day(text):
    named = read_dates(text)
    assert (named.meant, days(named.bounds)) == ((), [FIRST])


@pytest.mark.parametrize(
    "text",
    [
        "Launch is not on 1 March but on 8 March 2027.",
        "Start nicht am 1.3., sondern am 8.3.2027",
        "Le lancement n'est pas le 1er mars mais le 8 mars 2027",
        "No lanzamos el 1 de marzo sino el 8 de marzo de 2027",
        "Launch on 8 March 2027, not on 1 March",
        "オープンは3月1日ではなく2027年3月8日",
        "La stagione comincia il primo marzo no aspetta non il primo, l'otto marzo 2027.",
    ],
)
def test_of_a_day_ruled_out_and_one_meant_the_one_is_read_and_confirmed(text):
    brief = brief_of({**GOOD, "launch_date": None, "raw_notes": text})
    assert brief.launch_date == date(2027, 3, 8).isoformat()
    assert asked(brief) == [("launch_date", "unconfirmed")]


@pytest.mark.parametrize("answer", ["nicht am 1.3.", "not before 1 March 2027", "pas le 1er mars"])
def test_an_answer_that_only_says_when_not_is_no_launch_date(answer):
    brief = brief_of({**GOOD, "launch_date": answer})
    assert (brief.launch_date, asked(brief)) == ("", [("launch_date", "missing")])
    assert "launch_date" not in {source.field for source in brief.facts}


def test_an_answer_that_only_says_when_not_lets_the_notes_speak():
    notes = "Kampagnenstart nicht am 17.5., sondern am 18.5.2027."
    brief = brief_of({**GOOD, "launch_date": "nicht vor dem 15.5.2027", "raw_notes": notes})
    assert (brief.launch_date, asked(brief)) == ("2027-05-18", [("launch_date", "unconfirmed")])


def test_a_day_of_the_form_that_the_notes_rule_out_is_a_contradiction():
    assert asked(brief_of({**GOOD, "raw_notes": "Bitte nicht am 2.3.2026, da ist Markt."})) == [
        ("launch_date", "contradiction")
    ]
    assert asked(brief_of({**GOOD, "raw_notes": "Bitte nicht am 3.3.2026, da ist Markt."})) == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [("début juin 2027 ?", "2027-06-05"), ("Anfang Juni", "2027-06-05"), ("5 July 2027", "5 July 2027")],
)
def test_the_month_of_the_form_becomes_the_day_of_the_notes_where_they_agree(written, expected):
    brief = brief_of({**GOOD, "launch_date": written, "raw_notes": "Lancement le samedi 5 juin 2027."})
    assert brief.launch_date == expected


@pytest.mark.parametrize("written", ["mid-June 2027", "Anfang Juni", "3. Quartal 2027", "12月上旬", "منتصف مايو ٢٠٢٧"])
def test_part_of_a_month_or_year_is_kept_in_words_and_asked_about(written):
    brief = brief_of({**GOOD, "launch_date": written})
    assert (brief.launch_date, asked(brief)) == (written, [("launch_date", "unclear")])


def test_the_latest_day_is_kept_and_confirmed():
    brief = brief_of({**GOOD, "launch_date": "asap, spätestens 1.6.2027"})
    assert (brief.launch_date, asked(brief)) == ("asap, spätestens 1.6.2027", [("launch_date", "unconfirmed")])


@pytest.mark.parametrize(("between", "is_ruled_out"), [("on " * 18 + "the ", True), ("on " * 19, False)])
def test_a_negation_reaches_sixty_characters(between, is_ruled_out):
    text = f"not {between[-56:] if is_ruled_out else between}1 March"
    assert bool(read_dates(text).ruled_out) == is_ruled_out


@pytest.mark.parametrize(("called_off", "is_open"), [(19, False), (20, True)])
def test_of_days_called_off_the_first_twenty_are_ignored(called_off, is_open):
    days = " ".join(f"Ignore {day} May 2027." for day in range(1, called_off + 1))
    notes = f"{days} Ignore 3 June 2027. We launch on 3 June 2027. We launch on 5 June 2027."
    assert (("launch_date", "contradiction") in asked(brief_of({**GOOD, "launch_date": None, "raw_notes": notes}))) == (
        is_open
    )


PHASES = {
    "Phase 1 starts on 3 March 2027. Phase 2 starts on 5 May 2027.": "2027-03-03",
    "The first wave starts on 3 March 2027, the second on 5 May 2027.": "2027-03-03",
    "Welle 1 startet am 3. März 2027, Welle 2 startet am 5. Mai 2027.": "2027-03-03",
    "Lancement le 1er mars 2027. La phase 2 démarre le 5 mai 2027.": "2027-03-01",
    "We launch on 1 March 2027. The second wave launches on 5 May 2027.": "2027-03-01",
    "Phase 1 starts in March, phase 2 in May.": "",
}


@pytest.mark.parametrize("notes", PHASES)
@pytest.mark.parametrize("launch", ["", "1 March 2027"])
def test_phases_are_no_other_launch_and_the_first_is_one_where_nothing_else_tells_it(notes, launch):
    form = {"client_name": "Quay", "objectives": ["Sell"], "target_audience": "All", "launch_date": launch}
    brief = understand_intake(intake=IntakeFactory(responses={**form, "raw_notes": notes}), brief_id="b")
    assert brief.launch_day == ("2027-03-01" if launch else PHASES[notes])
    assert not [asked for asked in brief.open_questions if asked.kind == "contradiction"]


def test_two_days_for_the_launch_itself_are_asked_about_though_a_phase_is_named():
    notes = "We launch on 8 March 2027 with the teaser; the main phase starts on 5 April 2027."
    form = {"client_name": "Quay", "objectives": ["Sell"], "target_audience": "All", "launch_date": "1 March 2027"}
    brief = understand_intake(intake=IntakeFactory(responses={**form, "raw_notes": notes}), brief_id="b")
    assert [asked.field for asked in brief.open_questions if asked.kind == "contradiction"] == ["launch_date"]
