"""Prices that the notes doubt or change: a message that tells the old one would be false in print."""

from collections.abc import Iterator
from decimal import Decimal

from onboarding.form import Form, label
from onboarding.money import Money, find_money
from onboarding.signals import says, topic_of
from onboarding.texts import MAX_SENTENCE, clipped

SPOKEN = ("key_messages", "proof_points", "call_to_action", "mandatory_inclusions")
NEAR = Decimal(2)  # times as much, or as little: beyond it the sum is for something else


def ask_about_other_prices(form: Form) -> None:
    """One contradiction for each text that names a price where the notes name another for it."""
    for name, text in _priced(form):
        said = next((one for one in form.note_sentences if _names_another(one, text)), "")
        if said and not form.questions.about(said):
            both = f"“{clipped(text, 120)}” stands in {label(name)}, the notes say “{clipped(said, 160)}”"
            question = f"{both}: which price holds?"
            form.questions.ask(name, "contradiction", said, question)


def _priced(form: Form) -> Iterator[tuple[str, str]]:
    return ((name, text) for name in SPOKEN for text in form.entries(name) if any(_sums(text)))


def _names_another(said: str, text: str) -> bool:
    """Whether a sentence speaks of a price, and names one close to the text's and not the text's own alone."""
    if not says("price_changes", said[:MAX_SENTENCE]) or says("past", said) or topic_of(said) == "budget":
        return False
    told, known = _sums(said), _sums(text)
    return any(_is_near(one, other) for one in told for other in known if one.amount != other.amount)


def _sums(text: str) -> list[Money]:
    return [money for money in find_money(text[:MAX_SENTENCE]) if money.currency]


def _is_near(one: Money, other: Money) -> bool:
    low, high = sorted((one.amount, other.amount))
    return one.currency == other.currency and high <= low * NEAR
