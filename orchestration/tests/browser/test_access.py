"""axe-core on every page that is ours, light and dark, wide and narrow; the console clean, and nobody else asked."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.auth.models import Group

from aicmo_site.middleware.content_security import HEADER
from aicmo_site.tests.every_address import addresses, furnish
from orchestration.operations.deliver import deliver

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed; see .ci/browser")

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(400)]
LOOKS = [("light", 1280), ("dark", 1280), ("light", 400)]
FEW = {"admin:orchestration_run_change": 3, "admin:orchestration_run_decide": 12}  # as different as their runs are
# Swagger UI, a part of a page, and the forms that Django brings for accounts and deleting.
NOT_OURS = ("docs", "admin:orchestration_run_live", "admin:auth_", "admin:aicmo_site_token_delete")


@pytest.fixture
def pages(logged_in, site, intake, django_user_model, client):
    """A page of every name in the resolver that shows one; of some names several."""
    ada = django_user_model.objects.get()
    furnish(intake, ada)
    client.force_login(ada)
    found: dict[str, list[str]] = {}
    for name, address in addresses():
        if len(found.get(name, [])) < FEW.get(name, 1) and shows_a_page(client.get(address)):
            found.setdefault(name, []).append(address)
    assert len(found) > 60
    return [address for name, some in found.items() if not name.startswith(NOT_OURS) for address in some]


def shows_a_page(answer):
    answer.close()
    apart = "attachment" in answer.get("Content-Disposition", "") or answer[HEADER].startswith("sandbox")
    return answer.status_code == 200 and "text/html" in answer["Content-Type"] and not apart


def violations(page):
    found = axe.Axe().run(page, options={"iframes": False, "preload": False}).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]


@contextmanager
def watched(page, site):
    """The console stays clean, and no request leaves the host."""
    heard, strangers = [], []
    listeners = {
        "console": lambda message: message.type in ("error", "warning") and heard.append((page.url, message.text)),
        "pageerror": lambda error: heard.append((page.url, str(error))),
        "request": lambda sent: sent.url.startswith((site, "data:")) or strangers.append(sent.url),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert (heard, strangers) == ([], [])


@pytest.fixture
def looked_at(request, page):
    scheme, width = request.param
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})


looks = pytest.mark.parametrize("looked_at", LOOKS, indirect=True)


@looks
def test_no_page_keeps_anybody_out(logged_in, site, pages, looked_at):
    found = {}
    with watched(logged_in, site):
        for address in pages:
            assert logged_in.goto(f"{site}{address}").ok, address
            if wrong := violations(logged_in):
                found[address] = wrong
    assert found == {}


@looks
def test_nor_do_the_form_its_errors_and_its_preview(staff, site, looked_at):
    staff.goto(f"{site}/admin/start/")
    staff.get_by_label("Client", exact=True).fill("Harwick Canoe Club")
    staff.get_by_role("button", name="Preview").click()
    staff.get_by_role("alert").wait_for()
    assert violations(staff) == []
    staff.get_by_label("Objectives").fill("Win 40 members by June")
    staff.get_by_label("Audience").fill("Adults in Harwick who like to be on the water")
    staff.get_by_role("button", name="Preview").click()
    staff.get_by_role("heading", name="What would come of it").wait_for()
    assert violations(staff) == []


@looks
def test_nor_do_the_pages_before_and_beside_the_work(page, site, looked_at, django_user_model, monkeypatch):
    page.goto(f"{site}/admin/")
    assert violations(page) == []  # the login
    eve = django_user_model.objects.create_user("eve", password="known to the test", is_staff=True)
    eve.groups.add(Group.objects.get(name="viewer"))
    page.get_by_label("Username").fill("eve")
    page.get_by_label("Password").fill("mistaken")
    page.get_by_role("button", name="Log in").click()
    page.get_by_text("Please enter the correct username").wait_for()
    assert violations(page) == []
    page.get_by_label("Password").fill("known to the test")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Today").wait_for()
    assert violations(page) == []  # an empty house
    for address, status in (("/nowhere/", 404), ("/admin/start/", 403)):
        assert page.goto(f"{site}{address}").status == status
        assert violations(page) == []
    monkeypatch.setattr("orchestration.staff.dashboard.dashboard", None)  # which cannot be called
    assert page.goto(f"{site}/admin/").status == 500
    assert violations(page) == []


@looks
def test_nor_does_the_document(page, intake, looked_at):
    """In its sandbox no script runs, axe-core neither: here it lies on a page of its own."""
    delivered = deliver(intake, actor="test")
    page.set_content(Path(delivered["artifacts"][0]["path"]).read_text(encoding="utf-8"))
    assert violations(page) == []


def test_the_description_of_the_api_asks_nobody_else(logged_in, site):
    with watched(logged_in, site):
        logged_in.goto(f"{site}/api/docs/")
        logged_in.get_by_role("heading", name="aicmo").wait_for()
        logged_in.get_by_text("/api/v1/runs/bulk/").first.wait_for()
