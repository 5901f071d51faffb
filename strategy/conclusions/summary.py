"""The executive summary: at most six sentences, each the frame of its case in summary.json with the brief's facts."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import regex

from aicmo_site.kernel import formats
from onboarding.contracts import NormalizedBriefDTO
from strategy.budget.shares import Share
from strategy.conclusions.unconfirmed_channels import name_with_doubt
from strategy.contracts import BudgetPlanDTO, KpiDTO, ObjectiveDTO
from strategy.localized_texts import count_in_words, kinds_in_words, listed, one_line, quotable, region_of, say
from strategy.objectives.kinds import TASK
from strategy.rules.rulebook import rules
from strategy.schedule.calendar import Calendar

FULL_STOP = regex.compile(r"(?<=\p{L}{3})\.\s(?=\p{L})(?!\p{Ll})")  # not the one of an abbreviation
MOST_CHARACTERS = 220  # a longer fact is a paragraph: the summary points to it instead of quoting it
A_TIE = Decimal("0.2")  # shares that differ by less were rounded apart
MOST_NAMED = 3  # channels, targets or questions that one sentence names


def summary_of(
    brief: NormalizedBriefDTO,
    *,
    objectives: Sequence[ObjectiveDTO],
    shares: Sequence[tuple[str, Share]],
    budget: BudgetPlanDTO,
    kpis: Sequence[KpiDTO],
    calendar: Calendar,
    unspoken: Sequence[str],
    language: str,
) -> str:
    """What the client wants and for whom, how and why, what the money does, when, what is success, what is open."""
    sentences = [
        _want(brief, objectives, language),
        _approach(objectives, language),
        _money(brief, shares, budget, language),
        _time(brief, calendar, language),
        _success(kpis, language, region_of(brief.language)),
        _open(brief, unspoken, language),
    ]
    return "\n".join(sentence for sentence in sentences if sentence)


def _want(brief: NormalizedBriefDTO, objectives: Sequence[ObjectiveDTO], language: str) -> str:
    book = rules("summary")
    said = [(quotable(objective.words), objective.kind) for objective in objectives]
    aims = [words for words, kind in said if words and kind != TASK] or [words for words, _ in said if words]
    quoted = aims[:2] if len(aims) == 2 else aims[:1]
    case = "long" if len("".join(quoted)) > MOST_CHARACTERS else ("none", "one", "two")[len(quoted)]
    if case == "one" and len(aims) > 2:
        case = "many"
    facts = {
        "client": one_line(brief.client_name) or book["the_client"][language],
        "count": count_in_words(len(aims), language),
    }
    want = say(book["want"][case], language, **facts, first=(aims or [""])[0], second=(quoted or [""])[-1])
    audience = quotable(FULL_STOP.split(quotable(brief.target_audience))[0])
    whom = "none" if not audience else "named" if len(audience) <= MOST_CHARACTERS else "long"
    return want + say(book["audience"][whom], language, audience=audience)


def _approach(objectives: Sequence[ObjectiveDTO], language: str) -> str:
    book = rules("summary")
    kinds = list(dict.fromkeys(objective.kind for objective in objectives if objective.kind != TASK))
    case = "open" if not kinds else kinds[0] if len(kinds) == 1 else "mixed"
    return say(book["approach"][case], language, kinds=kinds_in_words(kinds, language))


def _money(brief: NormalizedBriefDTO, shares: Sequence[tuple[str, Share]], budget: BudgetPlanDTO, language: str) -> str:
    case, named = _largest(shares)
    region = region_of(brief.language)
    facts = {
        "channels": listed([name_with_doubt(channel, brief, language) for channel, _ in named], language),
        "percent": formats.percent(round(sum((share.pct for _, share in named), Decimal(0))), region),
    }
    if budget.total is not None and budget.reserve is not None:
        total = formats.money(budget.total, budget.currency, region)
        if brief.budget and rules("budget")["total"]["period"]["id"] in budget.rule:
            total = f"{total} ({quotable(brief.budget.period)})"
        facts["total"] = total
        facts["reserve"] = formats.money(budget.reserve, budget.currency, region)
    return say(rules("summary")["money"][f"{'shares' if budget.total is None else 'budget'}_{case}"], language, **facts)


def _largest(shares: Sequence[tuple[str, Share]]) -> tuple[str, list[tuple[str, Share]]]:
    """How the shares lie, and the channels to name: those with the largest, and no other as large left out."""
    funded = [entry for entry in shares if entry[1].pct]
    if len(funded) < 2:
        return ("none", "one")[len(funded)], funded
    ordered = sorted(funded, key=lambda entry: -entry[1].pct)  # stable: the client's order at a tie
    last = ordered[min(MOST_NAMED, len(ordered)) - 1][1].pct
    named = [entry for entry in ordered if entry[1].pct >= last - A_TIE]
    if len(named) > MOST_NAMED and (larger := [entry for entry in ordered if entry[1].pct > last + A_TIE]):
        named = larger
    if len(named) == len(ordered):
        return "equal" if ordered[0][1].pct - last <= A_TIE else "few", named
    return "many", named


def _time(brief: NormalizedBriefDTO, calendar: Calendar, language: str) -> str:
    words, today = quotable(brief.launch_date), today_of(brief)
    if calendar.launch_day:
        case = "past" if calendar.starts_before(today) else "two_days" if calendar.event_day else "day"
    elif calendar.passed:
        case = "passed"
    elif brief.scope.timeline_weeks != calendar.duration:
        case = "assumed"
    else:
        case = "words" if words and len(words) <= MOST_CHARACTERS else "weeks"
    days = {
        "day": calendar.launch_day or calendar.passed,
        "start": calendar.first_day,
        "announcement": calendar.day_of("announcement", calendar.weeks["announcement"]),
        "event": calendar.event_day,
        "end": calendar.last_day,
    }
    facts = {"weeks": calendar.duration, "launch": calendar.launch, "announced": calendar.weeks["announcement"]}
    told = {name: formats.day(day, region_of(brief.language)) if day else "" for name, day in days.items()}
    return say(rules("summary")["time"][case], language, **facts, **told, words=words)


def today_of(brief: NormalizedBriefDTO) -> date:
    """The plan knows no clock: its today is the day on which the brief was taken in."""
    return brief.normalized_at.date()


def _success(kpis: Sequence[KpiDTO], language: str, region: str) -> str:
    book = rules("summary")["success"]
    stated = [kpi for kpi in kpis if kpi.target_value is not None]
    if not stated:
        return say(book["open"], language, measure=kpis[0].name)
    case = "stated" if stated[0].rule.startswith(rules("kpis")["stated"]["id"]) else "ruled"
    targets = [_target(kpi, region) for kpi in stated[:MOST_NAMED]]
    return say(book[case], language, targets=rules("summary")["between"][language].join(targets))


def _target(kpi: KpiDTO, region: str) -> str:
    target = kpi.target_value or Decimal(0)
    value = formats.number(target, region)
    if re.search(rf"(?<!\d)(?:{re.escape(value)}|{target:f})(?!\d)", kpi.name):
        return kpi.name
    same = kpi.unit.casefold() in kpi.name.casefold()
    return f"{kpi.name} ({value if same else formats.measured(target, kpi.unit, region)})"


def _open(brief: NormalizedBriefDTO, unspoken: Sequence[str], language: str) -> str:
    """What is to be settled, by name and without a number: the document gathers questions about one thing."""
    book = rules("summary")
    asked = {question.field for question in brief.open_questions}
    asked |= {"key_messages"} if unspoken else set()
    fields = [words[language] for field, words in book["fields"].items() if field in asked]
    if not asked:
        return ""
    case = "unnamed" if not fields else "one" if len(fields) == len(asked) == 1 else "many"
    return say(book["questions"][case], language, fields=listed(fields[:MOST_NAMED], language))
