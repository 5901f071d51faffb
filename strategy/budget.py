"""How the money is shared: a reserve first, the rest among the channels by weights from channel_weights.json."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from aicmo_site.kernel.channels import channel_of
from onboarding.contracts import BudgetDTO
from strategy.apportion import apportion
from strategy.contracts import BudgetPlanDTO
from strategy.rulebook import rules

MOST_DIGITS = 25  # more than any money; keeps absurd exponents from becoming absurd integers


@dataclass(frozen=True)
class Share:
    """One channel's part: percent of the working budget, money in major units (None without a budget), the rule."""

    pct: Decimal
    amount: Decimal | None
    rule: str


def share_out(
    budget: BudgetDTO | None, channels: Sequence[str], kinds: Sequence[str]
) -> tuple[BudgetPlanDTO, tuple[Share, ...]]:
    """The reserve and each channel's share; `kinds` are those of the objectives. Without channels all is reserve."""
    weights, names = _weights(channels, kinds)
    hundredths = apportion(10_000, weights)
    plan, working, decimals = _reserve(budget, anyone=bool(channels))
    amounts = apportion(working, hundredths) if working is not None else (None,) * len(channels)
    money = [None if part is None else Decimal(part).scaleb(-decimals) for part in amounts]
    percents = [Decimal(part).scaleb(-2) for part in hundredths]
    return plan, tuple(map(Share, percents, money, names))


def decimals_of(currency: str) -> int:
    """Decimals of the smallest unit of an ISO 4217 currency; two where it is unknown."""
    return rules("currency_decimals")["decimals"].get(currency.upper(), 2)


def _weights(channels: Sequence[str], kinds: Sequence[str]) -> tuple[list[int], list[str]]:
    table = rules("channel_weights")
    weights, names = [], []
    for channel in channels:
        row = table["channels"].get(channel) or table["kinds"].get(channel_of(channel).kind)
        weights.append(sum(row[kind] for kind in kinds) if row else table["fallback"]["weight"] * len(kinds))
        names.append((row or table["fallback"])["id"])
    return weights, names


def _reserve(budget: BudgetDTO | None, *, anyone: bool) -> tuple[BudgetPlanDTO, int | None, int]:
    """The reserve, the working money in smallest units (None without a budget), and the currency's decimals."""
    pct = Decimal(rules("channel_weights")["reserve_pct"]["value"])
    currency = budget.currency if budget else ""
    decimals = decimals_of(currency)
    total = _smallest_units(budget, decimals)
    if total is None:
        return BudgetPlanDTO(currency=currency, reserve_pct=pct), None, decimals
    held = apportion(total, (int(pct * 100), 10_000 - int(pct * 100)))[0] if anyone else total
    plan = BudgetPlanDTO(
        currency=currency,
        total=Decimal(total).scaleb(-decimals),
        reserve_pct=pct if anyone else Decimal(100),
        reserve=Decimal(held).scaleb(-decimals),
    )
    return plan, total - held, decimals


def _smallest_units(budget: BudgetDTO | None, decimals: int) -> int | None:
    """The budget in cents or the like, a fraction of one cut off: we never plan with more than the client has."""
    amount = Decimal(budget.amount) if budget else Decimal(0)
    if not amount.is_finite() or amount <= 0:
        return None
    if amount.adjusted() + decimals >= MOST_DIGITS or amount.adjusted() < -decimals:
        return None
    return int(amount.scaleb(decimals))
