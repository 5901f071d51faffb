"""The messiest brief, put right from its page by keyboard alone, in few steps."""

import pytest

from onboarding.contracts import REJECTED
from orchestration.services import brief_of, get_run
from orchestration.tests.browser.test_brief import WAIT, brief_page, fact, question, resting  # noqa: F401 - fixtures

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
MOST = 28  # keys and texts; it was 59 before there were keys for the next open one, for all that is left, and to save


class Hands:
    """`steps`: keys that were pressed and texts that were typed."""

    def __init__(self, page):
        self.keyboard, self.steps = page.keyboard, 0

    def press(self, key):
        self.keyboard.press(key)
        self.steps += 1

    def type(self, text):
        self.keyboard.type(text)
        self.steps += 1

    def until(self, key, item):
        for _ in range(40):
            if item.evaluate("one => one === document.activeElement"):
                return
            self.press(key)
        raise AssertionError("its turn never came")


def test_it_is_put_right_by_keyboard_alone_in_few_steps(brief_page, resting, worker):  # noqa: F811
    page, hands = brief_page, Hands(brief_page)
    answers = [("Duration", "8"), ("Budget", "6,000 EUR"), ("Launch", "05052027")]  # day or month first
    for name, text in answers:
        hands.until("j", question(page, name))
        hands.press("c")
        hands.type(text)
        hands.press("Enter")
    hands.until("n", fact(page, "Aim"))
    hands.press("c")
    hands.type("Win 1,500 visitors by August")
    hands.press("Escape")
    hands.until("j", fact(page, "Must not appear"))
    hands.press("r")
    hands.press("Shift+A")
    assert ", 0 facts left" in page.locator("#count").inner_text()
    hands.press("Control+Enter")
    page.locator("#standing .state", has_text="waits for approval").wait_for(timeout=WAIT)
    brief = brief_of(run_id=resting.pk)
    assert (brief.objectives, brief.launch_day) == (("Win 1,500 visitors by August",), "2027-05-05")
    assert (str(brief.budget.amount), brief.budget.currency, brief.scope.timeline_weeks) == ("6000", "EUR", 8)
    assert (brief.proposed_facts, get_run(run_id=resting.pk).awaiting) == ((), "copy")
    assert [one.value for one in brief.facts if one.state == REJECTED and one.source == "exclusions.0"]
    assert hands.steps <= MOST


def test_enter_in_a_field_ends_the_answer_and_accepts_nothing(brief_page, resting):  # noqa: F811
    question(brief_page, "Duration").get_by_label("Answer").fill("8")
    question(brief_page, "Duration").get_by_label("Answer").press("Enter")
    assert brief_page.locator(".fact input:checked").count() == 0
    assert brief_page.evaluate("document.activeElement.matches('.item')")
    assert brief_of(run_id=resting.pk).answers == ()
