"""Retake the screenshots of `.docs/` from the examples of a first run, in the Chromium of this machine.

Run after `make browser`, which installs Playwright: `.venv/bin/python .ci/screenshots.py [FOLDER [dark [WIDTH]]]`.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from contract import ROOT, manage, serving

sys.path.insert(0, str(ROOT / ".browser"))
from playwright.sync_api import sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
HEIGHT = 880
CLIENT = "Quayside Repair Café"


def examples(environment):
    manage("examples", environment=environment)


def front_page(page, address):
    page.goto(f"{address}/admin/")


def run(page, address):
    """The one that was sent back, asked to be changed, and waits again."""
    page.goto(f"{address}/admin/orchestration/run/?status__exact=AWAITING_APPROVAL")
    page.get_by_role("link", name="Les Fermes du Marais").click()
    page.locator("#journal").wait_for()


def campaign(page, address):
    """From the copy on, where the channels are told apart."""
    page.goto(f"{address}/admin/orchestration/run/?status__exact=COMPLETED")
    page.get_by_role("link", name=CLIENT).click()
    page.get_by_role("link", name="See the campaign").click()
    page.wait_for_load_state("networkidle")  # the frame too
    page.frame_locator("iframe.document").locator("#copy article").first.scroll_into_view_if_needed()


def start(page, address):
    page.goto(f"{address}/admin/start/")
    page.get_by_label("Intake as JSON").fill((ROOT / "onboarding/examples/intake.json").read_text(encoding="utf-8"))
    page.get_by_role("button", name="Preview").click()
    page.frame_locator("iframe[name=proposed]").get_by_role("heading", level=1).wait_for()


PICTURES = {"front-page": front_page, "run": run, "campaign": campaign, "start": start}


def main(folder=str(ROOT / ".docs"), scheme="light", width="1180"):
    with (
        tempfile.TemporaryDirectory() as scratch,
        serving(scratch, examples) as (address, _, session),
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": int(width), "height": HEIGHT}, color_scheme=scheme)
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        for name, show in PICTURES.items():
            page = context.new_page()
            show(page, address)
            page.wait_for_timeout(1000)  # times are put into the viewer's zone, frames are drawn
            page.screenshot(path=Path(folder, f"{name}.png"))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
