"""/metrics: for whoever has a role, in Prometheus' format, from the database."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from aicmo_site.kernel.model.errors import AnswerUnusable, ModelUnavailable
from orchestration.engine.events import tell
from orchestration.engine.saga import describe
from orchestration.models import Run
from orchestration.operations.metrics import RECENT
from orchestration.worker import run_to_rest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def program(django_user_model, capsys):
    django_user_model.objects.create_user("prometheus").groups.add(Group.objects.get(name="viewer"))
    call_command("token", "prometheus")
    return Client(headers={"Authorization": f"Bearer {capsys.readouterr().out.strip()}"})


def read(client, **headers):
    answer = client.get("/metrics", headers=headers)
    assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (200, "text/plain")
    samples = [s for family in text_string_to_metric_families(answer.content.decode()) for s in family.samples]
    return {(s.name, *s.labels.values()): s.value for s in samples}


def test_it_says_how_the_runs_are_and_how_long_they_take(program, submit):
    run_to_rest(submit().pk)
    run_to_rest(submit(require_approval=True).pk)
    submit()
    figures = read(program, Accept="application/openmetrics-text")
    states = {name[1]: value for name, value in figures.items() if name[0] == "aicmo_runs"}
    assert {state for state, number in states.items() if number} == {"COMPLETED", "AWAITING_APPROVAL", "PENDING"}
    assert figures["aicmo_queue_runs",] == 1
    assert 0 < figures["aicmo_queue_age_seconds",] < 60
    assert 0 < figures["aicmo_approval_age_seconds",] < 60
    assert (figures["aicmo_steps", "generate_draft"], figures["aicmo_steps", "create_package"]) == (2, 1)
    assert 0 < figures["aicmo_step_seconds", "generate_draft"] < 60


def test_it_says_what_the_model_was_asked_and_how_often_in_vain(program, submit):
    run, other = submit(), submit()
    for spent in ({"prompt": "writer", "tokens": 1200}, {"prompt": "writer", "tokens": 300}, {"prompt": "reader"}):
        tell(run.pk, "model_asked", "w", **{"tokens": 50, **spent})
    tell(run.pk, "retried", "w", error=describe(ModelUnavailable("status 503")))
    tell(run.pk, "retried", "w", error="OperationalError: ModelUnavailable: no")
    tell(other.pk, "step_failed", "w", error=describe(AnswerUnusable(about="", reason="no JSON")))
    figures = read(program)
    assert {name[1]: value for name, value in figures.items() if name[0] == "aicmo_model_calls"} == {
        "writer": 2,
        "reader": 1,
    }
    assert (figures["aicmo_model_tokens", "writer"], figures["aicmo_model_tokens", "reader"]) == (1500, 50)
    failures = {name[1]: value for name, value in figures.items() if name[0] == "aicmo_model_failures"}
    assert {code for code, number in failures.items() if number == 1} == {"model_unavailable", "answer_unusable"}
    assert sum(failures.values()) == 2


def test_what_older_runs_were_asked_counts_no_more(program, submit):
    run = submit()
    tell(run.pk, "model_asked", "w", prompt="writer", tokens=1)
    Run.objects.filter(pk=run.pk).update(created_at=timezone.now() - 2 * RECENT)
    assert ("aicmo_model_calls", "writer") not in read(program)


def test_without_a_run_everything_is_zero(program):
    assert set(read(program).values()) == {0}


def test_strangers_learn_nothing(client):
    assert client.get("/metrics").status_code == 401


def test_its_queries_do_not_grow(program, submit):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            read(program)
        return len(captured)

    few = queries()
    for _ in range(3):
        run_to_rest(submit().pk)
    assert queries() == few
