"""Writing in a piece on its page: saved against what was seen, checked before it is saved, compared where two wrote."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Group

from aicmo_site.admin import row_url
from orchestration.approving import approve_pieces
from orchestration.editing import MAX_TEXT, edit_text, version_of
from orchestration.edits import MOST_EDITS
from orchestration.models import Run, RunEdit, Status
from orchestration.pieces import pieces_of
from orchestration.services import get_run
from orchestration.staff.piece import page as piece_page
from orchestration.staff.piece.writing import MOST_READ_ALONG
from orchestration.tests.staff.pages import html, plain, url
from orchestration.worker import run_to_rest
from production.models import BundleAsset, Version

pytestmark = pytest.mark.django_db(transaction=True)
PIECE = "email#1"


@pytest.fixture
def mail(waiting):
    return BundleAsset.objects.get(bundle__channel="email", asset_type="body", meta__piece=1)


def form(client, run):
    """The fields of the page's form as a browser would send them."""
    page = html(client, url("piece", run, PIECE))
    hidden = dict(re.findall(r'<input type="hidden" name="(version\.[^"]+)" value="([^"]+)">', page))
    texts = re.findall(r'<textarea class="words[^>]* name="(text\.[^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    return hidden | {name: unescape(text).replace("\n", "\r\n") for name, text in texts}


def send(client, run, fields, do="save", **more):
    return client.post(url("piece", run, PIECE), {**fields, **more, "do": do}, follow=True)


def messages(response):
    return [str(message) for message in response.context["messages"]]


def content(asset):
    return BundleAsset.objects.get(asset_id=asset.asset_id).content


def test_what_is_written_is_saved_at_once_judged_in_a_round_and_shown(boss, waiting, mail):
    fields = form(boss, waiting)
    assert len([name for name in fields if name.startswith("text.")]) > 1
    answer = send(boss, waiting, fields | {f"text.{mail.asset_id}": "First line.\r\n\r\nRepairs are free."})
    assert messages(answer)[0].startswith("Saved: 1 text.")
    page = plain(answer.content.decode())
    assert "Written by ada, and not judged yet." in page
    assert "A round is under way" in page
    run_to_rest(waiting.pk)
    assert content(mail) == "First line.\n\nRepairs are free."
    assert RunEdit.objects.get().author == "ada"
    page = html(boss, url("piece", waiting, PIECE))
    assert "not judged yet" not in page
    assert "edited by ada" in plain(page.partition('id="versions"')[2])
    assert "First line." in html(boss, url("campaign", waiting))


def test_a_form_that_nobody_touched_saves_nothing(boss, waiting):
    BundleAsset.objects.filter(asset_type="body").update(content="One\r\ntwo\rthree  \n")
    assert messages(send(boss, waiting, form(boss, waiting))) == ["Nothing was changed."]
    assert not RunEdit.objects.exists()


def test_another_s_save_is_shown_as_a_difference_and_neither_text_is_lost(boss, waiting, mail):
    fields = form(boss, waiting)
    seen = version_of(mail.content)
    edit_text(run_id=waiting.pk, asset_id=mail.asset_id, content="Repairs cost nothing.", version=seen, actor="tomas")
    mine = {**fields, f"text.{mail.asset_id}": "Repairs cost a smile."}
    answer = send(boss, waiting, mine)
    page = answer.content.decode()
    assert "tomas saved another text" in page
    assert "Repairs cost <del>nothing</del><ins>a smile</ins>." in page
    assert ">\nRepairs cost a smile.</textarea>" in page
    taken = send(boss, waiting, form_in(page), do=f"take:{mail.asset_id}").content.decode()
    assert ">\nRepairs cost nothing.</textarea>" in taken
    send(boss, waiting, form_in(page))
    run_to_rest(waiting.pk)
    assert content(mail) == "Repairs cost a smile."
    stood = Version.objects.filter(field="body", piece="1", channel="email").values_list("text", flat=True)
    assert {mail.content, "Repairs cost nothing.", "Repairs cost a smile."} <= set(stood)
    shown = plain(html(boss, url("piece", waiting, PIECE)).partition('id="versions"')[2])
    assert shown.index("edited by ada") < shown.index("edited by tomas") < shown.index("the first draft")


def test_a_field_that_nobody_touched_takes_nothing_back_that_another_wrote_there(boss, waiting, mail):
    subject = BundleAsset.objects.get(bundle__channel="email", asset_type="subject", meta__piece=1)
    opened = form(boss, waiting)
    seen = version_of(subject.content)
    edit_text(run_id=waiting.pk, asset_id=subject.asset_id, content="Of tomas.", version=seen, actor="tomas")
    mine = opened | {f"text.{mail.asset_id}": "Repairs cost a smile."}
    checked = send(boss, waiting, mine, do="check").content.decode()
    assert ">\nOf tomas.</textarea>" in checked
    answer = send(boss, waiting, mine)
    assert messages(answer)[0].startswith("Saved: 1 text.")
    again = send(boss, waiting, form(boss, waiting))
    assert messages(again) == ["Nothing was changed."]
    assert [edit.text for edit in RunEdit.objects.all()] == ["Of tomas.", "Repairs cost a smile."]


def form_in(page):
    hidden = dict(re.findall(r'<input type="hidden" name="(version\.[^"]+)" value="([^"]+)">', page))
    texts = re.findall(r'<textarea class="words[^>]* name="(text\.[^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    return hidden | {name: unescape(text) for name, text in texts}


def test_what_is_checked_is_read_and_not_saved(boss, waiting, mail):
    typed = form(boss, waiting) | {f"text.{mail.asset_id}": "TBD"}
    answer = send(boss, waiting, typed, do="check")
    assert "“TBD” was never filled in." in plain(answer.content.decode())
    assert ">\nTBD</textarea>" in answer.content.decode()
    read = boss.post(url("piece_check", waiting, PIECE), typed)
    assert "“TBD” was never filled in." in plain(read.content.decode())
    assert "body-0-count" in read.content.decode()
    assert "<html" not in read.content.decode()
    assert (content(mail), RunEdit.objects.exists()) == (mail.content, False)


def test_quality_control_reads_along_so_much_and_so_often(boss, waiting, mail, monkeypatch):
    long = form(boss, waiting) | {f"text.{mail.asset_id}": "x" * MOST_READ_ALONG}
    read = boss.post(url("piece_check", waiting, PIECE), long)
    assert (read.status_code, "at most 20,000 are read at once" in read.content.decode()) == (422, True)
    answer = send(boss, waiting, long, do="check")
    assert "What you typed is still below." in messages(answer)[0]
    assert "x" * MOST_READ_ALONG in answer.content.decode()
    monkeypatch.setattr(piece_page, "CHECKS_PER_MINUTE", 0)
    typed = form(boss, waiting) | {f"text.{mail.asset_id}": "TBD"}
    read = boss.post(url("piece_check", waiting, PIECE), typed)
    assert (read.status_code, 0 < int(read["Retry-After"]) <= 60) == (429, True)
    answer = send(boss, waiting, typed, do="check")
    assert "does again in" in messages(answer)[0]
    assert ">\nTBD</textarea>" in answer.content.decode()


def test_a_version_is_put_back_as_a_new_one(boss, waiting, mail):
    send(boss, waiting, form(boss, waiting) | {f"text.{mail.asset_id}": "Repairs are free for all."})
    run_to_rest(waiting.pk)
    hidden = {name: text for name, text in form(boss, waiting).items() if name.startswith("version.")}
    assert messages(send(boss, waiting, hidden, do="restore:1")) == ["Version 1 stands again."]
    run_to_rest(waiting.pk)
    assert content(mail) == mail.content
    assert "restored by ada" in plain(html(boss, url("piece", waiting, PIECE)).partition('id="versions"')[2])
    stale = dict.fromkeys(hidden, "0" * 64)
    assert "nothing of yours was saved" in messages(send(boss, waiting, stale, do="restore:2"))[0]
    assert boss.post(url("piece", waiting, PIECE), {"do": "restore:9"}).status_code == 404


def test_a_version_is_put_back_whole_or_not_at_all(boss, waiting, mail):
    subject = BundleAsset.objects.get(bundle__channel="email", asset_type="subject", meta__piece=1)
    both = {f"text.{subject.asset_id}": "Free repairs", f"text.{mail.asset_id}": "Repairs are free for all."}
    send(boss, waiting, form(boss, waiting) | both)
    run_to_rest(waiting.pk)
    seen = {name: text for name, text in form(boss, waiting).items() if name.startswith("version.")}
    texts = [name.removeprefix("version.") for name in seen]
    last = max(subject.asset_id, mail.asset_id, key=texts.index)
    stale = seen | {f"version.{last}": "0" * 64}
    assert "nothing of yours was saved" in messages(send(boss, waiting, stale, do="restore:1"))[0]
    assert RunEdit.objects.count() == 2
    assert get_run(run_id=waiting.pk).status == Status.AWAITING_APPROVAL
    assert messages(send(boss, waiting, seen, do="restore:1")) == ["Version 1 stands again."]
    assert RunEdit.objects.count() == 4


@pytest.mark.parametrize("words", ["x" * (MAX_TEXT + 1), "Repairs\0 are free."])
def test_nothing_is_cut_and_nothing_dropped_unsaid(boss, waiting, mail, words):
    subject = BundleAsset.objects.get(bundle__channel="email", asset_type="subject", meta__piece=1)
    fields = form(boss, waiting) | {f"text.{subject.asset_id}": "Free repairs", f"text.{mail.asset_id}": words}
    answer = send(boss, waiting, fields)
    assert re.search("has 100,001 characters; at most 100,000|has a NUL", messages(answer)[0])
    assert all(f">\n{text}</textarea>" in answer.content.decode() for text in ("Free repairs", words))
    assert not RunEdit.objects.exists()


def test_a_run_takes_so_many_edits_and_no_more(boss, waiting, mail):
    send(boss, waiting, form(boss, waiting) | {f"text.{mail.asset_id}": "Repairs are free for all."})
    RunEdit.objects.update(position=MOST_EDITS - 1)
    answer = send(boss, waiting, form(boss, waiting) | {f"text.{mail.asset_id}": "Repairs are free."})
    assert "no more are taken" in messages(answer)[0]
    assert RunEdit.objects.count() == 1


def test_what_can_no_longer_be_saved_stays_in_the_form(boss, waiting, mail):
    fields = form(boss, waiting) | {f"text.{mail.asset_id}": "Too late."}
    boss.post(url("decide", waiting, "approve"), {"content_sha256": waiting.content_sha256})
    run_to_rest(waiting.pk)
    answer = send(boss, waiting, fields)
    assert "What you typed is still below" in messages(answer)[-1]
    assert "Too late." in answer.content.decode()
    assert content(mail) == mail.content


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("editor", 302), ("approver", 302)])
def test_who_may_write(client, django_user_model, waiting, mail, role, status):
    user = django_user_model.objects.create_user("bob", is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)
    fields = {f"text.{mail.asset_id}": "Mine.", f"version.{mail.asset_id}": version_of(mail.content)}
    assert ('<textarea class="words' in html(client, url("piece", waiting, PIECE))) == (status == 302)
    assert client.post(url("piece", waiting, PIECE), {**fields, "do": "save"}).status_code == status
    assert client.post(url("piece_check", waiting, PIECE), fields).status_code == (200 if status == 302 else 403)
    assert RunEdit.objects.exists() == (status == 302)


def test_a_delivered_run_shows_its_pieces_and_takes_no_edit(boss, waiting):
    boss.post(url("decide", waiting, "approve"), {"content_sha256": waiting.content_sha256})
    run_to_rest(waiting.pk)
    page = html(boss, url("piece", waiting, PIECE))
    assert get_run(run_id=waiting.pk).status == "COMPLETED"
    assert "approved" in plain(page)
    assert '<textarea class="words' not in page


def test_the_texts_of_a_rejected_run_stay_readable(boss, waiting, mail):
    send(boss, waiting, form(boss, waiting) | {f"text.{mail.asset_id}": "Repairs are <free>."})
    run_to_rest(waiting.pk)
    boss.post(url("decide", waiting, "reject"))
    run_to_rest(waiting.pk)
    assert not BundleAsset.objects.exists()
    assert url("texts", waiting) in html(boss, row_url(Run, waiting.pk))
    said = plain(html(boss, url("texts", waiting)))
    assert "Repairs are &lt;free&gt;." in said
    assert mail.content.split("\n")[0] in unescape(said)
    assert "edited by ada" in said
    assert boss.get(url("piece", waiting, PIECE), follow=True).status_code == 200


def approve(client, run, place=PIECE):
    page = html(client, url("piece", run, place))
    seen = re.search(r'name="sha256" value="([^"]+)"', page)
    return page, client.post(url("piece", run, place), {"do": "approve", "sha256": seen and seen[1]}, follow=True)


def test_a_piece_is_approved_as_it_was_seen_and_lapses_with_its_text(boss, waiting, mail):
    page, answer = approve(boss, waiting)
    assert "Approve this piece" in page
    assert messages(answer) == ["Approved."]
    assert "approved by ada" in plain(answer.content.decode())
    assert "Approve this piece" not in answer.content.decode()
    assert "1 approved" in plain(html(boss, url("campaign", waiting)))
    send(boss, waiting, form(boss, waiting) | {f"text.{mail.asset_id}": "Repairs are free for all."})
    page = html(boss, url("piece", waiting, PIECE))
    assert not any(words in page for words in ("approved by ada", "Approve this piece"))
    run_to_rest(waiting.pk)
    assert "approved by" not in plain(html(boss, url("piece", waiting, PIECE)))
    stale = boss.post(url("piece", waiting, PIECE), {"do": "approve", "sha256": "0" * 64}, follow=True)
    assert messages(stale)[-1] != "Approved."


def test_the_last_piece_is_approved_where_all_of_them_are(boss, waiting):
    page = html(boss, url("campaign", waiting))
    places = re.findall(r'<h3 id="[^"]+"><a href="[^"]+/piece/([^"/]+)/"', page)
    first = re.search(r'name="sha256" value="([^"]+)"', page)[1]
    told = {"do": "approve:campaign", "sha256": first}
    answer = boss.post(url("piece", waiting, places[0].replace("%23", "#")), told)
    assert answer.url.startswith(f"{url('campaign', waiting)}#")
    answers = [approve(boss, waiting, place.replace("%23", "#"))[1] for place in places[1:]]
    assert [messages(answer)[-1] for answer in answers[:-1]] == ["Approved."] * (len(places) - 2)
    assert "goes on to delivery" in messages(answers[-1])[-1]
    assert answers[-1].redirect_chain[-1][0] == url("decide", waiting, "approve"), "what is open is said first"
    assert Run.objects.get(pk=waiting.pk).status == "AWAITING_APPROVAL"


def test_where_a_text_comes_back_to_what_was_approved_last_the_campaign_can_be_approved(boss, waiting, mail):
    places = [(one.place, one.sha256) for one in pieces_of(waiting) if one.place != PIECE]

    def write(content, seen):
        told = {"run_id": waiting.pk, "asset_id": mail.asset_id, "actor": "ada"}
        edit_text(content=content, version=version_of(seen), **told)

    once, twice = f"{mail.content}\n", f"{mail.content}\n\n"
    write(once, mail.content)
    run_to_rest(waiting.pk)
    approve(boss, waiting)
    write(twice, once)
    run_to_rest(waiting.pk)
    approve_pieces(run_id=waiting.pk, actor="ada", pieces=places)
    assert "approve the campaign" not in html(boss, url("piece", waiting, PIECE))
    write(once, twice)
    assert "approve the campaign" not in html(boss, url("piece", waiting, PIECE))
    run_to_rest(waiting.pk)
    assert all(one.approved_by for one in pieces_of(get_run(run_id=waiting.pk)))
    page = html(boss, url("piece", waiting, PIECE))
    assert f'href="{url("decide", waiting, "approve")}">Every piece is approved' in page


def test_what_came_back_unsaved_is_told_to_the_script(boss, waiting, mail):
    typed = form(boss, waiting) | {f"text.{mail.asset_id}": "TBD"}
    page = send(boss, waiting, typed, do="check").content.decode()
    assert re.findall(r'name="text\.([^"]+)"[^>]* data-unsaved', page) == [mail.asset_id]
    assert " data-unsaved" not in html(boss, url("piece", waiting, PIECE))
