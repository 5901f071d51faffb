"""The admin: every table to look at, nothing to touch but the decisions about runs."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.urls import reverse

from aicmo_site.admin import row_url
from aicmo_site.references import key_of, references
from delivery.models import Package
from onboarding.models import Brief, Client
from onboarding.services import normalize_brief
from onboarding.tests.factories import BriefFactory
from orchestration.models import Run, RunEvent, Status
from orchestration.services import approve_run, get_run, request_changes
from orchestration.tests.conftest import everything
from orchestration.tests.factories import KeptTextFactory, ModelCallFactory, ReviewLinkFactory, RunEditFactory
from orchestration.worker import run_to_rest
from production.models import Draft
from qc.contracts import QcIssueDTO
from qc.models import QcIssue, QcResult
from qc.services import allow_word, waive_issue
from strategy.models import StrategyDocument
from strategy.services import generate_strategy
from strategy.tests.factories import StrategyFactory

pytestmark = pytest.mark.django_db(transaction=True)
OURS = ("onboarding", "strategy", "production", "qc", "delivery", "orchestration")
MODELS = [model for app in OURS for model in apps.get_app_config(app).get_models()]
LIST_URLS = {m: reverse(f"admin:{m._meta.app_label}_{m._meta.model_name}_changelist") for m in MODELS}


@pytest.fixture
def one_of_each(submit):
    """A completed run, and at least one row in every table."""
    run = run_to_rest(submit(require_approval=True).pk)
    request_changes(run_id=run.pk, actor="ada", comment="no hashtags")
    run = run_to_rest(run.pk)
    approve_run(run_id=run.pk, actor="ada", content_sha256=run.content_sha256)
    run = run_to_rest(run.pk)
    result = QcResult.objects.get(workflow_run_id=run.pk)
    QcIssue.objects.create(result=result, severity="minor", code="x", reason="for the test", position=99)
    issue = QcIssueDTO("minor", "x_post/text", "for the test", "X", fingerprint="f")
    waive_issue(client_id=run.client_id, issue=issue, reason="for the test", actor="ada", run_id=run.pk)
    allow_word(client_id=run.client_id, word="kwik", reason="for the test", actor="ada")
    ModelCallFactory(run=run)
    RunEditFactory(run=run)
    KeptTextFactory(run=run)
    ReviewLinkFactory(run=run)
    return run


def page(client, run):
    return client.get(row_url(Run, run.pk)).content.decode()


def decide(client, run, decision, **data):
    return client.post(reverse("admin:orchestration_run_decide", args=[quote(run.pk), decision]), data, follow=True)


def question(client, run, decision):
    """The page that says what a decision would do."""
    return client.get(reverse("admin:orchestration_run_decide", args=[quote(run.pk), decision]))


def buttons(html):
    return re.findall(r'<a class="action[^"]*" href="[^"]+/decide/[^"]+">([^<]+)</a>', html)


def messages(response):
    return [(message.level_tag, str(message)) for message in response.context["messages"]]


def test_every_table_is_registered():
    assert [model for model in MODELS if not admin.site.is_registered(model)] == []


def test_every_list_and_page_opens_by_business_id_and_changes_nothing(boss, one_of_each):
    before = everything(), list(Run.objects.values()), list(RunEvent.objects.values())
    for model in MODELS:
        row = model._default_manager.first()
        url = row_url(model, getattr(row, key_of(model)))
        listed = boss.get(LIST_URLS[model])
        assert listed.status_code == 200
        (first, *_) = re.findall(rf'href="({LIST_URLS[model]}[^"?]+/change/)', listed.content.decode())
        assert [boss.get(page).status_code for page in (first, url)] == [200, 200]
        assert boss.get(f"{LIST_URLS[model]}?q=x&o=1").status_code == 200
    assert (everything(), list(Run.objects.values()), list(RunEvent.objects.values())) == before


def test_lists_name_the_client_of_each_row(boss, one_of_each, intake):
    for model in (StrategyDocument, QcResult, Package, Draft, Brief):
        row = boss.get(LIST_URLS[model]).content.decode().partition('class="field-campaign')[2].partition("</td>")[0]
        assert intake["client_name"] in row


def test_nobody_adds_changes_or_deletes_rows_that_runs_make(boss, one_of_each):
    for model in MODELS:
        if model is Client:
            continue  # people write down what is to be remembered of clients
        url = row_url(model, getattr(model._default_manager.first(), key_of(model)))
        assert boss.get(f"{LIST_URLS[model]}add/").status_code == 403
        assert boss.post(url, {"_save": "x"}).status_code == 403
        assert boss.post(url.replace("/change/", "/delete/"), {"post": "yes"}).status_code == 403
        assert 'name="_save"' not in boss.get(url).content.decode()


def test_without_the_permission_to_view_there_is_nothing_to_see(client, django_user_model, waiting):
    client.force_login(django_user_model.objects.create(username="eve", is_staff=True))
    assert client.get(row_url(Run, waiting.pk)).status_code == 403
    assert decide(client, waiting, "cancel").status_code == 403
    assert get_run(run_id=waiting.pk).status == Status.AWAITING_APPROVAL


def test_ids_lead_to_the_rows_they_name_both_ways(boss, one_of_each):
    for reference in references():
        if reference.source == "orchestration.Run":
            continue
        source = reference.source_model._default_manager.first()
        target = reference.target_model._default_manager.first()
        there = row_url(reference.source_model, getattr(source, key_of(reference.source_model)))
        here = row_url(reference.target_model, getattr(target, key_of(reference.target_model)))
        assert f'href="{here}"' in boss.get(there).content.decode()
        assert f'href="{there}"' in boss.get(here).content.decode()


def test_what_clients_write_is_shown_and_never_run(boss, intake, submit):
    intake["client_name"] = "<script>alert(1)</script>"
    intake["<img src=x>"] = "</pre><b>bold</b>"
    run = run_to_rest(submit(require_approval=True).pk)
    pages = [row_url(m, getattr(m._default_manager.first(), key_of(m))) for m in MODELS if m._default_manager.exists()]
    for url in [*LIST_URLS.values(), *pages]:
        html = boss.get(url).content.decode()
        assert [part for part in ("<script>alert", "<img src=x", "<b>bold") if part in html] == []
    assert "&lt;script&gt;alert(1)" in page(boss, run)


# --- decisions


def test_only_what_works_is_offered(boss, submit, waiting):
    assert buttons(page(boss, submit())) == ["Cancel the run"]
    assert buttons(page(boss, waiting)) == ["Approve", "Ask for changes", "Reject", "Cancel the run"]
    Run.objects.filter(pk=waiting.pk).update(status=Status.FAILED)
    assert buttons(page(boss, waiting)) == ["Resume undoing"]
    Run.objects.filter(pk=waiting.pk).update(status=Status.COMPENSATING)
    assert buttons(page(boss, waiting)) == []
    Run.objects.filter(pk=waiting.pk).update(status=Status.COMPLETED)
    assert buttons(page(boss, waiting)) == ["Retry"]


def test_those_who_may_only_look_see_no_buttons(client, django_user_model, waiting):
    from django.contrib.auth.models import Permission

    user = django_user_model.objects.create(username="eve", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_run"))
    client.force_login(user)
    html = page(client, waiting)
    assert (buttons(html), waiting.pk in html) == ([], True)
    assert decide(client, waiting, "cancel").status_code == 403


def test_approving_names_the_content_that_the_page_showed(boss, waiting):
    assert (
        f'name="content_sha256" value="{waiting.content_sha256}"' in question(boss, waiting, "approve").content.decode()
    )
    stale = decide(boss, waiting, "approve", content_sha256="0" * 64)
    assert [level for level, text in messages(stale)] == ["error"]
    assert get_run(run_id=waiting.pk).status == Status.AWAITING_APPROVAL
    approved = decide(boss, waiting, "approve", content_sha256=waiting.content_sha256, comment="fine")
    assert messages(approved) == [("success", "Approved; it goes on to delivery.")]
    event = RunEvent.objects.get(run=waiting, kind="decided")
    assert (event.actor, event.data["decision"], event.data["comment"]) == ("ada", "approve", "fine")
    assert run_to_rest(waiting.pk).status == Status.COMPLETED


def test_changes_are_asked_for_with_a_comment(boss, waiting):
    missing = decide(boss, waiting, "request_changes", comment=" ")
    assert messages(missing) == [("error", "Say what is to be changed.")]
    decide(boss, waiting, "request_changes", comment="warmer")
    assert RunEvent.objects.get(run=waiting, kind="decided").data["comment"] == "warmer"


@pytest.mark.parametrize(("decision", "outcome"), [("reject", "rejected"), ("cancel", "cancelled")])
def test_a_run_is_turned_down_and_retried(boss, waiting, decision, outcome):
    decide(boss, waiting, decision)
    assert run_to_rest(waiting.pk).outcome == outcome
    retried = decide(boss, waiting, "retry")
    new = Run.objects.get(retry_of=waiting.pk)
    assert retried.redirect_chain[-1][0] == row_url(Run, new.pk)


def test_a_decision_that_comes_too_late_is_a_message(boss, submit):
    run = run_to_rest(submit().pk)
    for decision in ("approve", "reject", "cancel", "resume"):
        answer = decide(boss, run, decision)
        assert [(level, run.pk in text) for level, text in messages(answer)] == [("error", True)]


def test_decisions_are_posts_with_the_csrf_token(django_user_model, waiting):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(django_user_model.objects.create(username="ada", is_staff=True, is_superuser=True))
    url = reverse("admin:orchestration_run_decide", args=[waiting.pk, "cancel"])
    assert client.get(url).status_code == 200
    assert client.post(url).status_code == 403
    assert get_run(run_id=waiting.pk).status == Status.AWAITING_APPROVAL


def test_an_unknown_decision_is_404(boss, waiting):
    assert decide(boss, waiting, "explode").status_code == 404


def test_a_row_to_which_many_refer_leads_to_all_of_them(boss):
    normalize_brief(brief=BriefFactory(brief_id="brief_1"))
    for number in range(11):
        generate_strategy(strategy=StrategyFactory(strategy_id=f"strategy_{number}", brief_id="brief_1"))
    shown = boss.get(row_url(Brief, "brief_1")).content.decode()
    (address,) = re.findall('<a href="([^"]+)">all of them</a>', shown)
    assert boss.get(address).context["cl"].result_count == 11
