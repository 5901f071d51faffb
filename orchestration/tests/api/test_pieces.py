"""The pieces of a run over HTTP: read, written in, compared, restored."""

import pytest

from orchestration.models import Status
from orchestration.services import get_run, reject_run
from orchestration.tests.api.calls import RUNS, fields, refused
from orchestration.worker import run_to_rest

pytestmark = pytest.mark.django_db(transaction=True)

OURS = "Bring it broken, take it home working. Repairs are free: quayside.example"


@pytest.fixture
def put(boss):
    return lambda path, body=None, **headers: boss.put(
        RUNS + path, body or {}, content_type="application/json", headers=headers
    )


@pytest.fixture
def get(boss):
    return lambda path: boss.get(RUNS + path)


def post_of(pieces):
    piece = next(piece for piece in pieces if piece["channel"] == "x_post")
    return piece, next(text for text in piece["texts"] if text["field"] == "text")


def test_a_text_is_read_written_and_read_again(get, put, waiting):
    pieces = get(f"{waiting.pk}/pieces/").json()
    piece, text = post_of(pieces)
    assert (piece["state"], text["author"], text["waits"], piece["place"]) == (
        "generated",
        "generator",
        False,
        "x_post#1",
    )
    path = f"{waiting.pk}/assets/{text['asset_id']}/"
    answer = put(path, {"content": OURS, "version": text["version"]})
    assert answer.status_code == 200
    _, saved = post_of([answer.json()])
    assert (saved["content"], saved["author"], saved["waits"]) == (OURS, "person", True)
    run = run_to_rest(waiting.pk)
    assert run.status == Status.AWAITING_APPROVAL
    again, stands = post_of(get(f"{run.pk}/pieces/").json())
    assert (again["state"], stands["content"], stands["waits"]) == ("edited", OURS, False)
    assert stands["version"] == saved["version"]
    assert again["sha256"] != piece["sha256"]
    others = [(one["place"], one["sha256"]) for one in pieces if one["place"] != piece["place"]]
    now = get(f"{run.pk}/pieces/").json()
    assert [(one["place"], one["sha256"]) for one in now if one["place"] != piece["place"]] == others


def test_what_is_saved_over_an_unseen_text_is_a_409_with_both(get, put, waiting):
    _, text = post_of(get(f"{waiting.pk}/pieces/").json())
    path = f"{waiting.pk}/assets/{text['asset_id']}/"
    put(path, {"content": OURS, "version": text["version"]})
    told = refused(put(path, {"content": "Mine.", "version": text["version"]}), 409, "text_changed")
    assert (told["current"], told["yours"], told["by"]) == (OURS, "Mine.", "ada")


def test_versions_are_listed_and_one_is_restored(get, put, post, waiting):
    _, text = post_of(get(f"{waiting.pk}/pieces/").json())
    path = f"{waiting.pk}/assets/{text['asset_id']}/"
    saved = put(path, {"content": OURS, "version": text["version"]}).json()
    run_to_rest(waiting.pk)
    first, second = get(f"{path}versions/").json()
    assert [first["author"], second["author"], second["round"]] == ["generator", "person", 2]
    body = {"version_id": first["version_id"], "version": post_of([saved])[1]["version"]}
    answer = post(f"{path}restore/", body)
    assert post_of([answer.json()])[1]["content"] == text["content"]
    refused(post(f"{path}restore/", {**body, "version_id": "version_none"}), 404, "text_not_found")


def test_texts_of_a_run_that_is_gone_stay_readable(get, put, waiting):
    before = get(f"{waiting.pk}/pieces/").json()
    texts = [(text["place"], text["content"]) for piece in before for text in piece["texts"]]
    reject_run(run_id=waiting.pk, actor="ada")
    run_to_rest(waiting.pk)
    pieces = get(f"{waiting.pk}/pieces/").json()
    assert {piece["state"] for piece in pieces} == {"gone"}
    assert sorted((text["place"], text["content"]) for piece in pieces for text in piece["texts"]) == sorted(texts)
    stood = get(f"{waiting.pk}/versions/").json()
    assert len(stood) == len(texts)
    assert {one["round"] for one in stood} == {1}


def test_bad_requests_name_the_field(get, put, waiting):
    _, text = post_of(get(f"{waiting.pk}/pieces/").json())
    path = f"{waiting.pk}/assets/{text['asset_id']}/"
    assert fields(put(path)) == ["content", "version"]
    assert fields(put(path, {"content": 7, "version": text["version"]})) == ["content"]
    assert fields(put(path, {"content": "x" * 100_001, "version": text["version"]})) == ["content"]
    refused(put(path, {"content": OURS, "version": text["version"]}, **{"If-Match": '"stale"'}), 412, "version_changed")
    refused(put(f"{waiting.pk}/assets/none/", {"content": "x", "version": "x"}), 404, "text_not_found")
    refused(put("run_none/assets/none/", {"content": "x", "version": "x"}), 404, "run_not_found")
    refused(get("run_none/pieces/"), 404, "run_not_found")
    assert get_run(run_id=waiting.pk).edits.count() == 0


def test_spaces_at_both_ends_stay(get, put, waiting):
    _, text = post_of(get(f"{waiting.pk}/pieces/").json())
    put(f"{waiting.pk}/assets/{text['asset_id']}/", {"content": f" {OURS}\n", "version": text["version"]})
    run_to_rest(waiting.pk)
    assert post_of(get(f"{waiting.pk}/pieces/").json())[1]["content"] == f" {OURS}\n"


def test_pieces_are_approved_by_their_hashes(get, post, waiting):
    pieces = [{"place": one["place"], "sha256": one["sha256"]} for one in get(f"{waiting.pk}/pieces/").json()]
    path = f"{waiting.pk}/approve/"
    assert fields(post(path, {"pieces": pieces, "content_sha256": waiting.content_sha256})) == ["content_sha256"]
    assert fields(post(path, {"pieces": []})) == ["pieces"]
    refused(post(path, {"pieces": [{**pieces[0], "sha256": "x"}]}), 409, "piece_changed")
    refused(post(path, {"pieces": [{**pieces[0], "place": "radio"}]}), 404, "piece_not_found")
    assert post(path, {"pieces": pieces[:1], "comment": "Fine."}).json()["status"] == "AWAITING_APPROVAL"
    assert get(f"{waiting.pk}/pieces/").json()[0]["approved_by"] == "ada"
    assert post(path, {"pieces": pieces[1:]}).json()["status"] == "RUNNING"
