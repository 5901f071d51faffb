"""The files of rules: complete in every language, checked when read, changed without touching Python."""

import json
import re
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aicmo_site.kernel.channels import channels
from aicmo_site.kernel.languages import WRITTEN
from onboarding.contracts import BudgetDTO, OpenQuestionDTO
from strategy.planning import plan
from strategy.rules.rulebook import FOLDER, rules, rules_from
from strategy.rules.texts import SLOT, RuleError
from strategy.tests.briefs import NOW, brief

NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def planned(**fields):
    return plan(brief(**fields), strategy_id="strategy_1", now=NOW)


@pytest.fixture
def folder(tmp_path):
    """A copy of the rules to change."""
    return shutil.copytree(FOLDER, tmp_path / "rules")


def change(folder, name, edit):
    path = folder / f"{name}.json"
    book = json.loads(path.read_text(encoding="utf-8"))
    edit(book)
    path.write_text(json.dumps(book), encoding="utf-8")


def parts(data):
    if isinstance(data, dict):
        yield data
    for item in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from parts(item)


def by_id(book, wanted):
    return next(part for part in parts(book) if part.get("id") == wanted)


@pytest.mark.parametrize("name", NAMES)
def test_every_text_exists_in_every_language_with_the_same_slots(name):
    texts = [part for part in parts(rules(name)) if "en" in part and isinstance(part["en"], str)]
    assert [text for text in texts if set(text) != set(WRITTEN) or not all(text.values())] == []
    assert [text for text in texts if len({frozenset(SLOT.findall(words)) for words in text.values()}) > 1] == []
    assert [
        words
        for text in texts
        for words in text.values()
        if "  " in words or (words != words.strip() and not words.startswith(("\u202f", "; ")))
    ] == []


def test_no_text_is_the_same_sentence_in_two_languages():
    texts = [part for name in NAMES for part in parts(rules(name)) if isinstance(part.get("en"), str)]
    long = [text for text in texts if len(text["en"].split()) > 3]
    assert len(long) > 150
    assert [text for text in long if len(set(text.values())) < len(WRITTEN)] == []


@pytest.mark.parametrize(
    ("name", "rule", "edit", "wrong"),
    [
        ("budget", "weight_email", lambda book: by_id(book, "weight_email").update(retention=0), "from 1 to 100"),
        ("budget", "reserve_usual", lambda book: by_id(book, "reserve_usual").update(percent=30), "5 to 10"),
        ("audience", "audience_teens", lambda book: by_id(book, "audience_teens").update(channels=["fax"]), "fax"),
        ("audience", "audience_teens", lambda book: by_id(book, "audience_teens").update(percent=900), "from 50"),
        ("kpis", "behaviour_help", lambda book: by_id(book, "behaviour_help").update(objective="fun"), "one of"),
        ("kpis", "stated", lambda book: by_id(book, "stated")["reason"].pop("fr"), "missing in “fr”"),
        ("kpis", "stated", lambda book: by_id(book, "stated")["reason"].update(es="Sin hueco."), "same slots"),
        ("objectives", "objective_unknown", lambda book: book["fallback"].update(kind="x"), "must be one of"),
        ("objectives", "", lambda book: book["people"].pop("fr"), "“people” needs"),
        (
            "objectives",
            "objective_retention",
            lambda book: by_id(book, "objective_retention")["pairs"][0]["before"].pop("es"),
            "every language",
        ),
        ("pieces", "pieces_email", lambda book: by_id(book, "pieces_email").update(stages=["shout"]), "some of"),
        ("pieces", "pieces_email", lambda book: by_id(book, "pieces_email").update(pieces_by_weeks={"4": 1}), "week 1"),
        (
            "pieces",
            "pieces_ads",
            lambda book: by_id(book, "pieces_ads")["moments"].update(event={"act": "noon"}),
            "some",
        ),
        ("pieces", "moment_late", lambda book: by_id(book, "moment_late").update(place=3), "from -1"),
        ("pieces", "", lambda book: book["schedules"]["event"].pop("act"), "the schedule event"),
        ("pieces", "announced", lambda book: book["announced"].update(most_weeks=0), "from 1 to 8"),
        ("advice", "risk_day", lambda book: by_id(book, "risk_day").update(kind="fear"), "must be one of situation"),
        ("advice", "", lambda book: book["function_words"].pop("de"), "“function_words” needs"),
        ("advice", "", lambda book: book.update(most_risks=0), "“most_risks”"),
        ("notes", "note_split", lambda book: by_id(book, "note_split").pop("field"), "a question"),
        ("notes", "note_split", lambda book: by_id(book, "note_split")["words"].pop("de"), "every language"),
        ("milestones", "review", lambda book: by_id(book, "review").update(share=3), "from 0"),
        ("milestones", "", lambda book: book["milestones"].pop(6), "launch"),
        ("tactics", "pr_list", lambda book: by_id(book, "pr_list").update(when="soon"), "must be one of"),
        ("tactics", "pr_list", lambda book: by_id(book, "pr_list").pop("reason"), "a reason"),
        ("tactics", "pr_list", lambda book: by_id(book, "pr_facts").update(id="pr_list"), "ID"),
        ("summary", "", lambda book: book["and"].update(de=""), "missing in “de”"),
        ("summary", "want", lambda book: [book["want"]["one"].update(dict.fromkeys(WRITTEN, "{price}"))], "price"),
        (
            "tactics",
            "pr_list",
            lambda book: by_id(book, "pr_list")["text"].update(dict.fromkeys(WRITTEN, "{x}")),
            "x",
        ),
        ("currencies", "", lambda book: book.pop("about"), "about"),
        ("numbers", "", lambda book: book.update(about=""), "about"),
    ],
)
def test_a_slip_in_a_file_is_named_with_file_rule_and_what_is_wrong(folder, name, rule, edit, wrong):
    change(folder, name, edit)
    with rules_from(folder), pytest.raises(RuleError, match=re.escape(wrong)) as caught:
        rules(name)
    assert (caught.value.file, caught.value.rule) == (f"{name}.json", rule)
    assert f"strategy/rules/{name}.json" in str(caught.value)


def test_a_file_that_is_no_json_or_lacks_a_part_is_named(folder):
    (folder / "pieces.json").write_text("{,", encoding="utf-8")
    change(folder, "kpis", lambda book: book.pop("rules"))
    with rules_from(folder):
        for name, wrong in (("pieces", "not JSON"), ("kpis", "'rules'")):
            with pytest.raises(RuleError, match=wrong):
                rules(name)


def test_the_budget_rule_of_the_readme(folder):
    def line(doc):
        return {plan.channel: plan.budget_allocation_pct for plan in doc.channels}

    fields = {"deliverables": ("event", "email"), "objectives": ("Raise awareness",)}
    before = line(planned(**fields))
    change(folder, "budget", lambda book: by_id(book, "weight_email").update(awareness=5))
    with rules_from(folder):
        after = line(planned(**fields))
    assert {name: str(share) for name, share in before.items()} == {"event": "83.3", "email": "16.7"}
    assert {name: str(share) for name, share in after.items()} == {"event": "50.0", "email": "50.0"}
    assert line(planned(**fields)) == before


def test_the_kpi_rule_of_the_readme(folder):
    def targets(doc):
        return {kpi.rule: (kpi.target_value, kpi.unit) for kpi in doc.kpis}

    fields = {"deliverables": ("email",), "objectives": ("Mitglieder binden",), "language": "de"}
    assert targets(planned(**fields))["retention_clicks"] == (None, "%")
    change(folder, "kpis", lambda book: by_id(book, "retention_clicks").update(target=4))
    with rules_from(folder):
        doc = planned(**fields)
    assert targets(doc)["retention_clicks"] == (4, "%")
    assert "unsere Regeln" in doc.executive_summary


BRIEFS = st.fixed_dictionaries(
    {
        "deliverables": st.lists(st.sampled_from([*sorted(channels()), "other:fax"]), max_size=12).map(tuple),
        "language": st.sampled_from(["en", "es", "fr", "de", "ja", ""]),
        "objectives": st.lists(
            st.sampled_from(["Sell 400 tickets by 2020-01-01", "Increase visits by 20 %", "Mehr Treue", "x"]),
            max_size=4,
        ).map(tuple),
        "weeks": st.sampled_from([None, 1, 3, 12, 60]),
        "launch_date": st.sampled_from(["", "2026-01-05", "1 June 2026", "spring"]),
        "budget": st.sampled_from([None, BudgetDTO(100, "EUR"), BudgetDTO(100, "EUR", "per month")]),
        "target_audience": st.sampled_from(["", "Teenagers", "Residents. And members", "x" * 500]),
        "open_questions": st.sampled_from([(), (OpenQuestionDTO("budget", "unclear", "?", "?"),)]),
    }
)


@given(BRIEFS)
def test_every_choice_names_rules_that_exist_and_says_why(fields):
    doc = planned(**fields)
    lines = [*doc.objectives, *doc.kpis, *doc.channels, *doc.timeline.milestones, doc.budget]
    lines += [tactic for channel in doc.channels for tactic in channel.tactics]
    known = {part["id"] for name in NAMES for part in parts(rules(name)) if "id" in part}
    assert [line for line in lines if not line.rule or not line.reason] == []
    assert {rule for line in lines for rule in line.rule.split(", ")} <= known
    ours = [doc.executive_summary, *(line.reason for line in lines)]
    assert [text for text in ours if re.search(r"\{\w+\}|  | [.,;]|\.\.", text)] == []


@given(BRIEFS)
def test_pieces_are_few_enough_to_differ_and_stand_in_the_order_of_their_days(fields):
    doc = planned(**fields)
    for channel in doc.channels:
        assert 1 <= len(channel.pieces) <= 3  # two key messages and one more
        weeks = [piece.week for piece in channel.pieces]
        assert weeks == sorted(weeks)
        assert [piece.on for piece in channel.pieces] == sorted(piece.on for piece in channel.pieces)
        assert 1 <= weeks[0] <= weeks[-1] <= doc.timeline.duration_weeks
        assert [piece.number for piece in channel.pieces] == [*range(1, len(weeks) + 1)]
        assert 2 <= len(channel.tactics) <= 4
        assert all(1 <= tactic.week <= doc.timeline.duration_weeks for tactic in channel.tactics)


def test_eight_channels_do_not_repeat_one_another():
    mixed = (
        "facebook_post",
        "instagram_post",
        "linkedin_post",
        "email",
        "website",
        "press_release",
        "event",
        "outdoor",
    )
    for language in WRITTEN:
        doc = planned(deliverables=mixed, language=language)
        texts = [tactic.tactic for channel in doc.channels for tactic in channel.tactics]
        assert len(texts) == len(set(texts))


def test_the_audience_moves_money_only_by_a_rule():
    def share(audience):
        doc = planned(deliverables=("tiktok_video", "facebook_post"), target_audience=audience)
        return str(doc.channels[0].budget_allocation_pct), doc.channels[0].rule.split(", ")

    assert share("Commuters") == ("50.0", ["weight_social", "share_for_work", "pieces_social"])
    for words in ("Teenagers", "adolescentes", "lycéens", "Jugendliche", "people aged 13-18"):
        assert share(words) == ("60.0", ["weight_social", "share_for_work", "audience_teens", "pieces_social"])
    assert share("factory with 13-18 machines")[0] == "50.0"


MIXED = ("website", "google_ads_rsa", "display_ad", "email")


@pytest.mark.parametrize(
    ("language", "period"),
    [
        ("en", "media only; creative on top"),
        ("es", "solo inversión en medios"),
        ("fr", "hors création"),
        ("de", "nur Media, Kreation extra"),
    ],
)
def test_money_for_media_alone_goes_to_channels_that_buy_some(language, period):
    doc = planned(deliverables=MIXED, budget=BudgetDTO(1000, "EUR", period), language=language)
    page, search, banner, mail = doc.channels
    assert (page.amount, mail.amount, page.rule.split(", ")[0]) == (0, 0, "media_only")
    assert search.amount + banner.amount + doc.budget.reserve == 1000
    assert "website" not in doc.executive_summary


def test_money_for_media_alone_is_shared_as_usual_where_no_channel_buys_any():
    doc = planned(deliverables=("website", "email"), budget=BudgetDTO(1000, "EUR", "media only"))
    assert all(channel.amount for channel in doc.channels)


def test_a_budget_per_month_is_shared_out_as_it_stands_and_that_is_said():
    doc = planned(budget=BudgetDTO(1000, "EUR", "al mes"), language="es")
    assert (doc.budget.total, doc.budget.rule) == (1000, "reserve_usual, total_period")
    assert "«al mes»" in doc.budget.reason
    assert "1.000\u00a0€ (al mes)" in doc.executive_summary


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "pursues"), ("es-MX", "persigue"), ("fr", "poursuit"), ("de-AT", "verfolgt"), ("ja", "pursues")],
)
def test_the_plan_speaks_the_campaigns_language_else_english(language, words):
    assert words in planned(language=language).executive_summary


def test_no_line_of_ours_can_end_before_a_sign_that_french_sets_off(folder):
    def loosen(book):
        by_id(book, "total_stated")["reason"]["fr"] = "Un « mot » : oui ; non ? 5 %"

    change(folder, "budget", loosen)
    with rules_from(folder):
        reason = rules("budget")["total"]["stated"]["reason"]["fr"]
    assert reason == "Un «\u00a0mot\u00a0»\u00a0: oui\u202f; non\u202f? 5\u00a0%"


def test_what_holds_for_any_channel_only_fills_up():
    doc = planned(deliverables=("blog_post", "facebook_post"))
    taken = {tactic.rule for channel in doc.channels for tactic in channel.tactics}
    assert taken.isdisjoint({"all_agree", "all_learn"})
    lonely = planned(deliverables=("podcast",), call_to_action="", key_messages=())
    assert {tactic.rule for tactic in lonely.channels[0].tactics} == {"all_agree", "all_learn"}


def test_an_aim_that_is_work_on_the_campaign_is_not_counted_among_the_aims():
    doc = planned(objectives=("Sell tickets", "Define the target audience"))
    assert "“Sell tickets”" in doc.executive_summary
    assert "Define the target audience" not in doc.executive_summary
