"""What free notes say: an aim, an audience, and what they ask or leave open."""

import re

from onboarding.channels.mentions import mentions
from onboarding.form.answers import NOTES, Form, label
from onboarding.notes.asked_before import answered_before
from onboarding.notes.cues import SIGNALS, first_of, is_wholly, label_of, patterns, says, speaks_of, topic_of
from onboarding.notes.open_points import is_unsettled
from onboarding.notes.texts import clipped, has_bullet, without_bullet
from onboarding.notes.told_lines import tells_a_line

MAX_SENTENCES = 3
BARE, SHORT = 2, 4  # words
MOST_LEADING = 5  # words
_AGES = re.compile(r"(?<![\d.,/])([1-9]\d)\s?(?:-|–|to|bis|a|à|y|und|～|〜)\s?([1-9]\d)(?![\d%kK€£$]|[.,/]\d)")
_QUESTION_MARK = re.compile(r"\?")
NO_AUDIENCE = "Who is to be reached?"


def read_objectives(form: Form) -> tuple[str, ...]:
    """The form's objectives, else the sentences of the notes that state an aim; nothing is made up where none does."""
    if objectives := form.items("objectives"):
        return objectives
    told = [said for said in form.note_sentences if not _is_open(said) and not tells_a_line(said)]
    aims = [_without_lead(_answer(said)) for said in told]
    aims = [said for said in aims if not says("forbids", said) and not is_a_task(said)]
    stated = [said for said in aims if says("aims", said) and not says("vague_aims", said)] or [
        said for said in aims if _is_aim_in_passing(said)
    ]
    kept = tuple([said for said in stated if not mentions(said)] or stated)[:MAX_SENTENCES]
    taken = tuple(dict.fromkeys(map(_itself, kept)))
    if taken:
        words = " ".join(kept)
        question = f"We took the objective from the notes (“{clipped(words, 160)}”): is that what is to be reached?"
        form.questions.ask("objectives", "unconfirmed", words, question)
        for position, said in enumerate(kept[: len(taken)]):
            form.took(f"objectives.{position}", NOTES, said)
    else:
        form.ask_missing("objectives", "What is the campaign to achieve, and how will it be measured?")
    return taken


def is_a_task(said: str) -> bool:
    """Whether a sentence asks the agency for its work: no aim of the campaign."""
    return says("tasks", said) and not says("figures_of_aims", said)


def _is_aim_in_passing(said: str) -> bool:
    """What a mail wants people to do; what is forbidden, or is about the work on it, is no aim."""
    return says("aims_in_passing", said) and not says("negates", said) and not says("backstage", said)


def read_audience(form: Form) -> str:
    """The form's audience, else what the notes label so or the sentences that speak of one, else ""."""
    if later := _corrected_audience(form):
        return _proposed_audience(form, later)
    if audience := form.text("target_audience"):
        if says("unconfirmed", audience) or says("asks", audience) or audience.endswith("?"):
            question = f"The audience is not settled yet (“{clipped(audience, 200)}”): has it been confirmed?"
            form.questions.ask("target_audience", "unconfirmed", audience, question)
        _ask_about_ages(form, audience)
        return audience
    answers = [_answer(text) for text in form.note_sentences if not _is_open(text) and not tells_a_line(text)]
    answers = [text for text in answers if not says("no_audiences", text)]
    said = [text for text in answers if says("audiences", text)][:MAX_SENTENCES]
    said = said or [text for text in answers if _is_audience_in_passing(text)][:MAX_SENTENCES]
    newest = form.newest(said)
    said = newest if any(says("corrects", text) for text in newest) else said
    return _proposed_audience(form, said)


def _corrected_audience(form: Form) -> list[str]:
    """What the notes say of the audience after they gave one under its name: "in the end it is for young parents"."""
    if "target_audience" not in form.headed.answers:
        return []
    said = form.note_sentences
    labels = (at for at, text in enumerate(said) if label_of("target_audience", text) is not None)
    labelled = next(labels, len(said))
    mail = form.age(said[labelled])[0] if labelled < len(said) else -1
    later = (text for at, text in enumerate(said) if at > labelled or form.age(text)[0] > mail)
    told = [text for text in later if says("corrects", text) and not _is_open(text)]
    return form.newest(text for text in told if says("audiences", text) or _is_audience_in_passing(text))


def _proposed_audience(form: Form, said: list[str]) -> str:
    words = " ".join(said)
    if words:
        question = f"We took the audience from the notes (“{clipped(words, 160)}”): is that who is to be reached?"
        form.questions.ask("target_audience", "unconfirmed", words, question)
        form.took("target_audience", NOTES, words)
    else:
        form.ask_missing("target_audience", NO_AUDIENCE)
    return " ".join(map(_itself, said))


def _is_audience_in_passing(said: str) -> bool:
    """Of whom a mail tells; the client's own people, and whom it rules out, are not to be reached."""
    return says("audiences_in_passing", said) and not says("own_people", said) and not says("forbids", said)


def _itself(said: str) -> str:
    """The aim or the audience without "Our aim is to" before it."""
    found = next((match for pattern in patterns("preamble") if (match := pattern.match(said))), None)
    rest = said[found.end() :].strip(" ,:") if found else ""
    return rest[:1].upper() + rest[1:] if rest else said


def _ask_about_ages(form: Form, audience: str) -> None:
    """Two spans of years that do not touch cannot both be the audience."""
    spans = _ages(audience)
    for said in form.note_sentences:
        others = _ages(said) if says("audiences", said) else []
        if spans and others and not any(low <= top and bottom <= high for low, high in spans for bottom, top in others):
            question = (
                f"The audience is “{clipped(audience, 120)}”, the notes say “{clipped(said, 120)}”: who is meant?"
            )
            form.questions.ask("target_audience", "contradiction", said, question)
            return


def _ages(text: str) -> list[tuple[int, int]]:
    return [(int(match[1]), int(match[2])) for match in _AGES.finditer(text) if int(match[1]) < int(match[2])]


def ask_what_notes_ask(form: Form) -> None:
    """Turn what the notes ask, withhold until later or leave open into questions."""
    listed = _listed_as_open(form.note_sentences)
    answered = answered_before(form.note_sentences, lambda said: form.age(said)[0])
    for position, said in enumerate(form.note_sentences):
        if says("later", said):
            _ask_later(form, said)
        elif (
            position in answered
            or _is_settled(form, said)
            or _is_bare(said)
            or is_wholly("open_heading", said.rstrip(" :"))
        ):
            continue
        elif (position in listed or _is_labelled_open(said)) and not form.questions.about(said):
            _ask_open(form, said, without_bullet(said))
        elif _is_open(said) and not form.questions.about(said) and not _is_asked_already(form, said):
            _ask_open(form, said, _in_context(form.note_sentences, position))


def _listed_as_open(sentences: list[str]) -> set[int]:
    """Where the items stand that a list under "Open points:" holds, or the sentence that stands there."""
    listed, is_open, headed = set[int](), False, len(sentences)
    for position, said in enumerate(sentences):
        if is_open and (has_bullet(said) or position == headed + 1):
            listed.add(position)
        else:
            is_open = is_wholly("open_heading", said.rstrip(" :"))
            headed = position if is_open and len(said.split()) > 1 else headed  # "Open" alone may tell of a shop
    return listed


def _is_labelled_open(said: str) -> bool:
    """ "Open: the headline sponsor", in one line."""
    lead, colon, told = without_bullet(said).partition(":")
    return bool(colon and told.strip()) and is_wholly("open_heading", lead)


def _is_settled(form: Form, said: str) -> bool:
    """Whether a sentence begins with a question, up to its mark, to which somebody gave an answer."""
    return any(said[: mark.end()] in form.settled for mark in _QUESTION_MARK.finditer(said))


def _in_context(sentences: list[str], position: int) -> str:
    """A sentence that points back ("Please check this.") goes with the one before it."""
    said = sentences[position]
    points_back = len(said.split()) <= SHORT or says("points_back", said)
    if not position or not points_back or topic_of(said) or _is_open(sentences[position - 1]):
        return said  # the one before it is a question of its own
    return f"{sentences[position - 1]} {said}"


def _is_bare(said: str) -> bool:
    """A question that says nothing by itself: "Which?"."""
    return said.endswith("?") and len(said.split()) <= BARE and not topic_of(said)


def _is_asked_already(form: Form, said: str) -> bool:
    """A plain question about a field on which we ask the client anyway."""
    topic = topic_of(said)
    if first_of("asks_who", without_bullet(said), at_start=True):
        return False
    is_plain = said.rstrip(' "”»').endswith("?") and (not says("asks", said) or says("reports_question", said))
    return is_plain and bool(topic) and form.questions.has(topic)


def _answer(said: str) -> str:
    """What stands behind a question that was put in a chat, without the mark of a list."""
    return without_bullet(said.rsplit("? ", 1)[-1])


def _without_lead(said: str) -> str:
    """The aim alone, where a few words and a colon only lead to it: "In short: we want …"."""
    lead, colon, told = said.partition(": ")
    only_leads = colon and len(lead.split()) <= MOST_LEADING and says("aims", told)
    return told if only_leads else said


def _is_open(said: str) -> bool:
    ends_asking = said.rstrip(' )"”»!').endswith(("?", "？", "؟"))
    is_gap = "??" in said or says("placeholder_within", said)
    is_unanswered = says("reports_question", said) and says("unanswered", said)
    return is_gap or ends_asking or is_unanswered or says("asks", said) or is_unsettled(said)


def _ask_later(form: Form, said: str) -> None:
    words = clipped(said, 200)
    if speaks_of("objectives", said):
        question = f"Performance goals are told only later (“{words}”): by which targets will the campaign be measured?"
        form.questions.ask("objectives", "missing", said, question)
    form.questions.ask(
        "other", "missing", said, f"The client will share this only later (“{words}”): when, and what can we have now?"
    )


def _ask_open(form: Form, said: str, told: str) -> None:
    words = clipped(told, 200)
    if says("creative", said):
        question = f"The notes leave open who makes the creative work (“{words}”): does the client supply it, or do we?"
        form.questions.ask("other", "unconfirmed", told, question)
        return
    topic = topic_of(said)
    about = f" about {label(topic)}" if topic in SIGNALS["topics"] else ""
    form.questions.ask(
        topic or "other", "unconfirmed", told, f"The notes leave something open{about}: “{words}” What is the answer?"
    )
