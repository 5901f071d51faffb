"""What the form itself answers about the budget: amount, currency and period."""

import re
from collections.abc import Mapping
from typing import Any

from aicmo_site.kernel.extract.currencies import currency_of
from aicmo_site.kernel.extract.digits import normal
from aicmo_site.kernel.extract.money import find_money, read_amount
from aicmo_site.kernel.extract.numbers import DATA, FUNCTION_WORDS
from aicmo_site.kernel.extract.sums import Money, with_ranges
from onboarding.budget.net_and_gross import without_the_taxed
from onboarding.budget.notes import clauses_of, is_of_others, own_clauses, speech_of
from onboarding.form.answers import Form
from onboarding.notes.cues import is_wholly, patterns
from onboarding.notes.texts import text_of

_MOST_PARTS = 10  # of which one has the whole sum before it
_THOUSANDS = frozenset(word for word, times in DATA["multipliers"].items() if times == 1000)
_LARGE = 1000  # a bare number beside a sum is one as well from here on
_AMOUNTS = ("amount", "value", "total", "sum")  # what other forms call it
_ENDS = (("min", "max"), ("from", "to"), ("low", "high"))


def parts_of(written: Any) -> dict[str, Any]:
    """Amount, currency and period; a currency such as "million dollars" is read together with its amount."""
    parts = _renamed(written) if isinstance(written, Mapping) else {"amount": written}
    amount, currency = parts.get("amount"), text_of(parts.get("currency"))
    if currency and not currency_of(currency)[0] and find_money(str(amount)):
        parts = {**parts, "amount": f"{amount} {currency}", "currency": None}
    return _with_thousands(parts)


def _renamed(written: Mapping[str, Any]) -> dict[str, Any]:
    """An object of another form, with its amount, or both ends of it, where ours has it."""
    named = next((written[name] for name in _AMOUNTS if written.get(name) is not None), None)
    ends = ((written.get(low), written.get(high)) for low, high in _ENDS)
    between = next((f"{low}-{high}" for low, high in ends if low is not None and high is not None), None)
    return {**written, "amount": between if named is None else named}


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
    *shown, period = quoted(parts)
    return ", ".join(filter(None, [" ".join(filter(None, shown)), period]))


def quoted(parts: Mapping[str, Any]) -> list[str]:
    """What stands in each part of the answer, the period last."""
    shown = [str(parts[name]).strip() for name in ("amount", "currency") if parts.get(name) is not None]
    return [*shown, text_of(parts.get("period"))]


def amounts_of(form: Form, parts: Mapping[str, Any]) -> list[Money]:
    """The sums of the form's answer, without those of another year or of a rival that it tells in passing."""
    amount, tag = _without_parts(parts["amount"]), speech_of(form)
    sums = with_ranges(read_amount(amount, tag, currency_of(text_of(parts.get("currency")))[0]), str(amount))
    whole = total(without_the_taxed(_without_counts(sums, str(amount)), str(amount)))
    if len(whole) < 2 or not any(is_of_others(clause, form) for clause in clauses_of(str(amount))):
        return whole
    return [
        money for clause in own_clauses(str(amount), form) for money in with_ranges(find_money(clause, tag), clause)
    ]


def _without_counts(sums: list[Money], text: str) -> list[Money]:
    """Beside a sum in a currency, bare numbers count something else: pieces, months."""
    if not any(money.currencies for money in sums):
        return sums
    return [money for money in sums if money.currencies or money.times or not _is_counted(money, text)]


def _is_counted(money: Money, text: str) -> bool:
    noun = re.match(r"\s?([^\W\d_]+)", normal(text)[money.end :])
    return money.amount < _LARGE or bool(noun and noun[1].casefold() not in FUNCTION_WORDS)


def total(sums: list[Money]) -> list[Money]:
    """Of "10k: 6k ads + 4k creative" the whole."""
    whole = max(sums, key=lambda money: money.amount, default=None)
    parts = [money for money in sums if money is not whole]
    is_total = whole and len(parts) > 1 and whole.amount == sum(money.amount for money in parts)
    return [whole] if whole and is_total else sums


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
