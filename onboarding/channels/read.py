"""Which channels the work is for: the form's, else those that the notes name, without what is ruled out."""

from collections.abc import Mapping

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.text.folding import as_name
from onboarding.channels.lexicon import longest, named_by_hint, other_id
from onboarding.channels.lines import asked_for
from onboarding.channels.mentions import DOUBTED, PASSING, RULED_OUT, WANTED, Mention, mentions
from onboarding.channels.names import PEOPLE, ChannelReading, ask_unknown, ask_which, read_channels
from onboarding.form.answers import NOTES, Form
from onboarding.notes.cues import label_of, says
from onboarding.notes.sentences import sentences
from onboarding.notes.texts import MAX_SENTENCE, clipped

LEFT_OUT = (
    "{} is asked for, and “{}” rules it out. We have left it out, since what is published cannot be taken back: "
    "is it wanted after all?"
)
NO_CHANNELS = "On which channels is the campaign to appear?"


def read_deliverables(form: Form) -> tuple[str, ...]:
    """Channel IDs. What a client rules out is left out even where the form names it: a missing draft is soon written,
    a published one is not taken back. The contradiction is asked about."""
    answers = list(form.answers("channels"))
    reading = read_channels(text for text, _ in answers)
    taken = _by_answer(answers, reading)
    if not reading.channels and (reading.pointer or not reading.questions):
        taken = _from_notes(form, reading)
    else:
        if reading.pointer:
            _ask_what_is_pointed_at(reading)
        taken |= _added_later(form, reading, taken)
    _leave_out_what_is_ruled_out(form, reading, taken)
    _ask_about_doubted(form, reading)
    _ask_about_people(form, reading)
    if reading.channels:
        form.questions.withdraw("channels", "missing")
    for text, answer in answers:
        if _names_people_only(text):
            form.took("channels", answer, text)
    for position, channel_id in enumerate(reading.channels):
        form.took(f"channels.{position}", *taken.get(channel_id, ("channels", "")))
    for asked in reading.questions:
        form.questions.add(asked)
    return tuple(reading.channels)


def _by_answer(answers: list[tuple[str, str]], reading: ChannelReading) -> dict[str, tuple[str, str]]:
    """Which answer, and which words, each channel comes from."""
    taken: dict[str, tuple[str, str]] = {}
    chosen = set(reading.channels)
    for text, answer in answers:
        for words in asked_for(text):
            for channel_id in read_channels([words]).channels:
                if channel_id in chosen:
                    taken.setdefault(channel_id, (answer, words))
    return taken


def _names_people_only(text: str) -> bool:
    """Whether an answer names those who are paid to post and no platform: whoever labels posts must see the words."""
    kept = " ".join(asked_for(text))
    return longest(as_name(kept)) == PEOPLE and not read_channels([text]).channels


def _from_notes(form: Form, reading: ChannelReading) -> dict[str, tuple[str, str]]:
    """The channels that the notes plainly name, each to be confirmed."""
    taken: dict[str, tuple[str, str]] = {}
    groups: list[Mention] = []
    for mention in _wanted(form, reading):
        if mention.is_channel:
            _, earlier = taken.get(mention.target, ("", ""))
            if not earlier or form.age(mention.words) > form.age(earlier):  # the newest word counts
                taken[mention.target] = NOTES, mention.words
        elif named := named_by_hint(as_name(mention.words), mention.target):
            taken.setdefault(named, (NOTES, mention.words))
        else:
            groups.append(mention)
    if taken:
        words = " … ".join(dict.fromkeys(words for _, words in taken.values()))
        names = "; ".join(channel_of(channel_id).name for channel_id in taken)
        question = f"Only the notes name channels (“{clipped(words)}”), which we read as {names}: is that right?"
        reading.ask("unconfirmed", words, question)
    asked = {other_id(question.words) for question in reading.questions}
    for channel_id in taken:
        if channel_id.startswith("other:") and channel_id not in asked:
            ask_unknown(channel_id.removeprefix("other:").replace("-", " "), reading)
        reading.add([channel_id])
    for mention in {mention.target: mention for mention in groups}.values():
        if mention.target == PEOPLE and any(words == mention.words for _, words in taken.values()):
            continue  # people who post on a platform that the sentence names
        ask_which(mention.target, mention.words, reading)
    if not taken and not groups:
        _ask_for_channels(form, reading)
    return taken


def _added_later(
    form: Form, reading: ChannelReading, taken: Mapping[str, tuple[str, str]]
) -> dict[str, tuple[str, str]]:
    """What the notes add to the channels that are listed already. To a list of their own it is added; one of the form
    stands as somebody filled it in, and is asked about."""
    is_of_notes = "channels" in form.headed.answers
    listed = max((form.age(words) for _, words in taken.values()), default=(0, 0))
    added: dict[str, str] = {}
    for said in form.note_sentences:
        if label_of("channels", said) is None and (not is_of_notes or form.age(said) >= listed):
            told = (one for one in mentions(said[:MAX_SENTENCE]) if one.is_added and one.stance == WANTED)
            added |= {one.target: said for one in told if one.is_channel and one.target not in reading.channels}
    for channel_id, said in added.items():
        told_of = f"Only the notes add {channel_of(channel_id).name} to the channels (“{clipped(said, 160)}”)"
        reading.ask("unconfirmed", said, f"{told_of}: is that right?")
        if is_of_notes:
            reading.add([channel_id])
    return {channel_id: (NOTES, said) for channel_id, said in added.items()} if is_of_notes else {}


def _wanted(form: Form, reading: ChannelReading) -> list[Mention]:
    if told := _answered(form):
        return told
    found: list[Mention] = []
    for said in form.note_sentences:
        labelled = label_of("channels", said)
        if labelled:
            found += _labelled(labelled, said, reading)
        elif not said.rstrip(' )"').endswith(("?", "？", "؟")):
            found += [mention for mention in mentions(said) if mention.stance == WANTED]
    for value, words in form.told.get("channels", ()):
        found += _labelled(value, words, reading)
    return found


def _answered(form: Form) -> list[Mention]:
    """What somebody names when asked for the channels: then the question's own list is none."""
    said = [text for turn in form.answered.get("channels", ()) for text in sentences(turn.said)]
    return [mention for text in said for mention in mentions(text, wanted=True) if mention.stance == WANTED]


def _labelled(value: str, said: str, reading: ChannelReading) -> list[Mention]:
    """Behind a label, what stands there is a list like the form's."""
    listed = read_channels([value])
    reading.questions += [asked for asked in listed.questions if asked.kind != "contradiction"]
    return [Mention(channel_id, WANTED, said) for channel_id in listed.channels]


def _ask_what_is_pointed_at(reading: ChannelReading) -> None:
    """Beside plain names, words such as “the usual” may mean more of them."""
    words = clipped(reading.pointer, 80)
    if not any(asked.words == words for asked in reading.questions):
        reading.ask("unclear", reading.pointer, f"“{words}” names no channel: which ones are meant?")


def _ask_for_channels(form: Form, reading: ChannelReading) -> None:
    if reading.pointer and not reading.questions:
        words = clipped(reading.pointer, 80)
        question = f"For the channels the form says “{words}”, and the notes name none for certain: which are meant?"
        reading.ask("unclear", reading.pointer, question)
    elif not reading.questions:
        form.ask_missing("channels", NO_CHANNELS)


def _leave_out_what_is_ruled_out(form: Form, reading: ChannelReading, taken: Mapping[str, tuple[str, str]]) -> None:
    """What the notes rule out later than they name it is gone without a question, and what they name later stays."""
    lines = [*form.restrictions("exclusions"), *form.note_sentences, *form.remarks]
    for said in lines:
        out = [mention.target for mention in mentions(said[:MAX_SENTENCE]) if mention.stance == RULED_OUT]
        for channel_id in dict.fromkeys(out):
            answer, words = taken.get(channel_id, ("", ""))
            is_of_notes = answer == NOTES or (bool(answer) and "channels" in form.headed.answers)
            if is_of_notes and answer == NOTES and form.age(words) > form.age(said):
                continue
            is_newer_mail = form.age(words)[0] < form.age(said)[0]
            is_correction = says("corrects", said) and form.age(words) <= form.age(said)
            is_later = is_of_notes and (is_newer_mail or is_correction)
            if reading.leave_out(channel_id) and not is_later:
                reading.ask("contradiction", said, LEFT_OUT.format(channel_of(channel_id).name, clipped(said, 160)))


def _ask_about_doubted(form: Form, reading: ChannelReading) -> None:
    """A channel that the notes name with a doubt or a condition is wanted by nobody yet."""
    doubted: dict[str, str] = {}
    for said in form.note_sentences:
        for mention in mentions(said[:MAX_SENTENCE]) if label_of("channels", said) is None else ():
            if mention.stance == DOUBTED and mention.is_channel:
                doubted.setdefault(mention.target, said)
    for channel_id, said in doubted.items():
        name = channel_of(channel_id).name
        reading.ask(
            "unconfirmed", said, f"“{clipped(said, 160)}” leaves open whether {name} is wanted: is it, and when?"
        )


def _ask_about_people(form: Form, reading: ChannelReading) -> None:
    """Who posts for the client, and who labels it, where only the notes speak of such people."""
    for said in form.note_sentences:
        named = any(
            mention.target == PEOPLE and mention.stance in (WANTED, PASSING)
            for mention in mentions(said[:MAX_SENTENCE])
        )
        if named and not says("past", said) and not any(said[:60] in asked.words for asked in reading.questions):
            told = f"The notes speak of people who post for the client (“{clipped(said, 160)}”)"
            question = f"{told}: who are they, where do they post, and who labels it?"
            reading.ask("unclear", said, question)
            return
