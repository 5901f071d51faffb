"""A form's answers, cleaned: what only looks like an answer is taken out and asked about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from aicmo_site.kernel.placeholders import slot_in
from aicmo_site.kernel.text.folding import caseless
from onboarding.contracts import CLIENT, REMEMBERED, ClientDTO
from onboarding.facts.sources import NOTES, Source
from onboarding.fields import FIELDS, field_of
from onboarding.form.headed_answers import Headed, headed_answers
from onboarding.form.lists import WORDS_FOR_PRINT, divided
from onboarding.form.markup import as_markdown, plain_answers
from onboarding.form.questions import Questions
from onboarding.form.received import has_answer, received
from onboarding.notes.cues import is_wholly, label_of, says, topic_of
from onboarding.notes.dialogue import answers, settled
from onboarding.notes.internal import headings_of, internal_in, without
from onboarding.notes.orders import words_for_print
from onboarding.notes.recency import Age, ages
from onboarding.notes.sentences import sentences
from onboarding.notes.spoken_answers import spoken_answers
from onboarding.notes.texts import alike, clipped, has_bullet, items_of, quotations, text_of, without_bullet

DECIDED = "answers"  # what people said, as a source
MAX_LABELLED = 12


@dataclass
class Form:
    """A form while it is being understood: its answers, its notes by sentence, and what was taken from where.

    What the notes say for us alone is in `remarks`, which only readers of restrictions look at. `decided` are the
    answers that people gave in the form's stead, by field: whatever else is said of those counts no longer. `client`:
    what is remembered of it.
    """

    responses: Mapping[str, Any]
    questions: Questions = field(default_factory=Questions)
    sources: list[Source] = field(default_factory=list)
    submitted_on: date | None = None
    decided: Mapping[str, Any] = field(default_factory=dict)
    client: ClientDTO | None = None
    told: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)  # by a reader: (value, quotation)
    read: dict[Any, Any] = field(default_factory=dict)  # what readers of the whole form have found: see once.py

    def __post_init__(self) -> None:
        self.given = received(self.responses)
        self.other_names = self.given.named
        given = self.given.answers
        self._client_name = name = text_of(given.get("client_name"))
        marked = as_markdown(text_of(given.get(NOTES)))
        self.headed = headed_answers(without(marked, internal_in(marked, name).remarks))
        self.headed.answers = {
            name: told for name, told in self.headed.answers.items() if not has_answer(given.get(name))
        }
        self.responses = {**plain_answers({**given, **self.headed.values()}), **self.decided}
        self.notes = text_of(self.responses.get(NOTES))
        internal = internal_in(self.notes, name, headings_of(marked))
        self.internal = tuple(self.notes[span.start : span.end] for span in internal.unshown)
        told = without(self.notes, internal.remarks)
        self.note_sentences = sentences(self.headed.without_headings(told))
        self.remarks = sentences("\n".join(self.notes[span.start : span.end] for span in internal.remarks))
        self._ask_which_of_two()
        self.answered = answers(told)
        self.settled = settled(told)
        self._ages = ages(told)

    def _ask_which_of_two(self) -> None:
        for name, told in self.headed.answers.items():
            if name in self.decided:
                continue
            if told.others:
                both = (clipped(" ".join(texts), 120) for texts in (told.texts, told.others))
                question = f"The notes give {label(name)} under two headings, “{'” and “'.join(both)}”: which holds?"
                self.questions.ask(name, "contradiction", " … ".join([*told.texts, *told.others]), question)
            if told.is_cut:
                question = f"The notes list more for {label(name)} than we take ({len(told.texts)}): which ones count?"
                self.questions.ask(name, "unclear", clipped(told.texts[-1]), question)

    def of(self, name: str) -> "Form":
        """The form as a field is read in it: of one that people have decided, without all that the notes say."""
        if name not in self.decided:
            return self
        alone = copy(self)
        alone.headed, alone.read, alone.told = Headed({}, frozenset()), {}, {}
        alone.notes, alone.note_sentences, alone.remarks, alone.answered, alone.settled = "", [], [], {}, frozenset()
        return alone

    def ask_about_other_names(self) -> None:
        """One question for all answers that were read under names of the form's own."""
        read = [f"“{clipped(name, 60)}” as {label(ours)}" for name, ours in self.other_names.items()]
        if read:
            question = f"The form has names of its own, and we read {', '.join(read)}: is that right?"
            self.questions.ask("other", "unconfirmed", ", ".join(self.other_names), question)

    def age(self, said: str) -> Age:
        """How new a sentence of the notes is: the mail that says it first, and what it corrects there."""
        return self._ages.get(caseless(said), (0, 0))

    def newest(self, said: Iterable[str]) -> list[str]:
        """Of sentences that cannot all hold, those that were said last; one that only asks takes no other's place."""
        told = list(said)
        newest = max((self.age(text) for text in told if not text.rstrip().endswith("?")), default=None)
        return [text for text in told if newest in (None, self.age(text))]

    def took(self, name: str, answer: str, words: str = "") -> None:
        """Record that an item of the brief comes from an answer, or from these words of it."""
        base, dot, position = name.partition(".")
        root, of_root, at = answer.partition(".")
        told = self.headed.answers.get(root)
        if root in self.decided and root == field_of(_place(base)):
            answer, words = f"{DECIDED}{of_root}{at}", ""
        elif told:
            answer, words = NOTES, words or told.words(answer)
        asked_as = next((other for other, ours in self.other_names.items() if ours == root), "")
        source = Source(
            f"{_place(base)}{dot}{position}",
            asked_as or answer,
            clipped(words),
            headed=told is not None and not told.is_total,
        )
        self.sources.append(source)

    def dropped(self, name: str) -> None:
        """Forget where an item came from that the brief does not keep."""
        self.sources[:] = [source for source in self.sources if source.field != _place(name)]

    def renumbered(self, name: str, kept: list[int]) -> None:
        """Where the items come from that are left of a list: for each, its place in the whole one."""
        sources = {source.field: source for source in self.sources if source.field.startswith(f"{name}.")}
        self.sources[:] = [source for source in self.sources if source.field not in sources]
        self.sources += [replace(sources[f"{name}.{old}"], field=f"{name}.{new}") for new, old in enumerate(kept)]

    def text(self, name: str) -> str:
        """A field's text, else what the notes give under its label; "" where there is nothing but a placeholder."""
        text = text_of(self.responses.get(name))
        if not self._is_no_answer(name, text):
            self.took(name, name)
            return text
        value, words = next(self.labelled(name), ("", ""))
        if value:
            self.confirm(name, words)
            self.took(name, NOTES, words)
        return value

    def items(self, name: str) -> tuple[str, ...]:
        """A list's texts without placeholders, else what the notes give under its label; beside them, what is
        remembered of the client."""
        answers = list(self.answers(name))
        for position, (text, answer) in enumerate(answers):
            self.took(f"{name}.{position}", answer, "" if "." in answer else text)
        told = tuple(text for text, _ in answers) or self._labelled_items(name)
        known = {alike(text) for text in told}
        recalled = [text for text in self.recalled(name) if alike(text) not in known]
        for position in range(len(told), len(told) + len(recalled)):
            self.took(f"{name}.{position}", CLIENT)
        return (*told, *recalled)

    def recalled(self, name: str) -> tuple[str, ...]:
        """What is remembered of the client for a field; nothing of one that people have decided."""
        if self.client is None or name not in REMEMBERED or name in self.decided:
            return ()
        value = getattr(self.client, name)
        return tuple(value) if isinstance(value, tuple) else (value,) if value else ()

    def restrictions(self, name: str) -> tuple[str, ...]:
        """A list's texts as they stand, those that are remembered too, to look something up in."""
        return (*self.entries(name), *self.recalled(name))

    def entries(self, name: str) -> tuple[str, ...]:
        """A list's texts as they stand, to look something up in."""
        if name not in self.read:
            self.read[name] = items_of(self.responses.get(name))
        return tuple(self.read[name])

    def answers(self, name: str) -> Iterator[tuple[str, str]]:
        """(text, which answer) of a list's entries that are answers."""
        written = self.responses.get(name)
        listed = list(map(text_of, written)) if isinstance(written, list | tuple) else None
        for index, text in enumerate(items_of(written) if listed is None else listed):
            if not self._is_no_answer(name, text):
                parts = [text] if name in WORDS_FOR_PRINT and name in self.decided else divided(name, text)
                yield from ((part, name if listed is None else f"{name}.{index}") for part in parts)

    def labelled(self, name: str) -> Iterator[tuple[str, str]]:
        """(value, words) that the notes give under a label of this field ("Zielgruppe: Pendler"), as an answer, or to
        whoever read them for us."""
        for index, said in enumerate(self.note_sentences):
            value = label_of(name, said)
            if value is None:
                continue
            if value and is_an_answer(value) and not self._is_order(name, value):
                yield value, said
            elif not value:
                yield from self._bullets_behind(index)
        yield from spoken_answers(name, self.answered.get(name, ()))
        yield from self.told.get(name, ())

    def confirm(self, name: str, words: str) -> None:
        """Ask whether an answer holds that only the notes give."""
        self.questions.withdraw(name, "missing")
        question = f"Only the notes give {label(name)} (“{clipped(words, 160)}”): can it be confirmed?"
        self.questions.ask(name, "unconfirmed", words, question)

    def words_on(self, topic: str, signal: str) -> str:
        """The first sentence of the notes that speaks of a field and gives a signal, "" where there is none."""
        return next((said for said in self.note_sentences if topic_of(said) == topic and says(signal, said)), "")

    def ask_missing(self, name: str, question: str) -> None:
        """Ask for a field, with what the form or the notes say in its stead."""
        written = text_of(self.responses.get(name))
        if not self.questions.has(name):
            self.questions.ask(name, "missing", written or self.words_on(name, "withheld"), question)

    def _labelled_items(self, name: str) -> tuple[str, ...]:
        told = {
            part: words for value, words in self.labelled(name) for part in quotations(value) or divided(name, value)
        }
        given = list(told.items())[:MAX_LABELLED]
        for position, (_, words) in enumerate(given):
            self.took(f"{name}.{position}", NOTES, words)
        if given:
            self.confirm(name, " … ".join(dict.fromkeys(words for _, words in given)))
        return tuple(value for value, _ in given)

    def _bullets_behind(self, index: int) -> Iterator[tuple[str, str]]:
        for said in self.note_sentences[index + 1 : index + 1 + MAX_LABELLED]:
            if not has_bullet(said):
                return
            if is_an_answer(value := without_bullet(said)):
                yield value, said

    def _is_no_answer(self, name: str, text: str) -> bool:
        if not text or is_wholly("absent", text):
            return True
        if is_wholly("placeholder_alone", text):
            self.questions.ask(
                name, "missing", text, f"“{clipped(text, 80)}” stands where {label(name)} should be: what is it?"
            )
            return True
        if is_wholly("pointers", text):
            question = f"We do not have what “{clipped(text, 80)}” points to: what does it say of {label(name)}?"
            self.questions.ask(name, "missing", text, question)
            return True
        if _has_gap(text) and name != "launch_date":
            question = f"A gap was left in {label(name)} (“{clipped(text, 120)}”): what belongs there?"
            self.questions.ask(name, "unclear", text, question)
            return name in WORDS_FOR_PRINT
        return self._is_order(name, text) or self._is_remark(name, text)

    def _is_order(self, name: str, text: str) -> bool:
        """Whether a text, in the stead of words for print, tells somebody what to do; not of what people decided."""
        if name not in WORDS_FOR_PRINT or name in self.decided or words_for_print(name, text) != []:
            return False
        told = f"“{clipped(text, 120)}” tells what to do and is no text for print"
        self.questions.ask(name, "unclear", text, f"{told}: which words are to stand there, if any?")
        return True

    def _is_remark(self, name: str, text: str) -> bool:
        """Whether what must appear is for us alone; then a question must not repeat it either."""
        if name != "mandatory_inclusions" or name in self.decided or not internal_in(text, self._client_name).remarks:
            return False
        question = (
            f"In {label(name)} stands a remark that sounds internal: is anything of it for print, and in which words?"
        )
        self.questions.ask(name, "unclear", "", question)
        return True


def is_an_answer(text: str) -> bool:
    """Whether a text answers, and neither asks, nor leaves a gap, nor says that there is nothing."""
    open_ended = text.rstrip(' )"”»!').endswith(("?", "？", "؟"))
    gap = any(is_wholly(signal, text) for signal in ("absent", "placeholder_alone")) or _has_gap(text)
    return not (open_ended or gap or says("withheld", text))


def _has_gap(text: str) -> bool:
    return says("placeholder_within", text) or bool(slot_in(text))


def label(name: str) -> str:
    """How a question names a field."""
    return f"the {name.replace('_', ' ')}"


def _place(name: str) -> str:
    """Where a field's answer stands in the brief."""
    return (FIELDS[name].place if name in FIELDS else "") or name
