"""What the staff's templates need beside Django's filters."""

from django import template

from aicmo_site import readable

register = template.Library()
register.filter("instant", readable.instant)
register.filter("span", readable.span)
register.filter("spaced", readable.spaced)


@register.filter
def add_number(value: float, number: float) -> float:
    """Django's `add` knows whole numbers only."""
    return round(value + number, 1)
