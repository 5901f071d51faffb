"""The forms that take a password, and those by which a lost one is replaced."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth import authenticate
from django.contrib.auth.forms import PasswordResetForm
from django.core.exceptions import ValidationError
from django.template import loader

from aicmo_site.mail import send_later
from aicmo_site.middleware.current_request import current_request
from aicmo_site.signin.holds import HeldUp


class SignInForm(AdminAuthenticationForm):
    """The admin's login; while a wait lasts it says how long, and has judged nothing."""

    held_up: HeldUp | None = None

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except HeldUp as held_up:
            self.held_up = held_up
            raise _wait(held_up) from held_up


class NewPasswordForm(AdminPasswordChangeForm):
    """A new password for oneself. The old one is judged as at any other door."""

    def clean_old_password(self) -> str:
        old = self.cleaned_data["old_password"]
        try:
            right = authenticate(current_request(), username=self.user.get_username(), password=old)
        except HeldUp as held_up:
            raise _wait(held_up) from held_up
        if right is None:
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old


class ResetForm(PasswordResetForm):
    """Mails a link to every active account with this address; the page says the same whether there is one."""

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        subject = loader.render_to_string(subject_template_name, context)
        send_later(subject=subject, text=loader.render_to_string(email_template_name, context), to=to_email)


def _wait(held_up: HeldUp) -> forms.ValidationError:
    text = f"Too many wrong passwords. Try again in {in_words(held_up.seconds)}; until then no password is looked at."
    return ValidationError(text, code="held_up")


def in_words(seconds: float) -> str:
    """A wait, rounded up: 12 seconds, 3 minutes, 2 hours."""
    for length, unit in ((3_600, "hour"), (60, "minute")):
        if seconds > length:
            number = -int(-seconds // length)
            return f"{number} {unit}{'s' * (number > 1)}"
    number = max(1, -int(-seconds // 1))
    return f"{number} second{'s' * (number > 1)}"
