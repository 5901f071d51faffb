"""How long the work runs and when it starts."""

from itertools import combinations

from onboarding.dates import PartialDate, find_dates
from onboarding.durations import find_durations, read_duration
from onboarding.form import Form
from onboarding.signals import is_wholly, says, speaks_of
from onboarding.texts import clipped, items_of, text_of

NO_TIMELINE = "How many weeks is the campaign to run, from the start of the work to its end?"
NO_LAUNCH = "On which date is the launch? The plan is counted back from it."


def read_timeline(form: Form) -> int | None:
    """Weeks; of a range the upper end, with a question. None where nothing can be read."""
    written = form.responses.get("timeline_weeks")
    words = text_of(written) if isinstance(written, str) else "" if written is None else str(written)
    if not words or is_wholly("absent", words) or is_wholly("placeholder_alone", words):
        form.ask_missing("timeline_weeks", NO_TIMELINE)
        return None
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
    _ask_about_contract(form, duration.high)
    return duration.high


def _ask_about_contract(form: Form, weeks: int) -> None:
    """A contract of another length than the form's weeks: which part of it is to be planned?"""
    for said in form.note_sentences:
        others = [found.high for found in find_durations(said) if found.high != weeks] if says("contract", said) else []
        if others and max(others) > weeks:
            question = f"The form says {weeks} weeks, the notes “{clipped(said, 160)}”: which part is this plan for?"
            form.questions.ask("timeline_weeks", "contradiction", said, question)
            return


def read_launch_date(form: Form) -> str:
    """The date in the client's own words; what is open about it is asked."""
    written = form.text("launch_date")
    undecided = _undecided(form)
    said = _dated(form)
    if written:
        _ask_about_date(form, written)
        _ask_contradictions(form, written, said)
    if undecided:
        question = f"The day of the launch is not fixed (“{clipped(undecided, 160)}”): when will it be confirmed?"
        form.questions.ask("launch_date", "unconfirmed", undecided, question)
    elif not written and said:
        question = f"The brief says “{clipped(said[0], 160)}”: on which day exactly is the launch?"
        form.questions.ask("launch_date", "unconfirmed", said[0], question)
    elif not written and not text_of(form.responses.get("launch_date")):
        form.questions.ask("launch_date", "missing", "", NO_LAUNCH)
    return written


def _sentences(form: Form) -> list[str]:
    lists = [
        item for name in ("objectives", "key_messages", "exclusions") for item in items_of(form.responses.get(name))
    ]
    return [*lists, *form.note_sentences]


def _undecided(form: Form) -> str:
    said = (text for text in _sentences(form) if speaks_of("launch_date", text))
    return next((text for text in said if says("unconfirmed", text) or says("asks", text)), "")


def _dated(form: Form) -> list[str]:
    return [text for text in _sentences(form) if speaks_of("launch_date", text) and find_dates(text)]


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


def _ask_contradictions(form: Form, written: str, said: list[str]) -> None:
    texts = {written: find_dates(written), **{text: find_dates(text) for text in said}}
    for first, second in combinations(texts, 2):
        if _contradict(texts[first], texts[second]):
            question = (
                f"Two launch dates are named (“{clipped(first, 120)}” and “{clipped(second, 120)}”): which one holds?"
            )
            form.questions.ask("launch_date", "contradiction", f"{first} … {second}", question)
            return


def _contradict(first: list[PartialDate], second: list[PartialDate]) -> bool:
    return bool(first and second) and all(one.contradicts(two) for one in first for two in second)
