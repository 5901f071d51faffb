"""A campaign opens on its copy, and each piece has a page with its findings, facts, comments and versions."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Group

from aicmo_site.kernel.places import Place
from orchestration.models import RunComment
from orchestration.pieces import pieces_of
from orchestration.services import request_changes
from orchestration.staff.findings import verdict
from orchestration.staff.piece.pieces import channels_of
from orchestration.staff.piece.versions import between, versions_of
from orchestration.tests.conftest import SMALL
from orchestration.tests.staff.pages import html, plain, url
from orchestration.wishes import add_comment
from orchestration.worker import run_to_rest
from orchestration.workflow import Work
from production.contracts import VersionDTO
from production.models import BundleAsset
from production.tests.factories import NOW
from qc import services as qc
from qc.models import QcIssue, QcResult

INTAKE = {**SMALL, "proof_points": ["312 repairs last winter"]}  # words that a wish can take out
pytestmark = pytest.mark.django_db(transaction=True)
MAIL = {"channel": "email", "piece": "1", "field": "body"}


def found(run, asset, evidence, **more):
    """A finding of the latest verdict on words of a text."""
    start = asset.content.index(evidence)
    told = {"severity": "major", "reason": "Not as the client says it.", "code": "CLAIM", "suggestion": "As it was."}
    told |= {"result": QcResult.objects.get(workflow_run_id=run.pk), "position": 90 + QcIssue.objects.count()}
    told |= {"section": f"email#1/{asset.asset_type}", "evidence": evidence, "fingerprint": "f" * 64, "line": 0}
    QcIssue.objects.create(**{**told, "start": start, "end": start + len(evidence), **more})


@pytest.fixture
def mail(waiting):
    return BundleAsset.objects.get(bundle__channel="email", asset_type="body", meta__piece=1)


def piece(page, anchor):
    return page.partition(f'id="{anchor}"')[2].partition("</article>")[0]


def test_the_campaign_opens_on_its_pieces_with_what_was_found_and_wished(boss, waiting, mail):
    found(waiting, mail, mail.content.split()[0], stops=True)
    add_comment(run_id=waiting.pk, actor="eve", kind="wish", text="No <b>hashtags</b>", place={"channel": "x_post"})
    page = html(boss, url("campaign", waiting))
    shown = piece(page, "email-1")
    assert f"<mark>{mail.content.split()[0]}</mark>" in shown
    said = plain(shown)
    assert all(words in said for words in ("stopped", "Not as the client says it.", "As it was.", "major, stops"))
    assert "Wish of eve: No &lt;b&gt;hashtags&lt;/b&gt;" in plain(piece(page, "x_post-1"))
    assert page.index('id="x_post-1"') < page.index('id="document"'), "the copy comes first"
    assert "Have 1 wish worked in" in page
    for link in re.findall(r'<h3 id="[^"]+"><a href="([^"]+)"', page):
        assert boss.get(link).status_code == 200


def test_each_text_is_told_its_language_and_its_lines_are_kept(boss, waiting, mail):
    mail.content, mail.meta = "ورشة Quayside\n\nأحضر", {**mail.meta, "language": "ar"}
    mail.save()
    for page in (html(boss, url("campaign", waiting)), html(boss, url("piece", waiting, "email#1"))):
        assert "ورشة Quayside\n\nأحضر" in page
        assert re.search(r'dir="rtl"', page)
        assert 'lang="ar"' in page


def test_a_piece_shows_its_counts_its_findings_and_the_facts_at_hand(boss, waiting):
    post = BundleAsset.objects.get(bundle__channel="x_post", meta__piece=1, asset_type="text")
    found(waiting, post, post.content.split()[0], section="x_post#1/text")
    page = html(boss, url("piece", waiting, "x_post#1"))
    said = plain(page)
    assert re.search(r"\d+ of 280 characters", said)
    assert "Let this pass" in said
    facts = plain(page.partition('id="facts"')[2].partition("</section>")[0])
    assert "message, said here" in facts
    assert "Bring it broken, take it home working" in facts
    assert "Neighbours with something broken" not in facts, "the audience is never told what it is"
    assert "of 2" in said.partition("X post 2")[0] or "›" in page


def test_what_is_no_piece_is_not_found(boss, waiting, failed):
    assert boss.get(url("piece", waiting, "radio")).status_code == 404
    assert boss.post(url("piece", waiting, "radio"), {"do": "say", "text": "x"}).status_code == 404
    assert "no copy to show" in plain(boss.get(url("piece", failed, "email#1"), follow=True).content.decode())


def say(client, run, **typed):
    return client.post(url("piece", run, "email#1"), {"do": "say", **typed}, follow=True)


def test_a_thread_is_begun_answered_and_resolved_by_forms_alone(boss, waiting, mail):
    passage = "\r\n".join(mail.content.split("\n")[:2]).strip()
    answer = say(boss, waiting, text="May we <say> that?", field="body", passage=passage)
    assert [str(message) for message in answer.context["messages"]] == ["Said."]
    first = RunComment.objects.get()
    assert (first.author, first.kind, first.field, first.passage) == (
        *("ada", "comment", "body"),
        passage.replace("\r\n", "\n"),
    )
    say(boss, waiting, text="Asked her.", reply_to=first.pk)
    page = html(boss, url("piece", waiting, "email#1"))
    assert "May we &lt;say&gt; that?" in page
    assert plain(page).index("May we") < plain(page).index("Asked her.")
    end = url("end_wish", waiting, first.pk)
    assert "Resolve" in plain(html(boss, end))
    assert boss.post(f"{end}?from=piece").url == url("piece", waiting, "email#1")
    page = html(boss, url("piece", waiting, "email#1"))
    assert "0 open" in plain(page)
    assert "Resolved by ada" in plain(page.partition("<summary>Resolved</summary>")[2])


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"text": "Kept", "passage": "Never said."}, "no such place"),
        ({"text": " ", "field": "body"}, "Say something"),
        ({"text": "x" * 10_001}, "has 10,001 characters; at most 10,000"),
    ],
)
def test_what_cannot_be_said_stays_as_it_was_typed(boss, waiting, typed, why):
    answer = say(boss, waiting, **typed)
    assert why in plain(answer.content.decode())
    assert f">{typed.get('passage', '')}</textarea>" in answer.content.decode()
    assert not RunComment.objects.exists()


@pytest.mark.parametrize("do", ["", "bogus", "saying:x"])
def test_what_the_page_does_not_know_is_not_taken_for_something_else(boss, waiting, do):
    assert say(boss, waiting, do=do, text="Taken for a comment").status_code == 400
    assert not RunComment.objects.exists()


def test_a_comment_outlives_the_words_it_is_about(boss, waiting, mail):
    line = mail.content.split("\n")[0]
    add_comment(run_id=waiting.pk, actor="eve", text="Nice.", place={**MAIL, "passage": line})
    assert "edited away" not in html(boss, url("piece", waiting, "email#1"))
    BundleAsset.objects.filter(asset_id=mail.asset_id).update(content="Something else.")
    said = plain(html(boss, url("piece", waiting, "email#1")))
    assert f"{line} edited away since" in said.replace("&#x27;", "'")


def test_a_wish_that_was_said_can_be_worked_in_without_another(boss, waiting):
    say(boss, waiting, kind="wish", text="Shorter, please.", field="body")
    boss.post(url("decide", waiting, "request_changes"), {})
    run_to_rest(waiting.pk)
    page = html(boss, url("piece", waiting, "email#1"))
    assert "wish, done" in plain(page)
    assert "Shorter, please." in plain(page.partition('id="versions"')[2]), "the reason of its second version"


def test_two_versions_are_compared_word_by_word(boss, waiting, mail):
    request_changes(run_id=waiting.pk, actor="eve", wishes=[{"place": MAIL, "text": "Shorter, please."}])
    run_to_rest(waiting.pk)
    address = url("piece", waiting, "email#1")
    assert 'id="compared"' not in html(boss, address)
    for query in ("?from=1&to=2", "?from=2&to=1"):
        shown = html(boss, address + query).partition('id="compared"')[2].partition("</ol>")[0]
        assert "Version 1 against 2" in shown, plain(html(boss, address).partition('id="versions"')[2])
        gone = re.findall(r"<del>([^<]+)</del>", unescape(shown))
        assert gone
        assert all(words.split()[0] in mail.content for words in gone)
    for query in ("?from=1&to=9", "?from=x", "?from=1"):
        assert 'id="compared"' not in html(boss, address + query)


def test_a_version_holds_every_text_of_its_piece_as_it_stood():
    same = {"draft_id": "draft", "channel": "email", "piece": "1", "line": 0, "reason": "", "created_at": NOW}
    rows = [
        VersionDTO("v1", field="subject", text="One", round=1, author="model", **same),
        VersionDTO("v2", field="body", text="Two", round=1, author="model", **same),
        VersionDTO("v3", field="body", text="Three", round=3, author="person", **same),
    ]
    first, second = versions_of(rows)
    assert (first.number, second.number, second.round, second.authors) == (1, 2, 3, "person")
    assert {spot: row.text for spot, row in second.stood.items()} == {("subject", 0): "One", ("body", 0): "Three"}
    assert [text.name for text in between(first, second)] == ["body"]


@pytest.mark.parametrize(
    ("role", "says", "ends"), [("viewer", 403, 403), ("editor", 302, 302), ("approver", 302, 302), ("nobody", 403, 403)]
)
def test_who_may_comment(client, django_user_model, waiting, role, says, ends):
    row = add_comment(run_id=waiting.pk, actor="eve", text="Nice.", place=MAIL)
    user = django_user_model.objects.create_user("bob", is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)
    address = url("piece", waiting, "email#1")
    assert client.post(address, {"do": "say", "text": "Hm."}).status_code == says
    assert client.post(url("end_wish", waiting, row.pk)).status_code == ends
    if role == "viewer":
        page = html(client, address)
        assert "Nice." in page
        assert "<form method" not in page.partition('id="piece"')[2]


def test_an_editor_ends_no_wish(client, django_user_model, waiting):
    row = add_comment(run_id=waiting.pk, actor="eve", kind="wish", text="Shorter.", place=MAIL)
    user = django_user_model.objects.create_user("bob", is_staff=True)
    user.groups.set(Group.objects.filter(name="editor"))
    client.force_login(user)
    assert client.post(url("end_wish", waiting, row.pk)).status_code == 403


def test_marks_that_overlap_are_one_and_give_back_the_text(waiting, mail):
    words = mail.content.split()
    found(waiting, mail, " ".join(words[:3]))
    found(waiting, mail, " ".join(words[1:4]), fingerprint="e" * 64)
    found(waiting, mail, words[-1], start=None, end=None, fingerprint="d" * 64)
    work = Work(waiting)
    channels = channels_of(waiting, work.copy[1], "en", verdict(waiting, work)["findings"])
    (text,) = [
        text for channel in channels for p in channel.pieces for text in p.texts if text.asset.asset_id == mail.asset_id
    ]
    assert "".join(part.text for part in text.words) == mail.content
    assert [part.text for part in text.words if part.marked][:1] == [" ".join(words[:4])]


def leave_out(channel, piece):
    """As production does where a piece would say nothing: all that it has is what it waits for."""
    BundleAsset.objects.filter(bundle__channel=channel, meta__piece=piece, asset_type="image_brief").delete()
    first, *rest = BundleAsset.objects.filter(bundle__channel=channel, meta__piece=piece).order_by("position")
    BundleAsset.objects.filter(pk__in=[row.pk for row in rest]).delete()
    first.meta = {"piece": piece, "waits_for": "key_messages"}
    first.asset_type, first.format, first.content = "open_point", "note", "What may we say?"
    first.save()


@pytest.mark.parametrize("left_out", [[("x_post", 2)], [("x_post", 1), ("x_post", 2)], [("x_post", 1), ("email", 1)]])
def test_pages_and_programs_know_the_same_pieces_by_the_same_names(boss, waiting, left_out):
    for channel, number in left_out:
        leave_out(channel, number)
    work = Work(waiting)
    shown = [one for channel in channels_of(waiting, work.copy[1], "en") for one in channel.pieces]
    assert len({one.id for one in shown}) == len(shown) == 2 * 2
    known = [(one.place, one.sha256) for one in pieces_of(waiting)]
    assert [(one.id, one.sha256) for one in shown if one.has_copy] == known
    judged = qc.judge(brief=work.brief.for_copy(), bundles=work.copy[1], draft_id="draft", result_id="result")
    assert {Place.parse(issue.section).copy_id for issue in judged.issues} <= {place for place, _ in known} | {""}
    assert {one.id.partition("#")[0] for one in shown if not one.has_copy} == {channel for channel, _ in left_out}
    for one in (one for one in shown if not one.has_copy):
        page = html(boss, one.url)
        assert "What may we say?" in plain(page)
        assert not any(words in page for words in ("Approve this piece", 'id="say"'))
    assert html(boss, url("campaign", waiting)).count('value="approve:campaign"') <= len(known)
