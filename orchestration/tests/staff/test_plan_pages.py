"""Staff see the plan that they approve, and later whether it is still the one that was approved."""

import re

import pytest
from django.urls import reverse

from aicmo_site.admin import row_url
from onboarding.services import get_brief
from orchestration.models import Run, Status
from orchestration.services import answer_run, approve_run, get_run, submit_run
from orchestration.staff.brief_page import brief_url
from orchestration.tests.conftest import SMALL
from orchestration.tests.staff.pages import html, plain, url
from orchestration.worker import run_to_rest
from strategy.models import StrategyDocument

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def planned(submit):
    return run_to_rest(submit(stops=["strategy", "copy"]).pk)


def answered(run, field, value):
    fact = next(fact for fact in get_brief(brief_id=run.brief_id).facts if fact.field == field)
    answer_run(run_id=run.pk, actor="ben", answers=[{"fact": fact.id, "decision": "correct", "value": value}])
    return run_to_rest(run.pk)


def part(page, name):
    return plain(page.partition(f'id="{name}"')[2].partition("</section>")[0])


def test_the_run_says_what_it_waits_for_and_offers_what_can_be_done(boss, planned):
    page = html(boss, row_url(Run, planned.pk))
    assert "waits for approval of its plan" in plain(page)
    offered = re.findall(r'<a class="action[^"]*" href="([^"]+)">([^<]+)</a>', page.partition('class="deeds"')[2])
    wanted = ["Approve the plan", "Adjust the plan", "Correct the brief", "Reject", "Cancel the run"]
    assert [label for _, label in offered[:5]] == wanted
    assert brief_url(planned) in [address for address, label in offered if label == "Correct the brief"]
    assert "See the campaign" not in page
    assert "waits for approval of its plan" in plain(html(boss, reverse("admin:index")))


def test_who_approves_sees_the_plan_of_the_hash_that_they_approve(boss, planned):
    page = html(boss, url("decide", planned, "approve"))
    content = StrategyDocument.objects.get().to_value().content_sha256
    assert "The copy is written from exactly the plan below." in plain(page)
    assert f'name="content_sha256" value="{content}"' in page
    assert f"?content={content}" in page
    shown = boss.get(f"{url('document', planned)}?content={content}")
    assert "Win 40 volunteers" in shown.content.decode()
    assert boss.get(f"{url('document', planned)}?content={'0' * 64}").status_code == 409
    answer = boss.post(url("decide", planned, "approve"), {"content_sha256": content, "comment": "Good"}, follow=True)
    assert "Approved; the copy is being written." in plain(answer.content.decode())
    assert "approved the plan" in plain(html(boss, row_url(Run, planned.pk)))
    assert run_to_rest(planned.pk).awaiting == "copy"


def test_a_plan_that_was_approved_and_has_changed_is_pointed_out_with_what_changed(boss, planned):
    approve_run(run_id=planned.pk, actor="ann", content_sha256=planned.content_sha256)
    run = answered(run_to_rest(planned.pk), "objectives.0", "Win 60 volunteers")
    for address in (row_url(Run, run.pk), url("decide", run, "approve")):
        told = part(html(boss, address), "changed-strategy")
        assert "ann approved the plan" in told
        assert "It has changed since, and waits for approval again." in told
        gone, _, new = told.partition("New since")
        assert "Win 40 volunteers" in gone.partition("Approved, and no longer so")[2]
        assert "Win 60 volunteers" in new
        assert "Duration" not in told
    assert "Another than ann has approved" in plain(html(boss, row_url(Run, run.pk)))
    assert "See the campaign" not in html(boss, row_url(Run, run.pk)), "its copy is of the former plan"


def test_one_that_stands_is_said_to_stand(boss, planned):
    approve_run(run_id=planned.pk, actor="ann", content_sha256=planned.content_sha256)
    run = answered(run_to_rest(planned.pk), "website", "https://other.example")
    told = part(html(boss, row_url(Run, run.pk)), "changed-strategy")
    assert told.endswith("It is still the same, so the run does not rest there again.")
    assert 'id="changed-strategy"' not in html(
        boss, row_url(Run, run_to_rest(submit_run(intake=SMALL, actor="a").pk).pk)
    )


def test_the_form_asks_for_it_and_starting_again_keeps_it(boss, planned):
    page = html(boss, reverse("admin:start"))
    assert 'name="rest_at_plan"' in page
    answer_run(run_id=planned.pk, actor="ben", answers=[])
    run = run_to_rest(planned.pk)
    boss.post(url("decide", run, "reject"), {"comment": ""})
    assert run_to_rest(run.pk).status == Status.COMPENSATED
    again = html(boss, f"{reverse('admin:start')}?from={run.pk}")
    assert re.search(r'<input[^>]*name="rest_at_plan"[^>]*checked', again)
    assert re.search(r'<input[^>]*name="require_approval"[^>]*checked', again)
    assert not re.search(r'<input[^>]*name="rest_at_brief"[^>]*checked', again)
    assert get_run(run_id=run.pk).input["stops"] == ["strategy", "copy"]
