"""What holds for every page: nothing foreign loads, and trouble looks like the product."""

import json
import re

import pytest
from django.urls import reverse

from aicmo_site.admin import row_url
from aicmo_site.middleware.content_security import written
from orchestration.models import Run
from orchestration.tests.staff.pages import url

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]


def pages_of(run):
    """Every page about one run, and those about none."""
    own = [row_url(Run, run.pk), url("brief", run), url("campaign", run), url("document", run), url("live", run)]
    decisions = [url("decide", run, name) for name in ("approve", "request_changes", "reject", "cancel", "retry")]
    lists = [reverse("admin:orchestration_run_changelist"), reverse("admin:index"), reverse("admin:start")]
    return [*own, *decisions, *lists]


def test_nothing_but_our_own_files_may_load(boss, waiting, settings):
    policy = written(settings.SECURE_CSP)
    assert "unsafe" not in policy
    for address in pages_of(waiting):
        answer = boss.get(address)
        if "document" in address:
            continue
        assert answer["Content-Security-Policy"] == policy
        page = answer.content.decode()
        assert not re.findall(r"<(?:script|style)(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son\w+=", page)
        assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page)


def test_trouble_looks_like_the_product_and_stays_json_for_programs(boss, client):
    page = boss.get("/nowhere/")
    assert (page.status_code, "There is nothing here" in page.content.decode()) == (404, True)
    assert "aicmo/staff.css" in page.content.decode()
    assert json.loads(boss.get("/api/v1/nowhere/").content)["status"] == 404


@pytest.mark.parametrize("trouble", ["400", "403", "403_csrf", "404", "500"])
def test_every_trouble_has_its_page(trouble):
    from django.template.loader import render_to_string

    page = render_to_string(f"{trouble}.html")
    assert "To the front page" in page
    assert "style=" not in page
