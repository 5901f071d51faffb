"""What the form and the notes say of each channel for itself: the languages of its pieces, and its legal labels."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from aicmo_site.kernel.languages import primary_of
from aicmo_site.kernel.paid_endorsement import labels_in, may_be_paid, speaks_of_paid_people
from aicmo_site.kernel.text.sentences import covered
from onboarding.channels.lines import MAX_LINE, parts_of
from onboarding.channels.marks import Marks, without_marks
from onboarding.channels.mentions import RULED_OUT, mentions
from onboarding.channels.names import read_channels
from onboarding.facts.sources import Source
from onboarding.form.answers import DECIDED, NOTES, Form
from onboarding.language.detection import differs, languages_named, says_also
from onboarding.notes.cues import label_of, says
from onboarding.notes.texts import MAX_SENTENCE, clipped, text_of

LABELS = "labels"  # the label of notes and forms under which they stand
_CLAUSES = re.compile(r"[;\n]|,(?=\s)|\.\s|\s(?:and|und|et|y|e|en)\s")


@dataclass(frozen=True)
class Said:
    """What one place says of some channels. `stated`: under a label, or in a channel's own item."""

    channels: Sequence[str]
    values: Sequence[str]
    answer: str
    words: str
    stated: bool
    also: bool = False  # beside the campaign's own language


@dataclass
class OfEach:
    """By channel, in the order in which it is said; what is stated leaves no room for what prose says of it."""

    name: str
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)

    def take(self, said: Said, known: Sequence[str], own: str = "") -> None:
        for channel in (channel for channel in said.channels if channel in known):
            before = self.values.get(channel, ())
            if before and not said.stated:
                continue
            for value in (*([own] if own and said.also else []), *said.values):
                if value.casefold() not in map(str.casefold, before):
                    place, is_stated = f"{self.name}.{channel}.{len(before)}", said.stated or value == own
                    self.sources.append(Source(place, said.answer, clipped(said.words), headed=is_stated))
                    before = (*before, value)
            self.values[channel] = before


def read_languages_of_channels(form: Form, channels: Sequence[str], language: str) -> dict[str, tuple[str, ...]]:
    """By channel, the languages of its pieces where they are its own. What only a sentence of the notes says is
    proposed."""
    read = OfEach("languages")
    for said in (*_in_items(form), *_in_the_language(form), *_in_notes(form, channels, language)):
        read.take(replace(said, values=[_regional(tag, language) for tag in said.values]), channels, language)
    return _kept(form, read)


def read_labels_of_channels(form: Form, channels: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """By channel, the labels that its pieces must carry."""
    read = OfEach("labels")
    for said in (*_labels_in_items(form), *_labelled(form, channels), *_labels_in_notes(form, channels)):
        read.take(said, channels)
    proposed = {source.words for source in read.sources if not source.headed}
    for words in proposed:
        question = f"Only the notes ask for a label on posts (“{clipped(words, 160)}”): can it be confirmed?"
        form.questions.ask("labels", "unconfirmed", words, question)
    return _kept(form, read)


def _kept(form: Form, read: OfEach) -> dict[str, tuple[str, ...]]:
    """What people decided has their answer as its source."""
    for source in read.sources:
        root, dot, position = source.answer.partition(".")
        is_decided = root in form.decided
        form.sources.append(replace(source, answer=f"{DECIDED}{dot}{position}", words="") if is_decided else source)
    return {channel: values for channel, values in read.values.items() if values}


def _items(form: Form) -> Iterator[tuple[str, str]]:
    """The items of the channels' list, each with its answer; those of the notes where the list is theirs."""
    given = list(form.of("channels").answers("channels"))
    if not given:
        labelled = ((label_of("channels", said), said) for said in form.note_sentences)
        given = [(value, NOTES) for value, _ in labelled if value]
    for text, answer in given:
        yield from ((part, answer) for part in parts_of(" ".join(text[:MAX_LINE].split())))


def languages_stated(form: Form) -> set[str]:
    """The languages, without regions, in which the form wants single channels: texts of it may be in them."""
    return {primary_of(tag) for said in (*_in_items(form), *_in_the_language(form)) for tag in said.values}


def _in_items(form: Form) -> Iterator[Said]:
    yield from (Said(at, marks.languages, *told, True, marks.also) for at, marks, told in _marked(form))


def _labels_in_items(form: Form) -> Iterator[Said]:
    yield from (Said(at, marks.labels, *told, True) for at, marks, told in _marked(form))


def _marked(form: Form) -> Iterator[tuple[list[str], Marks, tuple[str, str]]]:
    """Items with marks: their channels, the marks, which answer they stand in, and the item."""
    for item, answer in _items(form):
        bare, marks = without_marks(item)
        if marks:
            yield read_channels([bare]).channels, marks, (answer, item)


def _in_the_language(form: Form) -> Iterator[Said]:
    """In the form's answer for the language: "English; YouTube in Spanish"."""
    yield from of_language(text_of(form.responses.get("language")))[1]


def of_language(written: str) -> tuple[str, list[Said]]:
    """An answer for the language without what it says of single channels, and that."""
    found: list[Said] = []
    rest: list[str] = []
    for part in filter(None, map(str.strip, re.split(r"[;\n]", written[:MAX_LINE]))):
        bare, marks = without_marks(part)
        clauses = [part] if marks.languages and not languages_named(bare) else re.split(r",\s", part)
        for clause in clauses:
            bare, marks = without_marks(clause)
            channels = read_channels([bare]).channels if marks.languages else []
            if channels:
                found.append(Said(channels, marks.languages, "language", clause, True, marks.also))
            else:
                rest.append(clause)
    return ("; ".join(rest), found) if found else (written, [])


def _in_notes(form: Form, channels: Sequence[str], language: str) -> Iterator[Said]:
    """Clauses of the notes that name a channel and another language than the campaign's."""
    for said in form.note_sentences:
        if said.rstrip().endswith("?") or label_of("language", said) is not None or not languages_named(said):
            continue
        for clause in _CLAUSES.split(said[:MAX_SENTENCE]):
            tags = [tag for tag in languages_named(clause) if not language or differs(language, primary_of(tag))]
            if tags and (named := _named(clause, channels)):
                yield Said(named, tags, NOTES, said, False, says_also(clause))


def _named(text: str, channels: Sequence[str] | None) -> list[str]:
    """The campaign's channels (None: any) that a text names and does not rule out."""
    found = (one.target for one in mentions(text[:MAX_SENTENCE]) if one.is_channel and one.stance != RULED_OUT)
    return [channel for channel in dict.fromkeys(found) if channels is None or channel in channels]


def _regional(tag: str, language: str) -> str:
    """The campaign's own tag where it is of that language."""
    return language if language and tag == primary_of(language) else tag


def _labelled(form: Form, channels: Sequence[str]) -> Iterator[Said]:
    """Under a label: a field of the form that asks for labels, a line of the notes, or what must appear."""
    told = [(f"{name}: {text_of(value)}", name) for name, value in form.given.further.items() if isinstance(value, str)]
    told += [(said, NOTES) for said in form.note_sentences]
    for said, answer in told:
        if value := label_of(LABELS, said):
            for clause in re.split(r"[;\n]|,\s", value):
                labels = _label_words(clause)
                yield Said(_meant(form, clause, channels), labels, answer, said, True)
    for text, answer in form.of("mandatory_inclusions").answers("mandatory_inclusions"):
        if is_label_of_channels(text):
            yield Said(_meant(form, text, channels), _label_words(text), answer, text, True)


def is_label_of_channels(text: str) -> bool:
    """Whether what must appear is a label of some channels' posts, and no text of all pieces."""
    return bool(labels_in(text)) and (bool(mentions(text[:MAX_SENTENCE], wanted=True)) or speaks_of_paid_people(text))


def _label_words(text: str) -> list[str]:
    return list(dict.fromkeys(label.words for label in labels_in(text))) or [
        label.words for label in labels_in(f"label: {text.strip()}")
    ]


def _labels_in_notes(form: Form, channels: Sequence[str]) -> Iterator[Said]:
    for said in form.note_sentences:
        text = said[:MAX_SENTENCE]
        if labels_in(text) and asks_for_label(said) and label_of("channels", said) is None:
            yield Said(_meant(form, text, channels), [label.words for label in labels_in(text)], NOTES, said, False)


def asks_for_label(said: str) -> bool:
    """Whether a sentence of the notes asks for the label that it names."""
    is_told = said.rstrip().endswith("?") or says("past", said) or says("negates", said)
    return bool(labels_in(said[:MAX_SENTENCE])) and not is_told


def _meant(form: Form, text: str, channels: Sequence[str]) -> list[str]:
    """The channels that a text names; of one that names none, those of people who are paid, else all."""
    places = [(at, at + len(one.words)) for one in labels_in(text) if (at := text.find(one.words, one.start)) >= 0]
    if named := _named(covered(text, places, " "), None):
        return [channel for channel in named if channel in channels]
    ordered = " ".join((text, *form.entries("channels")))
    paid = [channel for channel in channels if may_be_paid(channel)] if speaks_of_paid_people(ordered) else []
    return paid or list(channels)
