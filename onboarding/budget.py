"""The client's budget, and what must be asked about it."""

from collections.abc import Mapping
from typing import Any

from onboarding.contracts import BudgetDTO
from onboarding.form import Form
from onboarding.money import DATA, Money, currency_of, find_money, read_amount
from onboarding.signals import SIGNALS, budget_marks, is_wholly, patterns, speaks_of
from onboarding.texts import clipped, text_of

MISSING = "What is the budget: how much, in which currency, for which period, and with or without tax?"
UNREADABLE = "The budget “{words}” cannot be read as one sum: which amount and currency are we to plan with?"


def read_budget(form: Form) -> BudgetDTO | None:
    """The sum of the form, or of the notes where the form has none; None where no sum can be read for certain."""
    written = form.responses.get("budget")
    parts = dict(written) if isinstance(written, Mapping) else {"amount": written}
    if _is_empty(parts.get("amount")):
        return _from_notes(form, parts)
    words = _words(parts)
    budget = _read(form, parts, words)
    if budget:
        _ask_currency(form, budget, parts, words)
        _ask_contradiction(form, budget)
    _ask_marks(form, [words, *_note_sentences(form)])
    return budget


def _is_empty(amount: Any) -> bool:
    if not isinstance(amount, str):
        return amount is None
    return (
        not text_of(amount) or is_wholly("absent", text_of(amount)) or is_wholly("placeholder_alone", text_of(amount))
    )


def _words(parts: Mapping[str, Any]) -> str:
    shown = [str(parts[name]).strip() for name in ("amount", "currency") if parts.get(name) is not None]
    return ", ".join(filter(None, [" ".join(filter(None, shown)), text_of(parts.get("period"))]))


def _read(form: Form, parts: Mapping[str, Any], words: str) -> BudgetDTO | None:
    amount = parts["amount"]
    found = _without_years(read_amount(amount))
    if not found or any(money.amount <= 0 for money in found) or "-" in str(amount)[:1]:
        form.questions.ask("budget", "unclear", words, UNREADABLE.format(words=clipped(words, 120)))
        return None
    money = found[0]
    if len(found) > 1:
        if not _is_range(found, str(amount)):
            form.questions.ask("budget", "unclear", words, UNREADABLE.format(words=clipped(words, 120)))
            return None
        money = min(found, key=lambda one: one.amount)
        question = f"The budget is a range (“{clipped(words, 120)}”); we plan with its lower end: which sum holds?"
        form.questions.ask("budget", "unclear", words, question)
    period = text_of(parts.get("period")) or _period_in(str(amount))
    return BudgetDTO(money.amount, _currency(money, parts), period, words)


def _without_years(found: list[Money]) -> list[Money]:
    """A bare number that looks like a year is none of several sums."""
    sums = [money for money in found if money.currency or not 1900 <= money.amount <= 2100]
    return sums or found


def _is_range(found: list[Money], text: str) -> bool:
    between = text[found[0].end : found[1].start].strip().casefold()
    return len(found) == 2 and between in DATA["range_words"]


def _currency(money: Money, parts: Mapping[str, Any]) -> str:
    named = currency_of(text_of(parts.get("currency")))[0]
    return "" if named and money.currency and money.sure and named != money.currency else named or money.currency


def _period_in(text: str) -> str:
    found = (match for pattern in patterns("periods") if (match := pattern.search(text)))
    return next((match[0] for match in found), "")


def _ask_currency(form: Form, budget: BudgetDTO, parts: Mapping[str, Any], words: str) -> None:
    named, sure = currency_of(text_of(parts.get("currency")))
    signs = [money for money in read_amount(parts["amount"]) if money.currency or not money.sure]
    if named and signs and signs[0].sure and signs[0].currency != named:
        question = f"The budget names two currencies ({signs[0].currency} and {named}): which one is right?"
        form.questions.ask("budget", "contradiction", words, question)
    elif not budget.currency:
        form.questions.ask("budget", "unclear", words, f"In which currency is the budget “{clipped(words, 120)}”?")
    elif not sure or (not named and signs and not signs[0].sure):
        question = f"We read the currency of “{clipped(words, 120)}” as {budget.currency}: is that right?"
        form.questions.ask("budget", "unconfirmed", words, question)


def _ask_marks(form: Form, texts: list[str]) -> None:
    """One question of a kind for each text that makes the sum less than a figure to plan with."""
    marks = SIGNALS["budget_marks"]
    for words in texts:
        asks: dict[str, list[str]] = {}
        for name in budget_marks(words):
            asks.setdefault(marks[name]["kind"], []).append(marks[name]["ask"])
        for kind, wishes in asks.items():
            form.questions.ask("budget", kind, words, f"On the budget (“{clipped(words, 160)}”): {'; '.join(wishes)}?")


def _note_sentences(form: Form) -> list[str]:
    """What the notes say about a sum for this job."""
    return [said for said in form.note_sentences if speaks_of("budget", said) and _sums(said)]


def _sums(text: str) -> list[Money]:
    found = (money for money in find_money(text) if not text[money.end :].lstrip().startswith("%"))
    return [money for money in found if money.currency or (money.amount >= 1000 and not 1900 <= money.amount <= 2100)]


def _ask_contradiction(form: Form, budget: BudgetDTO) -> None:
    for said in _note_sentences(form):
        if all(money.amount != budget.amount for money in _sums(said)):
            sum_given = f"{budget.amount:,} {budget.currency}".strip()
            question = f"The form gives {sum_given}, the notes say “{clipped(said, 160)}”: which holds?"
            form.questions.ask("budget", "contradiction", said, question)


def _from_notes(form: Form, parts: Mapping[str, Any]) -> BudgetDTO | None:
    said = _note_sentences(form)
    sums = {(money.amount, money.currency): money for sentence in said for money in _sums(sentence)}
    if not sums:
        words = text_of(parts.get("amount")) or form.words_on("budget", "withheld")
        form.questions.ask("budget", "missing", words, MISSING)
        return None
    _ask_marks(form, said)
    if len(sums) > 1:
        words = " … ".join(said)
        question = f"The notes name several sums (“{clipped(words, 200)}”): which one is the budget?"
        form.questions.ask("budget", "contradiction", words, question)
        return None
    money = next(iter(sums.values()))
    question = f"Only the notes name a budget (“{clipped(said[0], 160)}”): can it be confirmed?"
    form.questions.ask("budget", "unconfirmed", said[0], question)
    currency = currency_of(text_of(parts.get("currency")))[0] or money.currency
    return BudgetDTO(money.amount, currency, text_of(parts.get("period")) or _period_in(said[0]), clipped(said[0]))
