"""The one day of a form's answer that says more than a day, and what is open about it."""

from datetime import date

import pytest

from onboarding.schedule.answers import bare_day, days_of_span, is_guessed, only_whole_day, start_of_span, wrong_weekday
from onboarding.tests.test_understanding import GOOD, asked, brief_of


@pytest.mark.parametrize(
    ("text", "start", "days"),
    [
        ("Del 20 de noviembre de 2026 al 31 de enero de 2027", date(2026, 11, 20), 73),
        ("du 1er avril au 15 juin 2027", date(2027, 4, 1), 76),
        ("20. November bis 31. Januar 2027", date(2026, 11, 20), 73),
        ("1.12.2026 – 28.2.2027", date(2026, 12, 1), 90),
        ("du 1er avril au 15 juin", None, 76),
        ("28 Feb to 1 March", None, 2),  # of a year that is no leap year
        ("28 Feb to 1 March 2028", date(2028, 2, 28), 3),
        ("30 May to 31 June", None, 0),
        ("31 June to 2 July", None, 0),
        ("2 May to 30 April 2027", date(2026, 5, 2), 364),
        ("1 May, and 5 June 2027", None, 0),
        ("5 June 2027", None, 0),
    ],
)
def test_a_span_has_a_first_day_and_a_length(text, start, days):
    assert (start_of_span(text), days_of_span(text)) == (start, days)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Saisonstart 8.5.2027, Vorverkauf ab 15. März", date(2027, 5, 8)),
        ("Eröffnung am 21. März 2027, Vernissage am 20.3.", date(2027, 3, 21)),
        ("8 May 2027, then 15 May 2027", None),
        ("ca. 15. Mai 2027", None),
        ("5 oder 6. Mai 2027", None),
        ("à confirmer : 5 mai 2027", None),
        ("15. März", None),
    ],
)
def test_of_several_dates_the_only_whole_one_is_the_day(text, day):
    assert only_whole_day(text) == day


def test_a_day_told_about_or_beside_another_one_is_a_guess():
    assert [is_guessed(text) for text in ("ca. 5. Mai 2027", "5 or 6 May 2027", "5 May 2027")] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "bare", "wrong"),
    [
        ("samedi 15 mai 2027", "15 mai 2027", None),
        ("Samstag, 15. Mai 2027", "15. Mai 2027", None),
        ("3 May 2027", "3 May 2027", None),
        ("Eröffnung 3. Mai 2027", "", None),
        ("lundi 5 octobre 2027", "5 octobre 2027", date(2027, 10, 5)),
        ("am Freitag, den 8. Mai 2027", "8. Mai 2027", date(2027, 5, 8)),
        ("lunes 5 de octubre", "5 de octubre", None),
        ("le 3 mai 2027 à 9 h", "3 mai 2027", None),
        ("d. 5. maj 2027 kl. 10", "5. maj 2027", None),
        ("18. Mai 2027, 18 Uhr", "18. Mai 2027", None),
        ("18 мая 2027 г. в 10:00", "18 мая 2027 г.", None),
        ("May 18, 2027, 6-8 pm", "May 18, 2027", None),
        ("18 May 2027 at noon", "18 May 2027", None),
        ("18 mayo 2027 a las 6 de la tarde", "18 mayo 2027", None),
        ("12 Mayıs 2027'de", "12 Mayıs 2027", None),
        ("dinsdag 18 mei 2027 om 20.00 uur", "18 mei 2027", None),
        ("do 4 mrt 2027", "4 mrt 2027", None),
        ("do 5 marca 2027", "", None),
        ("18 May 2027 at the latest", "", None),
        ("18 May 2027, hall 3", "", None),
        ("18 May 2027 Monday", "18 May 2027", date(2027, 5, 18)),
    ],
)
def test_the_day_of_the_week_is_no_part_of_the_date_and_may_be_wrong(text, bare, wrong):
    assert (bare_day(text), wrong_weekday(text)) == (bare, wrong)


@pytest.mark.parametrize(
    ("written", "launch", "questions"),
    [
        ("Monday, 2 March 2026", "2 March 2026", []),
        ("Sunday, 2 March 2026", "2 March 2026", [("launch_date", "contradiction")]),
        ("Opening 2 March 2026, rehearsal on 1 March", "2026-03-02", [("launch_date", "unconfirmed")]),
        ("from 2 March to 30 April 2026", "2026-03-02", [("launch_date", "unconfirmed")]),
        ("from 2 March to 30 April 2025", "2025-03-02", [("launch_date", "contradiction")]),
        ("2-4 March 2026", "2026-03-02", [("launch_date", "unconfirmed")]),
        ("31 June 2026", "31 June 2026", [("launch_date", "contradiction")]),
        ("29.02.2027", "29.02.2027", [("launch_date", "contradiction")]),
        ("1st half of March 2026", "1st half of March 2026", [("launch_date", "unclear")]),
        ("2-Mar-26", "2-Mar-26", []),
        ("2 March 2026 or 9 March 2026", "2 March 2026 or 9 March 2026", [("launch_date", "unconfirmed")]),
        ("about 2 March 2026", "about 2 March 2026", [("launch_date", "unconfirmed")]),
    ],
)
def test_the_launch_is_the_day_that_is_plainly_meant(written, launch, questions):
    brief = brief_of({**GOOD, "launch_date": written})
    assert (brief.launch_date, asked(brief)) == (launch, questions)


def test_weeks_are_counted_from_one_day_to_another():
    brief = brief_of({**GOOD, "timeline_weeks": "2 March to 10 May"})
    assert (brief.scope.timeline_weeks, asked(brief)) == (10, [("timeline_weeks", "unconfirmed")])


@pytest.mark.parametrize(
    ("notes", "told"),
    [
        ("Runs from 2 February to 28 March 2027.", "28 March"),
        ("Läuft vom 2. Februar 2027 bis Ende März.", "Ende März"),
        ("La campagne dure du 2 février au 28 mars 2027.", "28 mars"),
        ("Va del 2 de febrero al 28 de marzo de 2027.", "28 de marzo"),
    ],
)
def test_a_time_in_the_notes_is_offered_where_the_length_is_asked_for(notes, told):
    brief = brief_of({**GOOD, "launch_date": None, "timeline_weeks": None, "raw_notes": notes})
    (asked,) = (question for question in brief.open_questions if question.field == "timeline_weeks")
    assert told in asked.words


@pytest.mark.parametrize(
    ("notes", "day"),
    [
        ("Launch on Tuesday 4 May 2027, party on 9 May, the end on 30 June 2027.", "2027-05-04"),
        ("Wir starten am 4. Mai 2027, Ende ist am 30. Juni 2027.", "2027-05-04"),
        ("We go live on 4 May 2027 and stay visible until 30 June 2027.", "2027-05-04"),
        ("Lancement le 4 mai 2027, fin le 30 juin 2027.", "2027-05-04"),
        ("Launch on 4 May 2027, or we launch on 9 May 2027.", ""),
    ],
)
def test_of_several_days_in_a_sentence_the_launch_s_own_is_taken(notes, day):
    assert brief_of({**GOOD, "launch_date": None, "raw_notes": notes}).launch_day == day


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Win 60 members by 31 June 2027", True),
        ("120 Abos bis 30.02.2027", True),
        ("Llegar a 500 socios antes del 31 de abril", True),
        ("Win 60 members by 30 June 2027", False),
        ("Win 60 readers of chapter 30.2.", False),
        ("Win 60 members by 3/4/2027", False),
    ],
)
def test_a_day_of_an_aim_that_does_not_exist_is_asked(text, asks):
    brief = brief_of({**GOOD, "objectives": [text]})
    assert (("objectives", "contradiction") in asked(brief), brief.objectives) == (asks, (text,))


@pytest.mark.parametrize("told", ["{}", "We launch on {}, all day"])
@pytest.mark.parametrize(("day", "is_over"), [("5 January 2026", False), ("4 January 2026", True)])
def test_only_a_day_before_that_of_the_form_is_over(told, day, is_over):
    questions = brief_of({**GOOD, "launch_date": told.format(day)}).open_questions
    assert any("lies before the day of this form" in one.question for one in questions) == is_over
