"""What the notes say must hold, on which days and where: facts that the plan shows though no field of the brief carries
them."""

import re
from itertools import islice

from onboarding.form.answers import Form, is_an_answer
from onboarding.notes.cues import says
from onboarding.notes.texts import without_bullet
from onboarding.schedule.stance import read_dates

MOST = 6  # sentences
LONGEST = 220  # characters; what is longer tells a story
_NO_SENTENCE = re.compile(r"\||^\w{2,12}\s?:\s[^:]{1,60}\d{1,2}:\d\d$")  # a row of a table, the date of a mail
_PAGE = re.compile(r"(?<![\w@./-])(?:https?://)?(?:[a-z0-9][a-z0-9-]{0,40}\.){1,3}[a-z]{2,12}/[a-z]", re.IGNORECASE)
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d\s?(?:[-–—/]|to|bis|à|a|al|do)\s?(?:19|20)\d\d(?!\d)")


def read_conditions(form: Form) -> tuple[str, ...]:
    """Sentences that bind the plan and that neither an item of the brief nor a question was read in."""
    taken = {source.words for source in form.sources}
    binding = (said for said in form.note_sentences if len(said) <= LONGEST and _binds(form, said))
    untold = (without_bullet(said) for said in binding if said not in taken and not form.questions.about(said))
    return tuple(islice(untold, MOST))


def _binds(form: Form, said: str) -> bool:
    if _NO_SENTENCE.search(said) or not is_an_answer(said) or says("past", said) or says("superseded", said):
        return False
    if says("binds", said) or _YEARS.search(said):
        return True
    return not says("backstage", said) and (bool(_PAGE.search(said)) or _names_a_day(form, said))


def _names_a_day(form: Form, said: str) -> bool:
    days = [named.as_date() for named in read_dates(said).meant if named.day]
    return any(form.submitted_on is None or day is None or day >= form.submitted_on for day in days)
