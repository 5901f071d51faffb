"""Onboarding: a client's words become a brief. Its values and errors."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from aicmo_site.kernel.errors import Conflict, NotFound, Rejected
from aicmo_site.kernel.frozen import Value, thaw
from aicmo_site.kernel.ids import derived_id
from onboarding.facts.accounted import NotePart, accounted
from onboarding.fields import BY_CHANNEL, field_of

CONTRACT_VERSION = "7"
CONTESTED = 100  # first characters by which an open question names a text
STATED, PROPOSED, CONFIRMED, CORRECTED, REJECTED = "stated", "proposed", "confirmed", "corrected", "rejected"
NOTES = "raw_notes"  # as the source of a fact
MOST_ANSWERS = 500  # at once
DECISIONS = ACCEPT, CORRECT, REJECT = "accept", "correct", "reject"
ESSENTIAL = ("objectives", "target_audience", "key_messages")  # without a word of a person no run goes on with these
# What copy says. What it must keep to (channels, exclusions) holds from the moment it is proposed.
SAID_IN_COPY = (
    *("objectives", "target_audience", "key_messages", "proof_points", "mandatory_inclusions"),
    *("website", "industry", "call_to_action", "launch_date", "launch_day"),
)
CLIENT = "client"  # as the source of a fact: it is remembered of the client
KEPT_TO = ("mandatory_inclusions", "exclusions", "competitors")  # what is remembered and applies until it is rejected
REMEMBERED = ("website", "language", "tone", *KEPT_TO)


@dataclass(frozen=True)
class IntakeFormDTO(Value):
    """A form as the client filled it in; `responses` is the whole JSON object."""

    responses: Mapping[str, Any]
    submitted_at: datetime
    intake_id: str = ""
    client_id: str = ""
    attachments: tuple[Any, ...] = ()


@dataclass(frozen=True)
class ScopeDTO(Value):
    """What is to be made (channel IDs), what must not appear (the client's sentences), and for how long."""

    deliverables: tuple[str, ...]
    exclusions: tuple[str, ...]
    timeline_weeks: int | None


@dataclass(frozen=True)
class BudgetDTO(Value):
    """Money the client named: amount in major units, ISO 4217 code or "" where unknown, period in their words."""

    amount: Decimal
    currency: str = ""
    period: str = ""
    words: str = ""


@dataclass(frozen=True)
class ProofPointDTO(Value):
    """A fact that copy may cite beside a message. until: the last day it speaks of (ISO), after which it is over; ""
    where it names no day to come."""

    text: str
    until: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class DateDTO(Value):
    """A day (ISO) that the client named, and what it is for. kind: launch, event, release, not_before, presale,
    deadline, starts, ends or phase; until: the last day of several, "" of one."""

    kind: str
    day: str
    until: str = ""
    words: str = ""


@dataclass(frozen=True)
class MoneyDTO(Value):
    """A sum that the client named, in major units, and what it is for. kind: budget, cost, price or other; `low` and
    `high` are one where it is no range; `per` is its period in their words, `bound` what makes it a limit."""

    kind: str
    low: Decimal
    high: Decimal
    currency: str = ""
    per: str = ""
    bound: str = ""
    words: str = ""


@dataclass(frozen=True)
class OpenQuestionDTO(Value):
    """What a person must ask the client. kind: missing, contradiction, unconfirmed or unclear."""

    field: str
    kind: str
    words: str
    question: str

    @property
    def id(self) -> str:
        """The same for the same words of a field, in whatever run."""
        return derived_id("question", self.field, self.kind, self.words)


@dataclass(frozen=True)
class ClientDTO(Value):
    """What is remembered of a client from one campaign to the next. `internal_notes` are for the agency alone;
    `by_hand` is, of each field, what a person wrote into it: no run takes that away.
    """

    client_id: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    website: str = ""
    language: str = ""
    tone: str = ""
    mandatory_inclusions: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    merge_tags: tuple[str, ...] = ()
    model_allowed: bool = True
    internal_notes: str = ""
    by_hand: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def for_briefs(self) -> "ClientDTO | None":
        """What an intake is read with; None where that is nothing."""
        told = {name: value for name in REMEMBERED if (value := getattr(self, name))}
        return ClientDTO(self.client_id, **told) if told else None

    @property
    def content_sha256(self) -> str:
        """The hash of all that is remembered: whoever writes over it must have seen it."""
        return _sha256(thaw(self))


@dataclass(frozen=True)
class FactDTO(Value):
    """One item of the brief: `field` is its place there (`launch_date`, `key_messages.0`), `source` the answer of the
    form that it was read in (`raw_notes`, `budget.amount`), `answers` where a person gave it later, `client` where it
    is remembered of the client, and `words` the very words, "" where the whole answer was taken.

    state: stated (under a label, in form or notes), proposed (read from prose, or remembered), confirmed, corrected or
    rejected; of a rejected one the brief keeps nothing but this. The ID is the same for the same words of a field, in
    whatever run.
    """

    field: str
    source: str
    words: str = ""
    value: Any = None
    state: str = STATED
    id: str = ""


@dataclass(frozen=True)
class AnswerDTO(Value):
    """What a person said to a fact or an open question of a brief: accept, correct or reject it.

    `field` and `words` are those of what was answered, by which it is known again where the rules have changed;
    `source` is the fact's: what was remembered of the client may be gone by the next reading, and the answer holds.
    """

    id: str
    decision: str
    value: Any = None
    field: str = ""
    kind: str = ""  # of the question, "" for a fact
    words: str = ""
    question: str = ""
    by: str = ""
    source: str = ""


@dataclass(frozen=True)
class NormalizedBriefDTO(Value):
    """What the client wants, in our terms; nothing in it that the intake does not say."""

    brief_id: str
    client_id: str
    scope: ScopeDTO
    objectives: tuple[str, ...]
    target_audience: str
    brand_guidelines: Mapping[str, Any]
    normalized_at: datetime
    client_name: str = ""
    industry: str = ""
    website: str = ""
    language: str = ""  # of the copy: BCP 47
    budget: BudgetDTO | None = None
    key_messages: tuple[str, ...] = ()
    proof_points: tuple[ProofPointDTO, ...] = ()
    mandatory_inclusions: tuple[str, ...] = ()
    excluded_terms: tuple[str, ...] = ()  # exclusions that name a term
    competitors: tuple[str, ...] = ()
    call_to_action: str = ""
    launch_date: str = ""  # as the client wrote it; a day read out of longer text in ISO form
    launch_day: str = ""  # in ISO form, where those words name one day for certain
    notes: str = ""
    open_questions: tuple[OpenQuestionDTO, ...] = ()
    facts: tuple[FactDTO, ...] = ()
    dates: tuple[DateDTO, ...] = ()
    money: tuple[MoneyDTO, ...] = ()
    answers: tuple[AnswerDTO, ...] = ()  # what people have said to facts and questions
    further_answers: Mapping[str, Any] = field(default_factory=dict)  # fields of the form that we do not know
    checklist: tuple[str, ...] = ()  # the exclusions that only a person can check: they say more than a term
    conditions: tuple[str, ...] = ()  # of the notes, what the plan keeps to though no other field carries it
    internal: tuple[str, ...] = ()  # parts of the notes, word for word and in their order, that no client is shown
    client: ClientDTO | None = None  # what was remembered of the client when this was first read
    languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of channels with languages of their own
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by channel: "#ad", what its posts must say

    @property
    def tone(self) -> str:
        return self.brand_guidelines.get("tone") or ""

    def languages_of(self, channel: str) -> tuple[str, ...]:
        """The languages in which a channel is written: its own, else that of the campaign. For what is made public ask
        the brief `for_copy`."""
        return self.languages.get(channel) or (self.language,)

    def item_of(self, channel: str) -> str:
        """A channel as an item of the form's list would say it, with its languages and labels."""
        languages, labels = self.languages.get(channel, ()), self.labels.get(channel, ())
        called = channel.removeprefix("other:").replace("-", " ")
        told = f"{called} ({', '.join(languages)})" if languages else called
        return ", ".join([told, *(label if label.startswith("#") else f"label “{label}”" for label in labels)])

    @property
    def messages(self) -> tuple[str, ...]:
        """The key messages that no open contradiction is about: what is published cannot be taken back."""
        return tuple(text for text in self.key_messages if not self._is_contested("key_messages", text))

    @property
    def proofs(self) -> tuple[ProofPointDTO, ...]:
        """The proof points that no open contradiction is about."""
        return tuple(point for point in self.proof_points if not self._is_contested("proof_points", point.text))

    @property
    def action(self) -> str:
        """The call to action, "" where an open contradiction is about it."""
        return "" if self._is_contested("call_to_action", self.call_to_action) else self.call_to_action

    @property
    def open_notes(self) -> str:
        """The notes without what no client is shown: whoever quotes them, or lets copy lean on them, reads these."""
        return "".join(words for words, is_internal in self.notes_by_part() if not is_internal)

    def notes_by_part(self) -> Iterator[tuple[str, bool]]:
        """The notes in parts, and of each whether no client is shown it."""
        end = 0
        for words in self.internal:
            if (start := self.notes.find(words, end)) >= 0:
                yield self.notes[end:start], False
                yield words, True
                end = start + len(words)
        yield self.notes[end:], False

    def accounted_notes(self) -> tuple[NotePart, ...]:
        """Every sentence of the notes, and what became of it: a rejected fact uses none."""
        facts = ((fact.id, fact.words) for fact in self.standing_facts if fact.source == "raw_notes")
        questions = ((question.id, question.words) for question in self.open_questions)
        return accounted(self.notes_by_part(), facts, questions)

    def _is_contested(self, name: str, text: str) -> bool:
        """Whether the client both wishes for a text and rules it out."""
        asked = (one for one in self.open_questions if one.field == name and one.kind == "contradiction")
        begins = " ".join(f" … {text} … ".split())[: CONTESTED + len("… ")]
        return any(begins in " ".join(f"… {one.words} …".split()) for one in asked)

    @property
    def content_sha256(self) -> str:
        """The hash that an approval is bound to: of all but the time at which it was read."""
        return _sha256({**thaw(self), "normalized_at": ""})

    @cached_property
    def standing_facts(self) -> tuple[FactDTO, ...]:
        """The facts that the brief holds: all but the rejected ones."""
        return tuple(fact for fact in self.facts if fact.state != REJECTED)

    @property
    def facts_by_themselves(self) -> tuple[FactDTO, ...]:
        """All but terms that were read in an exclusion: it is there itself, and what is said to it holds for them."""
        rules = {fact.words for fact in self.facts if fact.field.startswith("scope.exclusions.")}

        def is_part(fact: FactDTO) -> bool:
            is_term = fact.field.startswith("excluded_terms.")
            return is_term and (fact.source != NOTES or fact.words in rules)

        return tuple(fact for fact in self.facts if not is_part(fact))

    @property
    def questions_apart(self) -> tuple[OpenQuestionDTO, ...]:
        """The open questions that no fact stands for. The others ask only whether what was read from prose holds: who
        decides on the fact has answered, and who accepted it for a client has taken it as right."""
        read = [fact for fact in self.facts_by_themselves if fact.words and fact.state in (PROPOSED, CONFIRMED)]
        return tuple(
            asked for asked in self.open_questions if not any(_only_asks_whether(asked, fact) for fact in read)
        )

    @property
    def proposed_facts(self) -> tuple[FactDTO, ...]:
        return tuple(fact for fact in self.facts if fact.state == PROPOSED)

    @property
    def only_proposed(self) -> tuple[str, ...]:
        """Which of aim, audience and messages the brief has from prose alone."""
        states: dict[str, set[str]] = {}
        for fact in self.standing_facts:
            states.setdefault(fact.field.partition(".")[0], set()).add(fact.state)
        return tuple(name for name in ESSENTIAL if states.get(name) == {PROPOSED})

    def for_copy(self) -> "NormalizedBriefDTO":
        """The brief with what public copy may say: nothing that is merely proposed."""
        proposed = {fact.field for fact in self.proposed_facts}
        settled: dict[str, Any] = {}
        for name in SAID_IN_COPY:
            value = getattr(self, name)
            if isinstance(value, tuple):
                settled[name] = tuple(item for at, item in enumerate(value) if f"{name}.{at}" not in proposed)
            elif name.replace("launch_day", "launch_date") in proposed:
                settled[name] = ""
        if "brand_guidelines.tone" in proposed:
            settled["brand_guidelines"] = {**self.brand_guidelines, "tone": ""}
        for name in BY_CHANNEL:
            by_channel = {
                channel: tuple(item for at, item in enumerate(items) if f"{name}.{channel}.{at}" not in proposed)
                for channel, items in getattr(self, name).items()
            }
            settled[name] = {channel: items for channel, items in by_channel.items() if items}
        return replace(self, **settled) if proposed else self

    @property
    def ordered(self) -> tuple[str, ...]:
        """What is to be made: channel IDs, and the words in which the client asked for them."""
        asked = (fact.words for fact in self.standing_facts if fact.field.startswith("scope.deliver"))
        return (*self.scope.deliverables, *asked)


def _only_asks_whether(question: OpenQuestionDTO, fact: FactDTO) -> bool:
    same = question.kind == "unconfirmed" and question.field == field_of(fact.field)
    return same and fact.words in question.words


def _sha256(words: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(words, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class FieldProblem(Value):
    """One thing wrong with an intake: the field (dotted path, "" for the whole) and what is wrong with it."""

    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.field or 'intake'}: {self.message}"


@dataclass(frozen=True)
class AlikeIntakeDTO(Value):
    """An intake that is there already, and why it may be the same: `external_id`, or `words` (of the last day)."""

    intake_id: str
    reason: str


@dataclass(frozen=True)
class KeptIntakeDTO(Value):
    """A form that was kept: under which names of its own it was read (ours by theirs), why no run can be started from
    it, and which others it may repeat."""

    intake: IntakeFormDTO
    read_as: Mapping[str, str]
    missing: tuple[FieldProblem, ...]
    alike: tuple[AlikeIntakeDTO, ...] = ()


class InvalidIntake(Rejected):
    """The intake cannot be used: {reason}"""

    code = "invalid_intake"

    def __init__(self, problems: tuple[FieldProblem, ...]):
        self.problems = tuple(problems)
        super().__init__(reason="; ".join(map(str, self.problems)))


class InvalidAnswers(Rejected):
    """The answers cannot be used: {reason}"""

    code = "invalid_answers"

    def __init__(self, problems: tuple[FieldProblem, ...]):
        self.problems = tuple(problems)
        super().__init__(reason="; ".join(map(str, self.problems)))


class InvalidClient(Rejected):
    """The client cannot be kept so: {reason}"""

    code = "invalid_client"

    def __init__(self, problems: tuple[FieldProblem, ...]):
        self.problems = tuple(problems)
        super().__init__(reason="; ".join(map(str, self.problems)))


class ClientChanged(Conflict):
    """Client {client_id} is not as you saw it: content_sha256 is "{content_sha256}". Look at it again."""

    code = "client_changed"


class BriefNotFound(NotFound):
    """There is no brief {brief_id}."""

    code = "brief_not_found"
