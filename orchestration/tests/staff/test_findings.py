"""Findings on a run's page: beside the text they speak of, let pass, or their word allowed."""

import re
from dataclasses import asdict

import pytest
from django.contrib.auth.models import Group
from django.utils.html import escape

from aicmo_site.admin import row_url
from orchestration.models import Run
from orchestration.tests.conftest import example
from orchestration.tests.staff.pages import html, plain, url
from orchestration.worker import run_to_rest
from production.models import Bundle, BundleAsset
from qc.contracts import QcIssueDTO
from qc.models import AllowedWord, QcIssue, QcResult, Waiver

pytestmark = pytest.mark.django_db(transaction=True)
INTAKE = example()


def test_issues_stand_beside_the_text_they_speak_of(boss, submit):
    run = run_to_rest(submit(require_approval=True).pk)
    asset = BundleAsset.objects.exclude(content="").select_related("bundle").first()
    words = asset.content.split()[0]
    QcIssue.objects.create(
        result=QcResult.objects.get(workflow_run_id=run.pk),
        severity="minor",
        code="PLANTED",
        section=f"{asset.bundle.channel}/{asset.asset_type}",
        reason="planted here",
        evidence=words,
        position=99,
    )
    finding = html(boss, row_url(Run, run.pk)).partition("planted here")[2].partition("</article>")[0]
    assert f"<mark>{escape(words)}</mark>" in finding
    assert asset.asset_type.replace("_", " ") in finding


def test_a_finding_shows_the_text_of_its_own_piece_with_its_place(boss, waiting):
    bundle = Bundle.objects.get(channel="instagram_post")
    template = BundleAsset.objects.filter(bundle=bundle, asset_type="caption").first()
    BundleAsset.objects.filter(bundle=bundle).delete()
    said = [(1, "one ha"), (2, "two ha"), (3, "three ha"), (4, "four ha"), (4, "four ha, ha <again>")]
    for position, (piece, content) in enumerate(said):
        row = {"asset_id": f"asset_{position}", "position": position, "content": content, "meta": {"piece": piece}}
        BundleAsset.objects.create(bundle=bundle, asset_type=template.asset_type, url="", **row)
    result = QcResult.objects.get(workflow_run_id=waiting.pk)
    at = {"the second text": {"line": 1, "start": 9, "end": 11}, "the piece": {}}
    for position, (reason, place) in enumerate(at.items()):
        found = QcIssueDTO("minor", "instagram_post#4/caption", reason, "HA", "ha", **place)
        QcIssue.objects.create(result=result, position=90 + position, **asdict(found))
    page = html(boss, row_url(Run, waiting.pk))
    quoted = {
        reason: re.findall("<blockquote[^>]*>(.*?)</blockquote>", page.partition(reason)[2].partition("</article>")[0])
        for reason in at
    }
    ambiguous = ["four <mark>ha</mark>", "four <mark>ha</mark>, ha &lt;again&gt;"]
    assert quoted == {"the second text": ["four ha, <mark>ha</mark> &lt;again&gt;"], "the piece": ambiguous}


def test_a_finding_is_let_pass_with_a_reason_and_says_so(boss, submit):
    run = run_to_rest(submit(require_approval=True).pk)
    asset = BundleAsset.objects.exclude(content="").select_related("bundle").first()
    issue = QcIssueDTO("major", f"{asset.bundle.channel}/{asset.asset_type}", "Too blue.", "BLUE", fingerprint="f" * 64)
    QcIssue.objects.create(result=QcResult.objects.get(workflow_run_id=run.pk), position=99, **asdict(issue))
    Run.objects.filter(pk=run.pk).update(evidence={"qc": {"score": 0.9, "passed": True, "issues": [asdict(issue)]}})
    address = url("waive", run, "f" * 64)
    assert address in html(boss, row_url(Run, run.pk))
    assert "Too blue." in html(boss, address)
    assert "reason" in plain(boss.post(address, {"reason": " "}, follow=True).content.decode())
    assert not Waiver.objects.exists()
    words = plain(boss.post(address, {"reason": "The client is blue."}, follow=True).content.decode())
    assert "lets this finding pass from now on" in words
    assert "ada let a finding pass" in words
    assert (Waiver.objects.get().waived_by, Waiver.objects.get().decided_in) == ("ada", run.pk)
    QcIssue.objects.filter(code="BLUE").update(waived_by="ada")
    page = html(boss, row_url(Run, run.pk))
    assert "let pass by ada" in page
    assert address not in page
    assert boss.get(url("waive", run, "0" * 64)).status_code == 404


def test_a_word_is_allowed_beside_the_finding_by_those_who_may(boss, client, submit, django_user_model):
    run = run_to_rest(submit(require_approval=True).pk)
    asset = BundleAsset.objects.exclude(content="").select_related("bundle").first()
    section = f"{asset.bundle.channel}/{asset.asset_type}"
    slip = QcIssueDTO("minor", section, "A slip?", "TYPO", "brekfast", fingerprint="e" * 64)
    blue = QcIssueDTO("minor", section, "Too blue.", "BLUE", "blue", fingerprint="f" * 64)
    for position, issue in enumerate((slip, blue)):
        QcIssue.objects.create(
            result=QcResult.objects.get(workflow_run_id=run.pk), position=90 + position, **asdict(issue)
        )
    verdict = {"score": 0.9, "passed": True, "issues": [asdict(slip), asdict(blue)]}
    Run.objects.filter(pk=run.pk).update(evidence={"qc": verdict})
    address = url("allow", run, "e" * 64)
    page = html(boss, row_url(Run, run.pk))
    assert address in page
    assert url("allow", run, "f" * 64) not in page
    assert boss.get(url("allow", run, "f" * 64)).status_code == 404
    assert 'value="brekfast"' in html(boss, address)
    assert "reason" in plain(boss.post(address, {"word": "brekfast"}, follow=True).content.decode())
    assert not AllowedWord.objects.exists()
    posted = boss.post(address, {"word": "brekfast", "reason": "A product."}, follow=True)
    words = plain(posted.content.decode())
    assert "This word is right for the client from now on" in words
    assert "ada allowed the word “brekfast”" in words
    assert (AllowedWord.objects.get().client_id, AllowedWord.objects.get().allowed_by) == (run.client_id, "ada")
    editor = django_user_model.objects.create(username="ed", is_staff=True)
    editor.groups.set(Group.objects.filter(name="editor"))
    client.force_login(editor)
    assert address not in html(client, row_url(Run, run.pk))
    assert client.get(address).status_code == 403
