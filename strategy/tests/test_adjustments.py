"""A plan with what people want otherwise in it: sums stay exact, and what cannot hold says why."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onboarding.contracts import BudgetDTO, DateDTO
from strategy.contracts import AdjustmentDTO, InvalidAdjustments
from strategy.planning import plan
from strategy.services import adjust_strategy
from strategy.tests.briefs import NOW, brief

CHANNELS = ("email", "instagram_post", "google_ads", "x_post")
BRIEF = {
    "deliverables": CHANNELS,
    "budget": BudgetDTO(Decimal("9999.99"), "EUR", ""),
    "objectives": ("Win 40 volunteers", "Make people aware of the new ferry"),
    "launch_date": "2026-03-02",
    "launch_day": "2026-03-02",
}
FIXED = "2026-03-02"


def adjustment(about, value, **where):
    return AdjustmentDTO(about, value, "because", **where)


def planned(*adjustments, **fields):
    return plan(brief(**{**BRIEF, **fields}), strategy_id="s", now=NOW, adjustments=adjustments)


def shares(doc):
    return {line.channel: line.budget_allocation_pct for line in doc.channels}


def line_of(doc, channel):
    return next(line for line in doc.channels if line.channel == channel)


def refused(*given, former=(), **fields):
    with pytest.raises(InvalidAdjustments) as refusal:
        adjust_strategy(brief=brief(**{**BRIEF, **fields}), former=former, given=given)
    return [(problem.field, problem.message) for problem in refusal.value.problems]


def is_exact(doc):
    assert sum(shares(doc).values()) == 100
    assert doc.budget.reserve + sum(line.amount for line in doc.channels) == doc.budget.total


def test_a_share_is_held_and_the_others_share_what_is_left_as_before():
    before, after = planned(), planned(adjustment("share", "60", channel="email"))
    assert shares(after)["email"] == 60
    is_exact(after)
    others = [shares(after)[channel] for channel in CHANNELS if channel != "email"]
    assert max(others) - min(others) <= Decimal("0.1"), "before they were alike"
    assert "adjusted" in line_of(after, "email").rule
    assert "adjusted" not in line_of(after, "x_post").rule
    assert "because" not in line_of(after, "email").reason, "why is the agency's"
    assert after.executive_summary != before.executive_summary, "what tells the shares follows"


def test_where_two_shares_are_exchanged_the_other_lines_are_as_before():
    before = planned()
    old = shares(before)
    after = planned(
        adjustment("share", str(old["email"] + 5), channel="email"),
        adjustment("share", str(old["google_ads"] - 5), channel="google_ads"),
    )
    is_exact(after)
    for channel in ("instagram_post", "x_post"):
        assert line_of(after, channel) == replace(line_of(before, channel), amount=line_of(after, channel).amount)


def test_a_channel_is_left_out_and_taken_in_again():
    out = adjustment("channel", "out", channel="x_post")
    after = planned(out)
    assert [line.channel for line in after.channels] == ["email", "instagram_post", "google_ads"]
    is_exact(after)
    again = planned(out, adjustment("channel", "in", channel="x_post"))
    assert again == planned()


def test_the_order_is_only_an_order():
    before, after = planned(), planned(adjustment("order", "1", channel="x_post"))
    assert [line.channel for line in after.channels] == ["x_post", "email", "instagram_post", "google_ads"]
    assert {line.channel: line for line in after.channels} == {line.channel: line for line in before.channels}


def test_weeks_move_the_calendar_and_what_hangs_on_it():
    before, after = planned(), planned(adjustment("weeks", "20"))
    assert (before.timeline.duration_weeks, after.timeline.duration_weeks) == (12, 20)
    assert [stop.on for stop in after.timeline.milestones if stop.name == "Launch"] == [FIXED]
    assert after.timeline.milestones[-1].week == 20
    usual = [kpi.timeframe_days for kpi in after.kpis if kpi.timeframe_days]
    assert set(usual) == {140}
    assert shares(after) == shares(before)


def test_a_piece_moves_to_its_day_and_the_pieces_keep_the_order_of_their_days():
    before = line_of(planned(), "instagram_post")
    last = before.pieces[-1]
    earlier = (date.fromisoformat(before.pieces[0].on) + timedelta(days=1)).isoformat()
    doc = planned(adjustment("day", earlier, channel="instagram_post", stage=last.stage))
    after = line_of(doc, "instagram_post")
    assert [piece.number for piece in after.pieces] == [*range(1, len(before.pieces) + 1)]
    assert [piece.on for piece in after.pieces] == sorted(piece.on for piece in after.pieces)
    assert {piece.on for piece in after.pieces if piece.stage == last.stage} == {earlier}
    unmoved = lambda line: {p.stage: (p.week, p.on) for p in line.pieces if p.stage != last.stage}  # noqa: E731
    assert unmoved(after) == unmoved(before)
    assert line_of(doc, "email") == line_of(planned(), "email")


def test_without_a_launch_day_a_piece_has_a_week():
    moved = adjustment("week", "9", channel="instagram_post", stage="act")
    doc = planned(moved, launch_day="", launch_date="")
    assert [piece.week for piece in line_of(doc, "instagram_post").pieces if piece.stage == "act"] == [9]
    assert refused(moved) == [("adjustments.0.value", "its days are fixed: say which day")]
    day = replace(moved, about="day", value="2026-03-20")
    assert refused(day, launch_day="", launch_date="")[0][1].startswith("no day of the launch is fixed")
    late = adjustment("week", "9", channel="email", stage="announce")
    assert refused(late, launch_day="", launch_date="")[0][1].startswith("it leads to the launch in week")


def test_so_many_pieces_as_somebody_wants_but_no_more_than_there_are_stages():
    doc = planned(adjustment("pieces", "1", channel="instagram_post"))
    assert [piece.stage for piece in line_of(doc, "instagram_post").pieces] == ["announce"]
    assert len(line_of(planned(adjustment("pieces", "4", channel="x_post")), "x_post").pieces) == 4
    assert refused(adjustment("pieces", "5", channel="x_post")) == [("adjustments.0.value", "X post has 4 at most")]


def test_a_target_is_set_and_taken_away():
    name = planned().kpis[0].name
    doc = planned(adjustment("target", "55.5", measure=name))
    assert doc.kpis[0].target_value == Decimal("55.5")
    assert doc.kpis[1:] == planned().kpis[1:]
    assert planned(adjustment("target", "", measure=name)).kpis[0].target_value is None


@pytest.mark.parametrize(
    ("given", "field", "why"),
    [
        (adjustment("share", "60.55", channel="email"), "value", "percent from 0 to 100"),
        (adjustment("share", "101", channel="email"), "value", "percent from 0 to 100"),
        (adjustment("share", "-1", channel="email"), "value", "percent from 0 to 100"),
        (adjustment("share", "١٢", channel="email"), "value", "percent from 0 to 100"),
        (adjustment("share", "10"), "channel", "say which one"),
        (adjustment("share", "10", channel="tiktok_video"), "channel", "asks for no such channel"),
        (adjustment("weeks", "10", channel="email"), "channel", "about no channel"),
        (adjustment("channel", "away", channel="email"), "value", "must be out or in"),
        (adjustment("channel", "in", channel="email"), "value", "is not left out"),
        (adjustment("order", "5", channel="email"), "value", "only 4 channels"),
        (adjustment("weeks", "0"), "value", "whole number from 1"),
        (adjustment("weeks", "٣"), "value", "whole number from 1"),
        (adjustment("pieces", "99999", channel="email"), "value", "whole number from 1"),
        (adjustment("target", "0", measure="x"), "value", "above 0"),
        (adjustment("target", "1e9", measure="x"), "value", "above 0"),
        (adjustment("target", "5", measure="x"), "measure", "no such measure"),
        (adjustment("target", "5"), "measure", "say which one"),
        (adjustment("day", "2026-02-30", channel="email", stage="announce"), "value", "must be a day"),
        (adjustment("day", FIXED, channel="email", stage="noon"), "stage", "must be one of"),
        (adjustment("day", FIXED, channel="google_ads", stage="remind"), "stage", "no piece of this stage"),
        (adjustment("day", "2026-03-03", channel="email", stage="announce"), "value", f"it leads to {FIXED}"),
        (adjustment("day", "2025-12-31", channel="email", stage="remind"), "value", "when the campaign begins"),
        (adjustment("day", "2028-01-01", channel="email", stage="remind"), "value", "when the campaign ends"),
        (replace(adjustment("weeks", "10"), reason=" "), "reason", "say why"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(given, field, why):
    ((named, message),) = refused(given)
    assert named == f"adjustments.0.{field}"
    assert why in message


def test_nothing_is_refused_too():
    assert refused() == [("adjustments", "say what is to be changed")]


def test_shares_that_make_no_whole_are_refused_all_together():
    said = [adjustment("share", "30", channel=channel) for channel in CHANNELS]
    assert [field for field, _ in refused(*said)] == [f"adjustments.{place}.value" for place in range(4)]
    assert "120" in refused(*said)[0][1]
    whole = [replace(each, value="25") for each in said]
    assert adjust_strategy(brief=brief(**BRIEF), former=(), given=whole) == tuple(whole)
    ((field, message), *_) = refused(adjustment("channel", "out", channel="email"), former=whole)
    assert field == "adjustments"
    assert "75.0 percent, not to 100; set it, too" in message


def test_the_last_channel_stays():
    out = [adjustment("channel", "out", channel=channel) for channel in CHANNELS]
    assert refused(*out) == [("adjustments.3.value", "a plan needs one channel at least")]


def test_nothing_is_told_before_it_may_be():
    dates = (DateDTO("not_before", "2026-03-10"),)
    piece = {"channel": "instagram_post", "stage": "act"}
    ((_, message),) = refused(adjustment("day", "2026-03-09", **piece), dates=dates)
    assert message == "nothing may be told before 2026-03-10"
    assert planned(adjustment("day", "2026-03-10", **piece), dates=dates).adjustments[0].lapsed == ""


def test_the_campaign_is_not_over_before_its_last_phase_has_begun():
    dates = (DateDTO("phase", "2026-06-01"),)
    ((_, message),) = refused(adjustment("weeks", "4"), dates=dates)
    assert "weeks at least" in message


def test_what_is_no_longer_there_lapses_and_the_plan_is_as_without_it():
    said = [
        adjustment("share", "60", channel="x_post"),
        adjustment("order", "1", channel="x_post"),
        adjustment("target", "5", measure="Volunteers"),
    ]
    fields = {"deliverables": ("email", "google_ads"), "objectives": ("Be known",)}
    doc = planned(*said, **fields)
    assert [bool(each.lapsed) for each in doc.adjustments] == [True, True, True]
    assert replace(doc, adjustments=()) == planned(**fields)


def test_who_wanted_it_and_why_is_not_what_is_approved():
    one, other = (planned(replace(adjustment("weeks", "9"), by=by, reason=by)) for by in ("ann", "ben"))
    assert one.content_sha256 == other.content_sha256 != planned().content_sha256


PLACES = {"channel": st.sampled_from((*CHANNELS, "tiktok_video"))}
STAGES = st.sampled_from(("announce", "explain", "act", "remind"))
DAYS = st.dates(date(2025, 12, 1), date(2026, 6, 1)).map(date.isoformat)
ONE = st.one_of(
    st.builds(adjustment, st.just("share"), st.integers(0, 1000).map(lambda tenths: str(tenths / 10)), **PLACES),
    st.builds(adjustment, st.just("channel"), st.sampled_from(["out", "in"]), **PLACES),
    st.builds(adjustment, st.just("order"), st.integers(1, 6).map(str), **PLACES),
    st.builds(adjustment, st.just("weeks"), st.integers(1, 60).map(str)),
    st.builds(adjustment, st.just("pieces"), st.integers(1, 6).map(str), **PLACES),
    st.builds(adjustment, st.just("day"), DAYS, stage=STAGES, **PLACES),
    st.builds(adjustment, st.just("week"), st.integers(1, 60).map(str), stage=STAGES, **PLACES),
    st.builds(adjustment, st.just("target"), st.sampled_from(["", "7"]), measure=st.just("Volunteers")),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ONE, max_size=8), st.booleans())
def test_after_any_adjustments_sums_are_exact_and_untouched_lines_are_as_before(said, has_day):
    fields = {} if has_day else {"launch_day": "", "launch_date": ""}
    before, after = planned(**fields), planned(*said, **fields)
    is_exact(after)
    standing = [each for each in after.adjustments if not each.lapsed]
    held = {each.channel: Decimal(each.value) for each in standing if each.about == "share"}
    assert held.items() <= shares(after).items()
    whole = {each.about for each in standing}
    touched = {each.channel for each in standing}
    if not whole & {"share", "channel"}:
        assert shares(after) == shares(before)
    if not whole & {"weeks", "channel"}:
        for line in after.channels:
            if line.channel not in touched:
                was = line_of(before, line.channel)
                assert (line.pieces, line.tactics) == (was.pieces, was.tactics)
        assert after.timeline == before.timeline
        assert [kpi for kpi in after.kpis if "adjusted" not in kpi.rule] == [
            kpi for kpi in before.kpis if "adjusted" not in kpi.rule and kpi.name in {k.name for k in after.kpis}
        ] or "target" in whole
    if not standing:
        assert replace(after, adjustments=()) == before
