"""What the writer is told of a client: the facts that public copy may use, and nothing else.

Aims, money and notes are the client's own business, so the model never sees them: what it has not seen it cannot leak.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from aicmo_site.kernel import formats
from onboarding.contracts import DateDTO, MoneyDTO, NormalizedBriefDTO
from production.offline.facts.table import Facts

# What a day is to the public, by its kind in the brief.
DATES = {
    "launch": "day on which the campaign, or what it is about, begins",
    "event": "day of the event",
    "release": "day of release",
    "not_before": "nothing may be called for before",
    "presale": "presale begins",
    "deadline": "last day",
    "starts": "begins",
    "ends": "ends",
    "phase": "phase of the campaign",
}


@dataclass(frozen=True)
class PublicFact:
    """`id` is what a span cites; `source` is the field of the brief that it stands in; `until` the last day (ISO) on
    which it is true, "" where it always is."""

    id: str
    kind: str
    text: str
    source: str
    until: str = ""


def public_facts(brief: NormalizedBriefDTO, facts: Facts) -> tuple[PublicFact, ...]:
    """The facts of a brief that nobody doubts (see `for_copy`), in an order that is always the same."""
    return tuple(PublicFact(f"F{number}", *told) for number, told in enumerate(_told(brief, facts), start=1))


def _told(brief: NormalizedBriefDTO, facts: Facts) -> Iterator[tuple[str, str, str, str]]:
    """Kind, text, source and last day of each."""
    yield "client", facts.client, "client_name", ""
    for text in facts.messages:
        yield "message", text, facts.sources[text], ""
    for point in (*facts.all_proofs, *facts.unplaced):
        yield "proof", point.text, facts.sources[point.text], point.until
    for index, text in enumerate(facts.mandatory):
        yield "must appear", text, f"mandatory_inclusions.{index}", ""
    if facts.action:
        yield "call to action", facts.action, facts.action_source, ""
    if facts.site:
        yield "website", facts.short_site, "website", ""
    if facts.industry:
        yield "trade", facts.industry, "industry", ""
    if brief.target_audience:
        yield "audience, never to be told what it is", brief.target_audience, "target_audience", ""
    doubted = {fact.field for fact in brief.proposed_facts}
    if brief.launch_day and not any(day.day == brief.launch_day for day in brief.dates):
        yield DATES["launch"], formats.day(date.fromisoformat(brief.launch_day), brief.language), "launch_date", ""
    for index, day in enumerate(brief.dates):
        if f"dates.{index}" not in doubted:
            yield DATES[day.kind], _days(day, brief.language), "dates", day.until or day.day
    for index, price in enumerate(brief.money):
        if price.kind == "price" and f"money.{index}" not in doubted and _speaks_of_it_alone(price, brief):
            yield "price", price.words, "money", ""


def _days(day: DateDTO, tag: str) -> str:
    return " – ".join(formats.day(date.fromisoformat(each), tag) for each in (day.day, day.until) if each)


def _speaks_of_it_alone(price: MoneyDTO, brief: NormalizedBriefDTO) -> bool:
    """Whether the client's sentence about a price says nothing that is not for the public."""
    others = any(sum_.kind != "price" and sum_.words == price.words for sum_ in brief.money)
    return (
        bool(price.words)
        and not others
        and not any(price.words in part or part in price.words for part in brief.internal)
    )
