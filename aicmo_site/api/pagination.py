"""How lists are cut into pages."""

from datetime import UTC
from typing import Any

from django.utils.dateparse import parse_datetime
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

from aicmo_site.kernel.errors import NotFound as AicmoNotFound


class NewestFirst(CursorPagination):
    """Pages by cursor, the newest row first: rows that arrive meanwhile shift nothing."""

    ordering = ("-created_at", "pk")
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200

    def get_page_size(self, request: Request) -> int:
        given = request.query_params.get(self.page_size_query_param)
        if given is None:
            return self.page_size
        if given.isascii() and given.isdecimal() and len(given) < 6 and 1 <= int(given) <= self.max_page_size:
            return int(given)
        raise ValidationError({"page_size": f"must be a whole number from 1 to {self.max_page_size}"})

    def decode_cursor(self, request: Request) -> Cursor | None:
        try:
            cursor = super().decode_cursor(request)
        except NotFound:
            raise ForeignCursor from None
        if cursor and not _is_instant(cursor.position):
            raise ForeignCursor
        return cursor


class ForeignCursor(AicmoNotFound):
    """cursor: is none that this list gave out"""

    code = "page_not_found"
    field = "cursor"


def _is_instant(position: Any) -> bool:
    if position is None:
        return True
    try:
        instant = parse_datetime(position)
        return bool(instant and instant.tzinfo and instant.astimezone(UTC))
    except (ValueError, OverflowError):
        return False
