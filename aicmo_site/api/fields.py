"""Serializers for what comes in: a name nobody knows or a value of another type is refused, never guessed at."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ValidationError


class StrictSerializer(serializers.Serializer):
    """Refuses every name that is no field of its own."""

    def to_internal_value(self, data: Any) -> Any:
        errors: dict[str, Any] = {}
        if isinstance(data, Mapping):
            errors = {str(name): ["is not a field of this request"] for name in data if name not in self.fields}
        try:
            value = super().to_internal_value(data)
        except ValidationError as error:
            raise ValidationError({**error.detail, **errors}) from None  # type: ignore[dict-item]
        if errors:
            raise ValidationError(errors)
        return value


class Nothing(StrictSerializer):
    """A request that has nothing to say but that it is made: no body, or an empty object."""


class Text(serializers.CharField):
    """Text, and not a number that could be shown as text."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Flag(serializers.BooleanField):
    """true or false, and nothing that resembles them."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class QueryFlag(serializers.BooleanField):
    """`true` or `false` in a query string."""

    def to_internal_value(self, data: Any) -> bool:
        if data not in ("true", "false"):
            self.fail("invalid", input=data)
        return data == "true"


class Instant(serializers.DateTimeField):
    """An instant with its offset from UTC, as in 2026-11-21T10:00:00Z; a date alone is its first second in UTC."""


class IntakeForm(serializers.JSONField):
    """A client's form; onboarding judges it, and describes it in the schema."""


class Whole(serializers.IntegerField):
    """A whole number, and not a text or a truth value that could be read as one."""

    def to_internal_value(self, data: Any) -> int:
        whole = isinstance(data, int) or (isinstance(data, float) and data.is_integer())  # 1.0 is 1 in JSON
        if isinstance(data, bool) or not whole:
            self.fail("invalid")
        return super().to_internal_value(int(data))
