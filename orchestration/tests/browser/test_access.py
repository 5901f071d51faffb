"""axe-core on every page that is ours, light and dark, wide and narrow."""

import pytest
from django.contrib.admin.utils import quote
from django.urls import reverse

from aicmo_site.admin import row_url
from aicmo_site.references import key_of, stations_tables
from orchestration.models import Run
from orchestration.services import submit_run
from orchestration.worker import run_to_rest

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed; see .ci/browser")

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
LOOKS = [("light", 1280), ("dark", 1280), ("light", 400)]


@pytest.fixture
def addresses(intake):
    done = run_to_rest(submit_run(intake=intake, actor="test").pk)
    waiting = run_to_rest(submit_run(intake=intake, require_approval=True, actor="test").pk)
    failed = run_to_rest(submit_run(intake=intake, force_qc_fail=True, actor="test").pk)
    decisions = [
        reverse("admin:orchestration_run_decide", args=[quote(waiting.pk), name])
        for name in ("approve", "request_changes", "cancel")
    ]
    campaigns = [reverse("admin:orchestration_run_campaign", args=[quote(run.pk)]) for run in (done, waiting)]
    models = [*stations_tables().values(), Run]
    lists = [reverse(f"admin:{m._meta.app_label}_{m._meta.model_name}_changelist") for m in models]
    firsts = [(model, model._default_manager.first()) for model in models]
    rows = [row_url(model, getattr(row, key_of(model))) for model, row in firsts if row]
    stories = [row_url(Run, run.pk) for run in (done, waiting, failed)]
    return ["/admin/", "/admin/start/", "/admin/rules/", *stories, *decisions, *campaigns, *lists, *rows]


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_no_page_keeps_anybody_out(logged_in, site, addresses, scheme, width):
    logged_in.emulate_media(color_scheme=scheme)
    logged_in.set_viewport_size({"width": width, "height": 900})
    found = {}
    for address in addresses:
        assert logged_in.goto(f"{site}{address}").ok, address
        violations = axe.Axe().run(logged_in, options={"iframes": False, "preload": False}).response["violations"]
        if violations:
            found[address] = [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in violations]
    assert found == {}
