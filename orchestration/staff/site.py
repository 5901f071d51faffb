"""The admin as our staff see it: its name, its front page, its order, and the pages that are about no single row."""

from math import ceil
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

INTERNAL = {
    ("orchestration", "RunStep"),
    ("orchestration", "RunEvent"),
    ("orchestration", "ModelCall"),
    ("orchestration", "RunEdit"),
    ("orchestration", "KeptText"),
    ("strategy", "TacticAssignment"),
    ("production", "BundleAsset"),
    ("aicmo_site", "Token"),
    ("aicmo_site", "Trail"),
}


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
        from orchestration.staff.start_run import proposed_document, start

        return [
            path("start/", self.admin_view(start), name="start"),
            path("start/document/", self.admin_view(proposed_document), name="start_document"),
            path("rules/", self.admin_view(rules), name="rules"),
            *super().get_urls(),
        ]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Django's; the answer says by its status too that a wait lasts."""
        from aicmo_site.signin.forms import SignInForm

        self.login_form = SignInForm
        response = super().login(request, extra_context)
        form = getattr(response, "context_data", {}).get("form")
        if held_up := getattr(form, "held_up", None):
            response.status_code = 429
            response["Retry-After"] = str(ceil(held_up.seconds))
        return response

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Django's, but that the old password is judged as at every door."""
        from django.contrib.auth.views import PasswordChangeView

        from aicmo_site.signin.forms import NewPasswordForm

        request.current_app = self.name
        return PasswordChangeView.as_view(
            form_class=NewPasswordForm,
            success_url=reverse("admin:password_change_done", current_app=self.name),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )(request)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from orchestration.staff.dashboard import dashboard

        return super().index(request, {**dashboard(request.user), **(extra_context or {})})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """In the order of the work, runs first; last, what only those who look after the system open."""
        order = ["orchestration", *settings.STATIONS]
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        apps.sort(key=lambda app: order.index(app["app_label"]) if app["app_label"] in order else len(order))
        internal = [model for app in apps for model in app["models"] if _is_internal(app, model)]
        for app in apps:
            app["models"] = [model for model in app["models"] if not _is_internal(app, model)]
        return [*(app for app in apps if app["models"]), *_internals(internal)]


def _is_internal(app: dict[str, Any], model: dict[str, Any]) -> bool:
    return (app["app_label"], model["object_name"]) in INTERNAL


def _internals(models: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A group of their own, which leads to the first of them."""
    group = {"name": "Internals", "app_label": "internals", "has_module_perms": True, "models": models}
    return [{**group, "app_url": models[0]["admin_url"]}] if models else []
