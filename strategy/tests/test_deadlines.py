"""Until when an objective is meant: days, words, and what is over."""

import pytest

from strategy.kpis import kpis_for
from strategy.targets import targets_in
from strategy.tests.sentences import TODAY, kpi, read


def test_a_deadline_that_has_passed_gives_no_days_and_is_said():
    (target,) = targets_in("Reach 400 members by 1 May 2020", TODAY)
    assert (target.days, target.late) == (None, True)
    kpi = kpis_for(("Reach 400 members by 1 May 2020",), (), 84, today=TODAY, tag="en")[0]
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
