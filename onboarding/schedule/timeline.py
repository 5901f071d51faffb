"""How long the work runs."""

import math
from itertools import repeat

from aicmo_site.kernel.extract.durations import Duration, durations_in_weeks, read_duration
from onboarding.form.answers import NOTES, Form
from onboarding.notes.cues import is_wholly, label_of, says
from onboarding.notes.texts import MAX_SENTENCE, clipped, text_of
from onboarding.schedule.answers import days_of_span
from onboarding.schedule.stance import read_dates

DAYS_OF_WEEK = 7
ASIDE = ("contract", "past", "procedures")  # what else takes its time
NO_TIMELINE = "How many weeks is the campaign to run, from the start of the work to its end?"


def read_timeline(form: Form) -> int | None:
    """Weeks; of a range the upper end, with a question. None where nothing can be read."""
    written = form.responses.get("timeline_weeks")
    words = text_of(written) if isinstance(written, str) else "" if written is None else str(written)
    if not words or is_wholly("absent", words) or is_wholly("placeholder_alone", words):
        return _timeline_of_notes(form)
    duration = read_duration(written) or _between_days(words)
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


def _between_days(words: str) -> Duration | None:
    """The weeks from one day to another: "du 1er avril au 15 juin"."""
    days = days_of_span(words[:MAX_SENTENCE])
    weeks = math.ceil(days / DAYS_OF_WEEK)
    return Duration(weeks, weeks, exact=False) if days else None


def _timeline_of_notes(form: Form) -> int | None:
    said = _lasting(form)
    launch = text_of(form.responses.get("launch_date"))
    if not said and (told := _between_days(launch)):
        question = f"We read “{clipped(launch, 120)}” as {told.high} weeks: is that right?"
        form.questions.ask("timeline_weeks", "unconfirmed", launch, question)
        form.took("timeline_weeks", "launch_date", launch)
        return told.high
    spans = dict.fromkeys((duration.low, duration.high) for found in said.values() for duration in found)
    if not spans:
        _ask_how_long(form)
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


def _ask_how_long(form: Form) -> None:
    """With the time that the notes say something runs: it need not be the campaign."""
    told = next((said for said in form.note_sentences if says("runs", said) and _tells_a_time(said)), "")
    if told:
        question = f"{NO_TIMELINE} The notes tell of a time (“{clipped(told, 160)}”): is it that?"
        form.questions.ask("timeline_weeks", "missing", told, question)
    else:
        form.ask_missing("timeline_weeks", NO_TIMELINE)


def _tells_a_time(said: str) -> bool:
    dates = read_dates(said)
    return bool(days_of_span(said[:MAX_SENTENCE])) or bool(dates.meant or dates.bounds)


def _lasting(form: Form) -> dict[str, list[Duration]]:
    """Sentences of the notes that say how long the campaign lasts; what else takes its time is another matter."""
    said = (text for text in form.note_sentences if says("lasts", text) or label_of("timeline_weeks", text))
    told = (text for text in said if not any(map(says, ASIDE, repeat(text))))
    return {text: found for text in told if (found := durations_in_weeks(text))}


def _ask_about_other_durations(form: Form, planned: Duration) -> None:
    for said, found in _lasting(form).items():
        if all(one.high < planned.low or planned.high < one.low for one in found):
            question = f"The form says {planned.high} weeks, the notes “{clipped(said, 160)}”: which holds?"
            form.questions.ask("timeline_weeks", "contradiction", said, question)
            return


def _ask_about_contract(form: Form, weeks: int) -> None:
    """A contract of another length than the form's weeks: which part of it is to be planned?"""
    for said in form.note_sentences:
        others = (
            [found.high for found in durations_in_weeks(said) if found.high != weeks] if says("contract", said) else []
        )
        if others and max(others) > weeks:
            question = f"The form says {weeks} weeks, the notes “{clipped(said, 160)}”: which part is this plan for?"
            form.questions.ask("timeline_weeks", "contradiction", said, question)
            return
