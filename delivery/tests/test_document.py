"""What the document shows, as the values that its templates are given, and the page they make."""

import json
from dataclasses import replace
from decimal import Decimal
from html import escape

import pytest
from django.conf import settings

from delivery import answers
from delivery.answers import Fact, Item
from delivery.calendar import Column, Line, OverviewRow, Row, as_made, calendar
from delivery.chart import WIDTH, bar_chart
from delivery.copybook import Part, Piece, Text, copybook
from delivery.document import campaign_html
from delivery.exclusions import exclusions
from delivery.glance import Glance, glance
from delivery.goals import AdviceGroup, Measure, Objective, advice_groups, objectives, success_measures
from delivery.labels import WORDS, Labels
from delivery.links import Link, link_to
from delivery.periods import Period, periods
from delivery.places import place_of
from delivery.questions import OpenPoint, Question, QuestionGroup, advised, open_points, question_groups
from delivery.rules import choices
from delivery.shares import ChannelShare, Reason, Tactic, Totals, shares, shown_amounts
from delivery.tests.campaigns import LINK, NOON, full_brief, full_bundles, full_result, full_strategy
from delivery.verdict import Finding, verdict
from onboarding.contracts import OpenQuestionDTO
from production.contracts import NOTE, AssetDTO, DraftBundleDTO
from qc.contracts import QcIssueDTO
from strategy.contracts import AdviceDTO, MilestoneDTO, PieceDTO, TimelineDTO

EN = Labels("en")


def page(**changes):
    return campaign_html(full_brief(**changes), full_strategy(), full_bundles(), full_result()).decode()


def test_the_questions_come_by_urgency_with_the_words_they_do_not_quote_themselves():
    assert question_groups(full_brief().open_questions, EN) == (
        QuestionGroup(
            "Answers that contradict each other",
            (Question(1, "Budget", "The form says £12k a year, the notes say 10,000: which is right?"),),
        ),
        QuestionGroup("What is missing", (Question(2, "Key messages", "At what time does the shop open?"),)),
        QuestionGroup(
            "What is not clear to us", (Question(3, "Something else", "Who is Piet, and does he approve the copy?"),)
        ),
        QuestionGroup(
            "What still needs to be confirmed",
            (Question(4, "Launch", "Is the launch date final?", "Launch on the first of June?"),),
        ),
    )


def test_questions_are_asked_in_the_clients_language_with_the_words_and_what_staff_wrote():
    asked = [
        OpenQuestionDTO("budget", "contradiction", "12k … 9k", "The form says 12k, the notes 9k: which holds?"),
        OpenQuestionDTO("tone", "missing", "", "Which tone?"),
    ]
    first, second = (group.questions[0] for group in question_groups(asked, Labels("de")))
    assert first.question == "Es werden verschiedene Beträge genannt. Welcher gilt?"
    assert (first.words, first.original) == (asked[0].words, asked[0].question)
    assert (second.question, second.original) == ("Das fehlt uns noch. Wie lautet die Angabe?", "Which tone?")


def test_the_campaign_at_a_glance():
    assert glance(full_brief(), full_strategy(), full_result(), EN, questions=4, points=1) == Glance(
        launch="1 June 2026",
        duration="8 weeks",
        span="11 May 2026 – 5 July 2026",
        money="12,000 GBP",
        held_back="1,200 GBP of it in reserve",
        channels=("Facebook post", "Email", "SMS", "Google search ad", "Press release", "Posters and outdoor"),
        decisions=(
            "Answer 4 open questions, then approve strategy and copy.",
            "One further point is to be settled; it stands in the first part.",
        ),
    )


def test_copy_that_did_not_pass_is_the_first_thing_to_decide_on():
    seen = glance(full_brief(open_questions=()), full_strategy(), full_result(passed=False), EN)
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
        *("Email", "20.00%", "2,160 GBP", "The shop has 400 addresses of people who agreed."),
        (Tactic("Prepare the email", "Week 2", "Others quote it."), Tactic("Watch it", "Week 5")),
    )
    assert (seen.totals, seen.reason) == (Totals("10.00%", "1,200 GBP", "12,000 GBP"), "A tenth answers surprises.")


def test_the_chart_is_mirrored_for_scripts_from_right_to_left():
    plain, mirrored = (bar_chart([("A", Decimal(75), "75%"), ("B", Decimal(25), "25%")], mirrored=m) for m in (0, 1))
    assert [(bar.x, bar.width) for bar in plain.bars] == [(0, WIDTH), (0, WIDTH // 3)]
    assert [(bar.x, bar.width) for bar in mirrored.bars] == [(0, WIDTH), (WIDTH - WIDTH // 3, WIDTH // 3)]
    assert (mirrored.label_x, mirrored.share_x) == (plain.share_x, plain.label_x)


def test_the_calendar_has_the_weeks_in_which_something_happens():
    seen = calendar(full_strategy(), EN)
    assert seen.columns == (Column("4", "1 Jun"), Column("5", "8 Jun"), Column("6", "15 Jun"), Column("7", "22 Jun"))
    assert seen.overview[1] == OverviewRow("Email", (("1",), ("2",), ("3",), ()))
    assert [row.when for row in seen.rows] == [f"Week {week}" for week in range(1, 9)]
    assert seen.rows[0] == Row("Week 1", "11 May 2026", (Line("Open questions settled"),))
    assert seen.rows[5] == Row(
        "Week 6",
        "15 June 2026",
        pieces=(Line("Text 3 (Call to act)", "Facebook post"), Line("Text 3 (Call to act)", "Email")),
    )


def test_days_that_differ_within_a_week_stand_with_what_happens_on_them():
    milestones = (MilestoneDTO("Copy", 2, "2026-05-04"), MilestoneDTO("Launch", 2, "2026-05-08"))
    plan = replace(full_strategy(), channels=(), timeline=TimelineDTO(milestones, 8))
    assert calendar(plan, EN).rows == (
        Row("Week 2", "4 May 2026", milestones=(Line("Copy"), Line("Launch", date="8 May 2026"))),
    )


@pytest.mark.parametrize("weeks", [156, 520])
def test_a_long_campaign_is_gathered_into_periods(weeks):
    pieces = tuple(PieceDTO(week, "explain", week) for week in range(1, weeks + 1))
    plan = replace(full_strategy().channels[0], pieces=pieces)
    seen = calendar(replace(full_strategy(), channels=(plan,), timeline=TimelineDTO((), weeks)), EN)
    assert (len(seen.columns) <= 10, len(seen.rows) <= 60) == (True, True)
    assert sum(len(cell) for cell in seen.overview[0].cells) == weeks
    assert sum(len(row.pieces) for row in seen.rows) == weeks


def test_periods_are_the_shortest_that_are_few_enough():
    assert periods([9, 1, 9], 2) == (Period(1, 1), Period(9, 9))
    assert periods([1, 2, 5], 2) == (Period(1, 4), Period(5, 8))
    assert periods([], 2) == ()
    assert len(periods(range(1, 105 * 52, 52), 2)) == 105


def test_a_piece_has_its_texts_by_field_with_their_lengths_and_its_link_once():
    by_name = {channel.name: channel for channel in copybook(full_bundles(), EN)}
    assert by_name["Google search ad"].pieces == (
        Piece(
            *("Text 1", "Call to act", "Week 4", "1 June 2026"),
            (
                Part(
                    "Headlines",
                    "heading",
                    (
                        Text("Rye, seeds, patience", "20 of 30 characters"),
                        Text("Open before the first ferry of the day", "38 of 30 characters", "too long by 8", "over"),
                    ),
                ),
                Part("Description", "text", (Text("Rye bread at 12 Quay Street.", "28 of 90 characters"),)),
                Part("Path shown", "aside", (Text("rye", "3 of 15 characters"),)),
            ),
            (Link("https://quay.example", "https://quay.example"),),
        ),
    )
    first, second = by_name["Facebook post"].pieces
    assert first.parts[1] == Part(
        "Picture", "note", (Text("Show the oven door, with the year 1931 legible.", alt="A cast-iron oven door."),)
    )
    assert second.parts[0].texts[0].advice == "recommended: at most 500"
    assert second.links == (Link(LINK, LINK),)
    assert [channel.form for channel in by_name.values()] == ["post", "email", "message", "ad", "article", "poster"]
    assert by_name["SMS"].pieces[0].parts[0].texts[0].size == "1 SMS segment, 51 of 160 characters"


def test_a_platform_that_counts_its_own_way_says_so():
    wide = replace(full_bundles()[3].assets[0], content="焼きたてのパン")
    (channel,) = copybook([replace(full_bundles()[3], assets=(wide,))], EN)
    assert channel.pieces[0].parts[0].texts[0].size == "14 of 30 characters (wide ones count two)"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//x", "https://", "http://[", "x y", ""]
)
def test_only_web_addresses_are_linked(address):
    assert link_to(address) == Link(address)


def test_answers_say_where_they_were_read():
    facts = {fact.name: fact for fact in answers.facts(full_brief(), EN)}
    assert facts["Launch"] == Fact("Launch", "1 June 2026", "from your notes: “Launch on the first of June?”")
    assert facts["Channels"].source == "from your notes: “and a text message to regulars”"
    assert facts["Budget"] == Fact("Budget", "£12k a year (12,000 GBP per year)")
    messages = next(each for each in answers.lists(full_brief(), EN) if each.name == "Key messages")
    assert messages.items == (Item("Rye, seeds, patience"), Item("Open before the first ferry", "from your notes"))


def test_the_checklist_leaves_out_what_is_searched_for_and_nothing_is_lost():
    seen = exclusions(full_brief(), EN)
    assert (seen.terms, seen.covered) == (("sourdough-style",), (Item("Never call it sourdough-style bread"),))
    assert {item.text for item in (*seen.checklist, *seen.covered)} == set(full_brief().scope.exclusions)


def test_a_term_that_must_not_appear_is_listed_once():
    brief = full_brief(excluded_terms=("junk", "Junk", "cheap"))
    brief = replace(brief, scope=replace(brief.scope, exclusions=("Do not say “junk”", 'Do not say "junk"')))
    seen = exclusions(brief, EN)
    assert (seen.covered, seen.terms, seen.checklist) == ((Item("Do not say “junk”"),), ("junk", "cheap"), ())


@pytest.mark.parametrize(
    "sentence",
    [
        "don't say 'cheap', no roses in Feb, don't mention Bloom & Co",
        "Do not say “cheap” and show no roses",
        "No roses or “cheap”",
        "No “cheap” no roses",
        "Nicht „cheap“ sagen; keine Rosen im Februar",
        "«cheap» o rosas en febrero",
        "「cheap」と書かない、バラは禁止",
        '=1<script>"cheap"</script><b>bold',
    ],
)
def test_a_sentence_that_says_more_than_its_terms_is_for_a_person_too(sentence):
    brief = full_brief(excluded_terms=("cheap",))
    brief = replace(brief, scope=replace(brief.scope, exclusions=(sentence,)))
    seen = exclusions(brief, EN)
    assert (seen.checklist, seen.terms, seen.covered) == ((Item(sentence),), ("cheap",), ())


@pytest.mark.parametrize(
    "sentence",
    ["Never say “cheap”", "do not use the word cheap", "cheap, Junk", "“cheap” or “junk”!", "Nicht „cheap“ sagen"],
)
def test_a_sentence_that_only_bans_terms_is_left_to_the_machine_and_still_stands_in_the_document(sentence):
    brief = full_brief(excluded_terms=("cheap", "junk"))
    brief = replace(brief, scope=replace(brief.scope, exclusions=(sentence,)))
    seen = exclusions(brief, EN)
    assert (seen.checklist, seen.terms, seen.covered) == ((), ("cheap", "junk"), (Item(sentence),))
    shown = campaign_html(brief, full_strategy(), full_bundles(), full_result()).decode()
    assert escape(sentence) in shown
    assert '<bdi class="term">junk</bdi>' in shown


def test_a_field_is_asked_about_once_with_all_the_words():
    asked = [
        OpenQuestionDTO("budget", "unclear", "150k, media only", "On the budget (“150k, media only”): which sum?"),
        OpenQuestionDTO("other", "unclear", "", "Who is Piet?"),
        OpenQuestionDTO("budget", "unclear", "at least 150k", "On the budget (“at least 150k”): which sum?"),
        OpenQuestionDTO("budget", "unconfirmed", "", "With or without tax?"),
        OpenQuestionDTO("other", "unclear", "", "Who is Ann?"),
    ]
    (group,) = question_groups(asked, EN)
    assert group.questions == (
        Question(1, "Budget", f"{asked[0].question}\nWith or without tax?", "at least 150k", last=3),
        Question(4, "Something else", "Who is Piet?"),
        Question(5, "Something else", "Who is Ann?"),
    )
    (spanish,) = question_groups([asked[0], asked[2]], Labels("es"))
    assert [each.words for each in spanish.questions] == ["150k, media only\nat least 150k"]


def test_the_document_counts_the_open_questions_of_the_brief_as_everyone_does():
    asked = (
        OpenQuestionDTO("budget", "unclear", "", "Which sum?"),
        OpenQuestionDTO("budget", "unconfirmed", "", "With or without tax?"),
        OpenQuestionDTO("other", "unclear", "", "Who is Ann?"),
    )
    shown = page(open_questions=asked)
    assert "Answer 3 open questions" in shown
    assert '<bdi>Budget</bdi> <span class="soft">(1–2)</span>' in shown
    assert '<li value="3">' in shown


def waiting(channel, words, waits_for):
    note = AssetDTO("asset_gap", "open_point", "", {"piece": 1, "waits_for": waits_for}, content=words, format=NOTE)
    return DraftBundleDTO(f"bundle_{channel}", "draft_1", (note,), NOON, channel)


def test_what_stands_open_beside_the_copy_stands_first_too_unless_it_is_asked_anyway():
    bundles = [
        waiting("x_post", "A short form is needed.", "client_name"),
        waiting("sms", "A short form is needed.", "client_name"),
        waiting("email", "Where are people to go?", "call_to_action"),
    ]
    points = open_points(bundles, [OpenQuestionDTO("website", "missing", "", "Which?")], EN)
    assert points == (OpenPoint("A short form is needed.", ("X post", "SMS")),)
    brief = full_brief(open_questions=())
    shown = campaign_html(brief, full_strategy(), bundles, full_result()).decode()
    first = shown[shown.index('id="questions"') : shown.index('id="strategy"')]
    assert EN.page["no_questions"] not in shown
    assert ("A short form is needed." in first, "Where are people to go?" in first) == (True, True)
    assert "2 further points are to be settled; they stand in the first part." in shown
    assert EN.page["no_questions"] in campaign_html(brief, full_strategy(), full_bundles(), full_result()).decode()


def test_what_the_plan_asks_stands_behind_the_briefs_questions_uncounted_and_the_rest_stands_in_the_strategy():
    advice = (
        AdviceDTO("risk", "Rain may come: have a tent.", "risk_rain", "It rains here."),
        AdviceDTO("question", "Which message says so?", "question_message", "", "key_messages", "Win members"),
    )
    assert advised(advice, EN) == (OpenPoint("Which message says so?", ("Key messages",)),)
    plan = full_strategy(advice=advice)
    assert advice_groups(plan, EN) == (
        AdviceGroup("risk", "Risks, and what we do about them", ("Rain may come: have a tent.",)),
    )
    shown = campaign_html(full_brief(), plan, full_bundles(), full_result()).decode()
    assert ("Answer 4 open questions" in shown, "One further point is to be settled" in shown) == (True, True)
    assert shown.index("Who is Piet") < shown.index("What we recommend settling") < shown.index("says so?")
    assert "<code>risk_rain</code>" in shown


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


def test_a_measure_has_its_day_where_that_is_known():
    kpis = (replace(full_strategy().kpis[0], due="2026-07-05"),)
    assert success_measures(full_strategy(kpis=kpis), Labels("fr"))[0].within == "jusqu’au 5 juillet 2026"


def test_the_calendar_leaves_out_what_was_not_written():
    (facebook, *others) = full_bundles()
    made = as_made(full_strategy(), [facebook, *others])
    numbers = {place_of(asset).piece for asset in facebook.assets}
    assert [piece.number for piece in made.channels[0].pieces] == sorted(numbers)
    assert len(full_strategy().channels[0].pieces) > len(numbers)
    unplaced = replace(facebook, assets=tuple(replace(asset, metadata={}) for asset in facebook.assets))
    assert as_made(full_strategy(), [unplaced]).channels[0] == full_strategy().channels[0]


def test_what_the_form_says_of_itself_is_no_answer_of_the_client():
    assert answers.further(full_brief(), EN) == (Fact("Favourite colour", "blue"),)
    told = [(fact.name, fact.value) for fact in answers.reference(full_brief(), EN)]
    assert told == [
        ("Your reference", "quay-17"),
        ("Source of the brief: title", "Intake call"),
        ("Source of the brief: address", "https://quay.example/call"),
        ("Source of the brief: seen on", "2 May 2026"),
        ("Assumed when the form was filled in", "Tone, Must not appear"),
    ]
    assert not any(raw in page() for raw in ("external_id", "assumed_fields", "External id"))


def test_the_verdict_names_places_in_words():
    seen = verdict(full_result(), EN)
    assert (seen.points, seen.findings[0]) == (
        "97 of 100 points",
        Finding(
            *("major", "major", "Google search ad: Headline", "The headline is too long."),
            *("ferry of the day", "Drop the time."),
        ),
    )
    assert seen.findings[1].place == "The whole"


def test_findings_are_told_in_the_clients_language_wherever_it_has_words_for_them():
    issues = (
        QcIssueDTO("minor", "email/subject", "“bio”: no such word.", "TYPO", "bio", "Look it up."),
        QcIssueDTO("minor", "", "Two pieces begin alike.", "ALIKE", suggestion="Vary."),
    )
    known, unknown = verdict(full_result(issues=issues), Labels("fr")).findings
    assert (known.reason, known.evidence) == ("Un mot est mal orthographié.", "bio")
    assert known.suggestion.startswith("Le vérifier")
    assert (unknown.reason, unknown.suggestion) == ("Two pieces begin alike.", "Vary.")
    for language in ("en", "fr"):
        shown = campaign_html(
            full_brief(language=language), full_strategy(), full_bundles(), full_result(issues=issues)
        ).decode()
        assert "</q><span" not in shown
        assert '</bdi><span class="why"' not in shown


def test_every_code_of_quality_control_has_its_words():
    codes = set(json.loads((settings.BASE_DIR / "qc" / "rules" / "rules.json").read_text(encoding="utf-8")))
    words = json.loads((WORDS / "findings.json").read_text(encoding="utf-8"))
    assert {language: set(words[language]) for language in ("de", "fr", "es")} == dict.fromkeys(
        ("de", "fr", "es"), codes
    )


@pytest.mark.parametrize("score", [0.909, 0.905, 0.975, 0.8949, 1.0])
def test_the_score_is_rounded_as_wherever_else_it_is_told(score):
    assert f"{int(verdict(full_result(score=score), EN).points.split()[0]) / 100:.2f}" == f"{score:.2f}"


def test_every_rule_is_named_for_the_agency():
    named = [choice.rule for choice in choices(full_strategy(), EN)]
    assert named[:5] == ["obj_sell", "obj_known", "stated", "reach", "reserve_10"]
    assert all(f"<code>{rule}</code>" in page() for rule in named)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "de",
            [
                "Was wir zuerst wissen müssen",
                "12.000 GBP",
                "1. Juni 2026",
                "40,00\u00a0%",
                "Pressemitteilung",
                "Erklären",
            ],
        ),
        (
            "fr",
            ["Ce qui manque", "12\u00a0000 GBP", "1 juin 2026", "Communiqué de presse", "Notoriété", "63 caractères"],
        ),
        ("es", ["Lo que falta", "1 de junio de 2026", "Nota de prensa", "Invitar a actuar", "Semana 4"]),
        ("ja", ['<html lang="ja" dir="ltr">', 'lang="en">The copy', "1 June 2026"]),
        ("ar", ['<html lang="ar" dir="rtl">', 'lang="en">The copy', 'text-anchor="end">Email']),
    ],
)
def test_the_page_speaks_the_clients_language(language, words):
    shown = page(language=language)
    assert [word for word in words if word not in shown] == []


def test_french_has_its_spaces_and_its_months():
    shown = page(language="fr")
    assert not [wrong for wrong in ("création:", "caractères:", "alternatif:") if wrong in shown]
    assert "Pour la création : Image" in shown.replace("\u00a0", " ")
    assert Labels("fr").date("2026-03-29", "short_date") == "29 mars"
    assert Labels("es").date("2026-03-29", "short_date") == "29 mar"
    assert Labels("de").date("2026-03-29", "short_date") == "29. März"


def test_the_alt_text_of_a_picture_that_nobody_has_chosen_is_a_proposal():
    assert "Alt text (a proposal until the picture is chosen): </span>A cast-iron oven door." in page()


def test_a_note_of_several_lines_keeps_them_among_the_points():
    words = "For each message an example:\n– Rye\n– Seeds"
    shown = campaign_html(full_brief(), full_strategy(), [waiting("x_post", words, "proof")], full_result()).decode()
    assert f'<ul class="points">\n<li><bdi>{words}</bdi>' in shown
    assert ".points bdi { white-space: pre-line; }" in shown


def test_in_print_the_agencys_notes_are_left_out_and_texts_follow_each_other():
    printed = page().partition("@media print")[2].partition("</style>")[0]
    assert "details, footer:not(:has(.facts)) { display: none; }" in printed
    assert "details-content" not in printed
    assert ".piece { break-inside" not in printed


def test_the_clients_name_is_tidy():
    shown = page(client_name="Harbour  Lane Bakery ")
    assert "<title>Campaign for Harbour Lane Bakery</title>" in shown
    assert "<bdi>Harbour Lane Bakery</bdi></dd>" in shown


HOSTILE = "\"><script>alert('1')</script>{{ brief }}"


def test_hostile_words_in_the_new_places_are_text():
    brief = full_brief(
        target_audience=HOSTILE,
        website=f"javascript:{HOSTILE}",
        provenance=tuple(replace(source, words=HOSTILE) for source in full_brief().provenance),
        open_questions=tuple(
            replace(asked, field=HOSTILE, kind=HOSTILE, words=HOSTILE) for asked in full_brief().open_questions
        ),
        further_answers={"external_id": HOSTILE, "source": {HOSTILE: HOSTILE}, "assumed_fields": [HOSTILE]},
        excluded_terms=(HOSTILE,),
    )
    strategy = full_strategy(
        objectives=tuple(replace(each, kind=HOSTILE, reason=HOSTILE) for each in full_strategy().objectives),
        kpis=tuple(replace(kpi, measured_by=HOSTILE, rule=HOSTILE) for kpi in full_strategy().kpis),
        channels=tuple(
            replace(plan, channel=f"other:{HOSTILE}", reason=HOSTILE, rule=HOSTILE) for plan in full_strategy().channels
        ),
    )
    told = {"piece": 1, "stage": HOSTILE, "week": 1, "on": HOSTILE, "alt": HOSTILE}
    bundles = [
        replace(
            bundle, assets=tuple(replace(asset, url=f"https://x/{HOSTILE}", metadata=told) for asset in bundle.assets)
        )
        for bundle in full_bundles()
    ]
    issues = tuple(replace(issue, evidence=HOSTILE, suggestion=HOSTILE) for issue in full_result().issues)
    shown = campaign_html(brief, strategy, bundles, full_result(issues=issues)).decode()
    assert "<script" not in shown.casefold()
    assert 'href="javascript' not in shown
    assert shown.count(escape(HOSTILE)) > 30


def test_a_page_of_everything_is_the_same_twice():
    assert page() == page()
