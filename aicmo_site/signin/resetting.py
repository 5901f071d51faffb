"""A lost password is replaced by a mailed link: Django's views in the admin's look, held to a few mails an hour."""

from contextlib import suppress
from typing import Any

from django.contrib import admin
from django.contrib.auth import views
from django.http import HttpResponse
from django.http.response import HttpResponseRedirect
from django.urls import path

from aicmo_site.signin import origins
from aicmo_site.signin.forms import ResetForm
from aicmo_site.signin.holds import HeldUp, count
from aicmo_site.trail import note


class InTheAdminsLook:
    request: Any

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        look = {**admin.site.each_context(self.request), "is_nav_sidebar_enabled": False}
        return {**look, **super().get_context_data(**context)}  # type: ignore[misc]


class Asked(InTheAdminsLook, views.PasswordResetView):
    form_class = ResetForm
    extra_email_context = {"site_name": "aicmo"}

    def form_valid(self, form: Any) -> HttpResponse:
        """Beyond the limits nothing is sent, and nobody is told so."""
        email = form.cleaned_data["email"].casefold()
        keys = {"reset_address": origins.hashed("reset", origins.network_of(self.request))}
        with suppress(HeldUp):
            count({**keys, "reset_account": origins.hashed("reset", email)})
            return super().form_valid(form)
        return HttpResponseRedirect(str(self.success_url))


class Sent(InTheAdminsLook, views.PasswordResetDoneView):
    pass


class Confirmed(InTheAdminsLook, views.PasswordResetConfirmView):
    def form_valid(self, form: Any) -> HttpResponse:
        """Whoever reads the account's mail is its owner: this browser is known from now on."""
        response = super().form_valid(form)
        name = form.user.get_username()
        account = origins.account_of(name)
        origins.remember(account, origins.device_for(self.request, account))
        note("password_reset", actor=name, about=name, request=self.request)
        return response


class Completed(InTheAdminsLook, views.PasswordResetCompleteView):
    pass


urlpatterns = [
    path("password_reset/", Asked.as_view(), name="admin_password_reset"),
    path("password_reset/done/", Sent.as_view(), name="password_reset_done"),
    path("reset/<uidb64>/<token>/", Confirmed.as_view(), name="password_reset_confirm"),
    path("reset/done/", Completed.as_view(), name="password_reset_complete"),
]
