"""How an objective is measured: its name, unit, starting value, and who counts."""

from decimal import Decimal

import pytest

from strategy.contracts import KpiDTO
from strategy.measures.kpis import kpis_for
from strategy.objectives.kinds import classified
from strategy.planning import plan
from strategy.tests.briefs import NOW, brief
from strategy.tests.sentences import TODAY, kpi


def kpis_of(objectives, *given, **more):
    return kpis_for(classified(objectives, "en"), *given, today=TODAY, **more)


def test_a_measure_without_a_number_in_the_brief_has_no_target():
    stated, *others = kpis_of(("Reach 250,000 active users",), ("email",), 105, tag="en")
    assert stated == KpiDTO(
        "Active users",
        Decimal(250000),
        "active users",
        105,
        measured_by="your own count of the same thing, read monthly",
        rule="stated, deadline_plan",
        reason="You named this figure: “Reach 250,000 active users”.",
        objective="conversion",
    )
    assert {(kpi.target_value, kpi.baseline) for kpi in others} == {(None, "to be measured")}


def test_a_starting_value_comes_from_the_brief_or_is_still_to_be_measured():
    def baselines(words):
        return [kpi.baseline for kpi in kpis_of((words,), (), 84, tag="de")][:1]

    assert baselines("Den Radanteil von 12 % auf 20 % erhöhen") == ["12\u00a0%"]
    assert baselines("Den Radanteil um 20 % erhöhen") == ["noch zu erheben"]


def test_a_relative_target_says_that_it_is_one():
    (kpi, *_) = kpis_of(("Increase donations by 20 %",), (), 84, tag="en")
    assert (kpi.name, kpi.target_value, kpi.unit) == ("Donations", Decimal(20), "% more than at the start")
    (kpi, *_) = kpis_of(("Bring 400 people to the opening",), (), 84, tag="en")
    assert (kpi.name, kpi.unit) == ("Bring 400 people to the opening", "people")


@pytest.mark.parametrize("words", ["Get 500 ppl to the launch party", "Attirer 500 pers. à la fête"])
def test_people_written_short_are_no_name_of_a_measure(words):
    assert not kpi(words).name.casefold().startswith(("ppl", "pers"))


def test_french_targets_in_a_row_have_their_spaces():
    doc = plan(
        brief(objectives=("Attirer 250 visiteurs", "Gagner 30 abonnements"), language="fr"),
        strategy_id="strategy_1",
        now=NOW,
    )
    assert "Vous avez chiffré le succès" in doc.executive_summary
    assert "Visiteurs (250)\u202f; Abonnements (30)" in doc.executive_summary


def test_people_at_an_event_are_counted_at_the_door_on_its_day():
    measure = kpi("Bring 400 people to the opening weekend", launch_date="2026-05-04")
    assert (measure.due, measure.timeframe_days, measure.rule) == (
        "2026-05-04",
        49,
        "stated, deadline_event, counted_from_zero",
    )
    assert (measure.baseline, measure.measured_by) == (
        "0: counted from the first day",
        "a count on the spot, on the day",
    )
    assert kpi("Bring 400 people to the opening weekend").due == ""
    tickets = kpi("Vender 600 entradas para el festival", "es", launch_date="2026-05-04")
    assert (tickets.due, tickets.measured_by[:12]) == ("2026-05-04", "el recuento ")


def test_what_is_newly_won_starts_at_zero_and_nothing_else_does():
    for words in ("Win 30 volunteers", "Captar 30 voluntarios", "Recruter 30 bénévoles", "30 Freiwillige gewinnen"):
        assert kpi(words).baseline.startswith("0")
    for words in ("Reach 250,000 active users", "Sell 900 loaves a week", "Increase donations by 20 %", "Win 20 %"):
        assert kpi(words).baseline == "to be measured"


def measures(words, *channels, **fields):
    kpis = kpis_of((words,), channels, 84, tag="en", **fields)
    return {kpi.rule.split(",")[0]: kpi for kpi in kpis}


def test_what_can_only_be_measured_on_a_website_is_left_out_without_one():
    assert "conversion_visits" in measures("Sell more", "website", "email")
    assert "conversion_visits" not in measures("Sell more", "website", "email", lacking=("website",))


def test_events_and_shelves_are_counted_where_they_are():
    assert "behaviour_event" in measures("Change a habit", "event", "website")
    assert "consideration_event" in measures("Build trust", "event")
    assert "conversion_shelf" in measures("Sell more", "point_of_sale")
    assert "conversion_shelf" not in measures("Sell more", "email")
    names = [kpi.name for kpi in kpis_of(("Change a habit", "Build trust"), ("event",), 84, tag="en")]
    assert len(names) == len(set(names))


def test_a_measure_says_what_it_serves_and_until_when_in_the_clients_words():
    kpi = measures("Win 40 members by Easter", "email")["stated"]
    assert (kpi.objective, kpi.until, kpi.due) == ("conversion", "by Easter", "")
    assert measures("Sell more", "email")["conversion_actions"].objective == "conversion"


def test_the_length_of_the_campaign_is_not_told_with_each_measure():
    assert not [kpi.reason for kpi in measures("Sell 40 loaves", "email").values() if "time frame" in kpi.reason]


def test_fewer_measures_of_ours_follow_where_the_client_names_some():
    assert len(measures("Sell more", "website", "email", "google_ads_rsa")) == 3
    own = kpis_of(("Sell 40 loaves and 20 cakes",), ("website", "google_ads_rsa"), 84, tag="en")
    assert [kpi.rule.split(",")[0] for kpi in own] == ["stated", "stated", "conversion_actions", "conversion_cost"]


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("Book a slot.", "People who respond to “Book a slot”"),
        ("", "Completed enquiries, sign-ups, visits or sales"),
        ("x" * 61, "Completed enquiries, sign-ups, visits or sales"),
    ],
)
def test_the_act_that_is_counted_is_the_one_that_the_client_asks_for(action, name):
    assert measures("Sell more", "email", action=action)["conversion_actions"].name == name


@pytest.mark.parametrize(("tag", "currency"), [("en-CA", "CAD"), ("en-AU", "AUD"), ("en-US", "USD")])
def test_a_dollar_in_an_objective_is_that_of_the_clients_country(tag, currency):
    (kpi, *_) = kpis_of(("Raise $5,000 for the lifeboat",), (), 84, tag=tag)
    assert (kpi.target_value, kpi.unit) == (Decimal(5000), currency)
