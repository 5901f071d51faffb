"""A client with a link, on a phone, without a script: from the agency's page to the client's yes."""

import pytest

from orchestration.models import RunComment, Status
from orchestration.services import get_run
from orchestration.tests.browser.test_access import violations
from orchestration.tests.staff.pages import url

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]


def test_a_link_is_made_and_its_client_reads_remarks_and_approves(staff, site, waiting, browser):
    staff.goto(site + url("review_links", waiting))
    staff.get_by_label("Whose it is").fill("Camille Roux")
    staff.get_by_role("button", name="Approve for us and make the link").click()
    address = staff.get_by_label("It is shown only now").input_value()
    assert violations(staff) == []
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport={"width": 390, "height": 800}, color_scheme=scheme, bypass_csp=True)
        page.goto(address)
        assert violations(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        page.close()
    asked = []
    page = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    page.on("request", lambda sent: asked.append((sent.url, sent.headers.get("referer"))))
    page.goto(address)
    page.locator("summary").first.press("Enter")
    page.get_by_label("Remark on").first.fill("Lovely.")
    page.get_by_role("button", name="I approve these texts").press("Enter")
    page.get_by_text("you have approved these texts").wait_for()
    page.get_by_role("link", name="The whole campaign").click()
    assert page.title()
    assert all(sent.startswith(site) and not referer for sent, referer in asked)
    assert page.context.cookies() == []
    assert get_run(run_id=waiting.pk).status == Status.RUNNING
    assert RunComment.objects.get().author == "client: Camille Roux"
