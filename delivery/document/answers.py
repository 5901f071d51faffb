"""What the client said: the brief as facts, lists and further answers, each with where it was read."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from delivery.document.labels import Labels
from delivery.document.links import Link, link_to
from delivery.document.sources import Sources
from onboarding.contracts import BudgetDTO, NormalizedBriefDTO
from onboarding.fields import BY_CHANNEL

# Written by whoever filled the form in, and no answer of the client: shown apart.
REFERENCE = ("external_id", "source", "assumed_fields")


@dataclass(frozen=True)
class Fact:
    """One answer of a line or two; `source` says where it was read, "" where that is its own field."""

    name: str
    value: str
    source: str = ""
    link: Link | None = None


@dataclass(frozen=True)
class Item:
    text: str
    source: str = ""


@dataclass(frozen=True)
class Listed:
    name: str
    items: tuple[Item, ...]
    source: str = ""


def facts(brief: NormalizedBriefDTO, labels: Labels, without: Collection[str] = ()) -> tuple[Fact, ...]:
    """What the brief says in a line or two; what it does not say is among the open questions."""
    sources = Sources(brief.standing_facts, labels)
    weeks = brief.scope.timeline_weeks
    values = {
        "client_name": " ".join(brief.client_name.split()),
        "industry": brief.industry,
        "website": brief.website,
        "target_audience": brief.target_audience,
        "channels": ", ".join(map(labels.channel, brief.scope.deliverables)),
        "languages": _of_each(brief.languages, labels, labels.language_name),
        "labels": _of_each(brief.labels, labels, str),
        "budget": budget_words(brief.budget, labels),
        "timeline_weeks": labels.counted("weeks", weeks) if weeks else "",
        "launch_date": labels.date(brief.launch_date),
        "call_to_action": brief.call_to_action,
    } | dict(pairs(brief.brand_guidelines))
    return tuple(
        Fact(labels.field(name), value, sources.of(name, *_parts(name, brief), value=value), _website(name, value))
        for name, value in values.items()
        if value and name not in without
    )


def _of_each(by_channel: Mapping[str, Sequence[str]], labels: Labels, said: Callable[[str], str]) -> str:
    told = (f"{labels.channel(channel)}: {', '.join(map(said, values))}" for channel, values in by_channel.items())
    return "; ".join(told)


def budget_words(budget: BudgetDTO | None, labels: Labels) -> str:
    """The budget as the client wrote it; the number too, where their words do not show it."""
    if budget is None:
        return ""
    amount = " ".join(filter(None, (labels.money(budget.amount, budget.currency), budget.period)))
    if not budget.words:
        return amount
    shown = "".join(filter(str.isdigit, f"{budget.amount.to_integral_value():f}"))
    return budget.words if shown in "".join(filter(str.isdigit, budget.words)) else f"{budget.words} ({amount})"


def _parts(name: str, brief: NormalizedBriefDTO) -> Sequence[str]:
    """The names under which parts of an answer may have sources of their own."""
    if name == "channels":
        return [f"channels.{number}" for number in range(len(brief.scope.deliverables))]
    if name in BY_CHANNEL:
        return [fact.field for fact in brief.standing_facts if fact.field.startswith(f"{name}.")]
    return [f"budget.{part}" for part in ("amount", "currency", "period")] if name == "budget" else []


def _website(name: str, value: str) -> Link | None:
    return link_to(value) if name == "website" else None


def lists(brief: NormalizedBriefDTO, labels: Labels, without: Collection[str] = ()) -> tuple[Listed, ...]:
    many = {
        "objectives": brief.objectives,
        "key_messages": brief.key_messages,
        "proof_points": tuple(map(str, brief.proof_points)),
        "mandatory_inclusions": brief.mandatory_inclusions,
        "competitors": brief.competitors,
    }
    sources = Sources(brief.standing_facts, labels)
    return tuple(_listed(name, items, sources) for name, items in many.items() if items and name not in without)


def _listed(name: str, items: Sequence[str], sources: Sources) -> Listed:
    told = tuple(Item(text, sources.of(f"{name}.{number}", value=text)) for number, text in enumerate(items))
    return Listed(sources.labels.field(name), told, sources.of(name))


def further(brief: NormalizedBriefDTO, labels: Labels) -> tuple[Fact, ...]:
    """Answers to questions that only this client's form asks."""
    answers = {name: value for name, value in brief.further_answers.items() if name not in REFERENCE}
    return tuple(Fact(labels.field(name), value) for name, value in pairs(answers))


def reference(brief: NormalizedBriefDTO, labels: Labels) -> tuple[Fact, ...]:
    """Where the brief itself comes from."""
    return tuple(_reference(brief.further_answers, labels))


def _reference(answers: Mapping[str, Any], labels: Labels) -> Iterator[Fact]:
    for name in REFERENCE:
        value, label = answers.get(name), labels.field(name)
        if isinstance(value, Mapping):
            for key, text in pairs(value):
                yield _quiet(f"{label}{labels.page['after_name']}{_within(key, labels)}", labels.date(text))
        elif name == "assumed_fields" and isinstance(value, tuple | list) and value:
            yield _quiet(label, ", ".join(labels.field(_words(field)) for field in value))
        elif value is not None and _words(value).strip():
            yield _quiet(label, _words(value))


def _quiet(name: str, value: str) -> Fact:
    return Fact(name, value, link=link_to(value))


def _within(key: str, labels: Labels) -> str:
    name = labels.field(key)
    return name[:1].lower() + name[1:] if labels.language != "de" else name


def pairs(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """A mapping as lines of text, the nested ones with a dotted name; empty answers are left out."""
    lines: list[tuple[str, str]] = []
    for key, value in data.items():
        if isinstance(value, Mapping):
            lines += [(f"{key}.{inner}", text) for inner, text in pairs(value)]
        elif isinstance(value, tuple | list):
            lines.append((str(key), "\n".join(_words(item) for item in value)))
        elif value is not None:
            lines.append((str(key), _words(value)))
    return [(key, text) for key, text in lines if text.strip()]


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {text}" for key, text in pairs(value))
    if isinstance(value, tuple | list):
        return ", ".join(map(_words, value))
    return str(value)
