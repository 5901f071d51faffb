"""Prices that the notes doubt or change: a message that tells the old one would be false in print."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from aicmo_site.kernel.extract.money import find_money
from aicmo_site.kernel.extract.sums import Money
from onboarding.form.answers import Form, label
from onboarding.notes.cues import says, topic_of
from onboarding.notes.texts import MAX_SENTENCE, clipped

SPOKEN = ("key_messages", "proof_points", "call_to_action", "mandatory_inclusions")
NEAR = Decimal(2)  # times as much, or as little: beyond it the sum is for something else
MOST_PRICES = 500  # sums that sentences of the notes change


def ask_about_other_prices(form: Form) -> None:
    """One contradiction for each text that names a price where the notes name another for it."""
    changed = _changed(form)
    for name, text, sums in _priced(form) if changed else ():
        near = (said for money in sums for said in changed.get(money.currency, _NONE).near(money.amount))
        said = min(near, default=None)
        if said and not form.questions.about(said[1]):
            _ask_which_price(form, name, text, said[1])


def _ask_which_price(form: Form, name: str, text: str, said: str) -> None:
    both = f"“{clipped(text, 120)}” stands in {label(name)}, the notes say “{clipped(said, 160)}”"
    form.questions.ask(name, "contradiction", said, f"{both}: which price holds?")


def _priced(form: Form) -> Iterator[tuple[str, str, list[Money]]]:
    texts = ((name, text) for name in SPOKEN for text in form.entries(name))
    return ((name, text, sums) for name, text in texts if (sums := _sums(text)))


@dataclass(frozen=True)
class Changed:
    """The sums in one currency of sentences that change or doubt a price, in order, each with the first sentence."""

    amounts: tuple[Decimal, ...] = ()
    said: tuple[tuple[int, str], ...] = ()  # (position, sentence)

    def near(self, amount: Decimal) -> Iterator[tuple[int, str]]:
        """The first sentence with a lower sum that may be for the same thing, and the first with a higher one."""
        at, behind = bisect_left(self.amounts, amount), bisect_right(self.amounts, amount)
        for some in (
            self.said[bisect_left(self.amounts, amount / NEAR) : at],
            self.said[behind : bisect_right(self.amounts, amount * NEAR)],
        ):
            yield from (min(some),) if some else ()


_NONE = Changed()


def _changed(form: Form) -> dict[str, Changed]:
    """By currency, what the notes say of other prices: of MOST_PRICES sums."""
    first: dict[tuple[str, Decimal], tuple[int, str]] = {}
    for position, said in enumerate(form.note_sentences):
        for money in _sums(said) if len(first) < MOST_PRICES and _changes_a_price(said) else ():
            first.setdefault((money.currency, money.amount), (position, said))
    by_currency: dict[str, list[tuple[Decimal, tuple[int, str]]]] = {}
    for (currency, amount), told in sorted(first.items()):
        by_currency.setdefault(currency, []).append((amount, told))
    return {currency: Changed(*map(tuple, zip(*told, strict=True))) for currency, told in by_currency.items()}


def _changes_a_price(said: str) -> bool:
    if not says("price_changes", said) or says("past", said):
        return False
    return topic_of(said) != "budget"


def _sums(text: str) -> list[Money]:
    return [money for money in find_money(text[:MAX_SENTENCE]) if money.currency]
