"""A run's steps ask a model: answers are kept before the step is done, are given again, and go with what was made."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from aicmo_site.kernel.model import client
from aicmo_site.kernel.model.errors import ModelUnavailable
from aicmo_site.kernel.persistence import atomic, in_memory
from aicmo_site.tests.model_server import dribbles, fails, holds, model_server, resets, says, waits
from onboarding.contracts import ClientDTO
from onboarding.services import write_client
from orchestration.engine.heartbeat import _until
from orchestration.engine.leases import LeaseLost, claim
from orchestration.engine.time_limits import raise_error
from orchestration.engine.transient import wait_after
from orchestration.model_calls import model_for
from orchestration.models import ModelCall, Run, RunEvent, RunStep, Status, StepState
from orchestration.operations.audit import audit
from orchestration.operations.repair import fix
from orchestration.services import cancel_run, submit_run
from orchestration.staff.labels import event_words
from orchestration.tests.conftest import Crash, crash_at_commit, let_lease_run_out
from orchestration.tests.factories import ModelCallFactory
from orchestration.tests.model_workflow import SUBJECTS, WORKFLOW, WORKFLOWS, question
from orchestration.tests.processes import eventually
from orchestration.worker import advance_next, run_to_rest

pytest.importorskip("openai")  # an optional extra; the lock has it
pytestmark = pytest.mark.django_db(transaction=True)

KEY = "sk-very-secret-5f2c"


def line_on(handler, body, server):
    """Another line each time it is asked, so that one asked twice is noticed."""
    subject = body["messages"][1]["content"].removeprefix("On ").removesuffix(".")
    says({"line": f"{subject}, {len(server.requests)}"})(handler, body, server)


@pytest.fixture
def server(settings):
    client._manners.clear()
    with model_server() as server:
        server.otherwise = line_on
        settings.AICMO_GENERATOR = "model"
        settings.AICMO_MODEL_URL, settings.AICMO_MODEL, settings.AICMO_MODEL_KEY = server.url, "test-model", KEY
        settings.AICMO_MODEL_SECONDS = 20.0
        settings.AICMO_RETRY_BASE_SECONDS = 0
        yield server


@pytest.fixture
def submit():
    numbers = iter(range(1000))

    def submit(**options):
        run_id = f"run_{next(numbers)}"
        return Run.objects.create(
            id=run_id,
            brief_id=f"brief_of_{run_id}",
            client_id="ada",
            input=options,
            workflow_version=WORKFLOW.version,
            next_step="begin",
        )

    return submit


def to_rest(run, **how):
    return run_to_rest(run.pk, workflows=WORKFLOWS, **how)


def turn(run, worker="one"):
    """One worker's turn; the run as it stands then."""
    advance_next(worker=worker, run_id=run.pk, workflows=WORKFLOWS)
    run.refresh_from_db()
    return run


def faults():
    """What the audit says of calls; of stations these runs make nothing."""
    return {(fault.kind, fault.removable) for fault in audit() if fault.table == ModelCall._meta.db_table}


def subjects_of(requests):
    return [body["messages"][1]["content"].removeprefix("On ").removesuffix(".") for body in requests]


def test_answers_are_kept_before_the_step_is_done_and_named_in_its_journal(server, submit, settings):
    settings.AICMO_MODEL_PRICE_IN, settings.AICMO_MODEL_PRICE_OUT = Decimal("2.50"), Decimal("10")
    run = to_rest(submit())
    assert (run.status, run.metadata["lines"]) == (Status.COMPLETED, ["rain, 1", "tea, 2", "trains, 3"])
    calls = list(run.model_calls.all())
    assert RunStep.objects.get(run=run, step_name="write").created == {
        "workflow_model_calls": [call.pk for call in calls]
    }
    first = calls[0]
    assert json.loads(first.answer) == {"line": "rain, 1"}
    told = ("step_name", "revision", "about", "prompt_name", "prompt_version", "prompt_sha256", "model", "attempt")
    assert [getattr(first, name) for name in told] == ["write", 0, "rain", "poet", 1, "0" * 64, "test-model", 1]
    assert (first.tokens_in, first.tokens_out, first.cost) == (100, 20, Decimal("0.00045"))
    assert first.messages == server.requests[0]["messages"]
    assert (first.schema["required"], first.settings) == (["line"], {"max_output_tokens": 100})
    assert len({call.key for call in calls}) == 3
    assert 0 < first.seconds < 20
    asked = run.events.filter(kind="model_asked").first()
    assert asked.data == {
        **{"step": "write", "about": "rain", "prompt": "poet", "version": 1, "model": "test-model", "tokens": 120},
        **{"seconds": first.seconds, "cost": "0.000450"},
    }
    assert event_words(asked) == ("asked the language model: rain", "poet, version 1; 120 tokens")
    assert faults() == set()


# --- what may pass, and what does not


@pytest.mark.parametrize("behaviour", [fails(429), fails(500), fails(503), resets, waits(8, line_on), dribbles])
def test_trouble_that_passes_is_waited_for_and_costs_nothing_that_was_there(server, submit, settings, behaviour):
    settings.AICMO_MODEL_SECONDS = 3.0
    server.behave(line_on, behaviour)
    run = to_rest(submit())
    assert (run.status, run.retry_count) == (Status.COMPLETED, 1)
    assert subjects_of(server.requests) == ["rain", "tea", "tea", "trains"]
    assert run.metadata["lines"][0] == "rain, 1"


def test_a_server_is_left_alone_for_as_long_as_it_asks(server, submit, settings):
    server.behave(fails(429, Retry_After="30"))
    run = turn(submit())
    assert (run.status, run.claimed_by, run.retry_count) == (Status.RUNNING, "", 1)
    assert timedelta(seconds=25) < run.not_before - timezone.now() <= timedelta(seconds=30)
    assert not advance_next(worker="another", run_id=run.pk, workflows=WORKFLOWS)
    settings.AICMO_OUTAGE_SECONDS = 20
    assert wait_after(ModelUnavailable("planted", 3600.0), 1) == 20  # longer than an outage may last is too long
    assert wait_after(ModelUnavailable("planted"), 1) == wait_after(ValueError(), 1) == 0


@pytest.mark.parametrize(
    ("behaviours", "error"),
    [
        ([says("{", "length")], "AnswerCutOff: The language model's answer was cut off at 100 tokens of output on tea"),
        ([says("", refusal="No.")], "AnswerRefused: The language model refused to answer on tea: No."),
        ([says("?"), says("??")], "AnswerUnusable: The language model's answer on tea could not be used, nor its"),
        ([fails(401, KEY)], "ModelRefusedCall: The language model's server refused the call: status 401, see"),
        ([fails(400, KEY)] * 3, "ModelRefusedCall: The language model's server refused the call: status 400: [key]"),
    ],
)
def test_trouble_that_does_not_pass_ends_the_run_and_leaves_no_call(server, submit, behaviours, error):
    server.behave(line_on, *behaviours)
    run = to_rest(submit())
    assert (run.status, run.evidence["step"], run.retry_count) == (Status.COMPENSATED, "write", 0)
    assert run.evidence["error"].startswith(error)
    assert not ModelCall.objects.exists()
    assert faults() == set()
    everywhere = [Run.objects.values(), RunStep.objects.values(), RunEvent.objects.values()]
    assert KEY not in str([list(rows) for rows in everywhere])


def test_a_call_that_was_sent_back_stands_twice(server, submit):
    server.behave(says("Gladly!"))
    run = to_rest(submit())
    calls = run.model_calls.values_list("about", "attempt", "answer")[:2]
    assert list(calls) == [("rain", 1, "Gladly!"), ("rain", 2, '{"line": "rain, 2"}')]
    assert run.status == Status.COMPLETED


# --- somebody else goes on


@pytest.mark.parametrize("before", [True, False])
def test_a_crash_at_any_commit_gives_the_same_words_and_pays_once(server, submit, before):
    reached, number = number_of_commits(server, submit), 0
    assert reached == 7  # the claim, three steps, three answers
    for number in range(1, reached + 1):
        server.requests.clear()
        run = submit()
        with pytest.raises(Crash), crash_at_commit(number, before=before):
            turn(run, "doomed")
        let_lease_run_out(run.pk)
        kept = {call.about: json.loads(call.answer)["line"] for call in run.model_calls.all()}
        run = to_rest(run)
        assert run.status == Status.COMPLETED
        lines = dict(zip(SUBJECTS, run.metadata["lines"], strict=True))
        assert kept.items() <= lines.items()
        lost = before and number in (3, 4, 5)  # the answer was there, its commit was not
        assert len(server.requests) == 3 + lost
    assert faults() == set()


def number_of_commits(server, submit):
    with crash_at_commit(0, before=True) as reached:
        turn(submit())
    server.requests.clear()
    return len(reached)


def test_answers_replay_byte_for_byte_without_a_server(server, submit, settings):
    run = submit()
    with pytest.raises(Crash), crash_at_commit(6, before=True):  # all three are kept, the step is not done
        turn(run, "doomed")
    rows = list(run.model_calls.values())
    let_lease_run_out(run.pk)
    settings.AICMO_MODEL_URL = "http://127.0.0.1:9/v1"  # nobody is there
    run = to_rest(run)
    assert (run.status, run.retry_count) == (Status.COMPLETED, 0)
    assert run.metadata["lines"] == ["rain, 1", "tea, 2", "trains, 3"]
    assert list(run.model_calls.values()) == rows


def test_another_prompt_model_setting_schema_or_material_is_another_question(server, submit, settings):
    run = submit(subjects=[])
    lease = claim(worker="one", run_id=run.pk)
    run.refresh_from_db()
    assert lease is not None
    model = model_for(run, "write")
    first = model.ask(question("rain"))
    assert model.ask(question("rain", about="something else")) == first  # what staff read of it is no part of it
    assert len(server.requests) == 1
    changes = [
        {"prompt": replace(question("rain").prompt, version=2, text="Write two lines.", sha256="1" * 64)},
        {"max_output_tokens": 101},
        {"schema": {**question("rain").schema, "title": "A line"}},
        {"material": "On rain!"},
    ]
    for number, change in enumerate(changes, 2):
        model.ask(replace(question("rain"), **change))
        assert len(server.requests) == number
    settings.AICMO_MODEL = "another-model"
    model_for(run, "write").ask(question("rain"))
    assert len(server.requests) == 6
    assert server.requests[-1]["model"] == "another-model"


def test_a_worker_that_lost_the_run_meanwhile_keeps_nothing(server, submit):
    run = submit()

    def taken_over(handler, body, model_server):
        Run.objects.filter(pk=run.pk).update(epoch=99, claimed_by="another")
        connection.close()  # of this thread
        line_on(handler, body, model_server)

    server.behave(taken_over)
    assert advance_next(worker="slow", run_id=run.pk, workflows=WORKFLOWS)  # it was its turn, and it gave way
    assert not ModelCall.objects.exists()
    run.refresh_from_db()
    assert (run.claimed_by, run.epoch, run.metadata) == ("another", 99, {})


def test_without_its_proof_a_worker_would_keep_what_is_no_longer_its_own(server, submit, monkeypatch):
    monkeypatch.setattr("orchestration.engine.progress.prove", lambda lease, status: None)
    with pytest.raises(AssertionError):
        test_a_worker_that_lost_the_run_meanwhile_keeps_nothing(server, submit)
    assert ModelCall.objects.exists()


def test_two_workers_ask_each_question_once(server, submit):
    runs = [submit() for _ in range(6)]

    def work(name):
        while advance_next(worker=name, workflows=WORKFLOWS):
            continue
        connection.close()

    threads = [threading.Thread(target=work, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(Run.objects.values_list("status", flat=True)) == {Status.COMPLETED}
    assert len(server.requests) == ModelCall.objects.count() == 3 * len(runs)
    for run in Run.objects.all():
        kept = [json.loads(call.answer)["line"] for call in run.model_calls.all()]
        assert kept == run.metadata["lines"]


def test_a_question_has_one_answer_in_a_run(server, submit):
    run = to_rest(submit())
    call = run.model_calls.first()
    call.pk = "another"
    with pytest.raises(IntegrityError):
        call.save(force_insert=True)


def test_of_several_threads_that_ask_the_same_all_are_given_the_first_answer(server, submit):
    run = submit()
    claim(worker="one", run_id=run.pk)
    run.refresh_from_db()
    server.otherwise = waits(1, line_on)
    given = []

    def ask():
        given.append(model_for(run, "write").ask(question("rain"))["line"])
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.requests) == 2
    assert len(set(given)) == 1
    assert ModelCall.objects.count() == 1


def test_the_one_workflow_journals_and_undoes_what_its_steps_ask(server, intake, settings):
    settings.AICMO_GENERATOR = "offline"  # what is journaled is what was kept, not what would be asked
    for drill, status in ((False, Status.COMPLETED), (True, Status.COMPENSATED)):
        run = submit_run(intake=intake, actor="test", force_qc_fail=drill)
        for step in ("normalize_brief", "generate_draft", "qc_evaluate"):
            ModelCallFactory(run=run, step_name=step)
        run = run_to_rest(run.pk)
        assert run.status == status
        made = [step.created.get("workflow_model_calls") for step in run.steps.filter(revision=0)]
        assert sum(map(bool, made)) == 3
        assert run.model_calls.count() == (0 if drill else 3)
        assert list(audit()) == []


# --- progress and time


def test_a_kept_answer_is_progress(server, submit):
    run = submit()
    Run.objects.filter(pk=run.pk).update(attempts=3)
    told = []

    def seen(handler, body, model_server):
        told.append(Run.objects.values_list("attempts", "outage_retries").get(pk=run.pk))
        connection.close()
        line_on(handler, body, model_server)

    server.otherwise = seen
    run.refresh_from_db()
    Run.objects.filter(pk=run.pk).update(next_step="write", outage_retries=2, status=Status.RUNNING)
    to_rest(run)
    assert told == [(4, 2), (0, 0), (0, 0)]


def test_a_kept_answer_ends_an_outage(server, submit):
    run = submit()
    server.behave(fails(500))
    assert turn(run).outage_retries == 1
    server.behave(line_on, fails(500))
    run = turn(run)
    assert (run.outage_retries, run.retry_count) == (1, 2)  # another outage, and the first of its errors


def test_each_answer_gives_the_step_its_time_anew(server, submit, settings):
    """The heartbeat goes on for as long as answers come."""
    limits = []

    def seen(handler, body, model_server):
        limits.extend(_until.values())
        line_on(handler, body, model_server)

    server.otherwise = seen
    assert to_rest(submit()).status == Status.COMPLETED
    first, second, third = limits
    assert first < second < third
    assert not _until


def test_a_step_in_the_foreground_has_its_time_anew_and_ends_in_time_where_no_answer_comes(server, submit, settings):
    kept = signal.setitimer(signal.ITIMER_REAL, 0)  # pytest-timeout's would be sooner, and keep ours away
    try:
        settings.AICMO_STEP_SECONDS = 4
        server.otherwise = waits(1.5, line_on)
        run = to_rest(submit(subjects=[*SUBJECTS, "snow"]), limit=raise_error)
        assert (run.status, len(run.metadata["lines"])) == (Status.COMPLETED, 4)  # 6 s in all
        server.otherwise = waits(9, line_on)
        run = to_rest(submit(), limit=raise_error)
        assert (run.status, run.last_error) == (
            Status.COMPENSATED,
            "StepTimedOut: the step took longer than 4 s",
        )
    finally:
        signal.setitimer(signal.ITIMER_REAL, *kept)


def test_a_run_that_is_cancelled_in_a_call_turns_back_at_once(server, submit, settings):
    settings.AICMO_LEASE_SECONDS = 1
    run = submit()

    def cancelled(handler, body, model_server):
        cancel_run(run_id=run.pk, actor="ana")
        connection.close()
        holds(line_on)(handler, body, model_server)

    server.behave(line_on, cancelled)
    began = time.monotonic()
    run = to_rest(run)
    assert (run.status, run.outcome) == (Status.COMPENSATED, "cancelled")
    assert time.monotonic() - began < 40  # and not after the 60 s that the server holds on
    assert not ModelCall.objects.exists()


# --- the budget


def test_a_run_may_use_so_many_tokens_and_no_more(server, submit, settings):
    settings.AICMO_MODEL_TOKENS_PER_RUN = (
        2 * 120 + 172
    )  # the third may take 100 of output; its messages and schema the rest
    run = to_rest(submit())
    assert run.status == Status.COMPLETED
    settings.AICMO_MODEL_TOKENS_PER_RUN = 2 * 120 + 171
    run = to_rest(submit())
    assert run.status == Status.COMPENSATED
    assert run.evidence["error"] == (
        "OutOfTokens: AICMO_MODEL_TOKENS_PER_RUN=411: the run has used 240, and the next call on trains may take 172."
    )
    assert len(server.requests) == 3 + 2
    assert run.retry_count == 0


def test_what_is_kept_costs_no_tokens_again(server, submit, settings):
    run = submit()
    with pytest.raises(Crash), crash_at_commit(6, before=True):
        turn(run, "doomed")
    let_lease_run_out(run.pk)
    settings.AICMO_MODEL_TOKENS_PER_RUN = 1
    assert to_rest(run).status == Status.COMPLETED


# --- who is asked, and who is not


def test_without_a_model_in_the_settings_nothing_is_asked(server, submit, settings):
    settings.AICMO_GENERATOR = "offline"
    assert to_rest(submit()).metadata["lines"] == ["ours"]
    assert not server.requests


def test_a_run_in_memory_is_written_offline(server, submit):
    with in_memory():
        assert to_rest(submit()).metadata["lines"] == ["ours"]
    assert not server.requests


@pytest.mark.parametrize(("allowed", "lines"), [(False, 1), (True, 3), (None, 3)])
def test_a_client_can_be_barred_and_one_that_nobody_spoke_of_is_not(server, submit, allowed, lines):
    if allowed is not None:
        write_client(client=ClientDTO("ada", name="Ada Ltd", model_allowed=allowed), content_sha256="")
    run = to_rest(submit())
    assert len(run.metadata["lines"]) == lines
    assert bool(server.requests) == (lines == 3)


def test_nothing_is_asked_inside_a_transaction(server, submit):
    run = submit()
    claim(worker="one", run_id=run.pk)
    run.refresh_from_db()
    with atomic(), pytest.raises(RuntimeError, match="inside a transaction"):
        model_for(run, "write").ask(question("rain"))
    assert not server.requests
    model_for(run, "write").ask(question("rain"))
    with atomic():  # what is there already keeps nobody waiting
        assert model_for(run, "write").ask(question("rain")) == {"line": "rain, 1"}


def test_who_holds_no_lease_keeps_nothing(server, submit):
    run = submit()
    with pytest.raises(LeaseLost):
        model_for(run, "write").ask(question("rain"))
    assert not ModelCall.objects.exists()


# --- undoing


def test_an_undoing_takes_exactly_the_runs_own_calls(server, submit):
    other = to_rest(submit())
    before = list(other.model_calls.values())
    run = to_rest(submit(fails_at_the_end=True))
    assert (run.status, run.evidence["step"]) == (Status.COMPENSATED, "judge")
    spent = RunEvent.objects.filter(run=run, kind="model_asked")  # what it cost stays in its story
    assert [(event.data["about"], event.data["tokens"]) for event in spent] == [(about, 120) for about in SUBJECTS]
    undone = RunEvent.objects.get(run=run, kind="step_undone", data__step="write")
    assert len(undone.data["deleted"]["workflow_model_calls"]) == 3
    assert list(ModelCall.objects.values()) == before


@pytest.mark.parametrize("before", [True, False])
def test_a_crash_in_the_undoing_leaves_no_call(server, submit, before):
    for number in range(1, 13):
        run = submit(fails_at_the_end=True)
        try:
            with crash_at_commit(number, before=before) as reached:
                turn(run, "doomed")
        except Crash:
            let_lease_run_out(run.pk)
        if RunStep.objects.filter(run=run, step_name="write", state=StepState.UNDONE).exists():
            assert not ModelCall.objects.exists()  # in the commit that says so
        run = to_rest(run)
        assert run.status == Status.COMPENSATED
        assert not ModelCall.objects.exists()
    assert len(reached) < 12  # all commits were met


def test_the_audit_finds_calls_that_are_left_missing_or_not_journaled(server, submit):
    run = to_rest(submit())
    assert faults() == set()
    RunStep.objects.filter(run=run, step_name="write").update(created={})
    assert faults() == {("unjournaled_row", False)}
    Run.objects.filter(pk=run.pk).update(status=Status.COMPENSATED)
    assert faults() == {("orphan_row", False)}  # too young
    ModelCall.objects.update(updated_at=timezone.now() - timedelta(days=1))
    assert faults() == {("orphan_row", True)}
    assert all(removed for fault, removed in fix(audit()) if "model" in fault.table)
    assert not ModelCall.objects.exists()
    Run.objects.filter(pk=run.pk).update(status=Status.COMPLETED)
    RunStep.objects.filter(run=run, step_name="write").update(created={"workflow_model_calls": ["call_gone"]})
    assert faults() == {("missing_row", False)}


# --- a real death

DOOMED = """
import sys, django
django.setup()
from orchestration.tests.factories import ModelCallFactory
from orchestration.tests.model_workflow import WORKFLOWS
from orchestration.worker import advance_next
advance_next(worker=sys.argv[1], run_id=sys.argv[2], workflows=WORKFLOWS)
"""


def test_a_worker_killed_in_the_middle_of_a_call_is_taken_over_with_the_same_words(server, submit, environment):
    server.behave(line_on, holds(line_on))
    run = submit()
    settings_of_it = {
        **{"AICMO_GENERATOR": "model", "AICMO_MODEL_URL": server.url, "AICMO_MODEL": "test-model"},
        **{"AICMO_MODEL_KEY": KEY, "SECRET_KEY": environment["SECRET_KEY"]},
    }
    command = [sys.executable, "-c", DOOMED, "doomed", run.pk]
    with subprocess.Popen(command, env={**environment, **settings_of_it}) as process:
        eventually(lambda: len(server.requests) == 2, seconds=60)  # the first is kept, the second under way
        os.kill(process.pid, signal.SIGKILL)
    run.refresh_from_db()
    assert (run.claimed_by, run.next_step, run.attempts) == ("doomed", "write", 0)  # the first one was progress
    (kept,) = run.model_calls.all()
    run = to_rest(run)  # waits for the lease to run out
    assert (run.status, run.retry_count) == (Status.COMPLETED, 0)
    assert run.metadata["lines"] == ["rain, 1", "tea, 3", "trains, 4"]
    assert run.model_calls.get(pk=kept.pk).answer == kept.answer
    assert run.events.filter(kind="taken_over").count() == 1
    assert faults() == set()
    assert subjects_of(server.requests) == ["rain", "tea", "tea", "trains"]
