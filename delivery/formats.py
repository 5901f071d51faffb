"""Numbers, money and dates as a language writes them."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import override

from onboarding.contracts import BudgetDTO


def number(value: Decimal | int, language: str, places: int | None = None) -> str:
    """1,234.5 in English, 1.234,5 in German; without `places`, as many decimals as the value needs."""
    wanted = decimals(value) if places is None else places
    with override(language):
        written = number_format(value, wanted, force_grouping=True)
    return written.replace("\xa0", ".") if language == "es" else written  # as the plan itself writes it


def money(amount: Decimal, currency: str, language: str, places: int | None = None) -> str:
    """1,234.50 EUR; without `places`, a whole amount has none and another two, or more where it needs them."""
    return f"{number(amount, language, money_places(amount) if places is None else places)} {currency}".strip()


def money_places(amount: Decimal) -> int:
    return max(2, decimals(amount)) if decimals(amount) else 0


def decimals(value: Decimal | int) -> int:
    exponent = Decimal(value).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def budget_words(budget: BudgetDTO | None, language: str) -> str:
    """The budget as the client wrote it; the number too, where their words do not show it."""
    if budget is None:
        return ""
    amount = " ".join(filter(None, (money(budget.amount, budget.currency, language), budget.period)))
    if not budget.words:
        return amount
    shown = "".join(filter(str.isdigit, f"{budget.amount.to_integral_value():f}"))
    return budget.words if shown in "".join(filter(str.isdigit, budget.words)) else f"{budget.words} ({amount})"


def date_words(text: str, language: str, pattern: str) -> str:
    """An ISO date by Django's `pattern`; any other text as it is."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return text
    with override(language):
        return date_format(day, pattern)
