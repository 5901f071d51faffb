"""When the campaign starts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onboarding.dates import PartialDate, of_another_calendar
from onboarding.day_order import day_in_order
from onboarding.form import NOTES, Form
from onboarding.named_dates import NamedDates, read_dates
from onboarding.one_day import bare_day, is_guessed, only_whole_day, start_of_span, wrong_weekday
from onboarding.signals import patterns, says, speaks_of, without
from onboarding.texts import MAX_SENTENCE, clipped, text_of

MAX_DAYS = 3  # in one question
IN_THE_PAST = "The launch date “{}” lies before the day of this form: which date is meant?"
NO_LAUNCH = "On which date is the launch? The plan is counted back from it."


@dataclass(frozen=True)
class Dated:
    """A text that names a date, and the answer of the form that it stands in."""

    text: str
    answer: str
    named: NamedDates

    @property
    def dates(self) -> tuple[PartialDate, ...]:
        return self.named.meant


def read_launch_date(form: Form) -> str:
    """The date in the client's own words, a whole one of the notes where the form has none; what is open is asked."""
    written = form.text("launch_date")
    if (named := read_dates(written[:MAX_SENTENCE])).ruled_out or named.bounds:
        form.questions.withdraw("launch_date", "unconfirmed")
        form.dropped("launch_date")
        if named.meant:
            return _launch_of(form, [Dated(written, "launch_date", named)])
        return _launch_without(form, written)
    undecided = _undecided(form)
    said = [dated for dated in _dated(form) if speaks_of("launch_date", dated.text)]
    conflicting = _ask_contradictions(form, written, said)
    if written and not conflicting and not undecided and (day := _day_told(form, written, said)):
        return day
    if written and not conflicting and not undecided and (read := day_in_order(form, written)):
        question = (
            f"We read “{clipped(written, 120)}” as {read}, as other dates of the form are written: is that right?"
        )
        form.questions.ask("launch_date", "unconfirmed", written, question)
        return read.isoformat()
    if written and not conflicting and not undecided and (day := _day_within(form, written)):
        return day
    if written:
        _ask_about_date(form, written, [*(dated.text for dated in said), *_ruled_out(form)])
    if undecided:
        question = f"The day of the launch is not fixed (“{clipped(undecided, 160)}”): when will it be confirmed?"
        form.questions.ask("launch_date", "unconfirmed", undecided, question)
    elif not written and said and not conflicting:
        return _launch_of(form, said)
    elif not written and not said and not form.questions.has("launch_date"):
        _ask_for_day(form)
    if conflicting and not text_of(form.responses.get("launch_date")):  # of several dates in the notes none is chosen
        form.dropped("launch_date")
        return ""
    return written


def ask_about_silences(form: Form) -> None:
    """A time in which nothing may be published, of which only the notes tell: no plan can see it by itself."""
    for said in form.note_sentences:
        if says("silences", said[:MAX_SENTENCE]) and not form.questions.about(said):
            words = clipped(said, 160)
            question = (
                f"The notes tell of a time in which nothing may appear (“{words}”): when may the first text go out?"
            )
            form.questions.ask("other", "unconfirmed", said, question)


def _ask_for_day(form: Form) -> None:
    """With the days that the notes name for something else: one of them may be what the campaign leads to."""
    named = [said for said in form.note_sentences if any(date.is_whole for date in read_dates(said).meant)]
    ahead = [clipped(said, 160) for said in named if not says("past", said) and not says("deadline", said)][:MAX_DAYS]
    told = f" The notes name a day (“{'”, “'.join(ahead)}”): is it that one?" if ahead else ""
    words = next(iter(_ruled_out(form)), " … ".join(ahead))
    form.questions.ask("launch_date", "missing", words, NO_LAUNCH + told)


def day_of(written: str) -> str:
    """The one day, in ISO form, that a launch date names for certain in whatever language, calendar or company."""
    uncertain = says("unconfirmed", written) or says("asks", written) or says("deadline", written) or "?" in written
    dates = () if uncertain else read_dates(written[:MAX_SENTENCE]).meant
    day = dates[0].as_date() if len(dates) == 1 else None
    return day.isoformat() if day else ""


def _launch_without(form: Form, written: str) -> str:
    """The launch of the notes where the form's answer only says when it is not."""
    said = [dated for dated in _dated(form) if speaks_of("launch_date", dated.text)]
    if any(dated.dates for dated in said) and not _ask_contradictions(form, "", said):
        return _launch_of(form, said)
    question = f"“{clipped(written, 160)}” only says when it is not: on which day exactly is the launch?"
    form.questions.ask("launch_date", "missing", written, question)
    return ""


def _day_told(form: Form, written: str, said: list[Dated]) -> str:
    """The very day that the notes tell where the form says no more than the month of it, "" where they do not."""
    days = {day for dated in said for date in dated.dates if (day := date.as_date())}
    if len(days) != 1 or any(date.is_whole or date.ambiguous for date in read_dates(written[:MAX_SENTENCE]).meant):
        return ""
    form.dropped("launch_date")
    return _launch_of(form, said)


def _day_within(form: Form, written: str) -> str:
    """The day that the form's answer plainly means though it says more: in the client's words, else in ISO form."""
    text = written[:MAX_SENTENCE]
    day = start_of_span(text) or only_whole_day(text)
    if day is None or says("deadline", text):
        return ""
    if wrong := wrong_weekday(text):
        question = f"“{clipped(written, 120)}” names {wrong}, which is another day of the week: which day is meant?"
        form.questions.ask("launch_date", "contradiction", written, question)
    elif form.submitted_on and day < form.submitted_on:
        form.questions.ask("launch_date", "contradiction", written, IN_THE_PAST.format(clipped(written, 120)))
    elif not bare_day(text):
        question = f"Of “{clipped(written, 160)}” we take {day} as the launch: is that right?"
        form.questions.ask("launch_date", "unconfirmed", written, question)
    return bare_day(text) or day.isoformat()


def _ruled_out(form: Form) -> dict[str, tuple[PartialDate, ...]]:
    """Texts that say on which day something may not be."""
    named = {text: read_dates(text).ruled_out for text, _ in _sentences(form)}
    return {text: dates for text, dates in named.items() if dates}


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
            found.append(Dated(text, answer, read_dates(text)))
    held = [replace(dated, named=_still_held(dated.named, form)) for dated in found]
    named = [dated for dated in held if dated.dates or dated.named.bounds]
    return [dated for dated in named if not says("past", dated.text)]


def _still_held(named: NamedDates, form: Form) -> NamedDates:
    """The dates of a text without those that the notes tell us to ignore."""
    gone = list(_superseded(form))
    return replace(named, meant=tuple(one for one in named.meant if all(one.contradicts(other) for other in gone)))


def _superseded(form: Form) -> Iterator[PartialDate]:
    for said in form.note_sentences:
        for pattern in patterns("superseded"):
            if found := pattern.search(said):
                told = read_dates(said[found.end() :])
                yield from [*told.meant, *told.ruled_out][:1]


def _ask_about_date(form: Form, written: str, told: list[str]) -> None:
    """What is open about the date of the form; where it is no day, with what the notes tell of it."""
    dates = read_dates(written).meant
    if says("unconfirmed", written) or says("asks", written) or "?" in written or is_guessed(written):
        question = f"The launch date “{clipped(written, 120)}” is not final: can it be confirmed?"
        form.questions.ask("launch_date", "unconfirmed", written, question)
    elif says("deadline", written):
        question = f"“{clipped(written, 120)}” names the latest day: is it the day of the launch?"
        form.questions.ask("launch_date", "unconfirmed", written, question)
    elif any(date.ambiguous for date in dates):
        question = f"Does “{clipped(written, 120)}” name the day or the month first?"
        form.questions.ask("launch_date", "unclear", written, question)
    elif not dates and of_another_calendar(written):
        question = f"“{clipped(written, 120)}” is a day of another calendar: which day is it in the Gregorian one?"
        form.questions.ask("launch_date", "unclear", written, question)
    elif len(dates) != 1 or not dates[0].is_whole:
        words = " … ".join(dict.fromkeys([written, *told]))
        question = f"“{clipped(words, 240)}” is no exact day: on which date is the launch?"
        form.questions.ask("launch_date", "unclear", words, question)
    elif (day := dates[0].as_date()) and form.submitted_on and day < form.submitted_on:
        form.questions.ask("launch_date", "contradiction", written, IN_THE_PAST.format(clipped(written, 120)))


def _ask_contradictions(form: Form, written: str, launches: list[Dated]) -> bool:
    """Dates of the launch, and deadlines, that cannot all hold: one question each that names them all."""
    field = [Dated(written, "launch_date", read_dates(written))] if written else []
    launches = [*field, *launches]
    deadlines = [dated for dated in _dated(form) if dated not in launches]
    if _clash([(dated.dates + dated.named.bounds) for dated in deadlines]):
        _ask_which_date(form, "timeline_weeks", "deadlines", deadlines)
    refused = [Dated(text, NOTES, read_dates(text)) for text in _ruled_out(form) if _rules_out(text, field)]
    clash = _clash([dated.dates for dated in launches])
    if clash or refused:
        _ask_which_date(form, "launch_date", "launch dates", [*(launches if clash else field), *refused])
    return clash


def _rules_out(text: str, field: list[Dated]) -> bool:
    """Whether a text rules out the day of the form."""
    days = [date for dated in field for date in dated.dates if date.day]
    return any(date.day and not date.contradicts(day) for date in read_dates(text).ruled_out for day in days)


def _ask_which_date(form: Form, field: str, what: str, dated: list[Dated]) -> None:
    texts = list(dict.fromkeys(clipped(one.text, 120) for one in dated))
    named = "”, “".join(texts[:6])
    question = f"Different {what} are named (“{named}”): which one holds?"
    form.questions.ask(field, "contradiction", " … ".join(texts), question)


def _clash(named: list[tuple[PartialDate, ...]]) -> bool:
    """Whether of two texts that name dates none of the one can be one of the other."""
    named = [dates for dates in named if dates]
    return any(
        all(one.contradicts(two) for one in first for two in second)
        for index, first in enumerate(named)
        for second in named[index + 1 :]
    )
