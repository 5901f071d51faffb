"""What free notes say: an aim, an audience, and what they ask or leave open."""

from onboarding.form import Form, label
from onboarding.signals import SIGNALS, says, speaks_of, topic_of
from onboarding.texts import clipped

MAX_SENTENCES = 3
NO_AUDIENCE = "Who is to be reached?"


def read_objectives(form: Form) -> tuple[str, ...]:
    """The form's objectives, else the sentences of the notes that state an aim, else their first sentence."""
    if objectives := form.items("objectives"):
        return objectives
    aims = tuple(said for said in form.note_sentences if says("aims", said) and not _is_open(said))[:MAX_SENTENCES]
    taken = aims or tuple(form.note_sentences[:1])
    if taken:
        words = " ".join(taken)
        question = f"We took the objective from the notes (“{clipped(words, 160)}”): is that what is to be reached?"
        form.questions.ask("objectives", "unconfirmed", words, question)
    else:
        form.ask_missing("objectives", "What is the campaign to achieve, and how will it be measured?")
    return taken


def read_audience(form: Form) -> str:
    """The form's audience, else the sentences of the notes that speak of one, else ""."""
    if audience := form.text("target_audience"):
        if says("unconfirmed", audience) or says("asks", audience) or audience.endswith("?"):
            question = f"The audience is not settled yet (“{clipped(audience, 200)}”): has it been confirmed?"
            form.questions.ask("target_audience", "unconfirmed", audience, question)
        return audience
    said = [text for text in form.note_sentences if says("audiences", text) and not _is_open(text)]
    words = " ".join(said[:MAX_SENTENCES])
    if words:
        question = f"We took the audience from the notes (“{clipped(words, 160)}”): is that who is to be reached?"
        form.questions.ask("target_audience", "unconfirmed", words, question)
    else:
        form.ask_missing("target_audience", NO_AUDIENCE)
    return words


def ask_what_notes_ask(form: Form) -> None:
    """Turn what the notes ask, withhold until later or leave open into questions."""
    for said in form.note_sentences:
        if says("later", said):
            _ask_later(form, said)
        elif _is_open(said) and not form.questions.about(said):
            _ask_open(form, said)


def _is_open(said: str) -> bool:
    ends_asking = said.rstrip(' )"”»!').endswith(("?", "？"))
    return "??" in said or ends_asking or says("asks", said) or says("placeholder_within", said)


def _ask_later(form: Form, said: str) -> None:
    words = clipped(said, 200)
    if speaks_of("objectives", said):
        question = f"Performance goals are told only later (“{words}”): by which targets will the campaign be measured?"
        form.questions.ask("objectives", "missing", said, question)
    form.questions.ask(
        "other", "missing", said, f"The client will share this only later (“{words}”): when, and what can we have now?"
    )


def _ask_open(form: Form, said: str) -> None:
    words = clipped(said, 200)
    if says("creative", said):
        question = f"The notes leave open who makes the creative work (“{words}”): does the client supply it, or do we?"
        form.questions.ask("other", "unconfirmed", said, question)
        return
    topic = topic_of(said)
    about = f" about {label(topic)}" if topic in SIGNALS["topics"] else ""
    form.questions.ask(
        topic or "other", "unconfirmed", said, f"The notes leave something open{about}: “{words}” What is the answer?"
    )
