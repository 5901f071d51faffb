"""Approvers make links: on the run's page and over HTTP; shown once, listed without their secret, revoked."""

import re

import pytest

from orchestration.models import ReviewLink
from orchestration.operations.audit import audit
from orchestration.services import get_run
from orchestration.tests.api.calls import RUNS, fields, refused
from orchestration.tests.factories import ReviewLinkFactory
from orchestration.tests.staff.pages import html, plain, url

pytestmark = pytest.mark.django_db(transaction=True)


def call(boss, path, body=None, method="post"):
    return getattr(boss, method)(f"{RUNS}{path}", body, content_type="application/json")


def new(run, **more):
    return {"label": "Camille Roux", "may": "decide", "content_sha256": run.content_sha256, **more}


def test_a_link_is_made_listed_renewed_and_revoked_over_http(boss, client, waiting):
    made = call(boss, f"{waiting.pk}/review-links/", new(waiting))
    assert made.status_code == 201
    address = made.json()["url"]
    assert re.fullmatch(r"http://testserver/review/[\w-]{43}/", address)
    assert client.get(address).status_code == 200
    listed = call(boss, f"{waiting.pk}/review-links/", method="get").json()
    assert [(one["label"], one["may"], one["created_by"], "url" in one) for one in listed] == [
        ("Camille Roux", "decide", "ada", False)
    ]
    own = f"{waiting.pk}/review-links/{listed[0]['id']}/"
    renewed = call(boss, f"{own}renew/", {"content_sha256": waiting.content_sha256, "days": 30})
    assert renewed.json()["expires_at"] > listed[0]["expires_at"]
    assert call(boss, own, method="delete").json()["revoked_at"]
    assert client.get(address).status_code == 410
    refused(call(boss, f"{own}renew/", {"content_sha256": waiting.content_sha256}), 409, "link_closed")
    kinds = list(waiting.events.filter(kind__startswith="link").values_list("kind", flat=True))
    assert kinds == ["link_made", "link_renewed", "link_revoked"]


@pytest.mark.parametrize(
    ("more", "named"),
    [({"may": "reject"}, "may"), ({"label": ""}, "label"), ({"days": 91}, "days"), ({"days": 0}, "days")],
)
def test_what_is_wrong_with_a_link_is_named(boss, waiting, more, named):
    answer = call(boss, f"{waiting.pk}/review-links/", new(waiting, **more))
    assert (answer.status_code, fields(answer)) == (400, [named])
    refused(call(boss, f"{waiting.pk}/review-links/", new(waiting, content_sha256="0")), 409, "content_changed")
    refused(call(boss, f"{waiting.pk}/review-links/link_x/", method="delete"), 404, "link_not_found")
    assert not ReviewLink.objects.exists()


def test_the_page_makes_one_shows_it_once_and_keeps_it_in_no_session(boss, client, waiting):
    page = url("review_links", waiting)
    assert page in html(boss, f"/admin/orchestration/run/{waiting.pk.replace('_', '_5F')}/change/")
    made = boss.post(page, {"do": "make", "days": "", **new(waiting)})
    address = re.search(r'value="(http://testserver/review/[\w-]{43}/)"', made.content.decode())[1]
    assert client.get(address).status_code == 200
    token = address.split("/")[4]
    assert not any(token in str(value) for value in boss.session.values())
    assert token not in html(boss, page)
    assert "Camille Roux may read, comment and decide" in plain(html(boss, page))
    link = ReviewLink.objects.get()
    for act, said in (("renew", "sees the copy as it is now"), ("revoke", "leads nowhere from now on")):
        sent = {"do": act, "link": link.pk, "content_sha256": waiting.content_sha256}
        assert said in boss.post(page, sent, follow=True).content.decode()
    assert "approved the copy for the agency" in html(boss, page.replace("review-links", "change"))


@pytest.mark.parametrize("typed", [{"label": " "}, {"may": "all"}, {"days": "9999"}, {"days": "²"}])
def test_a_form_that_says_too_little_makes_none(boss, waiting, typed):
    answer = boss.post(url("review_links", waiting), {"do": "make", **new(waiting), **typed}, follow=True)
    assert "errornote" in answer.content.decode() or 'class="error"' in answer.content.decode()
    assert not ReviewLink.objects.exists()


@pytest.mark.parametrize(("person", "status"), [("viewer", 403), ("editor", 403), ("approver", 200)])
def test_only_an_approver_makes_one(enter, waiting, person, status):
    page, client = url("review_links", waiting), enter(person)
    assert ("make the link" in html(client, page)) == (status == 200)
    assert client.post(page, {"do": "make", **new(waiting)}).status_code == status
    assert ReviewLink.objects.exists() == (status == 200)


def test_audit_finds_a_decision_that_no_story_tells(waiting):
    ReviewLinkFactory(run=waiting)
    assert list(audit()) == []
    link = ReviewLinkFactory(run=waiting, decision="approve")
    assert [(one.kind, one.id) for one in audit()] == [("untold_decision", link.pk)]
    assert get_run(run_id=waiting.pk).status == "AWAITING_APPROVAL"
