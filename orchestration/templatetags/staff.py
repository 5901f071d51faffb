"""What the staff's templates need beside Django's filters."""

from django import template

from aicmo_site import prose

register = template.Library()
register.filter("instant", prose.instant)
register.filter("span", prose.span)
register.filter("spaced", prose.spaced)


@register.filter
def add_number(value: float, number: float) -> float:
    """Django's `add` knows whole numbers only."""
    return round(value + number, 1)
