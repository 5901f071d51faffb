"""What is remembered of a client and only proposed: it stands where the intake says nothing, until a person decides."""

from aicmo_site.kernel.languages import primary_of
from onboarding.contracts import CLIENT
from onboarding.facts.sources import NOTES
from onboarding.form.answers import Form, label
from onboarding.language.detection import tag_of
from onboarding.notes.texts import clipped
from onboarding.proof_points import over_lately

_DETECTED_IN = ("objectives", NOTES)


def or_recalled(form: Form, name: str, found: str) -> str:
    """What was found for a field; where that is nothing, and nothing there is doubtful, what is remembered."""
    told = next(iter(form.recalled(name)), "")
    if found or not told or form.questions.has_beside(name, "missing"):
        return found
    return _taken(form, name, told)


def doubtful(form: Form, name: str) -> tuple[str, ...]:
    """What is remembered as to be printed and tells of a day that is over by now: a person is asked."""
    over = tuple(text for text in form.recalled(name) if over_lately(form, text))
    for text in over:
        question = f"Last time “{clipped(text, 160)}” had to appear, and it names a day that is over: must it still?"
        form.questions.ask(name, "unconfirmed", text, question)
    return over


def language_or_recalled(form: Form, found: str) -> str:
    """As `or_recalled`; and where the intake is merely written in a language, the client's own kind of it."""
    told = next(filter(None, map(tag_of, form.recalled("language"))), "")
    if not told or not _is_detected(form, found) or (found and primary_of(told) != found):
        return found
    if told == found:
        return found
    form.dropped("language")
    return _taken(form, "language", told)


def _is_detected(form: Form, found: str) -> bool:
    """Whether the intake names no language: none was found, or it is the one that its texts are in."""
    read_in = [source for source in form.sources if source.field == "language"]
    return not found or all(source.answer in _DETECTED_IN and not source.words for source in read_in)


def _taken(form: Form, name: str, told: str) -> str:
    form.questions.withdraw(name, "missing")
    question = f"Last time {label(name)} was “{clipped(told, 160)}”: does it still hold?"
    form.questions.ask(name, "unconfirmed", told, question)
    form.took(name, CLIENT)
    return told
