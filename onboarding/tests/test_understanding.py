import json
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from re import _constants, _parser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboarding.contracts import BudgetDTO, IntakeFormDTO, InvalidIntake
from onboarding.fields import ANY_TEXT, LISTS, ONE_ITEM
from onboarding.form.validation import client_id_of, validate
from onboarding.notes.cues import SIGNALS
from onboarding.understanding import understand

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
BRIEFS = Path(__file__).with_name("briefs")
GOOD = {
    "client_name": "Ada's Bikes",
    "objectives": ["Sell more bicycles"],
    "key_messages": ["Ride there and back"],
    "target_audience": "Commuters",
    "channels": ["Facebook"],
    "budget": {"amount": 5000, "currency": "EUR"},
    "timeline_weeks": 8,
    "website": "https://ada.example",
    "launch_date": "2026-03-02",
    "language": "en",
}


def brief_of(responses, **told):
    intake = IntakeFormDTO(responses, NOW, "intake_1", client_id_of(validate(responses).answers))
    return understand(intake, brief_id="brief_1", now=NOW, **told)


def asked(brief, field=None):
    return [(question.field, question.kind) for question in brief.open_questions if field in (None, question.field)]


def test_a_complete_form_leaves_nothing_to_ask():
    brief = brief_of(GOOD)
    assert asked(brief) == []
    assert brief.budget == BudgetDTO(Decimal(5000), "EUR", "", "5000 EUR")
    assert (brief.scope.deliverables, brief.scope.timeline_weeks, brief.launch_date) == (
        ("facebook_post",),
        8,
        "2026-03-02",
    )


def test_our_own_example_leaves_nothing_to_ask():
    example = Path(__file__).parents[1] / "examples" / "intake.json"
    brief = brief_of(json.loads(example.read_text(encoding="utf-8")))
    assert asked(brief) == []
    assert brief.scope.deliverables == (
        "x_post",
        "instagram_post",
        "facebook_post",
        "email",
        "blog_post",
        "google_ads_rsa",
        "print",
    )


@pytest.mark.parametrize(
    ("name", "field", "kind", "says"),
    [
        ("cals-main-library", "budget", "missing", "did not give a number"),
        ("cals-main-library", "launch_date", "unconfirmed", "opening day"),
        ("cals-main-library", "other", "unconfirmed", "ask before mentioning"),
        ("salamanca-en-madrid", "budget", "missing", "Presupuesto"),
        ("salamanca-en-madrid", "other", "unconfirmed", "creatividad"),
        ("colorado-mountain-college", "budget", "unclear", "media only, minimum"),
        ("colorado-mountain-college", "objectives", "missing", "performance goals"),
        ("louisiana-sweet-potato", "budget", "missing", "not in the extract"),
        ("louisiana-sweet-potato", "timeline_weeks", "missing", ""),
        ("louisiana-sweet-potato", "website", "missing", "sent none"),
        ("mozilla-webmaker-launch", "budget", "missing", ""),
        ("mozilla-webmaker-launch", "target_audience", "unconfirmed", "to be validated"),
        ("la-rochelle-tri", "budget", "unconfirmed", "HT/TTC"),
        ("bamberg-fahrradstadt", "budget", "missing", "steht nicht im Auszug"),
        ("tset-swap-up-youth", "timeline_weeks", "contradiction", "five-year contract"),
    ],
)
def test_what_real_briefs_leave_open_is_asked_in_their_words(name, field, kind, says):
    brief = brief_of(json.loads((BRIEFS / f"{name}.json").read_text(encoding="utf-8")))
    words = [question.words for question in brief.open_questions if (question.field, question.kind) == (field, kind)]
    assert any(says in said for said in words), brief.open_questions


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("budget", None, [("budget", "missing")]),
        ("budget", "TBD", [("budget", "missing")]),
        ("budget", "a lot", [("budget", "unclear")]),
        ("budget", "10-12k EUR", [("budget", "unclear")]),
        ("budget", "about 5000 EUR", [("budget", "unconfirmed")]),
        ("budget", "unos 5.000 €", [("budget", "unconfirmed")]),
        ("budget", "höchstens 5.000 €", [("budget", "unclear")]),
        ("budget", 5000, [("budget", "unclear")]),
        ("budget", "$5,000", [("budget", "unconfirmed")]),
        ("budget", {"amount": "£5k", "currency": "EUR"}, [("budget", "contradiction")]),
        ("timeline_weeks", None, [("timeline_weeks", "missing")]),
        ("timeline_weeks", "12-16", [("timeline_weeks", "unclear")]),
        ("timeline_weeks", "asap", [("timeline_weeks", "missing")]),
        ("timeline_weeks", "Q3", [("timeline_weeks", "unclear")]),
        ("website", "none", [("website", "missing")]),
        ("website", "TBD", [("website", "missing")]),
        ("launch_date", None, [("launch_date", "missing")]),
        ("launch_date", "mid-March", [("launch_date", "unclear")]),
        ("launch_date", "03/04/2026", [("launch_date", "unclear")]),
        ("launch_date", "2 March 2026 (tbc)", [("launch_date", "unconfirmed")]),
        ("channels", None, [("channels", "missing")]),
        ("channels", ["as discussed"], [("channels", "unclear")]),
        ("target_audience", "Commuters (por validar)", [("target_audience", "unconfirmed")]),
        ("key_messages", ["TBD", "Ride home happy"], [("key_messages", "missing")]),
        ("key_messages", ["Open from [date]"], [("key_messages", "unclear")]),
        ("exclusions", ["none"], []),
    ],
)
def test_what_is_missing_or_vague_becomes_one_question(field, value, expected):
    assert asked(brief_of({**GOOD, field: value})) == expected


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("Lovely people. They like blue.", []),
        ("Who signs off the copy in the end?", [("other", "unconfirmed")]),
        ("Logo colour: to be confirmed.", [("other", "unconfirmed")]),
        ("Falta el logo, confirmar con Marta.", [("other", "unconfirmed")]),
        ("Farbe des Logos noch zu klären.", [("other", "unconfirmed")]),
        ("Couleur du logo à confirmer.", [("other", "unconfirmed")]),
        ("Q logo ok? A yes, it is.", []),
        ("The budget is 8,000 EUR now.", [("budget", "contradiction")]),
        ("The budget of 5k EUR is signed off.", []),
        ("Launch is on 9 March 2026.", [("launch_date", "contradiction")]),
        ("Launch is on 2 March 2026.", []),
        ("Launch day not fixed yet.", [("launch_date", "unconfirmed")]),
        ("CRM access only after award.", [("other", "missing")]),
    ],
)
def test_notes_that_ask_or_contradict_become_questions(notes, expected):
    assert asked(brief_of({**GOOD, "raw_notes": notes})) == expected


def test_a_range_of_weeks_is_planned_to_its_end():
    assert brief_of({**GOOD, "timeline_weeks": "12-16"}).scope.timeline_weeks == 16


def test_a_budget_that_only_the_notes_name_is_read_and_asked_about():
    brief = brief_of({**GOOD, "budget": None, "raw_notes": "Budget is £20k, they say."})
    assert (brief.budget.amount, brief.budget.currency) == (Decimal(20000), "GBP")
    assert asked(brief) == [("budget", "unconfirmed")]


def test_aim_and_audience_are_found_in_the_notes():
    notes = "Call with Ada. The goal is to sell more bicycles. Target group: commuters of all ages."
    brief = brief_of({**GOOD, "objectives": None, "target_audience": None, "raw_notes": notes})
    assert brief.objectives == ("Sell more bicycles.",)
    assert brief.target_audience == "commuters of all ages"
    assert asked(brief) == [("objectives", "unconfirmed"), ("target_audience", "unconfirmed")]


def test_an_audience_that_nobody_names_is_asked_for_and_not_invented():
    brief = brief_of({**GOOD, "target_audience": "", "raw_notes": "A call with Ada."})
    assert (brief.target_audience, asked(brief)) == ("", [("target_audience", "missing")])


@pytest.mark.parametrize(
    "pointer",
    ["see attached deck", "as per the thread", "Siehe Anhang", "cf. mail de lundi", "ver adjunto", "patrz załącznik",
     "see email from 3 May", "vedi allegato", "zie bijlage", "見附件"],
)  # fmt: skip
@pytest.mark.parametrize("field", ["target_audience", "key_messages", "channels", "launch_date", "budget"])
def test_an_answer_that_points_elsewhere_is_none_and_is_asked_for(field, pointer):
    brief = brief_of({**GOOD, field: pointer})
    assert pointer not in (brief.target_audience, *brief.key_messages, brief.launch_date)
    assert not any(channel.startswith("other:") for channel in brief.scope.deliverables)
    assert field in {question.field for question in brief.open_questions}


@pytest.mark.parametrize(
    "said",
    [
        "The wording of the funder must be checked.",
        "Three waves, May to July (assumption).",
        "And if nobody comes? No one knows.",
        "The opening hours are still to come from the museum.",
        "Der Text muss noch geprüft werden.",
        "Wann die Halle frei ist, weiß noch keiner.",
        "Les horaires restent à recevoir, ils doivent être validés.",
        "Hay que comprobar el nombre del patrocinador.",
        "Gli orari devono ancora arrivare.",
    ],
)
def test_what_the_notes_leave_open_is_asked(said):
    asked_of = [question.words for question in brief_of({**GOOD, "raw_notes": said}).open_questions]
    assert any(said[:20] in words for words in asked_of)


def test_texts_in_another_language_than_the_form_says_are_a_contradiction():
    spanish = [
        "Que la gente de la ciudad use más la bicicleta para ir al trabajo con su familia",
        "Para el barrio y los niños",
    ]
    brief = brief_of({**GOOD, "objectives": spanish})
    assert (brief.language, asked(brief)) == ("es", [("language", "contradiction")])
    assert asked(brief_of({**GOOD, "objectives": spanish, "language": "es-MX"})) == []


@pytest.mark.parametrize(
    ("exclusion", "terms"),
    [
        ('Do not say "cheap" or "junk"', ("cheap", "junk")),
        ("Do not call them yams without explanation", ()),
        ("Do not call them yams", ("yams",)),
        ('Never say "yams" unless you explain it', ()),
        ("Never use the word bargain, please", ("bargain",)),
        ("Bitte nicht „billig“ schreiben", ("billig",)),
        ("Ne pas dire « gratuit »", ("gratuit",)),
        ("No decir chollo", ("chollo",)),
        ("No prices", ()),
        ("Keine Belehrung", ()),
        ("No promise about spaces that donors still have to fund", ()),
        ("Do not say that we are the cheapest", ()),
        ('No slogan other than "Ride home"', ()),
    ],
)
def test_only_an_exclusion_that_names_a_term_bans_it(exclusion, terms):
    assert brief_of({**GOOD, "exclusions": [exclusion]}).excluded_terms == terms


def test_further_fields_and_the_clients_own_id_are_kept():
    brief = brief_of({**GOOD, "id": "form-7", "shoe size": {"left": 38}})
    assert dict(brief.further_answers) == {"external_id": "form-7", "shoe size": {"left": 38}}


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
WORDS = "12 k - € £ 1.000,5 May 31 2026 not TBD ? ( ) [ ] budget launch weeks social : , . 月 広告"
scraps = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=9).map(" ".join)
FIELDS = [*GOOD, "raw_notes", "key_messages", "exclusions", "competitors", "attachments", "id", "tone"]


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), anything | scraps | st.lists(scraps, max_size=3), max_size=6))
def test_any_valid_form_is_understood(fields):
    responses = {**GOOD, **fields}
    try:
        brief = brief_of(responses)
    except InvalidIntake:
        return
    assert {kind for _, kind in asked(brief)} <= {"missing", "contradiction", "unconfirmed", "unclear"}


def steps_for(length, piece):
    """How many calls of Python functions it takes to understand a form whose notes have this length."""
    notes = (piece * (length // len(piece) + 1))[:length]
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        brief_of({**GOOD, "raw_notes": notes, "objectives": None, "key_messages": None, "budget": None})
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("piece", ["x", "? ", "1 ", "We want Instagram, no TikTok. ", "(", "budget 5k ", "\n> 1."])
def test_understanding_takes_time_in_proportion_to_the_text(piece):
    brief_of({**GOOD, "raw_notes": "warm up the caches: budget 5k, launch 3 May, Instagram"})
    short, long = steps_for(2_500, piece), steps_for(10_000, piece)
    assert long <= 6 * short + 2_000


def test_fields_of_the_greatest_length_are_understood():
    text = "".join((piece * ANY_TEXT)[: ANY_TEXT // 4] for piece in ("a b ", "1.", "http://", "? "))
    long = ("key_messages", "exclusions", "website", "budget", "launch_date", "channels")
    brief_of({**GOOD, **{name: [text[:ONE_ITEM]] * 10 if name in LISTS else text for name in long}})


def patterns_of(data):
    if isinstance(data, dict):
        for part in data.values():
            yield from patterns_of(part)
    elif isinstance(data, list):
        yield from data


def unbounded(tokens, inside=False):
    """Whether a parsed pattern repeats without bound inside of another such repeat."""
    return any(unbounded_token(str(operator), argument, inside) for operator, argument in tokens)


def unbounded_token(operator, argument, inside):
    if operator in ("MAX_REPEAT", "MIN_REPEAT"):
        endless = argument[1] is _constants.MAXREPEAT
        return (inside and endless) or unbounded(argument[2], inside or endless)
    if operator == "SUBPATTERN":
        return unbounded(argument[3], inside)
    return operator == "BRANCH" and any(unbounded(branch, inside) for branch in argument[1])


def test_no_pattern_repeats_without_bound_inside_a_repeat():
    assert unbounded(_parser.parse("(?:a+b)*"))
    found = [text for text in patterns_of(SIGNALS) if unbounded(_parser.parse(text))]
    assert found == []


def test_a_currency_that_multiplies_is_read_with_its_amount():
    budget = brief_of({**GOOD, "budget": {"amount": "1.5", "currency": "million euros"}}).budget
    assert (budget.amount, budget.currency) == (Decimal(1_500_000), "EUR")


def test_of_several_launch_dates_in_the_notes_none_is_chosen():
    brief = brief_of({**GOOD, "launch_date": None, "raw_notes": "Launch: 2027-04-01. Launch moved to 15 April 2027!"})
    assert (brief.launch_date, "launch_date" in {source.field for source in brief.facts}) == ("", False)
    assert ("launch_date", "contradiction") in asked(brief)


def test_channels_beside_unknown_ones_in_one_line_are_all_read():
    brief = brief_of({**GOOD, "channels": "Facebook, Google Ads, G2 reviews"})
    assert brief.scope.deliverables == ("facebook_post", "google_ads_rsa", "other:g2-reviews")


def test_a_channel_in_passing_is_not_ruled_out():
    brief = brief_of(
        {**GOOD, "channels": ["Google Ads"], "raw_notes": "Tests are running on AdWords, spring is coming."}
    )
    assert (brief.scope.deliverables, asked(brief)) == (("google_ads_rsa",), [])


@pytest.mark.parametrize(
    ("notes", "channels"),
    [
        ("We want Instagram and a newsletter, no TikTok please.", ("instagram_post", "email")),
        ("Rivals are all over TikTok. We'd like LinkedIn mostly.", ("linkedin_post",)),
        ("pas de radio, plutôt Instagram et des flyers svp", ("instagram_post", "print")),
        ("Ihr dürft gern Instagram machen, Facebook hat keiner mehr.", ("instagram_post",)),
        ("They saw us on Facebook. Call via WhatsApp.", ()),
        ("We have no Instagram account yet but want one.", ("instagram_post",)),
    ],
)
def test_only_channels_that_the_notes_wish_for_become_deliverables(notes, channels):
    assert brief_of({**GOOD, "channels": ["see notes"], "raw_notes": notes}).scope.deliverables == channels


@pytest.mark.parametrize(
    ("budget", "amount", "currency"),
    [
        ("CHF 10'000.–", "10000", "CHF"),
        ("12 lakh INR", "1200000", "INR"),
        ("500万円", "5000000", "JPY"),
        ("١٢٠٠٠ ريال سعودي", "12000", "SAR"),
        ("R$ 20 mil", "20000", "BRL"),
        ("15 tys. zł", "15000", "PLN"),
        ("between 5 and 10k GBP", "5000", "GBP"),
    ],
)
def test_sums_are_read_as_people_write_them(budget, amount, currency):
    read = brief_of({**GOOD, "budget": budget}).budget
    assert (str(read.amount), read.currency) == (amount, currency)


@pytest.mark.parametrize("budget", ["12 mil", "5k or 9k EUR"])
def test_a_sum_that_is_not_certain_is_not_read(budget):
    brief = brief_of({**GOOD, "budget": budget})
    assert brief.budget is None
    assert len(asked(brief, "budget")) == 1


def test_a_day_that_is_over_is_not_proposed_for_the_launch():
    def launch(notes):
        (question,) = brief_of({**GOOD, "launch_date": None, "raw_notes": notes}).open_questions
        return question.field, question.kind, "is it that one?" in question.question

    assert launch("The council voted for it on 31 January 2018.") == ("launch_date", "missing", False)
    assert launch("The council votes on it on 31 January 2026.") == ("launch_date", "missing", True)


def test_what_came_with_a_form_is_shown_with_the_brief():
    assert brief_of({**GOOD, "attachments": ["logo.svg"]}).further_answers["attachments"] == ("logo.svg",)
