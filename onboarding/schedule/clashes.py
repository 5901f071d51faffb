"""Dates of the launch, and deadlines, that cannot all hold: the client is asked which does."""

from itertools import combinations

from aicmo_site.kernel.extract.partial_dates import PartialDate
from onboarding.form.answers import NOTES, Form
from onboarding.notes.texts import clipped
from onboarding.schedule.mentions import Dated, dated_texts, tells_the_launch, texts_ruling_out
from onboarding.schedule.stance import read_dates

MOST_COMPARED = 30  # texts of different days; where more are named, the first ones show whether they clash
MOST_DAYS = 12  # of a text; one of more is a calendar, and one of ambiguous days contradicts nothing


def ask_contradictions(form: Form, written: str, launches: list[Dated]) -> bool:
    """Dates of the launch, and deadlines, that cannot all hold: one question each that names them all."""
    field = [Dated(written, "launch_date", read_dates(written))] if written else []
    launches = [*field, *launches]
    deadlines = [dated for dated in dated_texts(form) if not tells_the_launch(form, dated.text)]
    newest = set(form.newest(dated.text for dated in deadlines if dated.answer == NOTES))
    deadlines = [dated for dated in deadlines if dated.answer != NOTES or dated.text in newest]
    if _clash([(dated.dates + dated.named.bounds) for dated in deadlines]):
        _ask_which_date(form, "timeline_weeks", "deadlines", deadlines)
    refused = [Dated(text, NOTES, read_dates(text)) for text in texts_ruling_out(form) if _rules_out(text, field)]
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
    told = dict.fromkeys(frozenset(dates) for dates in named if dates)  # many texts name the same days
    clear = [dates for dates in told if len(dates) <= MOST_DAYS and not any(date.ambiguous for date in dates)]
    return any(
        all(one.contradicts(two) for one in first for two in second)
        for first, second in combinations(clear[:MOST_COMPARED], 2)
    )
