"""What staff do in a day, in a real browser."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.contrib.admin.utils import quote

from aicmo_site.admin import row_url
from orchestration.models import Run, RunStep, Status
from orchestration.services import submit_run
from orchestration.tests.browser.conftest import slowed
from orchestration.worker import run_to_rest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
WAIT = 30_000


def fill_in(page):
    page.get_by_label("Client", exact=True).fill("Harwick Canoe Club")
    page.get_by_label("Objectives").fill("Win 40 members by June\nFill the Sunday beginners' course")
    page.get_by_label("Audience").fill("Adults in Harwick who like to be on the water")
    page.get_by_label("Channels").fill("Instagram\nemail\nSMS")
    page.get_by_label("Key messages").fill("The first paddle is free\nBoats and coaches are there")
    page.get_by_label("Call to action").fill("Book a first paddle")
    page.get_by_label("Ask for approval before delivery").check()


def state(page):
    return page.locator("#standing .state")


def test_from_the_form_to_the_download(staff, worker):
    staff.get_by_role("link", name="Start a run").click()
    staff.get_by_label("Client", exact=True).fill("Harwick Canoe Club")
    staff.get_by_role("button", name="Preview").click()
    staff.get_by_text("is required: name an objective here").wait_for()
    fill_in(staff)
    staff.get_by_role("button", name="Preview").click()
    proposed = staff.frame_locator("iframe[name=proposed]")
    proposed.get_by_role("heading", name=re.compile("Harwick Canoe Club")).first.wait_for(timeout=WAIT)
    assert Run.objects.count() == 0

    with slowed():
        staff.get_by_role("button", name="Start the run").click()
        staff.get_by_role("heading", name="Harwick Canoe Club").wait_for()
        seen = {staff.locator("#standing progress").get_attribute("value")}
        while "waits for approval" not in state(staff).inner_text(timeout=WAIT):
            seen.add(staff.locator("#standing progress").get_attribute("value"))
            staff.wait_for_timeout(200)
    assert len(seen) >= 3  # the bar moved, and nobody reloaded the page

    staff.get_by_role("link", name="Ask for changes").click()
    staff.get_by_label("For the whole campaign").fill("Shorter, and warmer.")
    staff.get_by_role("button", name="Ask for changes").click()
    staff.get_by_text("Sent back to the draft").wait_for()
    staff.locator("#journal").get_by_text("Shorter, and warmer.").wait_for(timeout=WAIT)
    staff.locator("#standing .state", has_text="waits for approval").wait_for(timeout=WAIT)
    run = Run.objects.get()
    assert run.revision == 1

    staff.get_by_role("link", name="Approve").click()
    copy = staff.frame_locator("iframe.document")
    copy.get_by_role("heading", name=re.compile("Harwick Canoe Club")).first.wait_for()
    staff.get_by_role("button", name="Approve").click()
    staff.locator("#standing .state", has_text="completed").wait_for(timeout=WAIT)

    staff.get_by_role("link", name="See the campaign").click()
    with staff.expect_download() as download:
        staff.get_by_role("link", name="package.zip", exact=True).click()
    names = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())).namelist()
    assert "campaign.html" in names


def test_cancelling_says_first_what_goes(staff, site, intake):
    run = run_to_rest(submit_run(intake=intake, require_approval=True, actor="test").pk)
    staff.goto(f"{site}{row_url(Run, run.pk)}")
    staff.get_by_role("link", name="Cancel the run").click()
    listed = staff.locator("#deleted")
    for step in RunStep.objects.filter(run=run):
        for ids in step.created.values():
            for id in ids:
                assert listed.get_by_text(id, exact=True).count() == 1
    assert Run.objects.get().status == Status.AWAITING_APPROVAL
    staff.get_by_label("Comment").fill("The client went elsewhere.")
    staff.get_by_role("button", name="Cancel the run").click()
    staff.get_by_text("Cancelled; what it made is being undone.").wait_for()
    run_to_rest(run.pk)
    staff.locator("#standing .state", has_text="undone").wait_for(timeout=WAIT)
    staff.locator("#journal").get_by_text("The client went elsewhere.").wait_for()


def test_why_a_run_failed_is_found_from_the_front_page(staff, site, intake):
    run = run_to_rest(submit_run(intake=intake, force_qc_fail=True, actor="test").pk)
    staff.goto(f"{site}/admin/")
    staff.locator("section", has_text="Failed lately").get_by_role("link", name=intake["client_name"]).click()
    assert quote(run.pk) in staff.url
    staff.get_by_role("heading", name="Why it failed").wait_for()
    staff.locator("#quality").get_by_text("This is a drill").wait_for()
    staff.get_by_role("link", name="Retry").click()
    staff.get_by_role("button", name="Retry").click()
    staff.get_by_text("a retry of an earlier one").wait_for()


def test_times_are_in_the_viewers_zone(staff, site, intake):
    run = run_to_rest(submit_run(intake=intake, actor="test").pk)
    staff.goto(f"{site}{row_url(Run, run.pk)}")
    shown = staff.locator("time").first
    offset = "GMT-4" if "Daylight" in (shown.get_attribute("title") or "") else "GMT-5"
    assert re.search(rf"Eastern|{offset}|EST|EDT", shown.get_attribute("title"))
    assert "UTC" not in shown.inner_text()


@pytest.mark.parametrize("width", [400, 1280])
def test_no_page_is_wider_than_the_window(staff, site, intake, width):
    run = run_to_rest(submit_run(intake=intake, require_approval=True, actor="test").pk)
    staff.set_viewport_size({"width": width, "height": 900})
    for address in ("/admin/", "/admin/orchestration/run/", "/admin/start/", row_url(Run, run.pk)):
        staff.goto(f"{site}{address}")
        assert staff.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
