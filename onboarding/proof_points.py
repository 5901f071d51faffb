"""Facts that copy may cite: those of the form, and those which only the notes tell, proposed and asked about."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from aicmo_site.kernel.extract.money import find_money
from aicmo_site.kernel.extract.numbers import find_numbers
from aicmo_site.kernel.extract.times import find_times
from onboarding.contracts import ProofPointDTO
from onboarding.fields import FIELDS
from onboarding.form.answers import NOTES, Form, is_an_answer
from onboarding.notes.cues import says, topic_of
from onboarding.notes.internal import internal_in, marks_internal, without
from onboarding.notes.sentences import sentences
from onboarding.notes.texts import MAX_SENTENCE, clipped, without_bullet
from onboarding.schedule.stance import read_dates

MOST_ASKED = 4  # sentences in the question
BARE = 6  # words
LONGEST_ASKED = 240  # characters; what is longer tells a story
HISTORY = timedelta(days=2 * 365)
_NUMBERED = re.compile(r"\s?\(?\d{1,2}[.)]\s")
_FIGURE = re.compile(r"\d+")
_SPOKEN = ("key_messages", "proof_points", "mandatory_inclusions", "call_to_action")


def read_proof_points(form: Form) -> tuple[ProofPointDTO, ...]:
    """The form's proof points, each with the day after which it is over."""
    points = form.items("proof_points")
    for text in points:
        if _was_lately(form, text):
            question = (
                f"“{clipped(text, 160)}” names a day that is over: is there another one? Until then it is not said."
            )
            form.questions.ask("proof_points", "contradiction", text, question)
    return tuple(ProofPointDTO(text, _until(form, text)) for text in points)


def _was_lately(form: Form, text: str) -> bool:
    """Whether people could still come to what a text tells of until a day that is over; older days are history."""
    return says("occasions", text) and not says("past", text) and over_lately(form, text)


def over_lately(form: Form, text: str) -> bool:
    """Whether all days that a text names are over, and not long ago; what began then goes on."""
    days = _days(text)
    if form.submitted_on is None or not _are_over(form, days) or _begins(days, text):
        return False
    return max(days) > form.submitted_on - HISTORY


def _begins(days: set[date], text: str) -> bool:
    return len(days) == 1 and says("begins", text)


def _until(form: Form, text: str) -> str:
    """The last day that a text names, if it is yet to come and nothing only begins then."""
    days = _days(text)
    return "" if not days or _are_over(form, days) or _begins(days, text) else max(days).isoformat()


def _days(text: str) -> set[date]:
    return {day for named in read_dates(text[:MAX_SENTENCE]).meant if (day := named.as_date())}


def propose_untold(form: Form, points: tuple[ProofPointDTO, ...]) -> tuple[ProofPointDTO, ...]:
    """One question for all days, hours and offers of the notes that no message, proof point or call to action tells,
    and beside the `points` those of them that are sentences about the thing itself, to be confirmed. Not before all
    else was asked."""
    told = {figure for name in _SPOKEN for text in form.entries(name) for figure in _FIGURE.findall(text)}
    untold = (said for said in _read_nowhere(form) if _is_for_the_public(form, said) and not _is_told(said, told))
    found = list(dict.fromkeys(islice(untold, MOST_ASKED)))
    if not found:
        return points
    quoted = " … ".join(clipped(said, 160) for said in found)
    question = f"Only the notes tell of this (“{quoted}”): may copy say it? Then it is a proof point."
    form.questions.ask("proof_points", "unconfirmed", " … ".join(found), question)
    if "proof_points" in form.decided:
        return points
    fit = [said for said in found if said in form.note_sentences and _is_of_the_thing_itself(said)]
    for position, said in enumerate(fit, len(points)):
        form.took(f"proof_points.{position}", NOTES, said)
    return (*points, *(ProofPointDTO(text, _until(form, text)) for text in map(without_bullet, fit)))


def _is_of_the_thing_itself(said: str) -> bool:
    """Whether a sentence could be printed as it is: no row of a table, no numbered point, nobody's side of it."""
    return "|" not in said and not _NUMBERED.match(said) and not says("from_inside", said)


def _read_nowhere(form: Form) -> Iterator[str]:
    """The sentences of the notes, and those of fields that only this client's form has."""
    yield from form.note_sentences
    for name, value in form.responses.items():
        if name not in FIELDS and name not in form.other_names and isinstance(value, str) and not marks_internal(name):
            told = without(value, internal_in(value).remarks)
            yield from [f"{name.rstrip(' :?')}: {told}"] if _is_bare_day(told) else sentences(told)


def _is_for_the_public(form: Form, said: str) -> bool:
    """Whether a sentence tells when, or for how much, something takes place that people may come to."""
    if len(said) > LONGEST_ASKED or not any(_details(said)) or not (says("occasions", said) or _is_row_of_a_day(said)):
        return False
    if says("backstage", said) or says("past", said) or topic_of(said) == "budget" or not is_an_answer(said):
        return False
    return not (form.questions.about(said) or _are_over(form, _days(said)))


def _is_bare_day(text: str) -> bool:
    """Whether a field holds a day and no more: then its name tells of what."""
    return len(text.split()) <= BARE and any(named.is_whole for named in read_dates(text[:MAX_SENTENCE]).meant)


def _is_row_of_a_day(said: str) -> bool:
    """Whether a row of a table gives the day of something that is no step on the way: "Fête du vélo | 5 juin"."""
    cells = [cell.strip() for cell in said.strip(" |").split("|")]
    of_work = ("deadline", "milestones", "procedures", "contract", "starts", "campaign")
    return len(cells) == 2 and not any(says(signal, said) for signal in of_work) and _is_bare_day(cells[1])


def _details(said: str) -> Iterator[bool]:
    yield any(named.day for named in read_dates(said).meant)
    yield bool(find_times(said)) or any(number.percent for number in find_numbers(said))
    yield any(money.currency for money in find_money(said))


def _are_over(form: Form, days: set[date]) -> bool:
    return form.submitted_on is not None and bool(days) and max(days) < form.submitted_on


def _is_told(said: str, told: set[str]) -> bool:
    """Whether all figures of a sentence stand among those that copy tells anyway."""
    return told.issuperset(_FIGURE.findall(said))
