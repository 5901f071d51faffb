"""What people are to do: the form's call to action, else the words that the notes give for it."""

import json
import re
from functools import cache
from typing import Any

from onboarding.form.answers import NOTES, Form
from onboarding.lexicon import WORDS
from onboarding.notes.cues import says

LEAST_WORDS, MAX_WORDS = 2, 9
MAX_LETTERS = 90
NEAR = 60  # characters between what leads to a call and the quotation of it
_QUOTED = re.compile(
    "[“„«\"]\\s*([^“”„«»\"]{2,90}?)\\s*[”“»\"]|(?<![\\w'’])['‘‚](?=\\S)((?:[^'’‘\\n]|(?<=\\w)['’](?=\\w)){2,90})(?<=\\S)['’‘](?!\\w)"
)
_END = re.compile(r"\.(?!\w)|[;!?\n]|,\s|\s[–—-]\s|\s\(")


def read_call_to_action(form: Form) -> str:
    """In the words of whoever said it, their capitals kept; to be confirmed where only running notes give it."""
    if given := form.text("call_to_action"):
        return given.rstrip(".") if "call_to_action" in form.headed.answers else given
    told = [(action, said) for said in form.note_sentences if (action := action_in(said))]
    newest = set(form.newest(said for _, said in told))
    current = [(action, said) for action, said in told if said in newest]
    named = [(action, said) for action, said in current if _behind_label(said) or _before_label(said)]
    action, said = next(iter(named or current), ("", ""))  # what the button says, before what people are wished to do
    if action:
        form.confirm("call_to_action", said)
        form.took("call_to_action", NOTES, said)
    return action


def action_in(said: str) -> str:
    """What a sentence puts on the button, or wants people to do; "" where it speaks of neither."""
    if said.rstrip().endswith("?") or says("past", said):
        return ""
    return _behind_label(said) or _before_label(said) or _quoted_for_people(said) or _wished(said)


def _behind_label(said: str) -> str:
    label = _pattern("labels").search(said)
    if not label:
        return ""
    if quoted := _quotation(said, label.end()):
        return quoted
    joined = _joined().match(said, label.end())
    return _short(said[joined.end() :]) if joined else ""


def _before_label(said: str) -> str:
    """ "“Book now” is what the button says"."""
    label = _pattern("labels").search(said)
    quoted = list(_QUOTED.finditer(said, 0, label.start())) if label else []
    if not (label and quoted) or says("negates", said):
        return ""
    between = _pattern("said_to_be").fullmatch(said[quoted[-1].end() : label.start()].strip())
    return quoted[-1][1] or quoted[-1][2] if between else ""


def _quoted_for_people(said: str) -> str:
    """ "At the end they should click “Book now”"."""
    people = _pattern("people_should").search(said) or _pattern("presses").search(said)
    return _quotation(said, people.end()) if people and not says("negates", said) else ""


def _wished(said: str) -> str:
    """ "We want them to sign up for the walk": the verb and what goes with it, up to the end of its clause."""
    people = _pattern("people_should").search(said)
    if not people or says("negates", said):
        return ""
    rest = _without_lead(said[people.end() :].lstrip())
    action = _short(rest) if _pattern("actions").search(_END.split(rest, maxsplit=1)[0]) else ""
    return action if len(action.split()) >= LEAST_WORDS else ""


def _without_lead(rest: str) -> str:
    """ "just book a table" is "book a table"."""
    while (lead := _pattern("small").match(rest)) and lead.end() < len(rest):
        rest = rest[lead.end() :].lstrip()
    return rest


def _quotation(said: str, start: int) -> str:
    found = _QUOTED.search(said, start)
    return (found[1] or found[2]) if found and found.start() - start <= NEAR else ""


def _short(rest: str) -> str:
    """The call alone, without where it stands ("on our site") and what follows it; "" where it is more than a call."""
    told = _END.split(rest.strip(" :–—-"), maxsplit=1)[0]
    told = _pattern("place").split(told, maxsplit=1)[0].strip(" ,:")
    is_call = 0 < len(told.split()) <= MAX_WORDS and len(told) <= MAX_LETTERS
    return told[:1].upper() + told[1:] if is_call else ""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_data()[name])})(?!\w)", re.IGNORECASE)


@cache
def _joined() -> re.Pattern[str]:
    return re.compile("|".join(_data()["joined"]), re.IGNORECASE)


@cache
def _data() -> Any:
    return json.loads((WORDS / "call_to_action.json").read_text(encoding="utf-8"))
