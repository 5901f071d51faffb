"""The plan adjusted on a phone, without a script, by keyboard alone."""

import pytest

from aicmo_site.admin import row_url
from orchestration.models import Run
from orchestration.services import submit_run
from orchestration.worker import run_to_rest

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed; see .ci/browser")

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]


def violations(page):
    found = axe.Axe().run(page, options={"iframes": False, "preload": False}).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]


def test_a_share_is_adjusted_with_the_keyboard_alone(logged_in, site, intake):
    run = run_to_rest(submit_run(intake=intake, actor="ada", stops=["strategy"]).pk)
    page = logged_in
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}{row_url(Run, run.pk)}")
    page.get_by_role("link", name="Adjust the plan").press("Enter")
    form = page.get_by_role("group", name="Marketing email")
    form.get_by_label("Share in percent").focus()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is beside the phone"
    page.keyboard.press("Control+a")
    page.keyboard.type("71.5")
    while not page.evaluate("document.activeElement.labels?.[0]?.innerText == 'Why it is changed'"):
        page.keyboard.press("Tab")
    page.keyboard.type("Their list is good.")
    page.keyboard.press("Enter")
    page.get_by_text("Adjusted; the plan is being made again.").wait_for()
    run_to_rest(run.pk)
    page.reload()
    page.locator("#adjusted ins", has_text="Marketing email: 71.5%").wait_for()
    assert violations(page) == []
