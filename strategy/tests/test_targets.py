from decimal import Decimal

import pytest

from strategy.contracts import KpiDTO
from strategy.kpis import kpis_for
from strategy.objectives import kind_of
from strategy.rulebook import rules
from strategy.targets import Target, target_in


@pytest.mark.parametrize(
    ("objective", "target"),
    [
        ("Reach 250,000 monthly active users by the end of 2015", Target(Decimal(250000), "monthly active users")),
        ("250K MAU", Target(Decimal(250000), "MAU")),
        ("12.000 Besucher im ersten Jahr", Target(Decimal(12000), "Besucher")),
        ("Attirer 80 000 visiteurs en 2008", Target(Decimal(80000), "visiteurs")),
        ("Conseguir 1,5 millones de visitas", Target(Decimal(1500000), "visitas")),
        ("Increase donations by 20%", Target(Decimal(20), "%")),
        ("Raise €50,000 by 2027", Target(Decimal(50000), "EUR")),
        ("Win 2000 members", Target(Decimal(2000), "members")),
    ],
)
def test_a_number_in_an_objective_is_a_target(objective, target):
    assert target_in(objective) == target


@pytest.mark.parametrize(
    "objective",
    [
        "Make people aware that the Main Library reopens in September 2025",
        "Lower tobacco use among teenagers aged 13 to 18",
        "Reach adults of 25-40 in the city",
        "Finish within 12 weeks",
        "The first since 1997",
        "Zehn Ziele bis 2030",
        "Continue phase 2",
        "",
        "²³ ٣",
    ],
)
def test_a_year_an_age_or_a_duration_is_no_target(objective):
    assert target_in(objective) is None


@pytest.mark.parametrize(
    ("objective", "kind"),
    [
        ("Raise awareness of the museum", "awareness"),
        ("Increase ticket sales", "conversion"),
        ("Conseguir que quien ya vino repita", "retention"),
        ("Aumentar las reservas", "conversion"),
        ("Entretenir et relancer le geste de tri", "behaviour_change"),
        ("Hohe Sympathie und Identifikation schaffen", "consideration"),
        ("Neue Kunden binden", "retention"),
        ("売上を伸ばす", "awareness"),
    ],
)
def test_objectives_are_classified_in_four_languages(objective, kind):
    assert (kind_of(objective), kind) == (kind, kind)


def test_a_measure_without_a_number_in_the_brief_has_no_target():
    stated, *others = kpis_for(("Reach 250,000 monthly active users",), ("email",), 105)
    assert stated == KpiDTO(
        "Monthly active users",
        Decimal(250000),
        "monthly active users",
        105,
        measured_by="the client's own count of the same thing, read monthly",
        rule="stated",
    )
    assert {(kpi.target_value, kpi.baseline) for kpi in others} == {(None, "to be measured")}


def test_every_rule_has_an_id_and_a_reason():
    weights = rules("channel_weights")
    lines = [*weights["kinds"].values(), *weights["channels"].values(), weights["reserve_pct"], weights["fallback"]]
    lines += [*rules("kpi_rules")["rules"], *rules("milestones")["milestones"], rules("milestones")["repeat"]]
    assert [line for line in lines if not (line["id"] and line["reason"])] == []
    ids = [rule["id"] for rule in rules("kpi_rules")["rules"]]
    assert len(ids) == len(set(ids))
