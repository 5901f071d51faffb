"""Wishes over HTTP: asked for at their places, listed with what became of them, ended."""

import pytest

from orchestration.tests.api.calls import RUNS, fields, refused
from orchestration.tests.conftest import SMALL
from orchestration.worker import run_to_rest

INTAKE = {**SMALL, "proof_points": ["312 repairs last winter"]}  # words that a wish can take out
pytestmark = pytest.mark.django_db(transaction=True)


def comments(client, run):
    return client.get(f"{RUNS}{run.pk}/comments/").json()


def test_wishes_are_taken_at_their_places_and_listed_with_what_became_of_them(post, boss, waiting):
    said = [
        {"place": {"channel": "email", "piece": "1", "field": "body"}, "text": "Shorter, please."},
        {"place": "x_post", "text": "no hashtags"},
        {"place": "", "text": "The launch moves to 3 June"},
        {"text": "Warmer"},
    ]
    assert post(f"{waiting.pk}/request-changes/", {"wishes": said}).status_code == 200
    assert [one["state"] for one in comments(boss, waiting)] == ["open"] * 4
    run_to_rest(waiting.pk)
    first, second, third, fourth = comments(boss, waiting)
    assert first["place"] == {"channel": "email", "piece": "1", "field": "body", "passage": ""}
    assert second["place"]["channel"] == "x_post"
    assert third["place"] == {"channel": "", "piece": "", "field": "", "passage": ""}
    assert (first["state"], first["author"], first["outcomes"][0]["round"]) == ("done", "ada", 2)
    assert third["outcomes"][0]["parts"][0]["asks"] == "brief"
    assert (fourth["state"], fourth["outcomes"][0]["parts"][0]["became"]) == ("open", "left")


def test_a_wish_is_ended_by_a_person_once(post, boss, waiting):
    post(f"{waiting.pk}/request-changes/", {"comment": "Warmer"})
    run_to_rest(waiting.pk)
    (wish,) = comments(boss, waiting)
    ended = post(f"{waiting.pk}/comments/{wish['id']}/resolve/")
    assert (ended.status_code, ended.json()["state"], ended.json()["resolved_by"]) == (200, "ended", "ada")
    assert post(f"{waiting.pk}/comments/{wish['id']}/resolve/").json() == ended.json()
    refused(post(f"{waiting.pk}/comments/comment_x/resolve/"), 404, "comment_not_found")
    refused(boss.get(f"{RUNS}run_x/comments/"), 404, "run_not_found")
    refused(post("run_x/comments/x/resolve/"), 404, "comment_not_found")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"wishes": [{"place": {}}]}, ["wishes.0.text"]),
        ({"wishes": [{"text": " "}]}, ["wishes.0.text"]),
        ({"wishes": [{"text": "x", "where": "x_post"}]}, ["wishes.0.where"]),
        ({"wishes": [{"text": "x", "place": {"chanel": "x_post"}}]}, ["wishes.0.place.chanel"]),
        ({"wishes": [{"text": "x", "place": 7}]}, ["wishes.0.place"]),
        ({"wishes": [{"text": "x"}] * 101}, ["wishes"]),
        ({"comment": 7}, ["comment"]),
    ],
)
def test_what_is_no_wish_is_named(post, waiting, body, named):
    answer = post(f"{waiting.pk}/request-changes/", body)
    assert (answer.status_code, fields(answer)) == (400, named)


@pytest.mark.parametrize("body", [{}, {"wishes": []}])
def test_whoever_wishes_nothing_is_told_to_say_what(post, waiting, body):
    assert fields(post(f"{waiting.pk}/request-changes/", body)) == ["wishes"]
    refused(post(f"{waiting.pk}/request-changes/", body), 422, "invalid_wishes")


def test_a_place_that_is_not_there_is_named(post, boss, waiting):
    body = {"wishes": [{"text": "x", "place": "x_post"}, {"text": "x", "place": {"channel": "radio"}}]}
    answer = refused(post(f"{waiting.pk}/request-changes/", body), 422, "invalid_wishes")
    assert [error["field"] for error in answer["errors"]] == ["wishes.1.place"]
    assert comments(boss, waiting) == []
