"""What people have said to the facts and questions of a brief, carried into what the form says.

What they corrected, added or rejected becomes the form's own answer in its field, and the form is read again with it;
then each fact gets its state, and what was answered is no longer asked.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from aicmo_site.kernel.frozen import thaw
from onboarding.channels.of_each import of_language
from onboarding.contracts import (
    ACCEPT,
    CLIENT,
    CONFIRMED,
    CORRECT,
    CORRECTED,
    PROPOSED,
    REJECT,
    REJECTED,
    AnswerDTO,
    DateDTO,
    FactDTO,
    MoneyDTO,
    NormalizedBriefDTO,
    OpenQuestionDTO,
)
from onboarding.exclusions.read import in_place_of
from onboarding.facts.accounted import AGAIN
from onboarding.facts.typed import corrected_day, corrected_sum
from onboarding.facts.values_of_channels import values_of
from onboarding.fields import BY_CHANNEL, FIELDS, LISTS, field_of, without_position
from onboarding.notes.texts import items_of, text_of, without_bullet


@dataclass
class Item:
    """An answer in a field: the fact that it was, None where a person added it."""

    value: Any
    state: str
    fact: FactDTO | None = None

    @property
    def is_gone(self) -> bool:
        return self.state == REJECTED

    @property
    def said(self) -> str:
        """The words by which it is known: its quotation, else what it holds."""
        return (self.fact.words or str(self.fact.value)) if self.fact else str(self.value)

    def is_meant_by(self, words: str, kind: str) -> bool:
        """Whether a question of a kind that quotes these words is about it: a contradiction quotes it whole, and may
        quote a longer one in which it stands; other questions may quote several in a row."""
        if not (self.fact and self.said and words):
            return False
        parts = [part for part in words.split(" … ") if part]
        if any(part == self.said or (part.endswith("…") and self.said.startswith(part[:-1])) for part in parts):
            return True
        return kind != "contradiction" and self.said in words


class Decided:
    """`values`: by field of the form, what stands in it now; of a field that nobody changed there is none."""

    def __init__(self, brief: NormalizedBriefDTO, answers: Sequence[AnswerDTO]) -> None:
        self._answers = tuple(_last_words(answers))
        self._items = items_by_field(brief)
        self._conditions = brief.conditions
        self._changed: set[str] = set()
        self._unmet: list[AnswerDTO] = []
        for answer in self._answers:
            if answer.kind:
                self._settle(answer)
            else:
                self._decide(answer)

    @property
    def values(self) -> dict[str, Any]:
        return {name: self._value(name) for name in FIELDS if name in self._changed}

    def meets(self, brief: NormalizedBriefDTO) -> bool:
        """Whether answers were about facts that are read only beside these values, as in this brief: then they are
        decided, and it is to be read again."""
        facts = {fact.id: fact for fact in brief.facts}
        met = [answer for answer in self._unmet if answer.id in facts]
        self._unmet = [answer for answer in self._unmet if answer.id not in facts]
        read = items_by_field(brief)
        for answer in met:
            fact, name = facts[answer.id], field_of(answer.field)
            item = self._item_of(fact) if name in self._changed and name in FIELDS else None
            if item is None:
                listed = self._items.setdefault(name, [])
                known = {item.fact.id for item in listed if item.fact}
                listed += [item for item in read.get(name, []) if item.fact and item.fact.id not in known]
                item = next((item for item in listed if item.fact and item.fact.id == answer.id), None)
            if item:
                self._change(item, answer)
        return bool(met)

    def leaves(self, fact: FactDTO) -> bool:
        """Whether nothing was said that settles a proposal."""
        items = (item for listed in self._items.values() for item in listed)
        return all(item.state == PROPOSED for item in items if item.fact and item.fact.id == fact.id)

    def put_right(self, brief: NormalizedBriefDTO) -> NormalizedBriefDTO:
        """What was read with these values, each fact with its state, without what was answered."""
        items = [item for listed in self._items.values() for item in listed]
        accepted = {answer.id: CONFIRMED for answer in self._answers if not answer.kind and answer.decision == ACCEPT}
        states = accepted | {item.fact.id: item.state for item in items if item.fact}
        facts = [
            self._stood_up_for(fact)
            if field_of(fact.field) in self.values
            # the other fields are read as they were
            else replace(fact, state=states.get(fact.id, fact.state))
            for fact in brief.facts
        ]
        brief, facts = self._of_channels(*self._listed(brief, facts))
        gone = [
            replace(item.fact, field=without_position(item.fact.field), state=REJECTED)
            for item in items
            if item.fact and item.is_gone
        ]
        asked = tuple(question for question in brief.open_questions if not self._is_answered(question))
        told: dict[str, Any] = {"facts": tuple(_once_each((*facts, *gone))), "conditions": self._standing_conditions()}
        return replace(brief, **told, open_questions=asked, answers=self._answers)

    def _standing_conditions(self) -> tuple[str, ...]:
        """Those of the first reading, in which every sentence had its fact: a sentence that lost it binds nobody."""
        gone = [answer.words.rstrip("…") for answer in self._answers if answer.decision != ACCEPT]

        def is_gone(said: str) -> bool:
            return any(said in words or (len(words) >= AGAIN and words in said) for words in gone)

        return tuple(said for said in self._conditions if not is_gone(said))

    def _listed(self, brief: NormalizedBriefDTO, facts: list[FactDTO]) -> tuple[NormalizedBriefDTO, list[FactDTO]]:
        """The days and sums of the brief, which no field of the form holds, with what was said to each."""
        said = [item for item in self._items.get("", []) if item.fact]
        # by the place of a fact: where it stands now, what is there, and what people said of it
        right: dict[str, tuple[str, Any, Item | None]] = {}
        lists: dict[str, list[Any]] = {name: [] for name in _LISTED}
        for name, put_right in _LISTED.items():
            for position, entry in enumerate(getattr(brief, name)):
                told, now = thaw(entry), entry
                item = next((one for one in said if one.fact and thaw(one.fact.value) == told), None)
                if item and item.state == CORRECTED:
                    now = put_right(entry, str(item.value)) or entry
                if not (item and item.is_gone) and not self._was_no_budget(entry):
                    right[f"{name}.{position}"] = f"{name}.{len(lists[name])}", thaw(now), item
                    lists[name].append(now)
        standing = [fact for fact in facts if fact.field.partition(".")[0] not in _LISTED or fact.field in right]
        placed = [_placed(fact, *right[fact.field]) if fact.field in right else fact for fact in standing]
        return replace(brief, dates=tuple(lists["dates"]), money=tuple(lists["money"])), placed

    def _was_no_budget(self, entry: MoneyDTO | DateDTO) -> bool:
        """Whether it is the sum that was read as the budget and is not, of which nothing says what else it is for."""
        if not isinstance(entry, MoneyDTO) or entry.kind != "other":
            return False
        read = [item.fact for item in self._items.get("budget", []) if item.fact and item.is_gone]
        return any(fact.words == entry.words and Decimal(fact.value["amount"]) == entry.low for fact in read)

    def _of_channels(self, brief: NormalizedBriefDTO, facts: list[FactDTO]) -> tuple[NormalizedBriefDTO, list[FactDTO]]:
        """What the brief holds of each channel, with what was said to it."""
        by_place = {fact.field: fact for fact in facts}
        put, placed = dict[str, Any](), list[FactDTO]()
        for name in BY_CHANNEL:
            of_name: dict[str, tuple[str, ...]] = {}
            for channel, values in getattr(brief, name).items():
                root, kept = f"{name}.{channel}", list[str]()
                for position, value in enumerate(values):
                    item = self._item_at(root, value)
                    if item and item.state == PROPOSED and (said := by_place.get(f"{root}.{position}")):
                        item = item if said.state == PROPOSED else None  # somebody has said it by now
                    is_corrected = item is not None and item.state == CORRECTED
                    now = values_of(name, str(item.value)) if item and is_corrected else (value,)
                    for each in () if item and item.is_gone else now:
                        if each not in kept and (fact := by_place.get(f"{root}.{position}")):
                            placed.append(_placed(fact, f"{root}.{len(kept)}", each, item))
                            kept.append(each)
                of_name[channel] = tuple(kept)
            put[name] = {channel: kept for channel, kept in of_name.items() if kept}
        others = [fact for fact in facts if fact.field.partition(".")[0] not in BY_CHANNEL]
        return replace(brief, **put), [*others, *placed]

    def _item_at(self, root: str, value: str) -> Item | None:
        """What was said of a channel's value, whatever stands beside it now."""
        items = self._items.get(root.partition(".")[0], [])
        same = (item for item in items if item.fact and without_position(item.fact.field) == root)
        return next((item for item in same if item.fact and item.fact.value == value), None)

    def _decide(self, answer: AnswerDTO) -> None:
        """About one fact; where the rules have changed since, about the one of the same words."""
        listed = self._items.get(field_of(answer.field), [])
        by_id = (item for item in listed if item.fact and item.fact.id == answer.id)
        # a term was read in an exclusion of these words; what people added has no words but its own
        name = field_of(answer.field)
        same = [item for item in listed if answer.words and answer.words in (item.said, item.value)]
        by_words = same if name in FIELDS else []  # a sentence may name several sums, or days
        alone = [item for item in listed if not item.is_gone] if name in FIELDS and name not in LISTS else []
        if item := next(by_id, None) or next(iter(by_words), None):
            self._change(item, answer)
        elif answer.source == CLIENT:
            self._keep_what_was_remembered(answer)
        elif alone:
            self._change(alone[-1], answer)
        else:
            self._unmet.append(answer)

    def _keep_what_was_remembered(self, answer: AnswerDTO) -> None:
        """About what is remembered no more, or otherwise by now: what was said to it holds, and to nothing else."""
        name = field_of(answer.field)
        right = _put_right(answer, answer.words) if answer.decision == CORRECT else [answer.words]
        if answer.decision == REJECT or not all(right):
            return
        state = CORRECTED if answer.decision == CORRECT else CONFIRMED
        listed = self._items.setdefault(name, [])
        remembered = [item for item in listed if item.value in right]
        for item in remembered:  # it is what is remembered by now
            item.state = state
        added = [value for value in right if all(item.value != value for item in remembered)]
        for item in listed if added and name not in LISTS else ():
            item.state = REJECTED
        listed += [Item(value, state) for value in added]
        if added:
            self._changed.add(name)

    def _change(self, item: Item, answer: AnswerDTO) -> None:
        item.state = {ACCEPT: CONFIRMED, CORRECT: CORRECTED, REJECT: REJECTED}[answer.decision]
        if answer.decision != ACCEPT:
            self._changed.add(field_of(answer.field))
        if answer.decision == CORRECT:
            self._put_in_place(item, answer)

    def _put_in_place(self, item: Item, answer: AnswerDTO) -> None:
        """Each line of what is right instead is an item of a list; the first keeps the fact."""
        listed = self._items[field_of(answer.field)]
        item.value, *others = _put_right(answer, item.value)
        place = next(position for position, one in enumerate(listed) if one is item) + 1
        listed[place:place] = [Item(value, CORRECTED) for value in others]

    def _settle(self, answer: AnswerDTO) -> None:
        """About what an open question asks: the answer is one of its field, where it is about one."""
        if answer.field in BY_CHANNEL:
            self._settle_each(answer)
        if answer.field not in FIELDS:
            return
        listed = self._items.setdefault(answer.field, [])
        is_list = answer.field in LISTS
        about = [item for item in listed if item.is_meant_by(answer.words, answer.kind)]
        if answer.decision == ACCEPT:
            for item in about:
                item.state = CONFIRMED if item.state == PROPOSED else item.state
            return
        if answer.decision == CORRECT and (not is_list or len(about) > 1):
            about = [] if is_list else listed  # one answer takes the place of one; of several none is meant alone
        if answer.kind == "missing" and (is_list or answer.decision == REJECT):
            about = []  # what is there was not asked about
        for item in about:
            item.state = REJECTED
        added = list(items_of(answer.value)) if is_list else [self._with_own_language(answer)]
        if answer.field == "exclusions":
            added = list(in_place_of(" ".join(str(item.value) for item in about), added))
        if answer.decision == CORRECT:
            listed += [Item(value, CORRECTED) for value in added]
        if about or answer.decision == CORRECT:
            self._changed.add(answer.field)

    def _with_own_language(self, answer: AnswerDTO) -> Any:
        """The answer; one that tells the language of single channels leaves the campaign its own."""
        own = [item for item in self._items.get("language", []) if item.fact]
        rest, of_channels = of_language(str(answer.value)) if answer.field == "language" else ("", [])
        return f"{own[-1].value}; {answer.value}" if of_channels and not rest and own else answer.value

    def _settle_each(self, answer: AnswerDTO) -> None:
        """All of the values that a question is about, whatever their channels."""
        about = [item for item in self._items.get(answer.field, []) if item.is_meant_by(answer.words, answer.kind)]
        for item in about:
            self._change(item, answer)

    def _value(self, name: str) -> Any:
        kept = self._kept(name)
        if name in LISTS:
            return [item.value for item in kept]
        return kept[-1].value if kept else None

    def _kept(self, name: str) -> list[Item]:
        return [item for item in self._items.get(name, []) if not item.is_gone]

    def _stood_up_for(self, fact: FactDTO) -> FactDTO:
        """A fact that was read in what people said: the former one of that item, where it had one."""
        item = self._item_of(fact)
        if item is None:
            return fact
        if item.fact is None:
            return replace(fact, state=item.state)
        return replace(item.fact, field=fact.field, value=fact.value, state=item.state)

    def _item_of(self, fact: FactDTO) -> Item | None:
        name = field_of(fact.field)
        kept, (_, _, position) = self._kept(name), fact.source.partition(".")
        if name not in LISTS:
            return kept[-1] if kept else None
        if position.isdigit() and int(position) < len(kept):
            return kept[int(position)]
        return next((item for item in kept if item.value == fact.value), None)

    def _is_answered(self, question: OpenQuestionDTO) -> bool:
        if any(_covers(answer, question) for answer in self._answers if answer.kind):
            return True
        listed = self._items.get(question.field, [])
        about = [item for item in listed if item.is_meant_by(question.words, question.kind)]
        return question.kind == "unconfirmed" and bool(about) and all(item.state != PROPOSED for item in about)


_LISTED: dict[str, Callable[[Any, str], Any]] = {"dates": corrected_day, "money": corrected_sum}


def _last_words(answers: Sequence[AnswerDTO]) -> Iterator[AnswerDTO]:
    """The last word to each counts; what made several items of one holds for the others still."""
    last = {answer.id: position for position, answer in enumerate(answers)}
    for position, answer in enumerate(answers):
        if position == last[answer.id] or (answer.decision == CORRECT and len(_put_right(answer, answer.words)) > 1):
            yield answer


def _put_right(answer: AnswerDTO, former: Any) -> list[Any]:
    """What is right instead of what it was, as its field would say it: of a list several, where several lines say it.
    In the place of a ban that names terms, bare words are terms as well."""
    name = field_of(answer.field)
    if name not in LISTS or not isinstance(answer.value, str):
        return [answer.value]
    lines = [text_of(line) for line in answer.value.splitlines()]
    right = [without_bullet(line) if len(lines) > 1 else line for line in lines if line] or [answer.value]
    if answer.field.startswith("excluded_terms."):
        return [f"“{line}”" for line in right]
    return list(in_place_of(str(former), right)) if name == "exclusions" else right


def _covers(answer: AnswerDTO, question: OpenQuestionDTO) -> bool:
    """Whether it is what was answered, or a part of it: questions of a kind are joined, and part when some are gone."""
    same = (answer.field, answer.kind) == (question.field, question.kind)
    return answer.id == question.id or (same and bool(question.words) and question.words in answer.words)


def items_by_field(brief: NormalizedBriefDTO) -> dict[str, list[Item]]:
    """The facts that the brief holds as what each field of the form would say."""
    items: dict[str, list[Item]] = {}
    for fact in brief.facts_by_themselves:
        if fact.state != REJECTED:
            is_term = fact.field.startswith("excluded_terms.")
            value = f"“{fact.value}”" if is_term else _as_the_form_says(fact)
            items.setdefault(field_of(fact.field), []).append(Item(value, fact.state, fact))
    return items


def _as_the_form_says(fact: FactDTO) -> Any:
    """A channel that no table knows as it was called, not by the ID that it got."""
    is_unknown = isinstance(fact.value, str) and fact.value.startswith("other:")
    return fact.value.removeprefix("other:").replace("-", " ") if is_unknown else fact.value


def _placed(fact: FactDTO, place: str, value: Any, item: Item | None) -> FactDTO:
    known = fact if item is None or item.fact is None else replace(item.fact, state=item.state)
    return replace(known, field=place, value=value)


def _once_each(facts: Iterable[FactDTO]) -> Iterator[FactDTO]:
    """Of an answer that holds several things the first keeps the ID."""
    known: set[str] = set()
    for fact in facts:
        position = 1
        id = fact.id
        while id in known:
            position += 1
            id = f"{fact.id}-{position}"
        known.add(id)
        yield replace(fact, id=id)


def with_proposals_accepted(brief: NormalizedBriefDTO) -> NormalizedBriefDTO:
    """Every proposal confirmed in the name of whoever asked for it. What the client was to be asked is still asked."""
    facts = (replace(fact, state=CONFIRMED) if fact.state == PROPOSED else fact for fact in brief.facts)
    return replace(brief, facts=tuple(facts))
