"""ETags of runs: what has changed since somebody saw it is not decided for them."""

import json

import pytest
from django.test import Client

from orchestration.models import Run, Status
from orchestration.worker import run_to_rest

pytestmark = pytest.mark.django_db(transaction=True)
RUNS = "/api/v1/runs/"
VERBS = ["approve", "request-changes", "reject", "cancel"]


def decide(client, run, verb, tag):
    bodies = {"approve": {"content_sha256": run.content_sha256}, "request-changes": {"comment": "warmer"}}
    body = json.dumps(bodies.get(verb, {}))
    headers = {"If-Match": tag} if tag is not None else {}
    return client.post(f"{RUNS}{run.pk}/{verb}/", body, content_type="application/json", headers=headers)


def tag_of(client, run):
    return client.get(f"{RUNS}{run.pk}/")["ETag"]


@pytest.mark.parametrize("verb", VERBS)
def test_a_decision_about_what_was_seen_is_taken(boss, waiting, verb):
    answer = decide(boss, waiting, verb, f'"other", {tag_of(boss, waiting)}')
    assert answer.status_code == 200
    assert answer["ETag"] == tag_of(boss, waiting)


@pytest.mark.parametrize("verb", VERBS)
def test_a_decision_about_what_has_changed_is_412_and_changes_nothing(boss, waiting, verb):
    seen = tag_of(boss, waiting)
    decide(boss, waiting, "request-changes", None)
    run_to_rest(waiting.pk)
    run = Run.objects.get(pk=waiting.pk)
    assert run.status == Status.AWAITING_APPROVAL  # again, with another text
    answer = decide(boss, run, verb, seen)
    assert (answer.status_code, answer.json()["code"]) == (412, "version_changed")
    assert Run.objects.get(pk=run.pk).updated_at == run.updated_at


def test_resume_and_retry_heed_it_too(boss, submit):
    run = run_to_rest(submit().pk)
    assert decide(boss, run, "retry", '"old"').status_code == 412
    assert decide(boss, run, "retry", tag_of(boss, run)).status_code == 202
    Run.objects.filter(pk=run.pk).update(status=Status.FAILED)
    assert decide(boss, run, "resume", '"old"').status_code == 412
    assert decide(boss, run, "resume", tag_of(boss, run)).status_code == 200


def test_any_version_will_do_where_none_is_named(boss, waiting):
    assert decide(boss, waiting, "cancel", "*").status_code == 200


def test_a_weak_tag_matches_nothing(boss, waiting):
    assert decide(boss, waiting, "cancel", f"W/{tag_of(boss, waiting)}").status_code == 412


@pytest.mark.parametrize("tag", ["x", '"', "**", "W/"])
def test_a_strange_tag_matches_nothing(boss, waiting, tag):
    assert decide(boss, waiting, "cancel", tag).status_code == 412
    assert boss.get(f"{RUNS}{waiting.pk}/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("tag", ["", " ", '"é"', "x" * 1001])
def test_what_cannot_be_a_tag_is_refused(boss, waiting, tag):
    answer = decide(boss, waiting, "cancel", tag)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "If-Match")
    read = boss.get(f"{RUNS}{waiting.pk}/", headers={"If-None-Match": tag})
    assert (read.status_code, read.json()["errors"][0]["field"]) == (400, "If-None-Match")


def test_what_is_known_already_is_not_sent_again(boss, waiting):
    tag = tag_of(boss, waiting)
    known = boss.get(f"{RUNS}{waiting.pk}/", headers={"If-None-Match": tag})
    assert (known.status_code, known.content, known["ETag"]) == (304, b"", tag)
    assert boss.get(f"{RUNS}{waiting.pk}/", headers={"If-None-Match": '"old"'}).status_code == 200


def test_strangers_learn_no_version(boss, waiting, django_user_model):
    tag, stranger = tag_of(boss, waiting), Client()
    assert stranger.get(f"{RUNS}{waiting.pk}/", headers={"If-None-Match": tag}).status_code == 401
    stranger.force_login(django_user_model.objects.create_user("eve"))
    assert stranger.get(f"{RUNS}{waiting.pk}/", headers={"If-None-Match": tag}).status_code == 403
    assert decide(stranger, waiting, "cancel", '"old"').status_code == 403


def test_the_version_changes_with_every_step(boss, submit):
    run = submit()
    before = tag_of(boss, run)
    run_to_rest(run.pk)
    assert tag_of(boss, run) != before
