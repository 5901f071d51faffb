"""How the money is shared: a reserve first, the rest among the channels by weights from budget.json."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.text.folding import unaccented
from aicmo_site.kernel.text.stems import Stems
from onboarding.contracts import NormalizedBriefDTO
from strategy.budget.apportion import apportion
from strategy.budget.audience import moves_for
from strategy.contracts import BudgetPlanDTO
from strategy.localized_texts import quotable, say
from strategy.rules.rulebook import from_rules, rules, stems_in

WHOLE = 1_000  # tenths of a percent
MOST_DIGITS = 25  # more than any money; keeps absurd exponents from becoming absurd integers


@dataclass(frozen=True)
class Share:
    """One channel's part: percent of the working budget, money in major units (None without a budget), and why."""

    pct: Decimal
    amount: Decimal | None
    rule: str
    reason: str


@dataclass(frozen=True)
class _Weight:
    weight: int
    rules: tuple[str, ...]
    reasons: tuple[str, ...]


def share_out(
    brief: NormalizedBriefDTO,
    channels: Sequence[str],
    kinds: Sequence[str],
    language: str,
    held: Mapping[str, int] = MappingProxyType({}),
) -> tuple[BudgetPlanDTO, tuple[Share, ...]]:
    """The reserve and each channel's share; `kinds` are those of the objectives. Without channels all is reserve.
    `held`: tenths of a percent by channel, as a person wants them; the others share what is left as they would all."""
    weights = _weights(brief, channels, kinds, language)
    tenths = apportion(
        WHOLE, [weight.weight for weight in weights], alike=True
    )  # finer than a tenth would feign precision
    if held:
        left = [part for channel, part in zip(channels, tenths, strict=True) if channel not in held]
        rest = iter(apportion(WHOLE - sum(held.values()), left, alike=True))
        tenths = tuple(held[channel] if channel in held else next(rest) for channel in channels)
    plan, working, decimals = _reserve(brief, language, anyone=bool(channels))
    amounts = apportion(working, tenths) if working is not None else (None,) * len(channels)
    return plan, tuple(
        Share(
            pct=Decimal(part).scaleb(-1),
            amount=_major(amount, decimals),
            rule=", ".join(weight.rules),
            reason=" ".join(weight.reasons),
        )
        for weight, part, amount in zip(weights, tenths, amounts, strict=True)
    )


def decimals_of(currency: str) -> int:
    """Decimals of the smallest unit of an ISO 4217 currency; two where it is unknown."""
    return rules("currencies")["decimals"].get(currency.upper(), 2)


def _weights(brief: NormalizedBriefDTO, channels: Sequence[str], kinds: Sequence[str], language: str) -> list[_Weight]:
    """Of money for media alone a channel that buys none gets nothing, where another buys some."""
    weights = [_weight(channel, kinds, brief.target_audience, language) for channel in channels]
    buying = [bool(lead_of(channel)["media"]) for channel in channels]
    if not any(buying) or not _is_for_media_alone(brief):
        return weights
    nothing = rules("budget")["media_only"]
    none = _Weight(0, (nothing["id"],), (nothing["reason"][language],))
    return [weight if buys else none for weight, buys in zip(weights, buying, strict=True)]


def _is_for_media_alone(brief: NormalizedBriefDTO) -> bool:
    words = unaccented(f"{brief.budget.words} {brief.budget.period}") if brief.budget else ""
    return _media_only().occur(words)


@from_rules
def _media_only() -> Stems:
    return stems_in(rules("budget")["media_only"]["words"])


def _weight(channel: str, kinds: Sequence[str], audience: str, language: str) -> _Weight:
    """A channel's weight in hundredths: its rule's, as the audience's rules move it."""
    row, unpaid = lead_of(channel), rules("budget")["unpaid"]
    weight, used = 100 * sum(row[kind] for kind in kinds), [row]
    if not row["media"]:
        used.append(unpaid)
    for move in moves_for(channel, audience):
        weight = weight * move["percent"] // 100
        used.append(move)
    return _Weight(weight, tuple(rule["id"] for rule in used), tuple(rule["reason"][language] for rule in used))


def lead_of(channel: str) -> Mapping[str, Any]:
    """The weight that a channel starts from, with its reason."""
    rows, kind = rules("budget")["weights"], channel_of(channel).kind
    own = [row for row in rows if channel in row.get("channels", ())]
    return (own or [row for row in rows if kind in row.get("kinds", ())])[0]


def _reserve(brief: NormalizedBriefDTO, language: str, *, anyone: bool) -> tuple[BudgetPlanDTO, int | None, int]:
    """The reserve, the working money in smallest units (None without a budget), and the currency's decimals."""
    held_back = _reserve_rule(brief)
    percent = Decimal(str(held_back["percent"]))
    currency = brief.budget.currency if brief.budget else ""
    decimals = decimals_of(currency)
    total = _smallest_units(brief, decimals)
    used = [held_back, _total_rule(brief, total)] if anyone else [rules("budget")["total"]["no_channels"]]
    held = None if total is None else _part(total, percent) if anyone else total
    plan = BudgetPlanDTO(
        currency=currency,
        total=_major(total, decimals),
        reserve_pct=percent if anyone or total is None else Decimal(100),
        reserve=_major(held, decimals),
        rule=", ".join(rule["id"] for rule in used),
        reason=" ".join(say(rule["reason"], language, period=_period(brief)) for rule in used),
    )
    return plan, None if total is None or held is None else total - held, decimals


def _part(total: int, percent: Decimal) -> int:
    return apportion(total, (int(percent * 100), 10_000 - int(percent * 100)))[0]


def _major(units: int | None, decimals: int) -> Decimal | None:
    return None if units is None else Decimal(units).scaleb(-decimals)


def _reserve_rule(brief: NormalizedBriefDTO) -> Mapping[str, Any]:
    is_open = brief.budget is not None and any(question.field == "budget" for question in brief.open_questions)
    return next(rule for rule in rules("budget")["reserve"] if rule["when"] == "always" or is_open)


def _total_rule(brief: NormalizedBriefDTO, total: int | None) -> Mapping[str, Any]:
    """How the total is reckoned. A budget per month or year stays what the client named: nothing is multiplied."""
    book = rules("budget")["total"]
    if total is None:
        return book["none"]
    words = set(re.findall(r"\w+", unaccented(_period(brief))))
    eastern = any(word in _period(brief) for word in book["period"]["words"] if not word.isascii())
    return book["period"] if eastern or words & set(book["period"]["words"]) else book["stated"]


def _period(brief: NormalizedBriefDTO) -> str:
    return quotable(brief.budget.period) if brief.budget else ""


def _smallest_units(brief: NormalizedBriefDTO, decimals: int) -> int | None:
    """The budget in cents or the like, a fraction of one cut off: we never plan with more than the client has."""
    amount = Decimal(brief.budget.amount) if brief.budget else Decimal(0)
    if not amount.is_finite() or amount <= 0:
        return None
    if amount.adjusted() + decimals >= MOST_DIGITS or amount.adjusted() < -decimals:
        return None
    return int(amount.scaleb(decimals))
