"""Quality control's verdict as the document tells it."""

import json

import pytest
from django.conf import settings

from delivery.document.labels import WORDS, Labels
from delivery.document.page import working_paper_html
from delivery.document.verdict import FindingLine, verdict
from delivery.tests.campaigns import full_brief, full_bundles, full_result, full_strategy
from delivery.tests.pages import EN
from qc.contracts import QcIssueDTO


def test_the_verdict_names_places_in_words():
    seen = verdict(full_result(), EN)
    assert (seen.points, seen.findings[0]) == (
        "97 of 100 points",
        FindingLine(
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
        shown = working_paper_html(
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
