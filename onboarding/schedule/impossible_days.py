"""Days that the calendar does not have, in what a form wants to reach or to say: it is asked which are meant."""

import re
from collections.abc import Iterator

from aicmo_site.kernel.extract.dates import find_dates
from onboarding.form.answers import Form
from onboarding.notes.texts import MAX_SENTENCE, clipped

TEXTS = ("objectives", "key_messages", "proof_points", "call_to_action", "mandatory_inclusions")
_IS_TOLD = re.compile(r"[^\W\d_]|\d{4}")  # 30.2. may be the number of a chapter


def ask_about_impossible_days(form: Form) -> None:
    for name in TEXTS:
        for text in form.entries(name):
            for said in _impossible_days(text[:MAX_SENTENCE]):
                question = (
                    f"“{clipped(text, 160)}” names {said}, a day that the calendar does not have: which is meant?"
                )
                form.questions.ask(name, "contradiction", text, question)


def _impossible_days(text: str) -> Iterator[str]:
    for found in find_dates(text):
        said = text[found.start : found.end]
        if _IS_TOLD.search(said) and not all(one.exists or one.ambiguous for one in found.dates):
            yield said
