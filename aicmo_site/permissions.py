"""Who may do what over HTTP: the model permissions that the admin goes by, too."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, IsAdminUser
from rest_framework.request import Request


class StaffWithPermission(IsAdminUser):
    """Staff who may view a table may read it; writing needs the permission to change it."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        if (rows := getattr(view, "queryset", None)) is None:  # the index of the API
            return request.method in SAFE_METHODS
        action = "view" if request.method in SAFE_METHODS else "change"
        options = rows.model._meta
        return request.user.has_perm(f"{options.app_label}.{action}_{options.model_name}")
