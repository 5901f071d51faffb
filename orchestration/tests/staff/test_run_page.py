"""A run's page: its story, in words for people."""

import re
from unittest.mock import patch

import pytest
from django.contrib.admin.utils import quote

from aicmo_site.admin import row_url
from orchestration.engine.leases import claim
from orchestration.engine.saga import advance
from orchestration.models import Run, RunEvent, RunStep, Status
from orchestration.services import cancel_run, request_changes
from orchestration.staff.outcomes import SAID, SAID_ELSEWHERE, outcome_of
from orchestration.tests.conftest import example
from orchestration.tests.staff.pages import html, plain, url
from orchestration.worker import run_to_rest
from orchestration.workflow import WORKFLOW

pytestmark = pytest.mark.django_db(transaction=True)
INTAKE = example()


def test_a_run_tells_its_story(boss, waiting):
    request_changes(run_id=waiting.pk, actor="eve", comment="warmer, please")
    run_to_rest(waiting.pk)
    words = plain(html(boss, row_url(Run, waiting.pk)))
    for said in ("Quayside Repair Café", "waits for approval", "80 %", "warmer, please", "eve asked for changes"):
        assert said in words
    assert "asked for approval" in words
    rounds = RunStep.objects.filter(run=waiting, step_name="generate_draft").count()
    assert words.count("Copy") > rounds == 2


def test_what_it_made_is_linked_row_by_row(boss, waiting):
    page = html(boss, row_url(Run, waiting.pk))
    for step in RunStep.objects.filter(run=waiting):
        for ids in step.created.values():
            assert all(f'/{quote(id)}/change/"' in page for id in ids)


def test_a_failure_is_explained_in_words(boss, failed):
    page = html(boss, row_url(Run, failed.pk))
    words = plain(page)
    assert "Why it failed" in words
    assert "This is a drill: quality control was told to fail this run." in words
    assert "Undone: it failed" in words
    story = page.partition('class="record"')[0]
    assert "{'" not in story
    assert "{&quot;" not in story


def test_attempts_are_counted_by_step(boss, submit):
    run = submit()
    with patch("strategy.services.plan_strategy", side_effect=TimeoutError("slow")):
        advance(claim(worker="w", run_id=run.pk), WORKFLOW)
    Run.objects.filter(pk=run.pk).update(not_before=None)
    run_to_rest(run.pk)
    rows = re.findall(r"<tr><th scope=\"row\">(\w+)</th>(.*?)</tr>", html(boss, row_url(Run, run.pk)), re.DOTALL)
    attempts = {name: re.findall(r"<td>([^<]*)</td>", cells)[2] for name, cells in rows}
    assert (attempts["Brief"], attempts["Strategy"]) == ("1", "2")


def test_the_moving_part_says_when_to_stop_asking(boss, submit):
    run = submit()
    assert 'data-state="PENDING" data-moves="yes"' in html(boss, url("live", run))
    run_to_rest(run.pk)
    assert 'data-state="COMPLETED" data-moves="no"' in html(boss, url("live", run))


@pytest.mark.parametrize("status", Status.values)
def test_every_state_has_a_page(boss, failed, status):
    Run.objects.filter(pk=failed.pk).update(status=status)
    assert boss.get(row_url(Run, failed.pk)).status_code == 200
    assert boss.get(url("live", failed)).status_code == 200


def test_a_workers_name_is_not_what_people_read_and_a_persons_is(boss, waiting):
    cancel_run(run_id=waiting.pk, actor="eve")
    run_to_rest(waiting.pk)
    events = html(boss, row_url(Run, waiting.pk)).partition('class="events"')[2].partition("</ol>")[0]
    said = plain(events)
    assert "eve turned back" in said
    assert "A worker finished: Brief" in said
    assert "A worker left nothing of it" in said
    worker = RunEvent.objects.filter(kind="started").first().actor
    assert f'title="{worker}"' in events
    assert worker not in said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"step": "generate_draft", "bundles": 3, "kept": True, "revision": 1}, "Texts for 3 channels. Round 2."),
        (
            {"bundles": 1, "kept": False},
            "Texts for 1 channel; the new texts judged worse, so those of the round before stay.",
        ),
        ({"score": 0.9667, "passed": True, "issues": 1}, "Passed with a score of 0.97; 1 finding."),
        ({"score": 0.5, "passed": False, "issues": 0}, "Did not pass with a score of 0.50; no findings."),
        ({"open_questions": 2}, "2 questions to the client."),
        ({"artifacts": 4}, "4 files."),
        ({"version": 1}, "Version 1."),
        ({"new_fact": 7}, "New fact: 7."),
        ({}, ""),
    ],
)
def test_what_a_step_came_to_is_said_in_words(data, said):
    assert outcome_of(data) == said


def test_every_fact_of_a_run_has_words(waiting):
    facts = {name for event in waiting.events.filter(kind="step_done") for name in event.data}
    assert facts <= {*SAID, *SAID_ELSEWHERE}


def test_where_one_is_stands_in_words_above_the_page(boss, waiting):
    crumbs = html(boss, row_url(Run, waiting.pk)).partition('class="breadcrumbs"')[2].partition("</div>")[0]
    assert plain(crumbs).endswith("Runs &rsaquo; Quayside Repair Café, waits for approval")
