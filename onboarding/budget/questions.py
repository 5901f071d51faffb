"""What must be asked about a budget that was read: its range, currency, limits, and other sums beside it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from aicmo_site.kernel import formats
from aicmo_site.kernel.extract.currencies import currency_of
from aicmo_site.kernel.extract.digits import normal
from aicmo_site.kernel.extract.money import find_money
from aicmo_site.kernel.extract.sums import Money, with_ranges
from onboarding.budget.answer import currency_named
from onboarding.budget.notes import Said, agree
from onboarding.contracts import BudgetDTO
from onboarding.form.answers import Form
from onboarding.notes.cues import SIGNALS, budget_marks, without
from onboarding.notes.texts import PART_OF_IT, clipped, text_of

MISSING = "What is the budget: how much, in which currency, for which period, and with or without tax?"
UNREADABLE = "The budget “{words}” cannot be read as one sum: which amount and currency are we to plan with?"
LEAST = 100  # a bare number that is as large may be the sum
_LETTERS = re.compile(r" ?([b-df-hj-np-tv-xz]{2,4})(?![^\W_]|['’.])", re.IGNORECASE)


def ask_range(form: Form, money: Money, words: str) -> None:
    if money.top is not None:
        question = f"The budget is a range (“{clipped(words, 120)}”); we plan with its lower end: which sum holds?"
        form.questions.ask("budget", "unclear", words, question)


def ask_currency(form: Form, budget: BudgetDTO, money: Money, parts: Mapping[str, Any], words: str, said: Said) -> None:
    named, sure = currency_of(text_of(parts.get("currency")))
    signs = [money] if money.currencies else []
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


def ask_marks(form: Form, texts: list[str]) -> None:
    """One question of a kind for all that makes the sum less than a figure to plan with."""
    marks = SIGNALS["budget_marks"]
    for kind in ("unclear", "unconfirmed"):
        named = {words: found for words in texts if (found := marks_in(words, kind))}
        wishes = dict.fromkeys(marks[name]["ask"] for found in named.values() for name in found)
        if wishes:
            words = " … ".join(named)
            question = f"On the budget (“{clipped(words, 240)}”): {'; '.join(wishes)}?"
            form.questions.ask("budget", kind, words, question)


def marks_in(words: str, kind: str) -> list[str]:
    """What makes the sum in these words uncertain; tax that is stated is not."""
    whole = PART_OF_IT.split(words)[0]  # "5,000, of which radio at most 900": the limit is the part's
    found = dict.fromkeys((*budget_marks(without("tax_stated", whole)), *_bounds(whole)))
    return [name for name in found if SIGNALS["budget_marks"][name]["kind"] == kind]


def _bounds(words: str) -> Iterator[str]:
    sums = with_ranges(find_money(words), words)
    bounds = (money.bound for money in sums if money.currencies or money.amount >= LEAST)
    yield from ("approximate" if bound == "about" else "bound" for bound in bounds if bound)


def ask_abbreviation(form: Form, words: str) -> None:
    """Letters behind a sum that nobody here knows may make it the price of something: £8 qz."""
    text = normal(words)
    found = (match[1] for money in find_money(words) if (match := _LETTERS.match(text, money.end)))
    unknown = (said for said in found if said.casefold() not in SIGNALS["abbreviations"]["words"])
    if said := next((said for said in unknown if not (currency_of(said)[0] or budget_marks(said))), ""):
        question = f"What does “{said}” mean in “{clipped(words, 120)}”: is the sum the whole budget?"
        form.questions.ask("budget", "unclear", words, question)


def ask_contradiction(form: Form, money: Money, parts: Mapping[str, Any], words: str, said: Said) -> None:
    """The form's sum against all others that the notes name, in one question that shows them all."""
    planned = replace(money, currency=currency_named(money, parts), sure=bool(currency_named(money, parts)))
    others = [words for words, sums in said.items() if not any(agree(planned, one) for one in sums)]
    if others:
        shown = formats.money(money.amount, planned.currency, "en")
        named = "”, “".join(clipped(other, 160) for other in others[:4])
        question = f"The form gives {shown}, the notes say “{named}”: which holds?"
        form.questions.ask("budget", "contradiction", " … ".join([words, *others]), question)


def ask_parts(form: Form, said: str) -> None:
    if said:
        question = f"The budget is in parts (“{clipped(said, 240)}”): which part may be spent on what?"
        form.questions.ask("budget", "unclear", said, question)


def ask_total(form: Form, words: str) -> None:
    """A table's last row adds up what things cost; that it is what may be spent, somebody must say."""
    if "budget" in form.headed.answers and form.headed.answers["budget"].is_total:
        question = f"We took the total of a table (“{clipped(words, 120)}”) as the budget: is that right?"
        form.questions.ask("budget", "unconfirmed", words, question)


def ask_which(form: Form, texts: list[str]) -> None:
    words = " … ".join(clipped(text, 160) for text in texts[:5])
    question = f"Several sums are named (“{clipped(words, 400)}”): which one is the budget, or do they add up?"
    form.questions.ask("budget", "contradiction", clipped(words, 400), question)
