"""The admin as our staff see it: its name, its front page, its order, and the pages that are about no single row."""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import path


class StaffSite(AdminSite):
    site_header = "aicmo"
    site_title = "aicmo"
    index_title = "Today"
    index_template = "staff/dashboard.html"
    login_template = "staff/login.html"
    site_url = None  # there is no other site to view
    empty_value_display = "-"

    def get_urls(self) -> list[Any]:
        from orchestration.staff.rules import rules
        from orchestration.staff.starting import proposed_document, start

        return [
            path("start/", self.admin_view(start), name="start"),
            path("start/document/", self.admin_view(proposed_document), name="start_document"),
            path("rules/", self.admin_view(rules), name="rules"),
            *super().get_urls(),
        ]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from orchestration.staff.dashboard import dashboard

        return super().index(request, {**dashboard(request.user), **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """In the order of the work, runs first."""
        order = ["orchestration", *settings.STATIONS]
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: order.index(app["app_label"]) if app["app_label"] in order else len(order))
