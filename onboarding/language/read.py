"""The language of the copy, which need not be the one that the form is written in."""

import re

from aicmo_site.kernel.languages import primary_of
from onboarding.form.answers import NOTES, Form
from onboarding.language.detection import (
    bans_eszett,
    detect,
    differs,
    languages_asked_for,
    script_of,
    spells_as_swiss,
    tag_of,
)
from onboarding.notes.cues import label_of, says
from onboarding.notes.texts import clipped, text_of

GERMAN, SWISS = "de", "de-CH"
OWN_WORDS = ("objectives", "key_messages", "mandatory_inclusions", "target_audience", "call_to_action")
WHICH = "In which language is the copy to be?"


def read_language(form: Form) -> str:
    """A BCP 47 tag, "" where none can be told: what the notes plainly ask for, else the form's answer, else what the
    client's own words are clearly in."""
    written = form.text("language") or _norwegian(form)
    tag = tag_of(written) if written else ""
    asked = _asked_for(form)
    found = _from_notes(form, written, tag, asked) if asked else _from_form(form, written, tag)
    return SWISS if found == GERMAN and _is_swiss(form) else found


def _is_swiss(form: Form) -> bool:
    """Whether the client's own German does without ß, or says so, or pays in francs and has none."""
    own = "\n".join(text for name in OWN_WORDS for text in form.entries(name))
    ruled_out = "\n".join((*form.entries("tone"), *form.entries("exclusions"), form.notes))
    pays_in_francs = re.search(r"\b(?:k|T)?CHF\b|\bFranken\b", str(form.responses.get("budget") or ""))
    return bans_eszett(ruled_out) or spells_as_swiss(own) or bool(pays_in_francs and "ß" not in f"{own}{form.notes}")


def _own_texts(form: Form) -> str:
    return " \n".join(text for name in ("objectives", "key_messages") for text in form.entries(name))


def _norwegian(form: Form) -> str:
    """ "no" is an answer here: it is the tag of Norwegian."""
    return "no" if text_of(form.responses.get("language")).casefold() == "no" else ""


def _asked_for(form: Form) -> dict[str, list[str]]:
    """Sentences of the notes, each with the languages in which it wants the copy."""
    found = {said: languages_asked_for(said) for said in form.note_sentences if label_of("language", said) is None}
    return {said: tags for said, tags in found.items() if tags}


def _from_notes(form: Form, written: str, tag: str, asked: dict[str, list[str]]) -> str:
    tags = list(dict.fromkeys(one for named in asked.values() for one in named))
    words = " … ".join(asked)
    agree = any(not differs(tag, primary_of(one)) for one in tags) if tag else False
    if tag and not agree:
        question = f"The form says {tag}, the notes “{clipped(words, 160)}”: in which language is the copy to be?"
        form.questions.ask("language", "contradiction", words, question)
        agree = all(_is_open(said) for said in asked)  # a mere question does not overrule the form
    elif len(tags) > 1:
        question = f"Several languages are asked for (“{clipped(words, 160)}”): which is written first, and by whom?"
        form.questions.ask("language", "unclear", words, question)
    elif not tag:
        question = f"Only the notes say in which language (“{clipped(words, 160)}”): is that right?"
        form.questions.ask("language", "unconfirmed", words, question)
    if agree:
        return tag
    form.took("language", NOTES, words)
    return _written_in(form, tags[0])


def _written_in(form: Form, asked: str) -> str:
    """The language asked for, unless the client's own texts are in another script: then theirs, until it is settled."""
    script = script_of(_own_texts(form))
    return script if script and differs(asked, script) else asked


def _is_open(said: str) -> bool:
    return "?" in said or "？" in said or says("unconfirmed", said) or says("asks", said)


def _from_form(form: Form, written: str, tag: str) -> str:
    own = _own_texts(form)
    detected = detect(own) or detect(form.notes if not own else "" if tag else f"{own} \n{form.notes}")
    if tag and differs(tag, detected):
        question = f"The form says {tag}, but its texts are in {detected}: in which language is the copy to be?"
        form.questions.ask("language", "contradiction", written, question)
        return detected
    if written and not tag:
        question = f"The language is given as “{clipped(written, 80)}”: in which language is the copy to be?"
        form.questions.ask("language", "unclear", written, question)
    elif not tag:
        form.questions.ask("language", "unconfirmed" if detected else "missing", "", WHICH)
    if detected and not tag:
        form.took("language", NOTES if not own else "objectives")
    return tag or detected
