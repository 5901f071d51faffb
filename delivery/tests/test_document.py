"""The page as a whole: its language, its print, hostile words."""

from dataclasses import replace
from html import escape

import pytest

from delivery.document.labels import Labels
from delivery.document.page import campaign_html, working_paper_html
from delivery.tests.campaigns import full_brief, full_bundles, full_result, full_strategy
from delivery.tests.pages import page
from onboarding.contracts import OpenQuestionDTO


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "de",
            [
                "Was wir zuerst wissen müssen",
                "12.000\u00a0£",
                "1. Juni 2026",
                "40\u00a0%",
                "Pressemitteilung",
                "Erklären",
            ],
        ),
        (
            "fr",
            [
                "Ce qui manque",
                "12\u202f000\u00a0£GB",
                "1er juin 2026",
                "Communiqué de presse",
                "Notoriété",
                "63 caractères",
            ],
        ),
        ("es", ["Lo que falta", "1 de junio de 2026", "Nota de prensa", "Invitar a actuar", "Semana 4"]),
        ("de-CH", ["£\u00a012’000", "1. Juni 2026", "40%", "Pressemitteilung"]),
        ("en-US", ["£12,000", "June 1, 2026", "40%", "Press release"]),
        ("ja", ['<html lang="ja" dir="ltr">', 'lang="en">The copy', "1 June 2026"]),
        ("ar", ['<html lang="ar" dir="ltr">', 'lang="en">The copy']),
    ],
)
def test_the_page_speaks_the_clients_language(language, words):
    shown = page(language=language)
    assert [word for word in words if word not in shown] == []


@pytest.mark.parametrize(("language", "named"), [("ja", "Japanese"), ("pt-BR", "Portuguese (Brazil)")])
def test_a_page_in_english_for_want_of_the_clients_language_says_so(language, named):
    said = f'lang="en">Our own words in this document are in English, for we do not have them in {named}.'
    for shown in (page(language=language), campaign_html(full_brief(language=language), full_strategy(), ()).decode()):
        assert said in shown


@pytest.mark.parametrize("language", ["de", "en-GB", ""])
def test_a_page_in_the_clients_language_says_nothing_of_it(language):
    assert "Our own words" not in page(language=language)


def test_french_has_its_spaces_and_its_months():
    shown = page(language="fr")
    assert not [wrong for wrong in ("création:", "caractères:", "alternatif:") if wrong in shown]
    assert "Pour la création : Image" in shown.replace("\u00a0", " ")
    assert Labels("fr").date("2026-03-29", short=True) == "29 mars"
    assert Labels("es").date("2026-03-29", short=True) == "29 mar"
    assert Labels("de").date("2026-03-29", short=True) == "29. März"


def test_in_print_the_agencys_notes_are_left_out_and_texts_follow_each_other():
    printed = page().partition("@media print")[2].partition("</style>")[0]
    assert "details, footer:not(:has(.facts)) { display: none; }" in printed
    assert "details-content" not in printed
    assert ".piece { break-inside" not in printed


def test_the_clients_name_is_tidy():
    shown = page(client_name="Harbour  Lane Bakery ")
    assert "<title>Working paper: Campaign for Harbour Lane Bakery</title>" in shown
    assert "<bdi>Harbour Lane Bakery</bdi></dd>" in shown


HOSTILE = "\"><script>alert('1')</script>{{ brief }}"


def test_hostile_words_in_the_new_places_are_text():
    brief = full_brief(
        target_audience=HOSTILE,
        website=f"javascript:{HOSTILE}",
        facts=tuple(replace(fact, words=HOSTILE) for fact in full_brief().facts),
        open_questions=tuple(
            replace(asked, field=HOSTILE, kind=HOSTILE, words=HOSTILE) for asked in full_brief().open_questions
        ),
        further_answers={"external_id": HOSTILE, "source": {HOSTILE: HOSTILE}, "assumed_fields": [HOSTILE]},
        excluded_terms=(HOSTILE,),
        conditions=(HOSTILE,),
        notes=f"{HOSTILE}\n{HOSTILE}",
        internal=(HOSTILE,),
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
    shown = working_paper_html(brief, strategy, bundles, full_result(issues=issues)).decode()
    assert "<script" not in shown.casefold()
    assert 'href="javascript' not in shown
    assert shown.count(escape(HOSTILE)) > 30


def test_a_page_of_everything_is_the_same_twice():
    assert page() == page()


def test_quoted_words_that_run_to_the_left_keep_to_themselves():
    asked = OpenQuestionDTO("launch_date", "unclear", "", "“100 מנויים” is no day: which is it?")
    shown = page(language="he", open_questions=(asked,))
    assert "“\u2068100 מנויים\u2069” is no day" in shown
