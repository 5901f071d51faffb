"""Comments over HTTP: said at a place or in reply, and resolved by whoever may."""

from functools import partial

import pytest

from aicmo_site.tests.at_once import at_once
from orchestration.models import CommentState, RunComment
from orchestration.services import request_changes
from orchestration.tests.api.calls import RUNS, fields, refused
from orchestration.wishes import MOST_COMMENTS, add_comment, standing
from orchestration.worker import run_to_rest

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_comment_begins_a_thread_and_goes_with_no_round(post, boss, waiting):
    passage = {"channel": "email", "piece": "1", "field": "body", "passage": "Repairs are free"}
    said = post(f"{waiting.pk}/comments/", {"place": passage, "text": "May we say that?"})
    assert (said.status_code, said.json()["kind"], said.json()["place"]) == (201, "comment", passage)
    reply = post(f"{waiting.pk}/comments/", {"reply_to": said.json()["id"], "text": "Asked her."}).json()
    again = post(f"{waiting.pk}/comments/", {"reply_to": reply["id"], "text": "Keep it."}).json()
    assert {reply["reply_to"], again["reply_to"]} == {said.json()["id"]}
    assert again["place"] == passage
    assert standing(waiting.pk) == ()
    request_changes(run_id=waiting.pk, actor="eve", comment="Warmer")
    run_to_rest(waiting.pk)
    listed = boss.get(f"{RUNS}{waiting.pk}/comments/").json()
    assert [(one["kind"], one["state"], one["outcomes"] == []) for one in listed] == [
        *[("comment", "open", True)] * 3,
        ("wish", "open", False),
    ]
    assert post(f"{waiting.pk}/comments/{said.json()['id']}/resolve/").json()["state"] == "ended"
    kinds = list(waiting.events.filter(kind__startswith="comment").values_list("kind", flat=True))
    assert kinds == ["commented"] * 3 + ["comment_resolved"]


def test_a_wish_that_is_said_waits_for_the_next_round(post, waiting):
    wish = post(f"{waiting.pk}/comments/", {"kind": "wish", "place": "x_post", "text": "No hashtags."}).json()
    assert [one.wish_id for one in standing(waiting.pk)] == [wish["id"]]
    request_changes(run_id=waiting.pk, actor="eve")
    run_to_rest(waiting.pk)
    assert RunComment.objects.get().outcomes[0]["round"] == 2


@pytest.mark.parametrize(
    ("body", "status", "named"),
    [
        ({}, 400, ["text"]),
        ({"text": "x", "kind": "praise"}, 400, ["kind"]),
        ({"text": "x", "place": {"channel": "radio"}}, 422, ["place"]),
        ({"text": "x", "place": {"passage": "Never said."}}, 422, ["place"]),
    ],
)
def test_what_is_no_comment_is_named(post, waiting, body, status, named):
    answer = post(f"{waiting.pk}/comments/", body)
    assert (answer.status_code, fields(answer)) == (status, named)
    assert not RunComment.objects.exists()


def test_a_reply_has_the_place_of_its_thread_and_asks_for_nothing(post, waiting):
    first = post(f"{waiting.pk}/comments/", {"text": "Warm."}).json()["id"]
    for more in ({"place": "x_post"}, {"kind": "wish"}):
        refused(post(f"{waiting.pk}/comments/", {"text": "x", "reply_to": first, **more}), 422, "invalid_comment")
    refused(post(f"{waiting.pk}/comments/", {"text": "x", "reply_to": "comment_x"}), 404, "comment_not_found")
    refused(post("run_x/comments/", {"text": "x"}), 404, "run_not_found")


def test_a_reply_ends_with_its_thread_and_an_ended_one_takes_none(post, waiting):
    first = post(f"{waiting.pk}/comments/", {"text": "Warm."}).json()["id"]
    reply = post(f"{waiting.pk}/comments/", {"text": "Why?", "reply_to": first}).json()["id"]
    refused(post(f"{waiting.pk}/comments/{reply}/resolve/"), 422, "invalid_comment")
    assert not RunComment.objects.filter(state=CommentState.ENDED).exists()
    assert post(f"{waiting.pk}/comments/{first}/resolve/").status_code == 200
    for id in (first, reply):
        refused(post(f"{waiting.pk}/comments/", {"text": "Late.", "reply_to": id}), 422, "invalid_comment")
    assert RunComment.objects.count() == 2


def test_a_run_takes_so_many_comments_and_no_more(post, waiting):
    post(f"{waiting.pk}/comments/", {"text": "x"})
    RunComment.objects.update(position=MOST_COMMENTS - 1)
    refused(post(f"{waiting.pk}/comments/", {"text": "x"}), 422, "invalid_comment")


@pytest.mark.parametrize(("role", "ends"), [("viewer", (403, 403)), ("editor", (200, 403)), ("approver", (200, 200))])
def test_who_may_comment_resolves_and_who_may_ask_for_changes_ends_a_wish(enter, waiting, post, role, ends):
    rows = [post(f"{waiting.pk}/comments/", {"kind": kind, "text": "x"}).json() for kind in ("comment", "wish")]
    client = enter(role)
    asked = [f"{RUNS}{waiting.pk}/comments/{row['id']}/resolve/" for row in rows]
    assert tuple(client.post(url, {}, content_type="application/json").status_code for url in asked) == ends
    assert [row.state == CommentState.ENDED for row in RunComment.objects.all()] == [end == 200 for end in ends]


def test_comments_of_the_same_moment_are_all_kept(waiting):
    said = at_once(*[partial(add_comment, run_id=waiting.pk, actor="eve", text=f"{n}") for n in range(4)])
    assert sorted(row.text for row in said) == ["0", "1", "2", "3"]
    assert sorted(RunComment.objects.values_list("position", flat=True)) == [0, 1, 2, 3]
