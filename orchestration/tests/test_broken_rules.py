"""A rule that breaks: a critical one stops the run, another does not, and staff see which one it was."""

import re
from dataclasses import replace
from unittest.mock import patch

import pytest

from aicmo_site.admin import row_url
from orchestration.models import Run, Status
from orchestration.tests.conftest import example
from orchestration.tests.test_planted_defects import planting, says
from orchestration.worker import run_to_rest
from qc.rules import catalogue, check_batch

pytestmark = pytest.mark.django_db(transaction=True)
INTAKE = example()


@pytest.fixture
def page(client, django_user_model):
    """The words of a run's page."""
    client.force_login(django_user_model.objects.create(username="ada", is_staff=True, is_superuser=True))

    def page(run):
        return " ".join(re.sub(r"<[^>]+>", " ", client.get(row_url(Run, run.pk)).content.decode()).split())

    return page


@pytest.fixture
def breaking(monkeypatch):
    """Let the rule of a code break on every text."""

    def broken(copy):
        raise ZeroDivisionError

    def breaking(code):
        rules = tuple(replace(rule, check=broken) if rule.code == code else rule for rule in catalogue.RULES)
        monkeypatch.setattr("qc.services.check_batch", lambda batch, _: check_batch(batch, rules))

    return breaking


def missed(run):
    return {(rule["code"], rule["critical"]) for rule in run.evidence["qc"]["not_evaluated"]}


def test_a_critical_rule_that_breaks_stops_the_run_and_the_page_says_which_and_why(breaking, submit, page):
    breaking("PROFANITY")
    run = run_to_rest(submit().pk)
    assert (run.status, missed(run)) == (Status.COMPENSATED, {("PROFANITY", True)})
    assert "PROFANITY fails the draft : this rule is critical" in page(run)


def test_a_minor_rule_that_breaks_lets_the_run_complete_and_the_page_says_so(breaking, submit, page):
    breaking("EXCESS_PUNCT")
    run = run_to_rest(submit().pk)
    assert (run.status, missed(run)) == (Status.COMPLETED, {("EXCESS_PUNCT", False)})
    words = page(run)
    assert "EXCESS_PUNCT does not fail the draft. The rule broke on this text" in words
    assert "fails the draft" not in words


def test_a_run_that_no_rule_left_out_says_nothing_of_it(submit, page):
    assert "Not evaluated" not in page(run_to_rest(submit().pk))


def test_copy_of_a_name_alone_passes_and_the_page_says_that_nobody_judged_it(submit, intake, page):
    intake.clear()
    intake.update(client_name="Acme Tools", language="Klingon", channels=["x_post"])
    intake.update(objectives=["awareness"], target_audience="everyone", key_messages=["nuqneH"])
    with patch("production.services.compose_draft", planting(says("x_post", "text", "Acme Tools", "X"))):
        run = run_to_rest(submit().pk)
    assert run.status == Status.COMPLETED
    assert "MISSING_CTA does not fail the draft. Nothing but the client" in page(run)
