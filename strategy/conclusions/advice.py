"""What the plan concludes from the brief: the situation, the audience, what is chosen and why, risks and questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from aicmo_site.kernel import formats
from aicmo_site.kernel.channels import channel_of
from onboarding.contracts import NormalizedBriefDTO
from strategy.budget.audience import audience_rules, is_under_age
from strategy.budget.shares import Share, lead_of
from strategy.conclusions.notes import noted
from strategy.conclusions.unconfirmed_channels import name_with_doubt
from strategy.contracts import AdviceDTO, BudgetPlanDTO, KpiDTO
from strategy.localized_texts import count_in_words, listed, quotable, region_of, say
from strategy.rules.rulebook import rules
from strategy.schedule.calendar import WEEK, Calendar

LONGEST_FACT = 160  # characters; what is longer is no name and no message to quote


@dataclass(frozen=True)
class Known:
    """All that advice may build on."""

    brief: NormalizedBriefDTO
    shares: Sequence[tuple[str, Share]]
    budget: BudgetPlanDTO
    kpis: Sequence[KpiDTO]
    calendar: Calendar
    today: date
    unspoken: Sequence[str]  # objectives that need a message
    language: str

    @property
    def region(self) -> str:
        return region_of(self.brief.language)


def advice_for(known: Known) -> tuple[AdviceDTO, ...]:
    book, language = rules("advice"), known.language
    cases = _cases(known)
    said = [_advice(rule, cases[rule["when"]], language) for rule in book["rules"] if rule["when"] in cases]
    own = list(noted(known.brief, {"plan": str(known.calendar.weeks["plan"])}, language))
    risks = [*_of_kind("risk", own), *_of_kind("risk", said)]  # this client's own first
    asked = [*_questions(known), *_of_kind("question", own), *_of_kind("question", said)]
    plain = [*_of_kind("situation", [*said, *own]), *_of_kind("choice", said)]
    return (*plain, *_audience(known), *risks[: book["most_risks"]], *asked)


def _of_kind(kind: str, advice: Sequence[AdviceDTO]) -> list[AdviceDTO]:
    return [each for each in advice if each.kind == kind]


def _advice(rule: Mapping[str, Any], facts: Mapping[str, str], language: str) -> AdviceDTO:
    text, reason = say(rule["text"], language, **facts), rule["reason"][language]
    return AdviceDTO(rule["kind"], text[:1].upper() + text[1:], rule["id"], reason, rule.get("field", ""))


def _audience(known: Known) -> Iterator[AdviceDTO]:
    """What the audience's description moved in the plan."""
    for rule in audience_rules(known.brief.target_audience, [channel for channel, _ in known.shares]):
        yield AdviceDTO("audience", rule["reason"][known.language], rule["id"])


def _questions(known: Known) -> Iterator[AdviceDTO]:
    book = rules("advice")
    rule = book["question"]
    for words in known.unspoken[: book["most_questions"]]:
        text = say(rule["text"], known.language, words=quotable(words))
        yield AdviceDTO("question", text, rule["id"], rule["reason"][known.language], "key_messages", words)


def _cases(known: Known) -> dict[str, Mapping[str, str]]:
    """Which cases this brief is, each with the facts that its text names."""
    return dict((*_of_the_brief(known), *_of_the_plan(known), *_of_the_time(known)))


Case = tuple[str, Mapping[str, str]]


def _of_the_brief(known: Known) -> Iterator[Case]:
    brief, language = known.brief, known.language
    rivals = [name for name in map(quotable, brief.competitors) if 0 < len(name) <= LONGEST_FACT][:4]
    message = next(map(quotable, brief.messages), "")
    if rivals and 0 < len(message) <= LONGEST_FACT:
        yield "rivals", {"competitors": listed(rivals, language), "message": message}
    if is_under_age(brief.target_audience):
        yield "minors", {}
    if not brief.website.strip() and not brief.call_to_action.strip():
        yield "nowhere", {}
    if brief.checklist:
        yield "for_people", {}


def _of_the_plan(known: Known) -> Iterator[Case]:
    language = known.language
    open_money = known.budget.total is None or any(asked.field == "budget" for asked in known.brief.open_questions)
    if open_money:
        yield "money_open", {}
    if not any(kpi.target_value is not None for kpi in known.kpis):
        yield "no_target", {"plan": str(known.calendar.weeks["plan"])}
    funded = [entry for entry in known.shares if entry[1].pct]
    unpaid = sum(share.pct for channel, share in funded if not lead_of(channel)["media"])
    if known.budget.total is not None and unpaid > rules("advice")["most_unpaid_percent"]:
        yield "unpaid_reach", {"percent": formats.percent(round(unpaid), known.region)}
    if len(funded) < 2:
        return
    ordered = sorted(funded, key=lambda entry: -entry[1].pct)
    (first, most), (last, least) = ordered[0], ordered[-1]
    if most.pct - ordered[1][1].pct > 1 and not _is_unknown(first):
        yield "largest", _share(first, most, known)
    if ordered[-2][1].pct - least.pct > 1 and not _is_unknown(last):
        yield "smallest", _share(last, least, known)
    if len(ordered) >= rules("advice")["from_channels"]:
        facts = {
            "count": count_in_words(len(ordered), language),
            "channel": name_with_doubt(last, known.brief, language),
        }
        yield "thin", facts | {"least": _least(least, known)}


def _of_the_time(known: Known) -> Iterator[Case]:
    calendar, day = known.calendar, known.calendar.launch_day
    if calendar.days_after > WEEK * (rules("pieces")["span_weeks"]["value"] + 1):
        yield "long", {"weeks": str(calendar.duration)}
    if calendar.event_day and day:
        days = {"day": formats.day(day, known.region), "event": formats.day(calendar.event_day, known.region)}
        yield "later_event", days
    elif calendar.is_event:
        yield "event", {"announced": str(calendar.weeks["announcement"])}
    if calendar.shortened or calendar.starts_before(known.today):
        yield "late", {}
    if "event" in known.brief.scope.deliverables and not (day or calendar.event_day):
        yield "event_open", {}
    if not day:
        yield "no_day", {"copy": str(calendar.weeks["copy"])}
    elif calendar.is_event:
        yield "one_day", {"day": formats.day(calendar.event_day or day, known.region)}


def _share(channel: str, share: Share, known: Known) -> Mapping[str, str]:
    percent = formats.percent(round(share.pct), known.region)
    name = name_with_doubt(channel, known.brief, known.language)
    return {"channel": name, "percent": percent, "review": str(known.calendar.weeks["review"])}


def _least(share: Share, known: Known) -> str:
    """A share as money, in whole units where the budget is; as a percentage without a budget."""
    if share.amount is None or known.budget.total is None:
        return formats.percent(round(share.pct), known.region)
    whole = known.budget.total == known.budget.total.to_integral_value()
    amount = share.amount.to_integral_value() if whole else share.amount
    return formats.money(amount, known.budget.currency, known.region)


def _is_unknown(channel: str) -> bool:
    return channel_of(channel).kind == "other"
