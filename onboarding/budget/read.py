"""The client's budget, and what must be asked about it."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from aicmo_site.kernel.extract.currencies import currency_of
from aicmo_site.kernel.extract.money import find_money
from aicmo_site.kernel.extract.sums import Money
from onboarding.budget.answer import (
    amounts_of,
    currency_named,
    is_empty,
    parts_of,
    period_in,
    quoted,
    total,
    without_years,
    words_of,
)
from onboarding.budget.notes import (
    Said,
    agree,
    bare_sums,
    budget_sentences,
    distinct,
    divided_in,
    spent_already,
    sums_said,
)
from onboarding.budget.questions import (
    MISSING,
    UNREADABLE,
    ask_abbreviation,
    ask_contradiction,
    ask_currency,
    ask_marks,
    ask_parts,
    ask_range,
    ask_total,
    ask_which,
    marks_in,
)
from onboarding.contracts import BudgetDTO
from onboarding.form.answers import NOTES, Form
from onboarding.notes.cues import SIGNALS, budget_marks, says
from onboarding.notes.texts import clipped, text_of


def read_budget(form: Form) -> BudgetDTO | None:
    """The sum of the form, or of the notes where the form has none; None where no sum can be read for certain."""
    written = form.responses.get("budget")
    parts = parts_of(written)
    said = sums_said(form)
    if gone := spent_already(form):
        question = (
            f"A part of the budget is spent or promised already (“{clipped(gone, 160)}”): what is left to plan with?"
        )
        form.questions.ask("budget", "unclear", gone, question)
    if is_empty(parts.get("amount")):
        return _from_notes(form, parts, said)
    answer = "budget.amount" if isinstance(written, Mapping) else "budget"
    words = words_of(parts)
    money = _read(form, parts, words, said)
    budget = _budget(money, parts, words, said) if money else None
    if money and budget:
        form.took(
            "budget", answer, " … ".join(filter(None, quoted(written if isinstance(written, Mapping) else parts)))
        )
        ask_currency(form, budget, money, parts, words, said)
        ask_parts(form, divided_in(form, budget.amount))
        ask_abbreviation(form, words)
        ask_total(form, words)
    agreeing = [text for text, sums in said.items() if budget and any(money.amount == budget.amount for money in sums)]
    is_marked = set(budget_marks(text_of(parts.get("period")))) - {"bound"}  # "until Christmas" is no limit of the sum
    ask_marks(form, [words if is_marked else words_of({**parts, "period": None}), *agreeing])
    return budget


def _read(form: Form, parts: Mapping[str, Any], words: str, said: Said) -> Money | None:
    """The one sum of the form's answer, with what must be asked about it; None where there is none or are several."""
    found = distinct(without_years(amounts_of(form, parts)))
    negative = any(money.amount <= 0 for money in found) or "-" in str(parts["amount"])[:1]
    if not found or negative:
        form.questions.ask("budget", "unclear", words, UNREADABLE.format(words=clipped(words, 120)))
        return None
    if len(found) > 1:
        ask_which(form, [words, *said])
        return None
    money = found[0]
    ask_range(form, money, words)
    ask_contradiction(form, money, parts, words, said)
    return money


def _budget(money: Money, parts: Mapping[str, Any], words: str, said: Said) -> BudgetDTO:
    period = text_of(parts.get("period")) or period_in(str(parts["amount"]))
    named = replace(money, currency=currency_named(money, parts))
    noted = {text: sums for text, sums in said.items() if any(agree(named, one) for one in sums)}
    currency = named.currency or ("" if money.currency else _with_currency(named, noted, "").currency)
    return BudgetDTO(money.amount, currency, period, clipped(words))


def _from_notes(form: Form, parts: Mapping[str, Any], said: Said) -> BudgetDTO | None:
    sums = total(distinct([money for found in said.values() for money in found]))
    if not sums:
        told = (said for said in (*budget_sentences(form), *bare_sums(form)) if not says("past", said))
        mentioned = next((said for said in told if find_money(said)), "")
        words = text_of(parts.get("amount")) or form.words_on("budget", "withheld") or mentioned
        form.questions.ask("budget", "missing", words, MISSING)
        return None
    if len(sums) > 1:
        ask_which(form, list(said))
        return None
    words = next(text for text, found in said.items() if sums[0] in found)
    wishes = [SIGNALS["budget_marks"][name]["ask"] for name in marks_in(words, "unconfirmed")]
    asks = "; ".join(["can it be confirmed", *wishes])
    form.questions.ask(
        "budget", "unconfirmed", words, f"Only the notes name a budget (“{clipped(words, 160)}”): {asks}?"
    )
    ask_range(form, sums[0], words)
    ask_marks(form, list(said))
    money = _with_currency(sums[0], said, currency_of(text_of(parts.get("currency")))[0])
    if not money.currency:
        form.questions.ask("budget", "unclear", words, f"In which currency is the budget “{clipped(words, 120)}”?")
    form.took("budget", NOTES, words)
    period = text_of(parts.get("period")) or period_in(words)
    return BudgetDTO(Decimal(money.amount), money.currency, period, clipped(words))


def _with_currency(money: Money, said: Said, named: str) -> Money:
    """The currency may stand only where the sum is quoted for the second time."""
    currencies = [one.currency for found in said.values() for one in found if one.currency]
    return replace(money, currency=named or next(iter(currencies), ""))
