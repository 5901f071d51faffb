"""The messiest brief, put right in a real browser: by hand, by keyboard, beside somebody else, and without a script."""

import re

import pytest

from aicmo_site.admin import row_url
from orchestration.models import Run
from orchestration.services import answer_run, brief_of, submit_run
from orchestration.staff.brief_page import brief_url
from orchestration.tests.browser.conftest import slowed
from orchestration.tests.browser.test_access import looked_at, looks, violations  # noqa: F401 - a fixture
from orchestration.worker import run_to_rest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
WAIT = 30_000
MESSY = {
    "client_name": "Museo del Faro",
    "channels": ["newsletter", "something on the tram"],
    "budget": "about 6.000, of which 900 for the printer",
    "exclusions": ["Do not say “free for ever”"],
    "raw_notes": (
        "From: Marta Ibáñez\nSent: Monday, 1 February 2027 09:12\nTo: agency\nSubject: lighthouse\n\n"
        "Hi Lucía,\n\nOur goal is that 1,200 people visit the exhibition on lighthouse keepers. We need a campaign for "
        "families in Puerto Alar and teachers of primary schools. Main message: admission is free on Sundays.\n\n"
        "It opens on 14 May, if the town hall agrees. Instagram for sure; TikTok maybe, if there is time.\n"
        "Website? still the old one.\n\n"
        "Between us: the councillor is very particular about his logo.\n\nBest, Marta"
    ),
}


@pytest.fixture
def resting():
    return run_to_rest(submit_run(intake=MESSY, stops=["brief"], require_approval=True, actor="test").pk)


@pytest.fixture
def brief_page(staff, site, resting):
    """Ada's page of the brief."""
    staff.goto(f"{site}{brief_url(resting)}")
    return staff


def question(page, name):
    return page.locator(".question", has=page.locator("legend", has_text=name)).first


def fact(page, name):
    return page.locator(".fact", has=page.locator("legend", has_text=name)).first


@looks
def test_it_keeps_nobody_out(brief_page, looked_at):  # noqa: F811
    assert violations(brief_page) == []
    fact(brief_page, "Aim").get_by_label("Correct").check()
    assert violations(brief_page) == []
    assert brief_page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def saved(page):
    """The page followed the run to where it rests again."""
    page.locator("#standing[data-moves=no]").wait_for(timeout=WAIT)


def test_it_is_put_right_and_brought_to_its_end_on_one_page(staff, site, worker):
    run = submit_run(intake=MESSY, stops=["brief"], actor="test")
    staff.goto(f"{site}{row_url(Run, run.pk)}")
    staff.locator("#standing .state", has_text="waits for answers to its brief").wait_for(timeout=WAIT)
    staff.get_by_role("link", name="Answer its questions").click()
    address = staff.url
    fact(staff, "Aim").get_by_label("Correct").check()
    fact(staff, "Aim").get_by_label("What is right").fill("Win 1,500 visitors by August")
    fact(staff, "Must not appear").get_by_label("Reject").check()
    question(staff, "Launch").get_by_label("Answer", exact=False).last.fill("2027-05-14")
    question(staff, "Duration").get_by_label("Answer").fill("8")
    question(staff, "Budget").get_by_label("Answer", exact=False).last.fill("a lot")
    staff.get_by_role("button", name="Save", exact=True).click()
    staff.get_by_text("cannot be read as one sum").wait_for()
    assert fact(staff, "Aim").get_by_label("What is right").input_value() == "Win 1,500 visitors by August"
    question(staff, "Budget").get_by_label("Answer", exact=False).last.fill("6,000 EUR")
    with slowed():
        staff.get_by_role("button", name="Save", exact=True).click()
        staff.get_by_text("The run is at work").wait_for()
        staff.get_by_role("button", name="Save", exact=True).wait_for(timeout=WAIT)
    assert staff.url == address
    assert fact(staff, "Aim").locator(".what").inner_text() == "Win 1,500 visitors by August"
    assert "€6,000" in fact(staff, "Budget").inner_text()
    assert "14 May 2027" in fact(staff, "Launch").inner_text()
    staff.get_by_role("button", name=re.compile("Accept the")).click()
    staff.locator("#count", has_text=", 0 facts left").wait_for()
    staff.get_by_role("button", name="Save and go on").click()
    staff.locator("#standing .state", has_text="completed").wait_for(timeout=WAIT)
    assert staff.url == address
    brief = brief_of(run_id=run.pk)
    assert (brief.objectives, brief.launch_day) == (("Win 1,500 visitors by August",), "2027-05-14")
    assert (brief.proposed_facts, brief.scope.timeline_weeks) == ((), 8)
    assert violations(staff) == []
    staff.locator(".closed").get_by_role("link", name="Start again with these answers").click()
    assert staff.get_by_label("Objectives").input_value() == "Win 1,500 visitors by August"


def test_it_is_answered_with_the_keys_alone(brief_page, resting, worker):
    keys = brief_page.keyboard
    assert brief_page.locator(".keys").is_visible()
    questions = brief_page.locator(".question").count()
    for _ in range(questions + 1):
        keys.press("j")
    aim = fact(brief_page, "Aim")
    assert aim.evaluate("item => item === document.activeElement")
    assert aim.evaluate("item => getComputedStyle(item).outlineStyle") == "solid"
    keys.press("c")
    keys.press("Control+A")
    keys.type("Win 90 jackals")  # whose letters are no commands here
    keys.press("Escape")
    keys.press("j")
    keys.press("a")
    keys.press("r")
    keys.press("k")
    keys.press("k")
    chosen = brief_page.locator(".fact input:checked")
    assert chosen.evaluate_all("all => all.map(one => one.value)") == ["correct", "accept", "reject"]
    assert fact(brief_page, "Audience").evaluate("item => item === document.activeElement")
    brief_page.get_by_role("button", name="Save", exact=True).press("Enter")
    brief_page.get_by_text("Win 90 jackals").first.wait_for(timeout=WAIT)
    saved(brief_page)
    states = {fact.state for fact in brief_of(run_id=resting.pk).facts}
    assert {"corrected", "confirmed", "rejected"} <= states


def test_a_second_tab_is_told_that_it_is_stale_and_keeps_what_was_typed(brief_page, resting, site):
    fact(brief_page, "Aim").get_by_label("Correct").check()
    fact(brief_page, "Aim").get_by_label("What is right").fill("Win 50 visitors")
    launch = next(one for one in brief_of(run_id=resting.pk).open_questions if one.field == "launch_date")
    answer = {"question": launch.id, "decision": "correct", "value": "2027-05-14"}
    answer_run(run_id=resting.pk, actor="eve", answers=[answer])
    run_to_rest(resting.pk)
    brief_page.get_by_role("button", name="Save", exact=True).click()
    brief_page.get_by_text("Somebody else was here first").wait_for()
    assert "14 May 2027" in fact(brief_page, "Launch").inner_text()
    assert fact(brief_page, "Aim").get_by_label("What is right").input_value() == "Win 50 visitors"
    assert violations(brief_page) == []
    brief_page.get_by_role("button", name="Save", exact=True).click()
    brief_page.get_by_text("The brief is read again with it").wait_for()
    run_to_rest(resting.pk)
    assert brief_of(run_id=resting.pk).objectives == ("Win 50 visitors",)


def test_without_a_script_it_still_works(browser, logged_in, site, resting):
    plainly = browser.new_context(java_script_enabled=False, storage_state=logged_in.context.storage_state())
    page = plainly.new_page()
    page.goto(f"{site}{brief_url(resting)}")
    assert not page.locator(".keys").is_visible()
    fact(page, "Aim").get_by_label("Correct").check()
    fact(page, "Aim").get_by_label("What is right").fill("Win 50 visitors")
    page.get_by_role("button", name="Accept all that are left").click()
    page.get_by_text("Saved.").wait_for()
    run_to_rest(resting.pk)
    page.reload()
    assert fact(page, "Aim").locator(".what").inner_text() == "Win 50 visitors"
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_text("Saved. The run goes on.").wait_for()
    assert run_to_rest(resting.pk).awaiting == "copy"
    plainly.close()
