"""When the campaign starts."""

import re
from dataclasses import replace
from datetime import date

from aicmo_site.kernel.extract.dates import of_another_calendar
from aicmo_site.kernel.extract.relative_days import relative_day
from onboarding.form.answers import NOTES, Form
from onboarding.notes.cues import says
from onboarding.notes.texts import MAX_SENTENCE, clipped, text_of
from onboarding.schedule.answers import bare_day, is_guessed, only_whole_day, start_of_span, wrong_weekday
from onboarding.schedule.clashes import ask_contradictions
from onboarding.schedule.day_month_order import day_in_order_of_form
from onboarding.schedule.mentions import (
    Dated,
    clauses_with_days,
    dated_texts,
    tells_a_phase,
    tells_the_launch,
    texts_ruling_out,
    undecided_text,
)
from onboarding.schedule.stance import read_dates

MAX_DAYS = 3  # in one question
IN_THE_PAST = "The launch date “{}” lies before the day of this form: which date is meant?"
NO_LAUNCH = "On which date is the launch? The plan is counted back from it."


def read_launch_date(form: Form) -> str:
    """The date in the client's own words, a whole one of the notes where the form has none; what is open is asked."""
    written = form.text("launch_date")
    if (named := read_dates(written[:MAX_SENTENCE])).ruled_out or named.bounds:
        form.questions.withdraw("launch_date", "unconfirmed")
        form.dropped("launch_date")
        if named.meant:
            return _launch_of(form, [Dated(written, "launch_date", named)])
        return _launch_without(form, written)
    undecided = undecided_text(form)
    said = _newest(form, [dated for dated in dated_texts(form) if tells_the_launch(form, dated.text)])
    said = _without_phases(written, said)
    if later := _later_than_label(form, written, said):
        if told := [dated for dated in later if _tells_of_the_start(dated.text)]:
            form.questions.withdraw("launch_date", "unconfirmed")
            form.dropped("launch_date")
            written, said = "", told
        else:
            said = [dated for dated in said if dated not in later]
    conflicting = ask_contradictions(form, written, said)
    if written and not conflicting and not undecided and (day := _day_told(form, written, said)):
        return day
    if written and not conflicting and not undecided and (read := day_in_order_of_form(form, written)):
        question = (
            f"We read “{clipped(written, 120)}” as {read}, as other dates of the form are written: is that right?"
        )
        form.questions.ask("launch_date", "unconfirmed", written, question)
        return read.isoformat()
    if written and not conflicting and not undecided and (day := _day_within(form, written)):
        return day
    if written:
        _ask_about_date(form, written, [*(dated.text for dated in said), *texts_ruling_out(form)])
    if undecided:
        question = f"The day of the launch is not fixed (“{clipped(undecided, 160)}”): when will it be confirmed?"
        form.questions.ask("launch_date", "unconfirmed", undecided, question)
    elif not written and said and not conflicting:
        return _launch_of(form, said)
    elif not written and not said and not form.questions.has("launch_date"):
        if day := _first_appearance(form):
            return day
        _ask_for_day(form)
    if conflicting and not text_of(form.responses.get("launch_date")):  # of several dates in the notes none is chosen
        form.dropped("launch_date")
        return ""
    return written


def _without_phases(written: str, said: list[Dated]) -> list[Dated]:
    """Phases are no launch where something else tells it; where nothing does, it is the first day of the first one."""
    others = [dated for dated in said if not tells_a_phase(dated.text)]
    if written or others or not said:
        return others
    days = [(day, dated) for dated in said for day in dated.dates if day.is_whole and day.as_date()]
    if not days:
        return said
    first, dated = min(days, key=lambda one: one[0].as_date() or date.max)
    return [replace(dated, named=replace(dated.named, meant=(first,)))]


def _newest(form: Form, said: list[Dated]) -> list[Dated]:
    """Of the days that the notes name, what was said last; the days that the form itself names stay beside it."""
    noted = [dated.text for dated in said if dated.answer == NOTES and dated.dates]
    newest = form.newest(noted)
    of_the_campaign = [text for text in newest if says("campaign", text)]  # beside it, what opens is another matter
    newest = of_the_campaign or newest
    return [dated for dated in said if dated.answer != NOTES or not newest or dated.text in newest]


def _later_than_label(form: Form, written: str, said: list[Dated]) -> list[Dated]:
    """What the notes say of the launch after a label of theirs gave its day."""
    if not written or ("launch_date" not in form.headed.answers and text_of(form.responses.get("launch_date"))):
        return []
    day = re.compile(rf"(?<!\w){re.escape(written)}(?!\w)")
    label = next((text for text in form.note_sentences if day.search(text)), "")
    later = (dated for dated in said if dated.answer == NOTES and dated.dates)
    return [dated for dated in later if label and form.age(dated.text) > form.age(label)]


def _tells_of_the_start(said: str) -> bool:
    """Whether a sentence tells of the start itself, and not of something that opens."""
    return any(says(signal, said) for signal in ("corrects", "campaign", "starts"))


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
    named = [said for said in form.note_sentences if _names_a_day_ahead(form, said)]
    ahead = [clipped(said, 160) for said in named if not says("past", said) and not says("deadline", said)][:MAX_DAYS]
    told = f" The notes name a day (“{'”, “'.join(ahead)}”): is it that one?" if ahead else ""
    words = next(iter(texts_ruling_out(form)), " … ".join(ahead))
    form.questions.ask("launch_date", "missing", words, NO_LAUNCH + told)


def _first_appearance(form: Form) -> str:
    """The first day on which something of the campaign comes before the public, to be confirmed; "" where none is told.
    The event that it leads to is another day."""
    days: dict[date, str] = {}
    for said in form.note_sentences:
        if says("appears", said[:MAX_SENTENCE]) and _names_a_day_ahead(form, said) and not _is_aside(said):
            for clause in filter(None, clauses_with_days(said)):
                whole = [day for named in read_dates(clause).meant if named.is_whole and (day := named.as_date())]
                if whole and says("appears", clause):
                    days.setdefault(whole[0], said)
    if not days:
        return ""
    first = min(days)
    words = days[first]
    told = f"we take {first}, when the first of it appears (“{clipped(words, 160)}”)"
    question = f"Nobody names the launch; {told}: is that right?"
    form.questions.ask("launch_date", "unconfirmed", words, question)
    form.took("launch_date", NOTES, words)
    return first.isoformat()


def _is_aside(said: str) -> bool:
    return any(says(signal, said) for signal in ("past", "deadline", "asks", "unconfirmed")) or said.rstrip().endswith(
        "?"
    )


def _names_a_day_ahead(form: Form, said: str) -> bool:
    days = [date.as_date() for date in read_dates(said).meant if date.is_whole]
    return any(form.submitted_on is None or day is None or day >= form.submitted_on for day in days)


def day_of(written: str) -> str:
    """The one day, in ISO form, that a launch date names for certain in whatever language, calendar or company."""
    uncertain = says("unconfirmed", written) or says("asks", written) or says("deadline", written) or "?" in written
    dates = () if uncertain else read_dates(written[:MAX_SENTENCE]).meant
    day = dates[0].as_date() if len(dates) == 1 else None
    return day.isoformat() if day else ""


def _launch_without(form: Form, written: str) -> str:
    """The launch of the notes where the form's answer only says when it is not."""
    said = _newest(form, [dated for dated in dated_texts(form) if tells_the_launch(form, dated.text)])
    if any(dated.dates for dated in said) and not ask_contradictions(form, "", said):
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
    day = start_of_span(text) or only_whole_day(text) or _day_from_now(form, text)
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


def _day_from_now(form: Form, text: str) -> date | None:
    """ "In two weeks", reckoned from the day of the form."""
    return relative_day(text, form.submitted_on) if form.submitted_on else None


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
    elif not_there := next((date for date in dates if not date.exists), None):
        question = f"“{clipped(written, 120)}” names a day that month {not_there.month} does not have: which is meant?"
        form.questions.ask("launch_date", "contradiction", written, question)
    elif len(dates) != 1 or not dates[0].is_whole:
        words = " … ".join(dict.fromkeys([written, *told]))
        question = f"“{clipped(words, 240)}” is no exact day: on which date is the launch?"
        form.questions.ask("launch_date", "unclear", words, question)
    elif (day := dates[0].as_date()) and form.submitted_on and day < form.submitted_on:
        form.questions.ask("launch_date", "contradiction", written, IN_THE_PAST.format(clipped(written, 120)))
