"""Who may do what over HTTP: as the table of roles says."""

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from aicmo_site.roles import may


class ByRole(BasePermission):
    """A view is asked for by its `right`, or by `<basename>-<action>`."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        action = getattr(view, "action", "")
        if action in (None, "metadata"):  # a method that is not there: it is answered with 405
            return may(request.user, "root")
        return may(request.user, getattr(view, "right", None) or f"{view.basename}-{action}")
