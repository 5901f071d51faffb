"""What is done on each channel: rules of tactics.json, filled with facts of the brief and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from aicmo_site.kernel.channels import channel_of
from onboarding.contracts import NormalizedBriefDTO
from strategy.contracts import STAGES, TacticDTO
from strategy.localized_texts import channel_name, quotable, say
from strategy.rules.rulebook import rules
from strategy.rules.texts import SLOT
from strategy.schedule.calendar import Calendar
from strategy.schedule.pieces import week_of

MILESTONES = {"prepare": "first_round", "produce": "production"}  # with which of them that is due
MOST_CHARACTERS = 160  # a longer fact is a paragraph; a tactic that quotes it would not be read


@dataclass(frozen=True)
class Weeks:
    """When things are done on one channel: with its own pieces, else in the usual week of their stage."""

    calendar: Calendar
    of_pieces: Mapping[str, int]  # by their stage
    today: date

    def of(self, rule: Mapping[str, Any]) -> int:
        when = rule["when"]
        if when not in STAGES:
            return self.calendar.weeks[MILESTONES.get(when, when)]
        if when not in self.of_pieces and rule.get("in_piece"):
            return min(self.of_pieces.values())
        return self.of_pieces.get(when) or week_of(when, self.calendar, self.today)


def tactics_by_channel(
    brief: NormalizedBriefDTO, channels: Sequence[str], kinds: Sequence[str], weeks: Sequence[Weeks], language: str
) -> list[tuple[TacticDTO, ...]]:
    """The tactics of each channel, by week; what one channel does, another does only where it has nothing else."""
    taken: set[str] = set()
    planned = []
    for channel, own in zip(channels, weeks, strict=True):
        facts = _facts(brief, channel, language)
        chosen = _chosen(_usable(channel, kinds, facts), taken)
        tactics = [_tactic(rule, facts, own.of(rule), language, again=rule["id"] in taken) for rule in chosen]
        taken |= {rule["id"] for rule in chosen}
        planned.append(tuple(sorted(tactics, key=lambda tactic: tactic.week)))
    return planned


def _usable(channel: str, kinds: Sequence[str], facts: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """Rules for this channel whose objectives and facts the brief has: the channel's own first, then its kind's."""
    kind = channel_of(channel).kind
    fitting = [
        rule
        for rule in rules("tactics")["rules"]
        if (channel in rule.get("channels", ()) or kind in rule.get("kinds", ()))
        and (not rule.get("objectives") or set(kinds) & set(rule["objectives"]))
        and all(facts[name] for name in SLOT.findall(rule["text"]["en"]))
    ]
    return sorted(fitting, key=lambda rule: channel not in rule.get("channels", ()))


def _chosen(usable: list[Mapping[str, Any]], taken: set[str]) -> list[Mapping[str, Any]]:
    book = rules("tactics")
    fresh = [rule for rule in usable if rule["id"] not in taken and not rule.get("filler")][: book["at_most"]]
    fillers = [rule for rule in usable if rule["id"] not in taken and rule.get("filler")]
    fresh += fillers[: max(0, book["at_least"] - len(fresh))]
    again = [rule for rule in reversed(usable) if rule["id"] in taken]  # the more general ones first
    return fresh + again[: max(0, book["at_least"] - len(fresh))]


def _tactic(rule: Mapping[str, Any], facts: Mapping[str, str], week: int, language: str, *, again: bool) -> TacticDTO:
    """What another channel does too names its channel, so that no line of the plan stands twice."""
    text = say(rule["text"], language, **facts)
    if again:
        text = say(rules("tactics")["again"]["text"], language, channel=facts["channel"], tactic=text)
    return TacticDTO(text[:1].upper() + text[1:], week, rule["id"], rule["reason"][language])


def _facts(brief: NormalizedBriefDTO, channel: str, language: str) -> Mapping[str, str]:
    messages = [*map(quotable, brief.messages), "", ""]
    facts = {
        "message": messages[0],
        "second": messages[1] if messages[1] != messages[0] else "",
        "tone": quotable(brief.tone) if isinstance(brief.tone, str) else "",
        "audience": quotable(brief.target_audience),
        "website": quotable(brief.website).split("://")[-1].rstrip("/"),
        "action": quotable(brief.action),
        "channel": channel_name(channel, language),
    }
    return {name: fact if len(fact) <= MOST_CHARACTERS else "" for name, fact in facts.items()}
