import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aicmo_site.kernel.channels import channels
from onboarding.contracts import BudgetDTO
from strategy.budget.apportion import apportion
from strategy.budget.audience import is_under_age, moves_for
from strategy.budget.shares import decimals_of
from strategy.planning import plan
from strategy.rules.rulebook import rules
from strategy.tests.briefs import NOW, brief

CHANNELS = [*sorted(channels()), *(f"other:place-{number}" for number in range(10))]


def planned(**fields):
    return plan(brief(**fields), strategy_id="strategy_1", now=NOW)


AMOUNTS = st.one_of(
    st.decimals(min_value="0", max_value="999999999999", allow_nan=False, places=3),
    st.decimals(min_value="0", max_value="1", allow_nan=False, places=9),
    st.decimals(min_value="1E+12", max_value="1E+20", allow_nan=False),
)
OBJECTIVES = ["Sell tickets", "Be known", "Mehr Treue", "Changer le geste de tri", "Ganar confianza", "売上", ""]
AUDIENCES = ["Commuters", "Teenagers aged 13-18", "Senioren ab 65", "vecinos y socios", "cadres dirigeants"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    amount=AMOUNTS,
    currency=st.sampled_from(["USD", "EUR", "JPY", "KWD", "", "XYZ"]),
    period=st.sampled_from(["", "per month", "pro Jahr", "al mes", "media only", "年"]),
    deliverables=st.lists(st.sampled_from(CHANNELS), max_size=34, unique=True),
    objectives=st.lists(st.sampled_from(OBJECTIVES), max_size=6),
    audience=st.sampled_from(AUDIENCES),
    language=st.sampled_from(["en", "es-MX", "fr", "de", "ja"]),
)
def test_shares_sum_to_a_hundred_and_money_to_the_budget(
    amount, currency, period, deliverables, objectives, audience, language
):
    doc = planned(
        deliverables=tuple(deliverables),
        objectives=tuple(objectives),
        budget=BudgetDTO(amount, currency, period),
        target_audience=audience,
        language=language,
    )
    unit = Decimal(1).scaleb(-decimals_of(currency))
    if deliverables:
        assert sum(line.budget_allocation_pct for line in doc.channels) == Decimal("100.0")
        assert 5 <= doc.budget.reserve_pct <= 10
    assert all(line.budget_allocation_pct > 0 for line in doc.channels if "media_only" not in line.rule)
    assert all(line.budget_allocation_pct.as_tuple().exponent == -1 for line in doc.channels)
    if amount < unit:
        assert (doc.budget.total, {line.amount for line in doc.channels} - {None}) == (None, set())
        return
    assert doc.budget.total == int(amount / unit) * unit
    assert doc.budget.reserve + sum(line.amount for line in doc.channels) == doc.budget.total
    assert all(line.amount % unit == 0 and line.amount >= 0 for line in doc.channels)
    if deliverables:
        assert abs(doc.budget.reserve - doc.budget.total * doc.budget.reserve_pct / 100) < unit


def test_equal_weights_get_equal_parts_where_the_remainder_can_go_to_others():
    assert apportion(1000, (6, 6, 6, 3, 6)) == (223, 222, 222, 111, 222)
    assert apportion(1000, (6, 6, 6, 3, 6), alike=True) == (222, 222, 222, 112, 222)
    assert apportion(1000, (8, 8, 8, 7, 10, 16, 10), alike=True) == (120, 120, 120, 104, 149, 238, 149)
    assert apportion(100, (1, 1, 1), alike=True) == (34, 33, 33)
    assert apportion(100, (1, 1, 1, 3), alike=True) == (17, 17, 16, 50) == apportion(100, (1, 1, 1, 3))


@given(st.integers(0, 10**15), st.lists(st.integers(0, 100), min_size=1, max_size=40), st.booleans())
def test_parts_are_whole_and_within_one_of_their_exact_share(total, weights, alike):
    parts = apportion(total, weights, alike=alike)
    assert sum(parts) == total
    if sum(weights):
        assert all(
            abs(part * sum(weights) - total * weight) < sum(weights)
            for part, weight in zip(parts, weights, strict=True)
        )


def test_a_yen_has_no_smaller_unit():
    doc = planned(budget=BudgetDTO(Decimal(1001), "JPY"))
    assert (doc.budget.total, doc.budget.reserve_pct, doc.budget.reserve) == (Decimal(1001), Decimal(8), Decimal(80))
    assert [line.amount for line in doc.channels] == [Decimal(737), Decimal(184)]


def test_without_a_budget_there_are_shares_and_no_money():
    doc = planned(budget=None)
    assert (doc.budget.total, doc.budget.reserve, doc.budget.rule) == (None, None, "reserve_usual, total_none")
    assert [line.amount for line in doc.channels] == [None, None]
    assert "no usable budget" in doc.executive_summary


def test_an_absurd_amount_is_no_budget():
    for amount in ("NaN", "Infinity", "-5", "0", "1E+999999", "1E-999999"):
        assert planned(budget=BudgetDTO(Decimal(amount), "USD")).budget.total is None


def test_without_channels_nothing_is_shared_and_the_summary_says_so():
    doc = planned(deliverables=(), budget=BudgetDTO(Decimal(500), "EUR"))
    assert doc.channels == ()
    assert doc.budget.reserve == doc.budget.total == Decimal(500)
    assert "names no channel" in doc.executive_summary


def test_a_channel_named_twice_gets_one_share():
    assert [line.channel for line in planned(deliverables=("email", "email", "sms")).channels] == ["email", "sms"]


def test_a_sales_objective_moves_money_to_search_and_awareness_away_from_it():
    both = ("google_ads_rsa", "outdoor")
    selling = planned(deliverables=both, objectives=("Increase sales",)).channels[0].budget_allocation_pct
    known = planned(deliverables=both, objectives=("Raise awareness",)).channels[0].budget_allocation_pct
    assert selling > Decimal(50) > known


def test_a_vague_launch_or_an_impossible_date_gives_weeks_only():
    for words in ("September 2025", "2025-09", "31/02/2026", "2026-02-31", "20261304", "soon"):
        assert {milestone.on for milestone in planned(launch_date=words).timeline.milestones} == {""}


def test_a_date_at_the_end_of_the_calendar_does_not_break_the_plan():
    assert planned(weeks=5000, launch_date="9999-12-31").timeline.milestones[-1].on == ""


def test_a_missing_duration_is_assumed_and_said():
    doc = planned(weeks=None)
    assert doc.timeline.duration_weeks == 12
    assert "12 weeks are assumed" in doc.executive_summary
    assert {kpi.timeframe_days for kpi in doc.kpis} == {None}


def test_a_long_campaign_is_reviewed_every_half_year():
    weeks = [m.week for m in planned(weeks=110).timeline.milestones if m.name == "Half-yearly review"]
    assert weeks == [52, 78, 104]


@given(st.integers(1, 5200))
def test_milestones_stand_in_order_within_the_duration(weeks):
    stops = [milestone.week for milestone in planned(weeks=weeks).timeline.milestones]
    assert stops == sorted(stops)
    assert stops[0] >= 1
    assert stops[-1] == weeks


def test_tactics_are_filled_with_the_briefs_facts_only():
    texts = {
        tactic
        for line in planned(deliverables=("google_ads_rsa", "outdoor"), website="", key_messages=()).channels
        for tactic in line.tactics
    }
    assert not {tactic.rule for tactic in texts} & {"search_landing", "offline_address", "offline_message"}


def test_a_fresh_plan_is_neither_approved_nor_numbered():
    doc = planned()
    assert (doc.version, doc.is_approved, doc.approved_at, doc.approved_by, doc.created_at) == (0, False, None, "", NOW)


@given(st.text(), st.text(), st.lists(st.text(), max_size=4), st.one_of(st.none(), st.integers(-5, 10**6)))
def test_no_brief_breaks_the_planning(name, launch, texts, weeks):
    words = tuple(texts)
    doc = planned(
        client_name=name,
        launch_date=launch,
        objectives=words,
        key_messages=words,
        target_audience=name,
        weeks=weeks,
        mandatory_inclusions=words,
        website=launch,
        call_to_action=name,
    )
    assert doc.executive_summary
    assert doc.kpis


OLDER = {
    "en": ("Residents aged 25 to 60, working or retired", "Retired people", "Retired people aged 55 to 75"),
    "es": ("Vecinos de 25 a 60 años, activos o jubilados", "Jubilados", "Jubilados de 55 a 75 años"),
    "fr": ("Habitants de 25 à 60 ans, actifs ou retraités", "Retraités", "Retraités de 55 à 75 ans"),
    "de": ("Menschen von 25 bis 60 Jahren, auch Rentner", "Rentner", "Rentner von 55 bis 75 Jahren"),
}


@pytest.mark.parametrize("language", OLDER)
def test_an_age_range_that_lies_elsewhere_wins_over_a_word(language):
    told = [
        {each.rule for each in planned(target_audience=words, deliverables=("print",)).advice}
        for words in OLDER[language]
    ]
    assert ["audience_older" in rules for rules in told] == [False, True, True]


def test_words_for_the_young_still_warn_of_minors_beside_the_ages_of_adults():
    told = {each.rule for each in planned(target_audience="Teenagers and parents aged 35 to 50").advice}
    assert "risk_minors" in told


@pytest.mark.parametrize("language", ["en", "es", "fr", "de"])
def test_without_a_budget_the_review_moves_no_money(language):
    named = [
        next(
            stop.name for stop in planned(language=language, budget=budget).timeline.milestones if "review" in stop.rule
        )
        for budget in (None, BudgetDTO(Decimal(900), "EUR"))
    ]
    money = r"money|dinero|budget|Geld"
    assert [bool(re.search(money, name)) for name in named] == [False, True]


def test_what_is_done_in_a_piece_is_due_no_later_than_the_piece():
    doc = planned(
        deliverables=("blog_post", "print", "email", "facebook_post"), weeks=26, call_to_action="Come and see"
    )
    for line in doc.channels:
        last = max(piece.week for piece in line.pieces)
        assert [tactic for tactic in line.tactics if tactic.rule == "all_action" and tactic.week > last] == []
    (blog, *_) = doc.channels
    assert {tactic.week for tactic in blog.tactics if tactic.rule == "all_action"} == {blog.pieces[0].week}


def test_no_tactic_promises_one_message_only_where_the_copy_carries_several():
    texts = "\n".join(text for rule in rules("tactics")["rules"] for text in rule["text"].values())
    promise = (
        r"one (?:thought|message)\b[^,;.]*\bper\b|say only|una sola idea por|un mensaje y un enlace|decir solo"
        r"|dire seulement|une seule idée par|un message et un lien|ein(?:em)? (?:gedanke|botschaft)[^,;.]*\bje\b|nur „"
    )
    assert re.findall(promise, texts, re.IGNORECASE) == []


@pytest.mark.parametrize(
    ("language", "currency", "money", "day"),
    [
        ("en", "GBP", "£12,000", "4 May 2026"),
        ("en-GB", "GBP", "£12,000", "4 May 2026"),
        ("en-US", "USD", "$12,000", "May 4, 2026"),
        ("en-CA", "USD", "US$12,000", "May 4, 2026"),
        ("en-IN", "INR", "₹12,000", "4 May 2026"),
        ("de", "EUR", "12.000 €", "4. Mai 2026"),
        ("de-CH", "CHF", "CHF 12’000", "4. Mai 2026"),
        ("fr", "EUR", "12 000 €", "4 mai 2026"),
        ("es", "EUR", "12.000 €", "4 de mayo de 2026"),
        ("pt-BR", "EUR", "€12,000", "4 May 2026"),  # a plan in English has English figures
    ],
)
def test_the_plan_writes_money_and_days_as_the_clients_country_does(language, currency, money, day):
    doc = planned(language=language, budget=BudgetDTO(Decimal(12000), currency), launch_date="4 May 2026")
    said = " ".join(doc.executive_summary.split())
    assert [words for words in (money, day) if words not in said] == []


def test_a_target_that_the_clients_sentence_names_is_not_said_twice():
    doc = planned(objectives=("Raise 50000 EUR", "Sell 1200 loaves"), language="de")
    assert "Raise 50000 EUR;" in doc.executive_summary
    assert "50.000" not in doc.executive_summary


@pytest.mark.parametrize(
    ("audience", "under"),
    [
        ("People aged 17-20", True),
        ("People aged 18-20", False),
        ("People aged 17+", True),
        ("People aged 18+", False),
        ("People of 17-20 floors", False),
        ("a" * 4991 + " teenager", True),  # five thousand characters
        ("a" * 4996 + " teenager", False),
    ],
)
def test_below_eighteen_people_are_under_age(audience, under):
    assert is_under_age(audience) == under


@pytest.mark.parametrize(
    ("words", "is_for_the_old"),
    [
        ("People aged 60 to 75", True),
        ("People aged 60+", True),
        ("People aged 59+", False),
        ("People aged 35 to 75", False),
        ("Retired people aged 35 to 75", False),
        ("Retired people aged 45 to 75", True),
    ],
)
def test_half_of_the_years_must_lie_where_a_word_says(words, is_for_the_old):
    told = {each.rule for each in planned(target_audience=words, deliverables=("print",)).advice}
    assert ("audience_older" in told) == is_for_the_old


@pytest.mark.parametrize(
    ("amount", "currency", "is_one"),
    [
        ("1E+22", "EUR", True),
        ("1E+23", "EUR", False),  # of more than twenty-five digits in cents
        ("1E+24", "JPY", True),
        ("1E+25", "JPY", False),
        ("0.01", "EUR", True),
        ("0.009", "EUR", False),
        ("1", "JPY", True),
        ("0.9", "JPY", False),
        ("0.001", "KWD", True),
    ],
)
def test_a_budget_is_at_least_the_smallest_coin_and_no_absurd_sum(amount, currency, is_one):
    assert (planned(budget=BudgetDTO(Decimal(amount), currency)).budget.total is not None) == is_one


def test_the_summary_quotes_two_hundred_and_twenty_characters_and_names_three():
    for length, is_quoted in ((220, True), (221, False)):
        words = "Known " + "a" * (length - 6)
        doc = planned(objectives=(words,), target_audience=words, launch_date=words)
        assert [part in doc.executive_summary for part in (words,)] == [is_quoted]
        assert doc.executive_summary.count(words) == 3 * is_quoted
    targets = tuple(f"Win {number} members" for number in (41, 42, 43, 44))
    told = planned(objectives=targets, language="en").executive_summary.splitlines()[4]
    assert [number in told for number in ("41", "42", "43", "44")] == [True, True, True, False]


@pytest.mark.parametrize(
    ("audience", "is_moved"),
    [
        ("People aged 12 to 19", True),
        ("People aged 10 to 19", True),
        ("People aged 9 to 19", False),
        ("People aged 15 to 22", False),  # most of the years lie there, and not all
        ("Teenagers aged 15 to 22", True),
        ("Teenagers aged 15 to 25", False),
    ],
)
def test_ages_move_a_channel_where_all_of_them_lie_in_a_rules_years(audience, is_moved):
    channel = next(
        name for name in CHANNELS if any(rule["id"] == "audience_teens" for rule in moves_for(name, "teens"))
    )
    assert ("audience_teens" in [rule["id"] for rule in moves_for(channel, audience)]) == is_moved
