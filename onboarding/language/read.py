"""The language of the copy, which need not be the one that the form is written in."""

import re

from aicmo_site.kernel.languages import primary_of
from onboarding.channels.of_each import languages_stated, of_language
from onboarding.form.answers import NOTES, Form
from onboarding.language.detection import (
    bans_eszett,
    detect,
    differs,
    languages_asked_for,
    languages_named,
    spells_as_swiss,
    tag_of,
)
from onboarding.notes.cues import label_of
from onboarding.notes.texts import clipped, text_of

GERMAN, SWISS = "de", "de-CH"
OWN_WORDS = ("objectives", "key_messages", "mandatory_inclusions", "target_audience", "call_to_action")
MOST_TOLD = 3  # sentences in one question
WHICH = "In which language is the copy to be?"


def read_language(form: Form) -> str:
    """A BCP 47 tag, "" where none can be told: the form's answer, else what the client's own words are clearly in.

    A language that only a sentence of the notes names changes no copy: it is asked about. Only where nothing else
    tells a language is it the one that the notes ask for.
    """
    written = of_language(form.text("language"))[0] or _norwegian(form)
    if "language" in form.decided and (decided := tag_of(written)):
        return decided
    found = _from_form(form, written, tag_of(written) if written else "")
    wished = _wished_for(form)
    if wished:
        found = _beside_wishes(form, found, wished)
    else:
        _ask_about_named(form, found)
    return SWISS if found == GERMAN and _is_swiss(form) else found


def _is_swiss(form: Form) -> bool:
    """Whether the client's own German does without ß, or says so, or pays in francs and has none."""
    own = "\n".join(text for name in OWN_WORDS for text in form.entries(name))
    ruled_out = "\n".join((*form.entries("tone"), *form.restrictions("exclusions"), form.notes))
    pays_in_francs = re.search(r"\b(?:k|T)?CHF\b|\bFranken\b", str(form.responses.get("budget") or ""))
    return bans_eszett(ruled_out) or spells_as_swiss(own) or bool(pays_in_francs and "ß" not in f"{own}{form.notes}")


def _own_texts(form: Form) -> str:
    return " \n".join(text for name in ("objectives", "key_messages") for text in form.entries(name))


def _norwegian(form: Form) -> str:
    """ "no" is an answer here: it is the tag of Norwegian."""
    return "no" if text_of(form.responses.get("language")).casefold() == "no" else ""


def _wished_for(form: Form) -> dict[str, list[str]]:
    """Sentences of the notes, each with the languages in which it wants the copy."""
    found = {said: languages_asked_for(said) for said in form.note_sentences if label_of("language", said) is None}
    return {said: tags for said, tags in found.items() if tags}


def _beside_wishes(form: Form, found: str, wished: dict[str, list[str]]) -> str:
    """The language of the copy, where the notes say in which they want it."""
    tags = list(dict.fromkeys(tag for named in wished.values() for tag in named))
    words = " … ".join(wished)
    others = [tag for tag in tags if not found or differs(found, primary_of(tag))]
    if found and others:
        question = f"The copy is in {found}, the notes say “{clipped(words, 160)}”: in which language is it to be?"
        form.questions.ask("language", "contradiction", words, question)
    elif len(tags) > 1:
        question = f"Several languages are asked for (“{clipped(words, 160)}”): which is written first, and by whom?"
        form.questions.ask("language", "unclear", words, question)
    elif not found:
        question = f"Only the notes say in which language (“{clipped(words, 160)}”): is that right?"
        form.questions.ask("language", "unconfirmed", words, question)
    if not found:
        form.took("language", NOTES, words)
    return found or tags[0]


def _ask_about_named(form: Form, found: str) -> None:
    """What the notes say of another language than that of the copy may be about one piece, or about all."""
    named = {said: languages_named(said) for said in form.note_sentences}
    told = [said for said, tags in named.items() if any(not found or differs(found, primary_of(tag)) for tag in tags)]
    if told:
        words = " … ".join(told[:MOST_TOLD])
        question = (
            f"The notes speak of another language (“{clipped(words, 240)}”): which pieces are to be in it, and who "
            "translates them?"
        )
        form.questions.ask("language", "unconfirmed", words, question)


def _from_form(form: Form, written: str, tag: str) -> str:
    own = _own_texts(form)
    detected = detect(own) or detect(form.notes if not own else "" if tag else f"{own} \n{form.notes}")
    if tag and differs(tag, detected) and detected not in languages_stated(form):
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
