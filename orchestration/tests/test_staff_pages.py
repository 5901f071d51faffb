"""The screens beyond rows: the front page, a run's story, the campaign, what a decision would do."""

import json
import re
from dataclasses import asdict
from datetime import timedelta
from html import unescape
from unittest.mock import patch

import pytest
from django.contrib.admin import site
from django.contrib.admin.utils import quote
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from aicmo_site.admin import ReadOnlyAdmin, row_url
from aicmo_site.content_security import written
from orchestration.leases import claim
from orchestration.models import Run, RunEvent, RunStep, Status
from orchestration.saga import advance
from orchestration.services import cancel_run, get_run, request_changes
from orchestration.staff.outcomes import SAID, SAID_ELSEWHERE, outcome_of
from orchestration.tests.conftest import everything
from orchestration.worker import run_to_rest
from orchestration.workflow import WORKFLOW
from production.models import Bundle, BundleAsset
from qc.contracts import QcIssueDTO
from qc.models import AllowedWord, QcIssue, QcResult, Waiver

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def boss(client, django_user_model):
    client.force_login(django_user_model.objects.create(username="ada", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def waiting(submit):
    return run_to_rest(submit(require_approval=True).pk)


@pytest.fixture
def failed(submit):
    return run_to_rest(submit(force_qc_fail=True).pk)


def url(name, run, *more):
    return reverse(f"admin:orchestration_run_{name}", args=[quote(run.pk), *more])


def pages_of(run):
    """Every page about one run, and those about none."""
    own = [row_url(Run, run.pk), url("campaign", run), url("document", run), url("live", run)]
    decisions = [url("decide", run, name) for name in ("approve", "request_changes", "reject", "cancel", "retry")]
    lists = [reverse("admin:orchestration_run_changelist"), reverse("admin:index"), reverse("admin:start")]
    return [*own, *decisions, *lists]


def html(client, address):
    return client.get(address).content.decode()


def plain(page):
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


# --- the run's page


def test_a_run_tells_its_story(boss, waiting):
    request_changes(run_id=waiting.pk, actor="eve", comment="warmer, please")
    run_to_rest(waiting.pk)
    words = plain(html(boss, row_url(Run, waiting.pk)))
    for said in ("Quayside Repair Café", "waits for approval", "80 %", "warmer, please", "eve asked for changes"):
        assert said in words
    assert "asked for approval" in words
    rounds = RunStep.objects.filter(run=waiting, step_name="generate_draft").count()
    assert words.count("Copy") > rounds == 2


def test_what_a_comment_asked_and_nobody_did_is_said_where_people_decide(boss, waiting):
    assert "What the last revision did" not in html(boss, row_url(Run, waiting.pk))
    asked = plain(html(boss, url("decide", waiting, "request_changes")))
    assert "these wishes are met: shorter; no hashtags; avoid “a word”. Whatever else" in asked
    request_changes(run_id=waiting.pk, actor="eve", comment="Shorter. Warmer, <b>please</b>.")
    run_to_rest(waiting.pk)
    for address in (row_url(Run, waiting.pk), url("decide", waiting, "approve")):
        part = html(boss, address).partition('id="revised"')[2].partition("</section>")[0]
        assert "Done shorter; other frames" in plain(part)
        assert plain(part).endswith("Left for a person Warmer, &lt;b&gt;please&lt;/b&gt;")


def test_what_it_made_is_linked_row_by_row(boss, waiting):
    page = html(boss, row_url(Run, waiting.pk))
    for step in RunStep.objects.filter(run=waiting):
        for ids in step.created.values():
            assert all(f'/{quote(id)}/change/"' in page for id in ids)


def test_a_failure_is_explained_in_words(boss, failed):
    page = html(boss, row_url(Run, failed.pk))
    words = plain(page)
    assert "Why it failed" in words
    assert "This is a drill: quality control was told to fail this run." in words
    assert "Undone: it failed" in words
    story = page.partition('class="record"')[0]
    assert "{'" not in story
    assert "{&quot;" not in story


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


def test_attempts_are_counted_by_step(boss, submit):
    run = submit()
    with patch("strategy.services.plan_strategy", side_effect=TimeoutError("slow")):
        advance(claim(worker="w", run_id=run.pk), WORKFLOW)
    Run.objects.filter(pk=run.pk).update(not_before=None)
    run_to_rest(run.pk)
    rows = re.findall(r"<tr><th scope=\"row\">(\w+)</th>(.*?)</tr>", html(boss, row_url(Run, run.pk)), re.DOTALL)
    attempts = {name: re.findall(r"<td>([^<]*)</td>", cells)[2] for name, cells in rows}
    assert (attempts["Brief"], attempts["Strategy"]) == ("1", "2")


def test_the_moving_part_says_when_to_stop_asking(boss, submit):
    run = submit()
    assert 'data-state="PENDING" data-moves="yes"' in html(boss, url("live", run))
    run_to_rest(run.pk)
    assert 'data-state="COMPLETED" data-moves="no"' in html(boss, url("live", run))


@pytest.mark.parametrize("status", Status.values)
def test_every_state_has_a_page(boss, failed, status):
    Run.objects.filter(pk=failed.pk).update(status=status)
    assert boss.get(row_url(Run, failed.pk)).status_code == 200
    assert boss.get(url("live", failed)).status_code == 200


# --- the campaign


def test_the_campaign_before_approval_is_the_one_that_is_delivered(boss, waiting):
    proposed = boss.get(url("document", waiting))
    words = plain(proposed.content.decode())
    assert "Bring it broken, take it home working" in words
    boss.post(url("decide", waiting, "approve"), {"content_sha256": waiting.content_sha256})
    run_to_rest(waiting.pk)
    assert boss.get(url("document", waiting)).content == proposed.content
    page = html(boss, url("campaign", waiting))
    assert "package.zip" in page
    assert "campaign.html" in page


def test_the_document_runs_nothing_and_only_our_pages_frame_it(boss, waiting):
    answer = boss.get(url("document", waiting))
    assert "sandbox" in answer["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert f'<iframe class="document" name="preview" sandbox src="{url("document", waiting)}"' in html(
        boss, url("campaign", waiting)
    ).replace(waiting.pk, quote(waiting.pk))


def test_a_document_of_another_content_is_refused(boss, waiting):
    document = url("document", waiting)
    assert boss.get(f"{document}?content={waiting.content_sha256}").status_code == 200
    assert boss.get(f"{document}?content={'0' * 64}").status_code == 409


def test_without_copy_there_is_no_campaign_and_a_word_why(boss, failed):
    answer = boss.get(url("campaign", failed), follow=True)
    assert "no copy to show" in plain(answer.content.decode())
    assert boss.get(url("document", failed)).status_code == 404
    assert boss.get(reverse("admin:orchestration_run_campaign", args=["nobody"])).status_code == 404


# --- decisions


def test_the_question_names_what_will_be_deleted_and_deletes_nothing(boss, waiting):
    before = everything()
    page = html(boss, url("decide", waiting, "cancel"))
    for step in RunStep.objects.filter(run=waiting):
        assert all(id in page for ids in step.created.values() for id in ids)
    assert "1 strategy" in plain(page)
    assert everything() == before
    assert get_run(run_id=waiting.pk).status == Status.AWAITING_APPROVAL


def test_the_approver_sees_the_copy_of_the_hash_they_approve(boss, waiting):
    page = html(boss, url("decide", waiting, "approve"))
    assert f"?content={waiting.content_sha256}" in page
    assert f'name="content_sha256" value="{waiting.content_sha256}"' in page


def test_what_is_not_possible_now_is_not_asked(boss, failed):
    answer = boss.get(url("decide", failed, "approve"), follow=True)
    assert "not possible now" in plain(answer.content.decode())


def test_the_question_counts_what_goes_before_it_names_it(boss, waiting):
    counted = {t: len(ids) for step in waiting.steps.all() for t, ids in step.created.items()}
    page = html(boss, url("decide", waiting, "cancel"))
    said = page.partition('id="deleted"')[2].partition("<details>")[0]
    assert f"{counted['production_bundles']} channels, {counted['production_bundle_assets']} texts" in plain(said)
    assert "production_" not in said
    assert waiting.brief_id not in said


# --- letting a finding pass


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


# --- names for people


def test_a_workers_name_is_not_what_people_read_and_a_persons_is(boss, waiting):
    cancel_run(run_id=waiting.pk, actor="eve")
    run_to_rest(waiting.pk)
    events = html(boss, row_url(Run, waiting.pk)).partition('class="events"')[2].partition("</ol>")[0]
    said = plain(events)
    assert "eve turned back" in said
    assert "A worker finished: Brief" in said
    assert "A worker left nothing of it" in said
    worker = RunEvent.objects.filter(kind="started").first().actor
    assert f'title="{worker}"' in events
    assert worker not in said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"step": "generate_draft", "bundles": 3, "kept": True, "revision": 1}, "Texts for 3 channels. Round 2."),
        (
            {"bundles": 1, "kept": False},
            "Texts for 1 channel; the new texts judged worse, so those of the round before stay.",
        ),
        ({"score": 0.9667, "passed": True, "issues": 1}, "Passed with a score of 0.97; 1 finding."),
        ({"score": 0.5, "passed": False, "issues": 0}, "Did not pass with a score of 0.50; no findings."),
        ({"open_questions": 2}, "2 questions to the client."),
        ({"artifacts": 4}, "4 files."),
        ({"version": 1}, "Version 1."),
        ({"new_fact": 7}, "New fact: 7."),
        ({}, ""),
    ],
)
def test_what_a_step_came_to_is_said_in_words(data, said):
    assert outcome_of(data) == said


def test_every_fact_of_a_run_has_words(waiting):
    facts = {name for event in waiting.events.filter(kind="step_done") for name in event.data}
    assert facts <= {*SAID, *SAID_ELSEWHERE}


def test_where_one_is_stands_in_words_above_the_page(boss, waiting):
    crumbs = html(boss, row_url(Run, waiting.pk)).partition('class="breadcrumbs"')[2].partition("</div>")[0]
    assert plain(crumbs).endswith("Runs &rsaquo; Quayside Repair Café, waits for approval")


def test_the_menu_ends_with_what_only_operators_open(boss):
    groups = {
        app["name"]: [model["name"] for model in app["models"]] for app in boss.get("/admin/").context["app_list"]
    }
    assert list(groups)[-1] == "Internals"
    assert sorted(map(str, groups["Internals"])) == sorted(
        ["Workflow steps", "Workflow events", "Tactic assignments", "Bundle assets", "Auth tokens"]
    )
    assert [str(name) for name in next(iter(groups.values()))] == ["Runs"]
    assert boss.get(reverse("admin:app_list", args=["strategy"])).status_code == 200


def test_the_campaign_says_how_many_rows_it_was_made_of(boss, waiting):
    part = html(boss, url("campaign", waiting)).partition("Made from")[2]
    texts = BundleAsset.objects.filter(bundle__workflow_run_id=waiting.pk).count()
    assert f'<dt>texts</dt><dd><a href="{row_url(Run, waiting.pk)}#made">all {texts}</a>' in part
    strategy = waiting.steps.get(step_name="generate_strategy").created["strategy_document"][0]
    assert f">{strategy}</a>" in part


# --- the front page


def test_every_figure_leads_to_as_many_rows(boss, submit, failed, waiting):
    run_to_rest(submit().pk)
    page = html(boss, reverse("admin:index"))
    bars = re.findall(r'<a href="([^"]+)"><span class="name">([^<]+)</span> <span class="value">(\d+)</span>', page)
    days = re.findall(r'<a href="([^"]+)"><title>[^<]+</title>.*?</a>', page)
    assert {name for _, name, _ in bars} >= {"❚❚ waits for approval", "✓ completed", "↺ undone"}
    for address, _, figure in bars:
        listed = boss.get(address.replace("&amp;", "&")).context["cl"]
        assert listed.result_count == int(figure)
    today = boss.get(days[-1].replace("&amp;", "&")).context["cl"]
    assert today.result_count == Run.objects.count()
    assert boss.get(days[0].replace("&amp;", "&")).context["cl"].result_count == 0


def test_the_front_page_says_what_waits_and_what_failed_and_why(boss, failed, waiting):
    Run.objects.filter(pk=waiting.pk).update(updated_at=timezone.now() - timedelta(hours=5))
    words = plain(html(boss, reverse("admin:index")))
    assert "waits for approval for 5 h 0 min" in words
    assert "quality control: score" in words


def test_an_empty_house_says_what_to_do(boss):
    for address in (reverse("admin:index"), reverse("admin:orchestration_run_changelist")):
        assert "Start the first one" in plain(html(boss, address))


def test_every_empty_list_says_what_to_do(boss):
    for model, its_admin in site._registry.items():
        if isinstance(its_admin, ReadOnlyAdmin) and model is not Run:
            page = html(boss, reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
            assert its_admin.when_empty in unescape(plain(page))


def test_who_may_not_see_runs_sees_no_figures(client, django_user_model, waiting):
    client.force_login(django_user_model.objects.create(username="eve", is_staff=True))
    assert "Waiting for a person" not in html(client, reverse("admin:index"))
    for address in (url("campaign", waiting), url("document", waiting), url("live", waiting), reverse("admin:start")):
        assert client.get(address).status_code == 403


# --- what holds for every page


def test_nothing_but_our_own_files_may_load(boss, waiting, settings):
    policy = written(settings.SECURE_CSP)
    assert "unsafe" not in policy
    for address in pages_of(waiting):
        answer = boss.get(address)
        if "document" in address:
            continue
        assert answer["Content-Security-Policy"] == policy
        page = answer.content.decode()
        assert not re.findall(r"<(?:script|style)(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son\w+=", page)
        assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page)


def test_trouble_looks_like_the_product_and_stays_json_for_programs(boss, client):
    page = boss.get("/nowhere/")
    assert (page.status_code, "There is nothing here" in page.content.decode()) == (404, True)
    assert "aicmo/staff.css" in page.content.decode()
    assert json.loads(boss.get("/api/v1/nowhere/").content)["status"] == 404


@pytest.mark.parametrize("trouble", ["400", "403", "403_csrf", "404", "500"])
def test_every_trouble_has_its_page(trouble):
    from django.template.loader import render_to_string

    page = render_to_string(f"{trouble}.html")
    assert "To the front page" in page
    assert "style=" not in page
