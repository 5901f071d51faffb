"""Until when an objective is meant: days, words, and what is over."""

import pytest

from strategy.measures.kpis import kpis_for
from strategy.objectives.kinds import classified
from strategy.objectives.stated_deadline import words_of_time
from strategy.objectives.targets import targets_in
from strategy.tests.sentences import TODAY, kpi, read


def test_a_deadline_that_has_passed_gives_no_days_and_is_said():
    (target,) = targets_in("Reach 400 members by 1 May 2020", TODAY)
    assert (target.days, target.late) == (None, True)
    kpi = kpis_for(classified(("Reach 400 members by 1 May 2020",), "en"), (), 84, today=TODAY, tag="en")[0]
    assert (kpi.timeframe_days, kpi.rule) == (None, "stated, deadline_past")


def test_a_measure_is_due_on_the_day_its_sentence_names_else_at_the_end_of_the_campaign():
    assert kpi("Win 30 volunteers by 30 June 2026", launch_date="2026-05-04").due == "2026-06-30"
    assert kpi("Win 30 volunteers", launch_date="2026-05-04").due == "2026-06-28"
    assert kpi("Win 30 volunteers").due == ""


@pytest.mark.parametrize(
    ("language", "objective", "until"),
    [
        ("en", "get 500 new ppl on the mailing list by Sept", "by Sept"),
        ("en", "Win 30 members by the end of the season.", "by the end of the season"),
        ("es", "Captar 40 socios antes de Navidad", "antes de Navidad"),
        ("fr", "Recruter 40 adhérents d’ici l’été", "d’ici l’été"),
        ("de", "100 neue Stammkunden bis Ostern 2027", "bis Ostern 2027"),
        ("en", "Win 30 members by 3/4/2027", "by 3/4/2027"),
        ("en", "Win 30 members by 31 June 2027", "by 31 June 2027"),
        ("en", "Win 30 members by 3 or 10 May 2027", "by 3 or 10 May 2027"),
        ("en", "Win 30 members by the first week of May 2027", "by the first week of May 2027"),
        ("en", "Win 30 members by the end of next year", "by the end of next year"),
        ("en", "Win 30 members by early 2028", "by early 2028"),
        ("en", "Win 30 members by next Monday", "by next Monday"),
    ],
)
def test_a_deadline_that_no_day_can_be_reckoned_from_stays_in_the_clients_words(language, objective, until):
    measure = kpi(objective, language, launch_date="2026-05-04")
    assert (measure.timeframe_days, measure.due) == (None, "")
    assert "deadline_words" in measure.rule
    assert until in measure.reason


@pytest.mark.parametrize(
    "objective", ["Sell 40 jars by word of mouth", "Win 40 members by 6 June", "Win 40 members by Sept 2027"]
)
def test_words_that_name_no_time_or_a_day_are_no_open_deadline(objective):
    assert [target.until for target in targets_in(objective, TODAY)] == [""]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("by 12.03.27", 111),
        ("by 2027/03/12", 111),
        ("by the second of May 2027", 162),
        ("by the end of Q3 2027", 313),
        ("by mid-May 2027", 180),
        ("by H1 2027", 221),
        ("by week 18 of 2027", 169),
        ("by 3-5 May 2027", 165),
        ("by 令和9年3月12日", 111),
        ("bis 05/2027", 191),
        ("d'ici le premier mars 2027", 100),
        ("within half a year", 182),
        ("within a fortnight", 14),
        ("in the first year", 365),
        ("innerhalb eines halben Jahres", 182),
        ("en los próximos tres meses", 90),
    ],
)
def test_a_deadline_is_reckoned_from_whatever_spelling(words, days):
    assert [target.days for target in targets_in(f"Win 40 members {words}", TODAY)] == [days]


def test_a_day_without_its_year_is_the_next_such_day_and_no_number():
    assert read("Win 40 members by 6 June") == [("40", "members", "members", "", "", 197)]
    assert read("Bring 200 visitors to the open day on June 6") == [("200", "visitors", "visitors", "", "", None)]
    assert read("200 Besucher am 6. Juni") == [("200", "Besucher", "Besucher", "", "", None)]
    assert read("Portes ouvertes du 6 juin") == read("La jornada del 6 de junio") == []


@pytest.mark.parametrize(
    ("words", "launch", "due"),
    [
        ("Bring 400 people to the opening weekend", "2026-05-02", "2026-05-03"),
        ("Bring 400 people to the opening weekend", "2026-05-01", "2026-05-03"),
        ("Bring 400 people to the opening weekend", "2026-05-04", "2026-05-04"),
        ("400 Besucher zum Eröffnungswochenende holen", "2026-05-02", "2026-05-03"),
        ("400 Besucher zum Wochenende der Eröffnung holen", "2026-05-02", "2026-05-03"),
        ("Bring 400 people to the festival", "2026-05-02", "2026-05-02"),
    ],
)
def test_a_weekend_is_over_on_sunday(words, launch, due):
    assert kpi(words, launch_date=launch).due == due


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("by one two three four May", "by one two three four May"),  # six words
        ("by one two three four five May", ""),
        ("by the end of next year", "by the end of next year"),
        ("by Easter 2027", "by Easter 2027"),
        ("by early 2028", "by early 2028"),
        ("by early", ""),
        ("by Saturday", "by Saturday"),
        ("by Sat", ""),
        ("by fall", "by fall"),
        ("by falls", ""),
        ("by x. Easter", ""),
    ],
)
def test_words_of_time_are_few_and_stand_in_the_clause(said, told):
    assert words_of_time(f"Win 40 members {said}") == told


@pytest.mark.parametrize(
    ("day", "plain", "event"),
    [
        (1, ("", "deadline_plan"), ("", "deadline_past")),
        (2, ("", "deadline_plan"), ("", "deadline_past")),  # the day of the plan itself
        (3, ("2026-01-03", "deadline_stated"), ("2026-01-03", "deadline_event")),
    ],
)
def test_a_day_to_come_is_a_deadline(day, plain, event):
    for words, told in (("Meet 200 people", plain), ("Bring 200 visitors to the open day", event)):
        measure = kpi(f"{words} on {day} January 2026")
        assert (measure.due, measure.rule.split(", ")[1]) == told


def test_a_day_without_its_year_may_be_today_and_then_is_over():
    told = [
        (target.days, target.late)
        for day in (20, 21, 22)
        for target in targets_in(f"Win 40 members by {day} November", TODAY)
    ]
    assert told == [(364, False), (None, True), (1, False)]
