"""What kind of objective a sentence is: awareness, consideration, conversion, retention or behaviour change."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from strategy.contracts import ObjectiveDTO
from strategy.pairs import stands_in
from strategy.rulebook import folded, occurs, rules
from strategy.targets import targets_in

ACT = "conversion"
TASK = "task"
EDGE = 3  # words at the beginning or the end of a sentence among which its verb stands
PAIR = 2  # what a pair counts for; a stem counts one
LONGEST_OBJECTIVE = 2_000  # beyond it a text is a document, not a goal


def classified(objectives: Sequence[str], language: str) -> tuple[ObjectiveDTO, ...]:
    """Each objective in the client's words, with its kind and why."""
    return tuple(_classified(words, language) for words in objectives)


def kind_of(objective: str) -> str:
    return _rule_for(objective)["kind"]


def kinds_of(objectives: Sequence[str]) -> tuple[str, ...]:
    """The kinds of all objectives but tasks, one entry each, in their order; the fallback where there is none."""
    kinds = tuple(kind for kind in map(kind_of, objectives) if kind != TASK)
    return kinds or (rules("objectives")["fallback"]["kind"],)


def _classified(words: str, language: str) -> ObjectiveDTO:
    rule = _rule_for(words)
    return ObjectiveDTO(words, rule["kind"], rule["id"], rule["reason"][language])


def _rule_for(objective: str) -> Mapping[str, Any]:
    """The kind with most words in the sentence, in any of the languages we have words for."""
    book, text = rules("objectives"), folded(objective[:LONGEST_OBJECTIVE])
    if _is_task(text, book["task"]):
        return book["task"]
    found = [(_hits(text, rule["stems"]) + PAIR * stands_in(text, rule, book), rule) for rule in book["kinds"]]
    hits, best = max(found, key=lambda entry: entry[0])
    if hits:
        return best
    return (
        next(rule for rule in book["kinds"] if rule["kind"] == ACT) if _counts_people(objective) else book["fallback"]
    )


def _is_task(text: str, task: Mapping[str, Any]) -> bool:
    """Whether something is to be worked out, and nothing said of what people are to do then."""
    words = text.split()
    edges = f"{' '.join(words[:EDGE])} | {' '.join(words[-EDGE:])} "
    return any(
        _any(task["verbs"][language], edges)
        and any(folded(thing) in text for thing in task["things"][language])
        and not any(folded(purpose) in f"{text} " for purpose in task["purposes"][language])
        for language in task["verbs"]
    )


def _any(stems: Sequence[str], text: str) -> bool:
    return any(occurs(folded(stem), text) for stem in stems)


def _counts_people(objective: str) -> bool:
    """Whether its target is a number of people: they are to come, to join or to sign."""
    book, acts = rules("objectives"), next(rule for rule in rules("objectives")["kinds"] if rule["kind"] == ACT)
    groups = [book["people"], *(pair["people"] for pair in acts["pairs"] if "people" in pair)]
    stems = {folded(stem) for group in groups for each in group.values() for stem in each}
    units = [folded(target.unit) for target in targets_in(objective, date.max)]
    return any(occurs(stem, unit) for stem in stems for unit in units)


def _hits(text: str, stems: dict[str, list[str]]) -> int:
    unique = {folded(stem) for language in stems.values() for stem in language}
    return sum(occurs(stem, text) for stem in unique)
