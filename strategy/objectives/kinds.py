"""What kind of objective a sentence is: awareness, consideration, conversion, retention or behaviour change."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from aicmo_site.kernel.text.folding import unaccented
from aicmo_site.kernel.text.stems import Stems
from strategy.contracts import ObjectiveDTO
from strategy.objectives.pairs import stands_in
from strategy.objectives.targets import targets_in
from strategy.rules.rulebook import from_rules, rules, stems_in

ACT = "conversion"
TASK = "task"
EDGE = 3  # words at the beginning or the end of a sentence among which its verb stands
PAIR = 2  # what a pair counts for; a stem counts one
LONGEST_OBJECTIVE = 2_000  # beyond it a text is a document, not a goal


def classified(objectives: Sequence[str], language: str) -> tuple[ObjectiveDTO, ...]:
    """Each objective in the client's words, with its kind and why."""
    return tuple(_classified(words, language) for words in objectives)


def kinds_of(objectives: Sequence[ObjectiveDTO]) -> tuple[str, ...]:
    """The kinds of all objectives but tasks, one entry each, in their order; the fallback where there is none."""
    kinds = tuple(objective.kind for objective in objectives if objective.kind != TASK)
    return kinds or (rules("objectives")["fallback"]["kind"],)


def _classified(words: str, language: str) -> ObjectiveDTO:
    rule = _rule_for(words)
    return ObjectiveDTO(words, rule["kind"], rule["id"], rule["reason"][language])


def _rule_for(objective: str) -> Mapping[str, Any]:
    """The kind with most words in the sentence, in any of the languages we have words for."""
    book, text = rules("objectives"), unaccented(objective[:LONGEST_OBJECTIVE])
    if _is_task(text):
        return book["task"]
    stems = stems_of_kinds()
    found = [
        (len(stems[rule["kind"]].found(text)) + PAIR * stands_in(text, rule["id"]), rule) for rule in book["kinds"]
    ]
    hits, best = max(found, key=lambda entry: entry[0])
    if hits:
        return best
    kind = ACT if _counts_people(objective) else next((kind for kind, weak in _weak() if weak.occur(text)), "")
    return next((rule for rule in book["kinds"] if rule["kind"] == kind), book["fallback"])


def _is_task(text: str) -> bool:
    """Whether something is to be worked out, and nothing said of what people are to do then."""
    words = text.split()
    edges = f"{' '.join(words[:EDGE])} | {' '.join(words[-EDGE:])} "
    return any(
        verbs.occur(edges)
        and any(thing in text for thing in things)
        and not any(purpose in f"{text} " for purpose in purposes)
        for verbs, things, purposes in _words_of_tasks()
    )


@from_rules
def _words_of_tasks() -> list[tuple[Stems, tuple[str, ...], tuple[str, ...]]]:
    """Verbs, things and purposes in each language."""
    task = rules("objectives")["task"]
    others = (
        [tuple(map(unaccented, task[words][language])) for words in ("things", "purposes")]
        for language in task["verbs"]
    )
    return [
        (Stems(verbs), things, purposes)
        for verbs, (things, purposes) in zip(task["verbs"].values(), others, strict=True)
    ]


@from_rules
def stems_of_kinds() -> dict[str, Stems]:
    """The stems of each kind of objective, of all languages together."""
    return {rule["kind"]: stems_in(rule["stems"]) for rule in rules("objectives")["kinds"]}


@from_rules
def _weak() -> tuple[tuple[str, Stems], ...]:
    return tuple((rule["kind"], stems_in(rule["stems"])) for rule in rules("objectives")["weak"])


def _counts_people(objective: str) -> bool:
    """Whether its target is a number of people: they are to come, to join or to sign."""
    return any(_people().occur(unaccented(target.unit)) for target in targets_in(objective, date.max))


@from_rules
def _people() -> Stems:
    book, acts = rules("objectives"), next(rule for rule in rules("objectives")["kinds"] if rule["kind"] == ACT)
    groups = [book["people"], *(pair["people"] for pair in acts["pairs"] if "people" in pair)]
    return Stems(stem for group in groups for stems in group.values() for stem in stems)
