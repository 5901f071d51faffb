"""How long the work runs and when it starts."""

from collections.abc import Iterator
from dataclasses import dataclass

from onboarding.dates import PartialDate, find_dates
from onboarding.durations import Duration, find_durations, read_duration
from onboarding.form import NOTES, Form
from onboarding.signals import is_wholly, label_of, says, speaks_of, without
from onboarding.texts import MAX_SENTENCE, clipped, text_of

NO_TIMELINE = "How many weeks is the campaign to run, from the start of the work to its end?"
NO_LAUNCH = "On which date is the launch? The plan is counted back from it."


@dataclass(frozen=True)
class Dated:
    """A text that names a date, and the answer of the form that it stands in."""

    text: str
    answer: str
    dates: tuple[PartialDate, ...]


def read_timeline(form: Form) -> int | None:
    """Weeks; of a range the upper end, with a question. None where nothing can be read."""
    written = form.responses.get("timeline_weeks")
    words = text_of(written) if isinstance(written, str) else "" if written is None else str(written)
    if not words or is_wholly("absent", words) or is_wholly("placeholder_alone", words):
        return _timeline_of_notes(form)
    duration = read_duration(written)
    if duration is None:
        question = f"“{clipped(words, 120)}” is no number of weeks that we can read: how many weeks are meant?"
        form.questions.ask("timeline_weeks", "unclear", words, question)
        return None
    if duration.is_range:
        question = f"The time is {duration.low} to {duration.high} weeks; we plan with {duration.high}: is that right?"
        form.questions.ask("timeline_weeks", "unclear", words, question)
    elif not duration.exact:
        question = f"We read “{clipped(words, 120)}” as {duration.high} weeks: is that right?"
        form.questions.ask("timeline_weeks", "unconfirmed", words, question)
    form.took("timeline_weeks", "timeline_weeks")
    _ask_about_contract(form, duration.high)
    _ask_about_other_durations(form, duration)
    return duration.high


def _timeline_of_notes(form: Form) -> int | None:
    said = _lasting(form)
    spans = dict.fromkeys((duration.low, duration.high) for found in said.values() for duration in found)
    if not spans:
        form.ask_missing("timeline_weeks", NO_TIMELINE)
        return None
    words = " … ".join(said)
    if len(spans) > 1:
        question = f"The notes name several lengths (“{clipped(words, 200)}”): how many weeks is the campaign to run?"
        form.questions.ask("timeline_weeks", "contradiction", words, question)
        return None
    low, high = next(iter(spans))
    weeks = f"{low} to {high} weeks; we plan with {high}" if low != high else f"{high} weeks"
    question = f"Only the notes say how long (“{clipped(words, 160)}”), which we read as {weeks}: is that right?"
    form.questions.ask("timeline_weeks", "unconfirmed", words, question)
    form.took("timeline_weeks", NOTES, words)
    return high


def _lasting(form: Form) -> dict[str, list[Duration]]:
    """Sentences of the notes that say how long the campaign lasts; contracts and the past are another matter."""
    said = (text for text in form.note_sentences if says("lasts", text) or label_of("timeline_weeks", text))
    told = (text for text in said if not says("contract", text) and not says("no_budget", text))
    return {text: found for text in told if (found := find_durations(text))}


def _ask_about_other_durations(form: Form, planned: Duration) -> None:
    for said, found in _lasting(form).items():
        if all(one.high < planned.low or planned.high < one.low for one in found):
            question = f"The form says {planned.high} weeks, the notes “{clipped(said, 160)}”: which holds?"
            form.questions.ask("timeline_weeks", "contradiction", said, question)
            return


def _ask_about_contract(form: Form, weeks: int) -> None:
    """A contract of another length than the form's weeks: which part of it is to be planned?"""
    for said in form.note_sentences:
        others = [found.high for found in find_durations(said) if found.high != weeks] if says("contract", said) else []
        if others and max(others) > weeks:
            question = f"The form says {weeks} weeks, the notes “{clipped(said, 160)}”: which part is this plan for?"
            form.questions.ask("timeline_weeks", "contradiction", said, question)
            return


def read_launch_date(form: Form) -> str:
    """The date in the client's own words, a whole one of the notes where the form has none; what is open is asked."""
    written = form.text("launch_date")
    undecided = _undecided(form)
    said = [dated for dated in _dated(form) if speaks_of("launch_date", dated.text)]
    conflicting = _ask_contradictions(form, written, said)
    if written:
        _ask_about_date(form, written)
    if undecided:
        question = f"The day of the launch is not fixed (“{clipped(undecided, 160)}”): when will it be confirmed?"
        form.questions.ask("launch_date", "unconfirmed", undecided, question)
    elif not written and said and not conflicting:
        return _launch_of(form, said)
    elif not written and not said and not form.questions.has("launch_date"):
        form.questions.ask("launch_date", "missing", "", NO_LAUNCH)
    if conflicting and not text_of(form.responses.get("launch_date")):  # of several dates in the notes none is chosen
        form.dropped("launch_date")
        return ""
    return written


def _launch_of(form: Form, said: list[Dated]) -> str:
    """The one whole date that the texts agree on, "" where they only come near to one."""
    words = said[0].text
    if any(date.ambiguous for dated in said for date in dated.dates):
        question = f"Does “{clipped(words, 120)}” name the day or the month first?"
        form.questions.ask("launch_date", "unclear", words, question)
        return ""
    days = {day: dated for dated in said for date in dated.dates if (day := date.as_date())}
    if len(days) != 1:
        question = f"The brief says “{clipped(words, 160)}”: on which day exactly is the launch?"
        form.questions.ask("launch_date", "unconfirmed", words, question)
        return ""
    day, dated = next(iter(days.items()))
    question = f"We read the launch date from “{clipped(dated.text, 160)}” as {day}: is that right?"
    form.questions.ask("launch_date", "unconfirmed", dated.text, question)
    form.took("launch_date", dated.answer, dated.text)
    return day.isoformat()


def _sentences(form: Form) -> Iterator[tuple[str, str]]:
    """(text, answer) of all that may speak of the launch."""
    for name in ("objectives", "key_messages", "exclusions"):
        yield from ((text[:MAX_SENTENCE], f"{name}.{index}") for index, text in enumerate(form.entries(name)))
    yield from ((said, NOTES) for said in form.note_sentences)


def _undecided(form: Form) -> str:
    said = (text for text, _ in _sentences(form) if speaks_of("launch_date", text))
    return next((text for text in said if says("unconfirmed", text) or says("asks", text)), "")


def _dated(form: Form) -> list[Dated]:
    """Texts that name a date for the launch or for the whole work; dates of a step on the way are no such thing."""
    found = []
    for text, answer in _sentences(form):
        told = without("milestones", text)
        if speaks_of("launch_date", told) or says("deadline", told):
            found.append(Dated(text, answer, tuple(find_dates(text))))
    return [dated for dated in found if dated.dates and not says("no_budget", dated.text)]


def _ask_about_date(form: Form, written: str) -> None:
    dates = find_dates(written)
    if says("unconfirmed", written) or says("asks", written) or "?" in written:
        question = f"The launch date “{clipped(written, 120)}” is not final: can it be confirmed?"
        form.questions.ask("launch_date", "unconfirmed", written, question)
    elif any(date.ambiguous for date in dates):
        question = f"Does “{clipped(written, 120)}” name the day or the month first?"
        form.questions.ask("launch_date", "unclear", written, question)
    elif len(dates) != 1 or not dates[0].is_whole:
        question = f"“{clipped(written, 120)}” is no exact day: on which date is the launch?"
        form.questions.ask("launch_date", "unclear", written, question)
    elif (day := dates[0].as_date()) and form.submitted_on and day < form.submitted_on:
        question = f"The launch date “{clipped(written, 120)}” lies before the day of this form: which date is meant?"
        form.questions.ask("launch_date", "contradiction", written, question)


def _ask_contradictions(form: Form, written: str, launches: list[Dated]) -> bool:
    """Dates of the launch, and deadlines, that cannot all hold: one question each that names them all."""
    field = [Dated(written, "launch_date", tuple(find_dates(written)))] if written else []
    launches = [*field, *launches]
    deadlines = [dated for dated in _dated(form) if dated not in launches]
    if _clash(deadlines):
        _ask_which_date(form, "timeline_weeks", "deadlines", deadlines)
    if _clash(launches):
        _ask_which_date(form, "launch_date", "launch dates", launches)
    return _clash(launches)


def _ask_which_date(form: Form, field: str, what: str, dated: list[Dated]) -> None:
    texts = list(dict.fromkeys(clipped(one.text, 120) for one in dated))
    named = "”, “".join(texts[:6])
    question = f"Different {what} are named (“{named}”): which one holds?"
    form.questions.ask(field, "contradiction", " … ".join(texts), question)


def _clash(dated: list[Dated]) -> bool:
    return any(
        all(one.contradicts(two) for one in first.dates for two in second.dates)
        for index, first in enumerate(dated)
        for second in dated[index + 1 :]
        if first.dates and second.dates
    )
