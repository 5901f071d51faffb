"""The client's budget, and what must be asked about it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from aicmo_site.kernel.languages import primary_of
from onboarding.budget_notes import (
    Said,
    agree,
    budget_sentences,
    clauses_of,
    distinct,
    is_of_others,
    own_clauses,
    spent_already,
    sums_said,
)
from onboarding.contracts import BudgetDTO
from onboarding.form import NOTES, Form
from onboarding.language import detect, tag_of
from onboarding.locale_words import own_currency
from onboarding.money import DATA, Money, currency_of, find_money, read_amount, with_ranges, without_shares
from onboarding.net_and_gross import without_the_taxed
from onboarding.signals import SIGNALS, budget_marks, is_wholly, patterns, without
from onboarding.texts import clipped, text_of

MISSING = "What is the budget: how much, in which currency, for which period, and with or without tax?"
UNREADABLE = "The budget “{words}” cannot be read as one sum: which amount and currency are we to plan with?"
_PART = re.compile(
    r"(?<!\w)(?:of which|davon|dont|de (?:los|las) cuales|di cui|dos quais|waarvan)(?!\w)", re.IGNORECASE
)
_THOUSANDS = frozenset(word for word, times in DATA["multipliers"].items() if times == 1000 and word != "mil")
THOUSAND_IN = ("es", "pt", "ca", "gl")  # where "mil" is a thousand; English speakers mean a million


def read_budget(form: Form) -> BudgetDTO | None:
    """The sum of the form, or of the notes where the form has none; None where no sum can be read for certain."""
    written = form.responses.get("budget")
    parts = _parts(written)
    said = sums_said(form)
    if gone := spent_already(form):
        question = (
            f"A part of the budget is spent or promised already (“{clipped(gone, 160)}”): what is left to plan with?"
        )
        form.questions.ask("budget", "unclear", gone, question)
    if _is_empty(parts.get("amount")):
        return _from_notes(form, parts, said)
    answer = "budget.amount" if isinstance(written, Mapping) else "budget"
    words = _words(parts)
    budget = _read(form, parts, words, said)
    if budget:
        form.took("budget", answer, words)
        _ask_currency(form, budget, parts, words, said)
    agreeing = [text for text, sums in said.items() if budget and any(money.amount == budget.amount for money in sums)]
    is_marked = set(budget_marks(text_of(parts.get("period")))) - {"bound"}  # "until Christmas" is no limit of the sum
    _ask_marks(form, [words if is_marked else _words({**parts, "period": None}), *agreeing])
    return budget


def _parts(written: Any) -> dict[str, Any]:
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


def _is_empty(amount: Any) -> bool:
    if not isinstance(amount, str):
        return amount is None
    return not text_of(amount) or any(is_wholly(signal, text_of(amount)) for signal in ("absent", "placeholder_alone"))


def _words(parts: Mapping[str, Any]) -> str:
    shown = [str(parts[name]).strip() for name in ("amount", "currency") if parts.get(name) is not None]
    return ", ".join(filter(None, [" ".join(filter(None, shown)), text_of(parts.get("period"))]))


def _read(form: Form, parts: Mapping[str, Any], words: str, said: Said) -> BudgetDTO | None:
    amount = parts["amount"]
    found = distinct(_without_years(_amounts(form, amount)))
    negative = any(money.amount <= 0 for money in found) or "-" in str(amount)[:1]
    if not found or negative or not _mil_is_clear(form, found, words):
        form.questions.ask("budget", "unclear", words, UNREADABLE.format(words=clipped(words, 120)))
        return None
    if len(found) > 1:
        _ask_which(form, [words, *said])
        return None
    money = found[0]
    _ask_range(form, money, words)
    _ask_contradiction(form, money, parts, words, said)
    period = text_of(parts.get("period")) or _period_in(str(amount))
    named = replace(money, currency=_currency(money, parts))
    noted = {text: sums for text, sums in said.items() if any(agree(named, one) for one in sums)}
    currency = named.currency or ("" if money.currency else _with_currency(named, noted, "").currency)
    currency = currency or _shared_sign(form, words)
    return BudgetDTO(money.amount, currency, period, clipped(words))


def _amounts(form: Form, amount: Any) -> list[Money]:
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
    return next((amount[:start] for start in starts if find_money(amount[:start])), amount)


def _without_years(found: list[Money]) -> list[Money]:
    """A bare number that looks like a year is none of several sums."""
    sums = [money for money in found if money.currency or not 1900 <= money.amount <= 2100]
    return sums or found


def _mil_is_clear(form: Form, found: list[Money], words: str) -> bool:
    if not any(money.times == "mil" for money in found):
        return True
    return (
        _spoken(form, words) in THOUSAND_IN
        or any(money.currency == "BRL" for money in found)
        or bool(re.search(r"(?i)\bmil (?:de )?(?:euros|pesos|reais|dólares|soles|quetzales)\b", words))
    )


def _currency(money: Money, parts: Mapping[str, Any]) -> str:
    named = currency_of(text_of(parts.get("currency")))[0]
    return "" if named and money.currency and money.sure and named != money.currency else named or money.currency


def _shared_sign(form: Form, words: str) -> str:
    """The currency of the country where the client's language is spoken, where its sign is that of several: "kr"."""
    code, sign = own_currency(_spoken(form, words))
    is_theirs = bool(sign) and re.search(rf"(?<!\w){re.escape(sign)}(?!\w)", words.casefold())
    return code if is_theirs else ""


def _spoken(form: Form, words: str) -> str:
    return primary_of(detect(form.notes) or detect(words) or tag_of(text_of(form.responses.get("language"))))


def _period_in(text: str) -> str:
    spaced = text.replace("/", " /")
    found = (match for pattern in patterns("periods") if (match := pattern.search(spaced)))
    return next((match[0].replace(" /", "/") for match in found), "")


def _ask_range(form: Form, money: Money, words: str) -> None:
    if money.top is not None:
        question = f"The budget is a range (“{clipped(words, 120)}”); we plan with its lower end: which sum holds?"
        form.questions.ask("budget", "unclear", words, question)


def _ask_currency(form: Form, budget: BudgetDTO, parts: Mapping[str, Any], words: str, said: Said) -> None:
    named, sure = currency_of(text_of(parts.get("currency")))
    signs = [money for money in read_amount(parts["amount"]) if money.currency or not money.sure]
    if named and signs and signs[0].sure and signs[0].currency != named:
        question = f"The budget names two currencies ({signs[0].currency} and {named}): which one is right?"
        form.questions.ask("budget", "contradiction", words, question)
    elif not budget.currency:
        form.questions.ask("budget", "unclear", words, f"In which currency is the budget “{clipped(words, 120)}”?")
    elif any(money.sure and money.currency == budget.currency for sums in said.values() for money in sums):
        return  # the notes say it without doubt
    elif not sure or (not named and signs and not signs[0].sure):
        question = f"We read the currency of “{clipped(words, 120)}” as {budget.currency}: is that right?"
        form.questions.ask("budget", "unconfirmed", words, question)


def _ask_marks(form: Form, texts: list[str]) -> None:
    """One question of a kind for all that makes the sum less than a figure to plan with."""
    marks = SIGNALS["budget_marks"]
    for kind in ("unclear", "unconfirmed"):
        named = {words: found for words in texts if (found := _marks(words, kind))}
        wishes = dict.fromkeys(marks[name]["ask"] for found in named.values() for name in found)
        if wishes:
            words = " … ".join(named)
            question = f"On the budget (“{clipped(words, 240)}”): {'; '.join(wishes)}?"
            form.questions.ask("budget", kind, words, question)


def _marks(words: str, kind: str) -> list[str]:
    """What makes the sum in these words uncertain; tax that is stated is not."""
    whole = _PART.split(words)[0]  # "5,000, of which radio at most 900": the limit is the part's
    found = budget_marks(without("tax_stated", whole))
    return [name for name in found if SIGNALS["budget_marks"][name]["kind"] == kind]


def _ask_contradiction(form: Form, money: Money, parts: Mapping[str, Any], words: str, said: Said) -> None:
    """The form's sum against all others that the notes name, in one question that shows them all."""
    planned = replace(money, currency=_currency(money, parts), sure=bool(_currency(money, parts)))
    others = [words for words, sums in said.items() if not any(agree(planned, one) for one in sums)]
    if others:
        shown = f"{money.amount:,} {planned.currency}".strip()
        named = "”, “".join(clipped(other, 160) for other in others[:4])
        question = f"The form gives {shown}, the notes say “{named}”: which holds?"
        form.questions.ask("budget", "contradiction", " … ".join([words, *others]), question)


def _ask_which(form: Form, texts: list[str]) -> None:
    words = " … ".join(clipped(text, 160) for text in texts[:5])
    question = f"Several sums are named (“{clipped(words, 400)}”): which one is the budget, or do they add up?"
    form.questions.ask("budget", "contradiction", clipped(words, 400), question)


def _from_notes(form: Form, parts: Mapping[str, Any], said: Said) -> BudgetDTO | None:
    sums = distinct([money for found in said.values() for money in found])
    if not sums:
        told = next((said for said in budget_sentences(form) if find_money(said)), "")
        words = text_of(parts.get("amount")) or form.words_on("budget", "withheld") or told
        form.questions.ask("budget", "missing", words, MISSING)
        return None
    if len(sums) > 1:
        _ask_which(form, list(said))
        return None
    words = next(iter(said))
    if not _mil_is_clear(form, sums, words):
        form.questions.ask("budget", "unclear", words, UNREADABLE.format(words=clipped(words, 160)))
        return None
    wishes = [SIGNALS["budget_marks"][name]["ask"] for name in _marks(words, "unconfirmed")]
    asks = "; ".join(["can it be confirmed", *wishes])
    form.questions.ask(
        "budget", "unconfirmed", words, f"Only the notes name a budget (“{clipped(words, 160)}”): {asks}?"
    )
    _ask_range(form, sums[0], words)
    _ask_marks(form, list(said))
    money = _with_currency(sums[0], said, currency_of(text_of(parts.get("currency")))[0])
    money = replace(money, currency=money.currency or _shared_sign(form, words))
    if not money.currency:
        form.questions.ask("budget", "unclear", words, f"In which currency is the budget “{clipped(words, 120)}”?")
    form.took("budget", NOTES, words)
    period = text_of(parts.get("period")) or _period_in(words)
    return BudgetDTO(Decimal(money.amount), money.currency, period, clipped(words))


def _with_currency(money: Money, said: Said, named: str) -> Money:
    """The currency may stand only where the sum is quoted for the second time."""
    currencies = [one.currency for found in said.values() for one in found if one.currency]
    return replace(money, currency=named or next(iter(currencies), ""))
