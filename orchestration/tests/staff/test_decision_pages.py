"""What a decision would do is said before it is taken."""

import re

import pytest
from django.contrib.auth.models import Group

from orchestration.models import RunStep, Status
from orchestration.services import get_run
from orchestration.tests.conftest import everything
from orchestration.tests.staff.pages import html, plain, url
from orchestration.worker import run_to_rest

pytestmark = pytest.mark.django_db(transaction=True)


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
    assert f"{counted['production_bundles']} channels, {counted['production_bundle_assets']} texts, " in plain(said)
    assert plain(said).endswith("1 QC result")  # in the order of the work, whatever the database makes of JSON
    assert "production_" not in said
    assert waiting.brief_id not in said


@pytest.fixture
def stopped(submit):
    return run_to_rest(submit(require_approval=True, force_qc_fail=True).pk)


def test_what_quality_control_stops_is_not_offered_for_approval_and_the_page_says_why(boss, stopped):
    page = html(boss, url("change", stopped))
    assert url("decide", stopped, "approve") not in page
    assert url("decide", stopped, "request_changes") in page
    assert "Quality control stops pieces of the copy" in plain(page)
    answer = boss.get(url("decide", stopped, "approve"), follow=True)
    assert "quality control stops the whole" in plain(answer.content.decode())
    posted = boss.post(url("decide", stopped, "approve"), {"content_sha256": stopped.content_sha256}, follow=True)
    assert "change these texts, or let the findings pass" in plain(posted.content.decode())
    assert get_run(run_id=stopped.pk).status == Status.AWAITING_APPROVAL


def test_who_approves_copy_below_the_threshold_is_told_first_what_was_found(boss, submit, settings):
    settings.AICMO_QC_MAX_REVISIONS, settings.AICMO_QC_THRESHOLD = 0, 1.1
    run = run_to_rest(submit(require_approval=True).pk)
    page = html(boss, url("decide", run, "approve"))
    assert page.index("Quality control has not let it pass") < page.index("<form method")
    boss.post(url("decide", run, "approve"), {"content_sha256": run.content_sha256})
    assert run_to_rest(run.pk).status == Status.COMPLETED


def test_who_approves_is_told_first_what_is_open(boss, submit, intake):
    intake["raw_notes"] = "The price is not fixed yet."
    run = run_to_rest(submit(require_approval=True).pk)
    page = html(boss, url("decide", run, "approve"))
    assert re.search(r"\d+ questions? to the client (is|are) open", plain(page))
    assert url("brief", run) in page


def test_what_somebody_may_not_decide_is_not_offered_on_the_campaign(client, django_user_model, waiting):
    user = django_user_model.objects.create_user("bob", is_staff=True)
    user.groups.set(Group.objects.filter(name="editor"))
    client.force_login(user)
    page = html(client, url("campaign", waiting))
    assert url("decide", waiting, "approve") not in page
    assert url("decide", waiting, "request_changes") not in page
