"""A client is remembered: its second intake starts from the first one's settled facts, and nobody else's does."""

import json
import zipfile
from dataclasses import replace
from functools import partial
from io import StringIO

import pytest
from django.core.management import call_command

from aicmo_site.kernel.persistence import storage
from aicmo_site.tests.at_once import at_once
from delivery.models import Artifact
from onboarding import services as onboarding
from onboarding.contracts import CONFIRMED, PROPOSED, REJECTED, ClientDTO
from onboarding.models import Client
from orchestration.models import Run, Status
from orchestration.operations.audit import audit
from orchestration.operations.deliver import client_of_intake, deliver, preview
from orchestration.operations.repair import fix
from orchestration.services import answer_run, approve_run, brief_of, retry_run, submit_run
from orchestration.tests.conftest import (
    SMALL,
    Crash,
    crash_at_commit,
    in_both_modes,
    let_lease_run_out,
    on_the_database,
)
from orchestration.worker import run_to_rest

QUAY = "quay-7"
ABOUT = {
    "language": "en-GB",
    "tone": "Warm and plain",
    "exclusions": ["No fireworks", "Never say “zorgish”"],
    "mandatory_inclusions": ["Charity number 4711"],
    "competitors": ["Fixit Ltd"],
}
FIRST = {**SMALL, "client_id": QUAY, **ABOUT}
SECOND = {name: value for name, value in FIRST.items() if name not in (*ABOUT, "website")}


def run(intake, **options):
    return run_to_rest(submit_run(intake=intake, actor="test", **options).pk)


def known(client_id=QUAY):
    return onboarding.recall_client(client_id=client_id)


def write(**changes):
    """A person's page over the one that stands there."""
    onboarding.write_client(client=replace(known(), **changes), content_sha256=known().content_sha256)


def of_client(run):
    return {fact.value: fact.state for fact in brief_of(run_id=run.pk).facts if fact.source == "client"}


def decide(run, value, decision, go_on=True):
    fact = next(fact for fact in brief_of(run_id=run.pk).facts if fact.value == value)
    answer_run(run_id=run.pk, actor="ana", answers=[{"fact": fact.id, "decision": decision}], go_on=go_on)
    return run_to_rest(run.pk)


def texts():
    """All that was delivered, the agency's own edition too."""
    found = []
    for artifact in Artifact.objects.all():
        with storage().open(artifact.url) as file:
            if artifact.format == "zip":
                with zipfile.ZipFile(file) as archive:
                    found += [archive.read(name).decode() for name in archive.namelist()]
            else:
                found.append(file.read().decode())
    return "\n".join(found)


@in_both_modes
def test_a_second_intake_starts_from_the_first_ones_settled_facts():
    assert run(FIRST).status == Status.COMPLETED
    second = run(SECOND)
    assert second.status == Status.COMPLETED
    assert of_client(second) == {
        "https://quayside.example": PROPOSED,
        "en-GB": PROPOSED,
        "Warm and plain": PROPOSED,
        "No fireworks": CONFIRMED,
        "Never say “zorgish”": CONFIRMED,
        "zorgish": CONFIRMED,
        "Charity number 4711": CONFIRMED,
        "Fixit Ltd": CONFIRMED,
    }
    copy = " ".join(asset["text"] for asset in deliver(SECOND, actor="test")["assets"])
    assert "Charity number 4711" in copy
    assert "quayside.example" not in copy  # it is only proposed


@in_both_modes
def test_what_is_accepted_is_said_and_what_is_rejected_is_forgotten():
    run(FIRST)
    second = run(SECOND, stops=["brief"])
    second = decide(second, "Charity number 4711", "reject")
    assert second.status == Status.COMPLETED
    assert of_client(second)["https://quayside.example"] == CONFIRMED
    assert of_client(second)["Charity number 4711"] == REJECTED
    assert known().mandatory_inclusions == ()
    assert "Charity number 4711" not in of_client(run(SECOND))


@in_both_modes
def test_only_a_completed_run_is_remembered():
    run(FIRST, force_qc_fail=True)
    assert known() is None
    waiting = run(FIRST, require_approval=True)
    assert known() is None
    second = run(SECOND | {"exclusions": ["No elephants"]})
    assert (waiting.status, second.status) == (Status.AWAITING_APPROVAL, Status.COMPLETED)
    assert known().exclusions == ("No elephants",)
    failed = run(SECOND | {"exclusions": ["No giraffes"]}, force_qc_fail=True)
    assert failed.status == Status.COMPENSATED
    assert known().exclusions == ("No elephants",)


@in_both_modes
def test_answers_find_the_client_as_it_was_first_read():
    run(FIRST)
    resting = run(SECOND, stops=["brief"])
    before = of_client(resting)
    write(exclusions=("No elephants",), tone="Loud", website="")
    resting = decide(resting, "Warm and plain", "accept", go_on=False)
    assert of_client(resting) == before | {"Warm and plain": CONFIRMED}
    resting = decide(resting, "Fixit Ltd", "reject")
    assert resting.status == Status.COMPLETED
    # the person's page stands, and the newest rejection counts
    assert (known().exclusions, known().tone, known().competitors) == (("No elephants",), "Loud", ())


@in_both_modes
def test_a_brief_that_is_reused_keeps_its_client_and_says_nothing_new():
    first = run(FIRST)
    second = run(SECOND)
    write(exclusions=(), website="https://new.example")
    before = known()
    again = run_to_rest(submit_run(brief_id=first.brief_id, actor="test").pk)
    assert (again.status, known()) == (Status.COMPLETED, before)
    waiting = run_to_rest(submit_run(brief_id=second.brief_id, actor="test", require_approval=True).pk)
    waiting = decide(waiting, "Fixit Ltd", "reject", go_on=False)
    assert "No fireworks" in of_client(waiting)
    assert "https://new.example" not in of_client(waiting)


@in_both_modes
def test_a_retry_reads_the_client_anew_and_takes_the_answers_along():
    run(FIRST)
    resting = run(SECOND, stops=["brief"], force_qc_fail=True)
    ended = decide(resting, "No fireworks", "reject")
    assert ended.status == Status.COMPENSATED
    assert "No fireworks" in known().exclusions
    write(competitors=("Mendit Ltd",))
    Run.objects.filter(pk=ended.pk).update(input={**ended.input, "force_qc_fail": False})
    again = run_to_rest(retry_run(run_id=ended.pk, actor="test").pk)
    facts = of_client(again)
    assert (facts["No fireworks"], facts["Mendit Ltd"], "Fixit Ltd" in facts) == (REJECTED, CONFIRMED, False)


@in_both_modes
def test_a_retry_keeps_what_was_said_of_a_client_that_is_remembered_otherwise_by_now():
    run(FIRST)
    resting = run(SECOND, stops=["brief"], force_qc_fail=True)
    resting = decide(resting, "Warm and plain", "accept", go_on=False)
    ended = decide(resting, "No fireworks", "accept")
    assert ended.status == Status.COMPENSATED
    write(tone="Loud", exclusions=("No elephants",))
    Run.objects.filter(pk=ended.pk).update(input={**ended.input, "force_qc_fail": False})
    brief = brief_of(run_id=run_to_rest(retry_run(run_id=ended.pk, actor="test").pk).pk)
    assert (brief.tone, brief.scope.exclusions) == ("Warm and plain", ("No elephants", "No fireworks"))
    told = {fact.value: fact.state for fact in brief.facts}
    assert (told["Warm and plain"], told["No fireworks"]) == (CONFIRMED, CONFIRMED)
    assert (known().tone, known().exclusions) == ("Loud", ("No elephants",))  # the page stays as a person wrote it


@on_the_database
@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_a_crash_at_any_commit_remembers_once_and_the_same(before):
    run(FIRST)
    told = known()
    whole = run(SECOND | {"exclusions": ["No giraffes"]})
    expected, facts = known(), of_client(whole)
    for number in range(1, 7):  # the claim, five steps
        onboarding.keep_client(client=told)
        crashed = submit_run(intake=SECOND | {"exclusions": ["No giraffes"]}, actor="test")
        with crash_at_commit(number, before=before), pytest.raises(Crash):
            run_to_rest(crashed.pk)
        assert known() in (told, expected)
        assert (known() == expected) == (Run.objects.get(pk=crashed.pk).status == Status.COMPLETED)
        let_lease_run_out(crashed.pk)
        assert run_to_rest(crashed.pk).status == Status.COMPLETED
        assert (known(), of_client(crashed)) == (expected, facts)


@on_the_database
def test_a_client_belongs_to_no_run_and_outlives_them_all(settings):
    settings.AICMO_AUDIT_GRACE_SECONDS = 0
    first = run(FIRST)
    assert list(audit()) == []
    out = StringIO()
    call_command("audit", stdout=out)
    assert out.getvalue() == "Nothing is wrong.\n"
    before = known()
    Run.objects.filter(pk=first.pk).update(status=Status.COMPENSATED)
    assert {fault.table for fault, _ in fix(audit())}.isdisjoint({"onboarding_client"})
    assert known() == before


@in_both_modes
def test_a_run_that_says_nothing_new_writes_nothing():
    run(FIRST)
    before = Client.objects.values().get()
    run(FIRST)
    assert Client.objects.values().get() == before


@on_the_database
def test_of_two_runs_that_end_at_once_both_are_remembered():
    said = ("No elephants", "No giraffes")
    waiting = [run(SECOND | {"exclusions": [text]}, require_approval=True) for text in said]
    for one in waiting:
        approve_run(run_id=one.pk, actor="ana", content_sha256=one.content_sha256)
    at_once(*(partial(run_to_rest, one.pk) for one in waiting))
    assert sorted(known().exclusions) == sorted(said)


# --- nobody else's


def intake_of(client_id, word):
    about = {
        "website": f"https://{word}.example",
        "tone": f"Warm as {word}",
        "exclusions": [f"Never say “{word}ish”"],
        "mandatory_inclusions": [f"Made by {word}"],
        "competitors": [f"{word} Ltd"],
    }
    return {**SMALL, **about, "client_id": client_id, "client_name": f"Studio {word}"}


def bare(client_id):
    return {**SECOND, "client_id": client_id, "client_name": "Studio"}


@in_both_modes
@pytest.mark.parametrize("ids", [("ada", "eve"), ("ada", "ADA"), ("áda", "ada"), ("a_a", "aXa"), ("straße", "strasse")])
def test_nothing_of_one_client_comes_to_another(ids):
    words = dict(zip(ids, ("zorgada", "zorgeve"), strict=True))
    for client_id, word in words.items():
        run(intake_of(client_id, word))
    briefs = {client_id: repr(brief_of(run_id=run(bare(client_id), accept_proposals=True).pk)) for client_id in words}
    assert Client.objects.count() == 2
    for client_id, word in words.items():
        (other,) = {*words.values()} - {word}
        assert word in briefs[client_id]
        assert other not in briefs[client_id] + repr(known(client_id))


@in_both_modes
def test_a_client_is_found_by_its_id_alone():
    eve = ClientDTO("eve", "Quayside Repair Café", aliases=(QUAY, "ada"), exclusions=("Never say “zorgish”",))
    onboarding.write_client(client=eve, content_sha256="")
    for intake in (SECOND, {**SECOND, "client_id": "ada"}, {**SECOND, "client_name": "Eve"}):
        assert of_client(run(intake)) == {}


@on_the_database
def test_internal_notes_reach_no_file_no_copy_and_no_brief():
    run(FIRST)
    write(internal_notes="They are picky: zorgnotes.", merge_tags=("{{zorgtag}}",))
    second = run(SECOND, accept_proposals=True)
    told = json.dumps(deliver(SECOND, actor="test"), default=str) + repr(brief_of(run_id=second.pk))
    assert "Charity number 4711" in told
    assert "from what we know of you" in texts()  # in the working paper
    assert "zorg" not in (texts() + told).replace("zorgish", "")


# --- previews


@on_the_database
def test_a_preview_knows_the_client_and_teaches_it_nothing():
    run(FIRST)
    before = Client.objects.values().get()
    dry = deliver(SECOND, actor="test", dry_run=True, keep_files=False, client=client_of_intake(SECOND))
    seen = preview(SECOND | {"tone": "Loud"}, actor="test")
    for shown in (dry, seen):
        assert "Charity number 4711" in " ".join(asset["text"] for asset in shown["assets"])
    assert Client.objects.values().get() == before


@on_the_database
def test_the_command_for_a_dry_run_knows_the_client(tmp_path, capsys):
    run(FIRST)
    path = tmp_path / "intake.json"
    path.write_text(json.dumps(SECOND), encoding="utf-8")
    call_command("deliver", str(path), "--dry-run", "--json")
    assert "Charity number 4711" in capsys.readouterr().out
