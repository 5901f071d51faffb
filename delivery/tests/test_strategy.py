"""The strategy as the document shows it: at a glance, objectives, measures, the budget's shares."""

from dataclasses import replace
from decimal import Decimal

import pytest

from delivery.document.at_a_glance import Glance, glance
from delivery.document.chart import WIDTH, bar_chart
from delivery.document.goals import Measure, Objective, objectives, success_measures, usual_time_frame
from delivery.document.labels import Labels
from delivery.document.rules_applied import choices
from delivery.document.shares import ChannelShare, Reason, Tactic, Totals, shares, shown_amounts
from delivery.tests.campaigns import full_brief, full_strategy
from delivery.tests.pages import EN, page
from strategy.contracts import AdjustmentDTO


def test_the_campaign_at_a_glance():
    assert glance(full_brief(), full_strategy(), EN, questions=4, points=1) == Glance(
        launch="1 June 2026",
        duration="8 weeks",
        span="11 May 2026 – 5 July 2026",
        money="£12,000",
        terms="per year",
        held_back="£1,200 of it in reserve",
        channels=("Facebook post", "Email", "SMS", "Google search ad", "Press release", "Posters and outdoor"),
        decisions=(
            "Answer 4 open questions, then approve strategy and copy.",
            "One further point is to be settled; it stands in the first part.",
        ),
    )


def test_copy_that_did_not_pass_is_the_first_thing_to_decide_on():
    seen = glance(full_brief(open_questions=()), full_strategy(), EN, passed=False)
    assert seen.decisions == (EN.page["mend_first"], "Approve strategy and copy.")


def test_objectives_and_measures_have_their_kind_and_reason():
    assert objectives(full_strategy(), EN)[0] == Objective(
        "Sell 900 rye loaves a week by August", "Conversion", "It names something sold."
    )
    assert success_measures(full_strategy(), EN) == (
        Measure(
            *("Loaves sold a week", "610 loaves", "900 loaves", "8 weeks", "the shop’s till, read every Monday"),
            "The client named the number, so it is a target.",
        ),
        Measure("People reached near the quay", "to be measured", "to be agreed", "40 days", "Facebook’s reach report"),
    )


def test_the_shares_of_the_budget():
    seen = shares(full_strategy(), EN)
    assert seen.channels[1] == ChannelShare(
        *("Email", "20%", "£2,160", "The shop has 400 addresses of people who agreed."),
        (Tactic("Prepare the email", "Week 2", "Others quote it."), Tactic("Watch it", "Week 5")),
    )
    assert (seen.totals, seen.reason) == (Totals("10%", "£1,200", "£12,000"), "A tenth answers surprises.")


def test_the_chart_is_mirrored_for_scripts_from_right_to_left():
    plain, mirrored = (bar_chart([("A", Decimal(75), "75%"), ("B", Decimal(25), "25%")], mirrored=m) for m in (0, 1))
    assert [(bar.x, bar.width) for bar in plain.bars] == [(0, WIDTH), (0, WIDTH // 3)]
    assert [(bar.x, bar.width) for bar in mirrored.bars] == [(0, WIDTH), (WIDTH - WIDTH // 3, WIDTH // 3)]
    assert (mirrored.label_x, mirrored.share_x) == (plain.share_x, plain.label_x)


@pytest.mark.parametrize(
    ("total", "parts", "shown"),
    [
        ("12000", ["960", "1699.06", "1697.95", "1697.95", "5945.04"], ["960", "1699", "1698", "1698", "5945"]),
        ("1200.50", ["120.05", "1080.45"], ["120.05", "1080.45"]),
        ("1", ["0.34", "0.33", "0.33"], ["1", "0", "0"]),
    ],
)
def test_amounts_are_as_fine_as_the_budget_and_add_up_to_it_as_they_are_shown(total, parts, shown):
    rounded = shown_amounts([Decimal(part) for part in parts], Decimal(total))
    assert list(map(str, rounded)) == shown
    assert sum(rounded) == Decimal(total)


def test_a_reason_that_holds_for_several_channels_is_told_once():
    plans = [replace(plan, reason="They meet here.") for plan in full_strategy().channels[:2]]
    seen = shares(full_strategy(channels=(*plans, full_strategy().channels[3])), EN)
    assert seen.reasons == (
        Reason("Facebook post, Email", "They meet here."),
        Reason("Google search ad", "Commuters search for breakfast nearby."),
    )


def test_every_rule_is_named_for_the_agency():
    named = [choice.rule for choice in choices(full_strategy(), EN)]
    assert named[:5] == ["obj_sell", "obj_known", "stated", "reach", "reserve_10"]
    assert all(f"<code>{rule}</code>" in page() for rule in named)


def test_a_channel_without_money_has_no_bar():
    first, second = bar_chart([("A", Decimal(100), "100%"), ("B", Decimal(0), "0%")]).bars
    assert (first.width, second.width) == (WIDTH, 0)


@pytest.mark.parametrize(
    ("changes", "within"),
    [
        ({"due": "2026-07-05"}, "jusqu’au 5 juillet 2026"),
        ({"until": "avant Pâques", "timeframe_days": None}, "« avant Pâques »"),
        ({"timeframe_days": None}, "à convenir"),
        ({"timeframe_days": 56}, "8 semaines"),
    ],
)
def test_a_measure_has_its_day_where_that_is_known_else_the_clients_words(changes, within):
    kpis = (replace(full_strategy().kpis[0], **changes),)
    seen = success_measures(full_strategy(kpis=kpis), Labels("fr"))[0].within
    assert seen.replace("\u00a0", " ") == within


def test_the_usual_time_frame_is_told_once_where_a_measure_has_it():
    assert usual_time_frame(full_strategy(), EN).startswith("Unless a measure says otherwise")
    assert usual_time_frame(full_strategy(kpis=()), EN) == ""
    assert page().count("Unless a measure says otherwise") == 1


def test_a_measure_says_which_kind_of_aim_it_serves():
    kpis = (replace(full_strategy().kpis[0], objective="conversion"),)
    assert success_measures(full_strategy(kpis=kpis), EN)[0].kind == "Conversion"


def test_a_reason_that_several_aims_share_is_told_with_the_first():
    first, second = full_strategy().objectives
    same = replace(second, kind=first.kind, reason=first.reason)
    seen = objectives(full_strategy(objectives=(first, second, same)), EN)
    assert [each.reason for each in seen] == [first.reason, second.reason, ""]


def test_a_duration_that_is_ours_is_marked_as_assumed():
    scope = replace(full_brief().scope, timeline_weeks=None)
    seen = glance(full_brief(scope=scope), full_strategy(), EN)
    assert seen.duration == "8 weeks (assumed)"
    decided = full_strategy(adjustments=(AdjustmentDTO("weeks", "8", "Agreed."),))
    assert glance(full_brief(scope=scope), decided, EN).duration == "8 weeks"
