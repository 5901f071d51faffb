"""The page of a client's link: nothing but the link lets in, nothing else is seen, and a click needs no script."""

import logging
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from aicmo_site.models import Spent
from orchestration.models import ReviewLink, RunComment, Status
from orchestration.review import acts, entrance
from orchestration.review.links import make_link, renew_link, revoke_link
from orchestration.review.words import _table, language_asked_for
from orchestration.services import get_run, reject_run, request_changes, submit_run
from orchestration.tests.conftest import SMALL, example
from orchestration.wishes import add_comment
from orchestration.worker import run_to_rest

pytestmark = pytest.mark.django_db(transaction=True)

INTAKE = {**SMALL, "proof_points": ["312 repairs last winter #repaircafe"]}  # words that a wish can take out


@pytest.fixture
def stranger():
    """A browser without account or cookie, whose forms are checked as anybody's."""
    return Client(enforce_csrf_checks=True)


def link_to(run, may="decide", label="Camille Roux"):
    link, token = make_link(
        run_id=run.pk, actor="ada", label=label, may=may, content_sha256=get_run(run_id=run.pk).content_sha256
    )
    return link, f"/review/{token}/"


def fields_of(answer):
    """What the page's form would send untouched."""
    page = answer.content.decode()
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    typed = re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]*)</textarea>', page)
    return dict(hidden + typed)


def send(stranger, address, do, page=None, **typed):
    sent = {**fields_of(page or stranger.get(address)), "do": do, **typed}
    return stranger.post(address, sent, headers={"Sec-Fetch-Site": "same-origin", "Origin": "null"})


def test_a_client_reads_remarks_and_approves_without_a_script(stranger, waiting):
    _, address = link_to(waiting)
    page = stranger.get(address)
    assert (page.status_code, page.cookies) == (200, {})
    assert not re.search("<script|style=|\\son[a-z]+=", page.content.decode())
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page.content.decode())
    answer = send(stranger, address, "approve", **{"remark.email": "Lovely.", "word": "Go."})
    assert (answer.status_code, answer["Location"]) == (303, "?done=approve")
    assert run_to_rest(waiting.pk).status == Status.COMPLETED
    after = stranger.get(f"{address}?done=approve").content.decode()
    assert "you have approved these texts" in after
    assert "Lovely." in after
    assert 'value="approve"' not in after
    again = send(stranger, address, "approve", page=page)
    assert (again.status_code, "you had decided already" in again.content.decode()) == (409, True)


def test_every_answer_keeps_to_itself(stranger, waiting):
    _, address = link_to(waiting)
    for path in (address, f"{address}document/", "/review/guess/", f"{address}?done=say"):
        answer = stranger.get(path)
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        assert "script-src" not in answer["Content-Security-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
    assert stranger.put(address)["X-Robots-Tag"]


def test_the_token_stands_in_no_log_and_no_row(stranger, waiting, caplog, settings):
    _, address = link_to(waiting)
    token = address.split("/")[2]
    with caplog.at_level(logging.DEBUG):
        send(stranger, address, "say", word="Hm.")
        stranger.get(f"{address}nothing/")
        stranger.get(f"/review/{token}x/")
        stranger.post(address, {"do": "approve"})
        logging.getLogger("django.server").info('"GET %s HTTP/1.1" 200', address)
    assert "/review/…/" in caplog.text
    assert token not in caplog.text
    tables = [model for model in apps.get_models() if model is not Session]
    assert not any(token in str(row) for model in tables for row in model._default_manager.values())


def test_the_log_of_requests_of_the_server_hides_it_too():
    from aicmo_site.log import NoSecret

    line = '%(h)s "%(r)s" %(s)s "%(f)s"'
    said = {
        "h": "::1",
        "r": "GET /review/abc-_1/?done=say HTTP/1.1",
        "s": "200",
        "f": "https://x.example/review/abc-_1/",
    }
    record = logging.LogRecord("gunicorn.access", logging.INFO, "", 0, line, (said,), None)
    NoSecret().filter(record)
    assert record.getMessage() == '::1 "GET /review/…/?done=say HTTP/1.1" 200 "https://x.example/review/…/"'


@pytest.mark.parametrize("way", ["revoked", "expired", "undone", "guessed", "of another key"])
def test_who_may_not_enter_is_told_kindly_and_a_guess_nothing(stranger, waiting, settings, way):
    link, address = link_to(waiting)
    page = stranger.get(address)
    if way == "revoked":
        revoke_link(run_id=waiting.pk, link_id=link.pk, actor="ada")
    elif way == "expired":
        ReviewLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif way == "undone":
        reject_run(run_id=waiting.pk, actor="ada")
        run_to_rest(waiting.pk)
    elif way == "guessed":
        address = f"{address[:-2]}{'A' if address[-2] != 'A' else 'B'}/"
    else:
        address = "/review/%00/"
    status, words = {
        "revoked": (410, "The agency has closed it"),
        "expired": (410, "It was open for a time only"),
        "undone": (410, "This version of the campaign was withdrawn"),
    }.get(way, (404, "There is nothing here"))
    for answer in (
        stranger.get(address),
        stranger.get(f"{address}document/"),
        send(stranger, address, "approve", page),
    ):
        assert (answer.status_code, words in answer.content.decode()) == (status, True)
        assert "Quayside" not in answer.content.decode()
    assert get_run(run_id=waiting.pk).status != Status.COMPLETED


def test_a_link_leads_to_its_own_campaign_alone(stranger, submit):
    runs = [run_to_rest(submit(require_approval=True).pk) for _ in range(2)]
    (_, one), (_, other) = map(link_to, runs)
    forged = send(stranger, one, "approve", page=stranger.get(other))
    assert (forged.status_code, "Open the link again" in forged.content.decode()) == (403, True)
    assert [get_run(run_id=run.pk).status for run in runs] == [Status.AWAITING_APPROVAL] * 2


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}],
)
def test_a_form_from_elsewhere_is_refused_and_its_words_are_not_lost(stranger, waiting, headers):
    _, address = link_to(waiting)
    sent = {**fields_of(stranger.get(address)), "do": "approve", "word": "My words."}
    answer = stranger.post(address, sent, headers=headers)
    assert (answer.status_code, "My words." in answer.content.decode()) == (403, True)
    assert get_run(run_id=waiting.pk).status == Status.AWAITING_APPROVAL
    assert stranger.post(address, sent, headers={"Origin": "http://testserver"}).status_code == 303


def test_no_word_of_ours_is_shown_and_no_other_client_s(stranger, waiting):
    add_comment(run_id=waiting.pk, actor="ada", text="They will never buy this.")
    add_comment(run_id=waiting.pk, actor="client: Noor", text="Noor was here.")
    mine = add_comment(run_id=waiting.pk, actor="client: Camille Roux", text="Mine.", place={"channel": "email"})
    add_comment(run_id=waiting.pk, actor="ada", text="Oh dear.", reply_to=mine.pk)
    page = stranger.get(link_to(waiting)[1]).content.decode()
    assert "Mine." in page
    assert not any(words in page for words in ("never buy", "Noor", "Oh dear", "ada", waiting.pk, "Quality"))


def test_what_changed_since_it_was_read_is_marked_and_what_was_typed_stays(stranger, waiting):
    link, address = link_to(waiting)
    page = stranger.get(address)
    request_changes(run_id=waiting.pk, actor="ada", wishes=[{"place": {"channel": "x_post"}, "text": "no hashtags"}])
    run = run_to_rest(waiting.pk)
    typed = {"word": "Warmer, please.", "remark.email": "This <b>line</b>."}
    late = send(stranger, address, "request_changes", page=page, **typed)
    assert late.status_code == 409, "not for the client's eyes yet"
    assert "We are at work on the texts" in late.content.decode()
    assert "Warmer, please." in late.content.decode()
    renew_link(run_id=run.pk, link_id=link.pk, actor="ada", content_sha256=run.content_sha256)
    late = send(stranger, address, "request_changes", page=page, **typed)
    shown = late.content.decode()
    assert (late.status_code, "nothing was sent" in shown) == (409, True)
    marked = [part.partition("</bdi>")[0] for part in shown.split("<bdi>") if "changed since you read it" in part]
    assert marked
    assert re.search("What changed in it.*<del>[^<]*#repaircafe", shown, re.DOTALL)
    assert all(name.startswith("X post") for name in marked)
    assert "Warmer, please." in shown
    assert "This &lt;b&gt;line&lt;/b&gt;." in shown
    assert not RunComment.objects.filter(author__startswith="client").exists()


def test_answers_are_taken_and_what_is_none_is_marked(stranger, waiting):
    _, address = link_to(waiting, may="comment")
    page = stranger.get(address)
    asked = next(name for name in fields_of(page) if name.startswith("answer."))
    both = send(stranger, address, "approve", page=page, **{asked: "x"})
    assert (both.status_code, 'value="approve"' in page.content.decode()) == (400, False)
    assert send(stranger, address, "say", page=page).status_code == 400, "nothing was said"
    launch = re.search(r'<h3>Launch</h3>.*?name="(answer\.[^"]+)"', page.content.decode(), re.DOTALL)[1]
    wrong = send(stranger, address, "say", page=page, **{launch: "some fine day", "word": "Hm."})
    shown = wrong.content.decode()
    assert (wrong.status_code, shown.count('aria-invalid="true"'), "Hm." in shown) == (422, 1, True)
    assert not RunComment.objects.exists(), "all or nothing"
    taken = send(stranger, address, "say", page=page, **{launch: "3 June 2027", "word": "Hm."})
    assert taken["Location"] == "?done=answer"
    assert get_run(run_id=waiting.pk).answers[-1]["by"] == "client: Camille Roux"


def test_who_only_reads_has_no_form(stranger, waiting):
    _, address = link_to(waiting, may="read")
    assert "<form" not in stranger.get(address).content.decode()


def test_whoever_asks_too_often_waits(stranger, waiting, monkeypatch):
    monkeypatch.setattr(entrance, "PER_MINUTE", 2)
    monkeypatch.setattr("aicmo_site.api.throttling.time.time", lambda: 6_000_000_010.0)
    _, address = link_to(waiting)
    assert [stranger.get("/review/guess/").status_code for _ in range(3)] == [404, 404, 429]
    Spent.objects.all().delete()
    elsewhere = [Client(REMOTE_ADDR=f"10.0.0.{n}") for n in range(3)]
    answers = [one.get(address) for one in elsewhere]
    assert [one.status_code for one in answers] == [200, 200, 429], "by link"
    assert int(answers[-1]["Retry-After"]) <= 60
    assert not any(address.split("/")[2] in who for who in Spent.objects.values_list("who", flat=True))


def test_it_is_small_and_costs_as_much_however_much_was_said(stranger):
    run = run_to_rest(submit_run(intake=example(), actor="test", require_approval=True).pk)
    _, address = link_to(run)
    stranger.get(address)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert len(stranger.get(address).content) < 100_000
        return len(captured)

    before = queries()
    for number in range(5):
        add_comment(run_id=run.pk, actor="client: Camille Roux", text=f"{number}")
    assert queries() == before <= 12
    assert len(stranger.get(f"{address}document/").content) < 100_000


def test_words_are_there_in_every_language_alike():
    assert {tag: set(words) for tag, words in _table().items()} == {tag: set(_table()["en"]) for tag in _table()}
    assert language_asked_for("pt-BR, fr;q=0.8, de;q=0.5") == "fr"
    assert language_asked_for("") == language_asked_for("x" * 9_000) == "en"


def test_a_guard_that_is_gone_is_noticed(waiting, monkeypatch):
    """The content that a link was made for is what its decision is bound to."""
    link, _ = link_to(waiting)
    monkeypatch.setattr(acts, "_at_this_copy", lambda link, seen: get_run(run_id=link.run_id))
    with pytest.raises(Exception, match="content_sha256"):
        acts.approve(link, seen="0" * 64)
