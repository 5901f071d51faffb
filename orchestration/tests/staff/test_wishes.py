"""Wishes on the admin's pages: asked for at a place, shown with what became of them, ended."""

import re

import pytest

from aicmo_site.admin import row_url
from orchestration.models import Run, RunComment, Status
from orchestration.services import get_run, request_changes
from orchestration.tests.conftest import SMALL
from orchestration.tests.staff.pages import html, plain, url
from orchestration.worker import run_to_rest
from production.models import BundleAsset

INTAKE = {**SMALL, "proof_points": ["312 repairs last winter"]}  # words that a wish can take out
pytestmark = pytest.mark.django_db(transaction=True)
ASK = "request_changes"


def section(page):
    return plain(page.partition('id="wishes"')[2].partition("</section>")[0])


def ask(client, run, **fields):
    return client.post(
        url("decide", run, ASK), {name.replace("_", "."): text for name, text in fields.items()}, follow=True
    )


def messages(response):
    return [(message.level_tag, str(message)) for message in response.context["messages"]]


def test_the_form_offers_the_places_of_the_copy_and_works_without_a_script(boss, waiting):
    page = html(boss, url("decide", waiting, ASK))
    offered = re.findall(r'<option value="([^"]*)"', page.partition('name="place.0"')[2].partition("</select>")[0])
    for place in ("", "email", "email#1/body", "x_post#2", "x_post#2/text"):
        assert place in offered
    assert "image_brief" not in page
    for name in ("place.0", "passage.0", "text.0", "comment"):
        assert all(f'{attribute}="{name}"' in page for attribute in ("for", "id", "name"))
    assert "<script" not in page.partition('<form method="post" class="decide"')[2].partition("</form>")[0]
    assert "sandbox" in page, "the copy that it is about stands below"


def test_a_wish_is_asked_at_its_place_and_the_approver_sees_what_became_of_it(boss, waiting):
    fields = {"place_0": "email#1/body", "text_0": "Shorter, please.", "comment": "Warmer, <b>please</b>"}
    asked = ask(boss, waiting, **fields, place_2="x_post", text_2="The launch moves to 3 June")
    assert messages(asked) == [("success", "Sent back to the draft with your wishes.")]
    rows = [(row.channel, row.piece, row.field, row.text) for row in RunComment.objects.all()]
    assert rows == [
        ("email", "1", "body", "Shorter, please."),
        ("x_post", "", "", "The launch moves to 3 June"),
        ("", "", "", "Warmer, <b>please</b>"),
    ]
    assert "not worked on yet" in section(html(boss, row_url(Run, waiting.pk)))
    run_to_rest(waiting.pk)
    for address in (row_url(Run, waiting.pk), url("decide", waiting, "approve")):
        page = html(boss, address)
        said = section(page)
        assert "Wishes (3)" in page
        assert "Marketing email 1: body : Shorter, please. done; it holds until somebody ends it" in said
        assert re.search(r"done : Shorter, please \. Shorter: email#1/body \d+ → \d+ words", said)
        assert "the whole campaign : Warmer, &lt;b&gt;please&lt;/b&gt; open by ada" in said
        assert f'href="{url("brief", waiting)}"' in page
    assert "1 wish met, 2 left open" in plain(html(boss, row_url(Run, waiting.pk)))


def test_what_cannot_be_taken_stays_as_it_was_typed(boss, waiting):
    body = BundleAsset.objects.filter(asset_type="body").first().content
    answer = ask(boss, waiting, place_1="email#1/body", passage_1="Never said.", text_1="Drop this", comment="And more")
    assert messages(answer) == [
        ("error", "The words or the place of wish 2 do not stand in the copy: look at it below.")
    ]
    page = answer.content.decode()
    assert all(typed in page for typed in (">Never said.</textarea>", ">Drop this</textarea>", ">And more</textarea>"))
    assert '<option value="email#1/body" selected>' in page
    assert get_run(run_id=waiting.pk).status == Status.AWAITING_APPROVAL
    for field, words in {"text_1": "x" * 10_001, "comment": "x" * 10_001, "passage_1": "Never\0 said."}.items():
        answer = ask(boss, waiting, **{"place_1": "email#1/body", "text_1": "Drop this", field: words})
        assert re.search("has 10,001 characters; at most 10,000 are allowed|has a NUL", messages(answer)[0][1])
        assert f">{words}</textarea>" in answer.content.decode()
    assert not RunComment.objects.exists()
    passage = "\r\n".join(body.split("\n")[:3])
    assert messages(ask(boss, waiting, place_0="email#1/body", passage_0=passage, text_0="Warmer"))[0][0] == "success"


def test_nothing_said_is_said_so(boss, waiting):
    assert messages(ask(boss, waiting, comment=" ", text_0=" ")) == [("error", "Say what is to be changed.")]


def test_a_person_ends_a_wish_after_being_asked(boss, waiting):
    request_changes(run_id=waiting.pk, actor="eve", comment="Warmer")
    run_to_rest(waiting.pk)
    wish = RunComment.objects.get()
    address = url("end_wish", waiting, wish.pk)
    assert address.replace("_5F", "_") in html(boss, row_url(Run, waiting.pk)).replace("_5F", "_")
    assert "goes with no further round" in plain(html(boss, address))
    assert RunComment.objects.get().state == "open"
    assert messages(boss.post(address, follow=True)) == [
        ("success", "The wish is ended: it goes with no further round.")
    ]
    assert (RunComment.objects.get().state, RunComment.objects.get().resolved_by) == ("ended", "ada")
    page = html(boss, row_url(Run, waiting.pk))
    assert 'id="wishes"' not in page
    assert "ada ended a wish" in plain(page)
    assert "ended already" in plain(html(boss, address))
    assert boss.get(url("end_wish", waiting, "comment_x")).status_code == 404


def test_who_may_not_decide_ends_no_wish(client, django_user_model, waiting):
    from django.contrib.auth.models import Group

    request_changes(run_id=waiting.pk, actor="eve", comment="Warmer")
    wish = RunComment.objects.get()
    user = django_user_model.objects.create_user("bob", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    assert client.post(url("end_wish", waiting, wish.pk)).status_code == 403
    assert "End this wish" not in html(client, row_url(Run, waiting.pk))
    assert "Warmer" in section(html(client, row_url(Run, waiting.pk)))
