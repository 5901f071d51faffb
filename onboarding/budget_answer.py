"""What the form itself answers about the budget: amount, currency and period."""

import re
from collections.abc import Mapping
from typing import Any

from aicmo_site.kernel.extract.money import (
    DATA,
    Money,
    currency_of,
    find_money,
    read_amount,
    with_ranges,
    without_shares,
)
from onboarding.budget_notes import clauses_of, is_of_others, own_clauses
from onboarding.form import Form
from onboarding.net_and_gross import without_the_taxed
from onboarding.signals import is_wholly, patterns
from onboarding.texts import text_of

_MOST_PARTS = 10  # of which one has the whole sum before it
_THOUSANDS = frozenset(word for word, times in DATA["multipliers"].items() if times == 1000 and word != "mil")


def parts_of(written: Any) -> dict[str, Any]:
    """Amount, currency and period; a currency such as "million dollars" is read together with its amount."""
    parts = dict(written) if isinstance(written, Mapping) else {"amount": written}
    currency = text_of(parts.get("currency"))
    together = f"{parts.get('amount')} {currency}"
    if currency and parts.get("amount") is not None and not currency_of(currency)[0] and find_money(together):
        parts = {**parts, "amount": together, "currency": None}
    return _with_thousands(parts)


def _with_thousands(parts: dict[str, Any]) -> dict[str, Any]:
    """ "65", and "k, without production" for the period: the thousand belongs to the sum."""
    amount, begins = parts.get("amount"), re.match(r"([^\W\d]+)[\s,;.]*(.*)", text_of(parts.get("period")), re.DOTALL)
    word, rest = begins.groups() if begins else ("", "")
    if amount is None or word.casefold() not in _THOUSANDS:
        return parts
    return {**parts, "amount": f"{amount}{word}", "period": rest}


def is_empty(amount: Any) -> bool:
    if not isinstance(amount, str):
        return amount is None
    return not text_of(amount) or any(is_wholly(signal, text_of(amount)) for signal in ("absent", "placeholder_alone"))


def words_of(parts: Mapping[str, Any]) -> str:
    shown = [str(parts[name]).strip() for name in ("amount", "currency") if parts.get(name) is not None]
    return ", ".join(filter(None, [" ".join(filter(None, shown)), text_of(parts.get("period"))]))


def amounts_of(form: Form, amount: Any) -> list[Money]:
    """The sums of the form's answer, without those of another year or of a rival that it tells in passing."""
    amount = _without_parts(amount)
    sums = without_shares(read_amount(amount), str(amount))
    whole = without_the_taxed(with_ranges(sums, str(amount)), str(amount))
    if len(whole) < 2 or not any(is_of_others(clause, form) for clause in clauses_of(str(amount))):
        return whole
    return [money for clause in own_clauses(str(amount), form) for money in with_ranges(find_money(clause), clause)]


def _without_parts(amount: Any) -> Any:
    """The answer as far as the whole sum goes: "8,500, of which 1,500 for posters" names one budget."""
    if not isinstance(amount, str):
        return amount
    starts = sorted(match.start() for pattern in patterns("part_of_it") for match in pattern.finditer(amount))
    return next((amount[:start] for start in starts[:_MOST_PARTS] if find_money(amount[:start])), amount)


def without_years(found: list[Money]) -> list[Money]:
    """A bare number that looks like a year is none of several sums."""
    sums = [money for money in found if money.currency or not 1900 <= money.amount <= 2100]
    return sums or found


def currency_named(money: Money, parts: Mapping[str, Any]) -> str:
    named = currency_of(text_of(parts.get("currency")))[0]
    return "" if named and money.currency and money.sure and named != money.currency else named or money.currency


def period_in(text: str) -> str:
    spaced = text.replace("/", " /")
    found = (match for pattern in patterns("periods") if (match := pattern.search(spaced)))
    return next((match[0].replace(" /", "/") for match in found), "")
