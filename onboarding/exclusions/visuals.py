"""What must appear and can only be shown, such as a logo: it is asked for, and is no text."""

import json
import re
from functools import cache
from typing import Any

from onboarding.form.answers import Form
from onboarding.lexicon import WORDS
from onboarding.notes.required_wording import shown_in
from onboarding.notes.texts import clipped

MAX_LETTERS = 400
MAX_WORDS = 12  # a longer text that speaks of a logo is a sentence to be printed
_CAN_BE_WRITTEN = re.compile(r"\d|\w\.\w|[“„«\"]|#\w|@\w")


def without_visuals(form: Form, required: tuple[str, ...]) -> dict[str, int]:
    """The required texts without what can only be shown, which the client is asked to send; each with its place."""
    kept: dict[str, int] = {}
    for place, text in enumerate(required):
        parts = _parts(text)
        visuals = dict.fromkeys(part for part in parts if _is_visual(part))
        written = (
            [part for part in parts if part not in visuals and _CAN_BE_WRITTEN.search(part)] if visuals else [text]
        )
        for words in written:
            kept.setdefault(words, place)
        if not visuals:
            continue
        shown = clipped(" … ".join(visuals), 120)
        question = f"“{shown}” is to be shown and cannot be written: can we have the file, and where must it stand?"
        form.questions.ask("mandatory_inclusions", "unclear", text, question)
    _ask_for_what_notes_show(form)
    return kept


def _ask_for_what_notes_show(form: Form) -> None:
    """What only the notes want to be shown: it is no text, and must not be lost."""
    said = [text for text in shown_in(form.note_sentences) if _thing().search(text)]
    if said:
        words = " … ".join(said)
        question = (
            f"The notes want something shown (“{clipped(words, 240)}”): can we have the file, and where must it stand?"
        )
        form.questions.ask("mandatory_inclusions", "unclear", words, question)


def _parts(text: str) -> list[str]:
    return [part.strip(" .") for part in _joiner().split(text) if part.strip(" .")]


@cache
def _joiner() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{'|'.join(_data()['joined'])})\s|[,;]\s")


def _is_visual(part: str) -> bool:
    """Whether a thing to be shown stands at one end of a part; in quotation marks it is a word like any other."""
    if len(part) > MAX_LETTERS or len(part.split()) > MAX_WORDS or re.search('[“„«"]', part):
        return False
    first, last = _visual()
    return bool(first.match(part) or last.search(part))


@cache
def _thing() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_data()['patterns'])})(?!\w)", re.IGNORECASE)


@cache
def _visual() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A thing to be shown at the beginning, and at the end."""
    thing = rf"(?:{'|'.join(_data()['patterns'])})"
    first = re.compile(rf"(?:the |our |das |le |el |il )?{thing}(?!\w)", re.IGNORECASE)
    return first, re.compile(rf"(?<!\w){thing}$", re.IGNORECASE)


@cache
def _data() -> Any:
    return json.loads((WORDS / "visual_inclusions.json").read_text(encoding="utf-8"))
