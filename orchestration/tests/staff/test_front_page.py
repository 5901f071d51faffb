"""The front page, the menu, and what an empty house says."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.admin import site
from django.urls import reverse
from django.utils import timezone

from aicmo_site.admin import ReadOnlyAdmin
from aicmo_site.models import Trail
from orchestration.models import Run
from orchestration.tests.staff.pages import html, plain, url
from orchestration.worker import run_to_rest

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_menu_ends_with_what_only_operators_open(boss):
    groups = {
        app["name"]: [model["name"] for model in app["models"]] for app in boss.get("/admin/").context["app_list"]
    }
    assert list(groups)[-1] == "Internals"
    assert sorted(map(str, groups["Internals"])) == sorted(
        [
            "Workflow steps",
            "Workflow events",
            "Tactic assignments",
            "Bundle assets",
            "Calls of the model",
            "Edits",
            "Kept texts",
            "Tokens",
            "Trail",
        ]
    )
    assert [str(name) for name in next(iter(groups.values()))] == ["Client's links", "Runs", "Workflow comments"]
    assert boss.get(reverse("admin:app_list", args=["strategy"])).status_code == 200


def test_every_figure_leads_to_as_many_rows(boss, submit, failed, waiting):
    run_to_rest(submit().pk)
    page = html(boss, reverse("admin:index"))
    bars = re.findall(r'<a href="([^"]+)"><span class="name">([^<]+)</span> <span class="value">(\d+)</span>', page)
    days = re.findall(r'<a href="([^"]+)"><title>[^<]+</title>.*?</a>', page)
    assert {name for _, name, _ in bars} >= {"❚❚ waits for approval", "✓ completed", "↺ undone"}
    for address, _, figure in bars:
        listed = boss.get(address.replace("&amp;", "&")).context["cl"]
        assert listed.result_count == int(figure)
    today = boss.get(days[-1].replace("&amp;", "&")).context["cl"]
    assert today.result_count == Run.objects.count()
    assert boss.get(days[0].replace("&amp;", "&")).context["cl"].result_count == 0


def test_the_front_page_says_what_waits_and_what_failed_and_why(boss, failed, waiting):
    Run.objects.filter(pk=waiting.pk).update(updated_at=timezone.now() - timedelta(hours=5))
    words = plain(html(boss, reverse("admin:index")))
    assert "waits for approval for 5 h 0 min" in words
    assert "quality control: score" in words


def test_an_empty_house_says_what_to_do(boss):
    for address in (reverse("admin:index"), reverse("admin:orchestration_run_changelist")):
        assert "Start the first one" in plain(html(boss, address))


def test_every_empty_list_says_what_to_do(boss):
    for model, its_admin in site._registry.items():
        if isinstance(its_admin, ReadOnlyAdmin) and model not in (Run, Trail):  # whoever looks has signed in
            page = html(boss, reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
            assert its_admin.when_empty in unescape(plain(page))


def test_who_may_not_see_runs_sees_no_figures(client, django_user_model, waiting):
    client.force_login(django_user_model.objects.create(username="eve", is_staff=True))
    assert "Waiting for a person" not in html(client, reverse("admin:index"))
    for address in (url("campaign", waiting), url("document", waiting), url("live", waiting), reverse("admin:start")):
        assert client.get(address).status_code == 403
