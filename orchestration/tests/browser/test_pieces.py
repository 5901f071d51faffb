"""A piece is finished on its page: written in with findings as one types, commented at a passage, saved by keyboard."""

from contextlib import suppress

import pytest

from orchestration.editing import edit_text, version_of
from orchestration.models import RunComment, RunEdit
from orchestration.services import submit_run
from orchestration.tests.staff.pages import url
from orchestration.worker import run_to_rest
from production.models import BundleAsset

Error = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed; see .ci/browser").Error

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
WAIT = 15_000


@pytest.fixture
def waiting(intake, site):
    return run_to_rest(submit_run(intake=intake, actor="test", require_approval=True).pk)


@pytest.fixture
def post(waiting):
    return BundleAsset.objects.get(bundle__channel="x_post", asset_type="text", meta__piece=1)


@pytest.fixture
def field(staff, site, waiting):
    staff.goto(f"{site}{url('piece', waiting, 'x_post#1')}")
    return staff.get_by_role("textbox", name="Text")


def test_a_finding_comes_and_goes_as_one_types_and_the_text_is_saved_by_keyboard(staff, field, post):
    kept = post.content
    field.fill("word " * 80)
    staff.locator(".told", has_text="the limit is 280").wait_for(timeout=WAIT)
    assert "too long by" in staff.locator(".count").first.inner_text()
    assert field.get_attribute("aria-invalid") == "true"
    field.fill(kept)
    staff.locator(".told", has_text="the limit is 280").wait_for(state="detached", timeout=WAIT)
    assert field.get_attribute("aria-invalid") is None
    field.press("End")
    staff.get_by_role("button", name="Insert: Repairs are free").click()
    assert "Repairs are free" in field.input_value()
    assert staff.locator("#changed").inner_text() == "1 text changed, not saved."
    field.press("Control+s")
    staff.get_by_text("Saved: 1 text.").wait_for(timeout=WAIT)
    assert RunEdit.objects.get().text != kept


def test_an_answer_that_was_overtaken_is_dropped(staff, field):
    held = []
    staff.route("**/check/", lambda route: held.append(route) if not held else route.continue_())
    field.fill("word " * 80)
    while not held:
        staff.wait_for_timeout(50)
    field.fill("Repairs are free.")
    staff.locator(".count", has_text="17 of 280").wait_for(timeout=WAIT)
    late = '<span class="count over" id="text-0-count">400 of 280 characters</span>'
    with suppress(Error):  # the script had let it go already
        held[0].fulfill(body=late, content_type="text/html")
    staff.wait_for_timeout(300)
    assert "17 of 280" in staff.locator(".count").first.inner_text()


def test_two_people_in_one_text_see_both(staff, field, post, waiting):
    seen = version_of(post.content)
    edit_text(run_id=waiting.pk, asset_id=post.asset_id, content="Theirs.", version=seen, actor="tomas")
    field.fill("Mine.")
    staff.get_by_role("button", name="Save").click()
    staff.get_by_text("tomas saved another text").wait_for(timeout=WAIT)
    assert staff.locator(".diff del").inner_text() == "Theirs"
    assert staff.get_by_role("textbox", name="Text").input_value() == "Mine."


def test_what_is_selected_is_what_a_comment_is_about(staff, field, post):
    field.focus()
    field.press("Home")
    for _ in post.content.split()[0]:
        field.press("Shift+ArrowRight")
    passage = staff.get_by_label("Words there that it is about")
    assert passage.input_value() == post.content.split()[0]
    staff.get_by_label("What you say").fill("May we say that?")
    staff.get_by_role("button", name="Say it").click()
    staff.get_by_text("Said.").wait_for(timeout=WAIT)
    said = RunComment.objects.get()
    assert (said.field, said.passage) == ("text", post.content.split()[0])


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen(staff, site, waiting, width):
    staff.set_viewport_size({"width": width, "height": 844})
    for address in (url("campaign", waiting), url("piece", waiting, "x_post#1"), url("piece", waiting, "email#1")):
        staff.goto(f"{site}{address}")
        assert staff.evaluate("document.documentElement.scrollWidth") <= width
