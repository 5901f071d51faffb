"""Sums and days that a model found: read out of its quotations by our own readers, and asked where the two disagree."""

from collections.abc import Iterable, Iterator

from aicmo_site.kernel.extract.dates import the_day
from aicmo_site.kernel.extract.money import find_money
from aicmo_site.kernel.extract.sums import Money
from onboarding.budget.answer import period_in
from onboarding.contracts import BudgetDTO, OpenQuestionDTO
from onboarding.facts.sources import NOTES
from onboarding.form.answers import Form
from onboarding.notes.texts import MAX_SENTENCE, clipped


def budget_told(form: Form) -> BudgetDTO | None:
    """The one sum that a reader calls the budget, to be confirmed; None where there are several, or none is certain."""
    sums = [(money, words) for words, money in _sums_told(form)]
    if len({money.amount for money, _ in sums}) != 1 or form.questions.has_beside("budget", "missing"):
        return None
    money, words = sums[0]
    form.confirm("budget", words)
    form.took("budget", NOTES, words)
    return BudgetDTO(money.amount, money.currency, period_in(words), clipped(words))


def launch_told(form: Form) -> str:
    """The one day that a reader calls the launch (ISO), to be confirmed; "" where there are several or none."""
    days = dict(_days_told(form))
    if len(days) != 1 or form.questions.has_beside("launch_date", "missing"):
        return ""
    [(day, words)] = days.items()
    form.confirm("launch_date", words)
    form.took("launch_date", NOTES, words)
    return day


def ask_what_was_read_otherwise(
    form: Form, budget: BudgetDTO | None, launch_day: str, asked: Iterable[OpenQuestionDTO]
) -> None:
    """Where a reader and our rules see another budget or launch in the notes; then what it would ask."""
    for words, money in _sums_told(form):
        if budget and "budget" not in form.decided and money.amount != budget.amount:
            question = f"Is “{clipped(words, 160)}” the budget, or {budget.words or budget.amount}?"
            form.questions.ask("budget", "contradiction", words, question)
    for day, words in _days_told(form):
        if launch_day and "launch_date" not in form.decided and day != launch_day:
            says = f"Does “{clipped(words, 160)}” tell the launch, or is that {launch_day}?"
            form.questions.ask("launch_date", "contradiction", words, says)
    for one in asked:
        if one.field not in form.decided and not form.questions.about(one.words):
            form.questions.add(one)


def _days_told(form: Form) -> Iterator[tuple[str, str]]:
    for _, words in form.told.get("launch_date", ()):
        if day := the_day(words):
            yield day.isoformat(), words


def _sums_told(form: Form) -> Iterator[tuple[str, Money]]:
    for _, words in form.told.get("budget", ()):
        found = [money for money in find_money(words[:MAX_SENTENCE]) if money.is_certain]
        yield from ((words, money) for money in found[:1] if len(found) == 1)
