"""What people and programs see of a run's calls of the model."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from aicmo_site.admin import row_url
from orchestration.models import ModelCall, Run
from orchestration.tests.factories import NOW, ModelCallFactory, RunFactory
from orchestration.tests.staff.pages import html, plain
from orchestration.tests.staff.test_starting import ANSWERS, preview
from orchestration.tests.test_commands import call

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def run():
    run = RunFactory()
    ModelCallFactory(run=run, cost=Decimal("0.0125"), answer="<script>alert(1)</script>")
    later = NOW + timedelta(minutes=1)
    ModelCallFactory(run=run, about="e-mail", revision=1, attempt=2, tokens_in=1000, tokens_out=200, at=later)
    return run


def test_a_runs_page_shows_what_was_asked_and_leads_to_the_raw_answer(boss, run):
    page = html(boss, row_url(Run, run.pk))
    words = plain(page)
    assert "writer, version 3 X post 1 Copy test-model 120 30 1.5 s 1 0.012500" in words
    assert "1350 tokens in all, for 0.012500 (of some calls the cost is not known)" in words
    assert "alert" not in page
    for each in run.model_calls.all():
        assert row_url(ModelCall, each.pk) in page
    raw = html(boss, row_url(ModelCall, run.model_calls.first().pk))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in raw
    assert "<script>alert" not in raw


def test_a_run_that_asked_nothing_says_nothing_of_it(boss):
    assert "language model" not in plain(html(boss, row_url(Run, RunFactory().pk)))


def test_the_api_tells_the_calls_without_prompt_and_answer(boss, run):
    told = boss.get(f"/api/v1/runs/{run.pk}/").json()["model_calls"]
    assert [list(one) for one in told] == [
        [
            *("step_name", "revision", "about", "prompt_name", "prompt_version", "prompt_sha256", "model"),
            *("tokens_in", "tokens_out", "seconds", "attempt", "cost", "at"),
        ]
    ] * 2
    assert [(one["about"], one["attempt"], one["tokens_in"], one["cost"]) for one in told] == [
        ("X post 1", 1, 120, "0.012500"),
        ("e-mail", 2, 1000, None),
    ]


def test_calls_are_looked_at_and_never_touched(boss, run):
    page = row_url(ModelCall, run.model_calls.first().pk)
    before = list(ModelCall.objects.values())
    assert boss.post(page, {"answer": "another"}).status_code == 403
    assert boss.post(page.replace("change", "delete"), {"post": "yes"}).status_code == 403
    assert list(ModelCall.objects.values()) == before


@pytest.mark.parametrize("generator", ["offline", "model"])
def test_a_preview_says_that_it_was_written_offline_where_the_run_will_not_be(boss, settings, generator, intake_file):
    settings.AICMO_GENERATOR = generator
    said = "A preview asks no language model: it was written offline"
    assert (said in preview(boss, **ANSWERS).content.decode()) == (generator == "model")
    code, out, _ = call("deliver", intake_file, dry_run=True)
    assert (code, said in out) == (0, generator == "model")


@pytest.fixture
def intake_file(tmp_path, intake):
    path = tmp_path / "intake.json"
    path.write_text(json.dumps(intake))
    return str(path)


def test_a_report_says_by_what_a_run_was_written(boss, intake):
    answer = boss.post("/api/v1/runs/?dry_run=true", {"intake": intake}, content_type="application/json")
    assert (answer.status_code, answer.json()["generator"]) == (200, "offline")
