"""Strategy: a brief becomes a plan. Its values and errors."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from aicmo_site.kernel.errors import Conflict, NotFound, Rejected
from aicmo_site.kernel.frozen import Value, thaw
from onboarding.contracts import FieldProblem

CONTRACT_VERSION = "5"


# What a piece of copy is for, in the order of a campaign.
STAGES = ANNOUNCE, EXPLAIN, ACT, REMIND = ("announce", "explain", "act", "remind")


@dataclass(frozen=True)
class ObjectiveDTO(Value):
    """One objective in the client's words. kind: awareness, consideration, conversion, retention or behaviour; or task,
    for work on the campaign itself, which no measure and no money follows."""

    words: str
    kind: str
    rule: str = ""
    reason: str = ""


@dataclass(frozen=True)
class KpiDTO(Value):
    """One measure of success. `target_value` is None where the brief names none: it is to be agreed, not invented."""

    name: str
    target_value: Decimal | None
    unit: str
    timeframe_days: int | None
    baseline: str = "to be measured"
    measured_by: str = ""
    rule: str = ""  # the ID of the rule that chose it, in the data file; `reason`: why, in the campaign's language
    reason: str = ""
    due: str = ""  # ISO date of the last day that counts, where it is known
    until: str = ""  # the client's own words for it, where no day can be reckoned from them
    objective: str = ""  # the kind of objective that it measures


@dataclass(frozen=True)
class TacticDTO(Value):
    """One thing to do on a channel; `week` counts from 1."""

    tactic: str
    week: int = 1
    rule: str = ""
    reason: str = ""


@dataclass(frozen=True)
class PieceDTO(Value):
    """One piece of copy to make for a channel: `number` counts from 1 within it, `stage` is one of STAGES. language:
    its own (BCP 47), "" for that of the campaign; pieces of one stage and day say the same in several."""

    number: int
    stage: str
    week: int
    on: str = ""  # ISO date, where the brief fixes the launch
    language: str = ""


@dataclass(frozen=True)
class ChannelPlanDTO(Value):
    """One channel's share of the working budget (percent, one decimal; all shares sum to exactly 100)."""

    channel: str
    budget_allocation_pct: Decimal
    tactics: tuple[TacticDTO, ...]
    amount: Decimal | None = None  # major units of the budget's currency; None without a budget
    rule: str = ""
    reason: str = ""
    pieces: tuple[PieceDTO, ...] = ()


@dataclass(frozen=True)
class MilestoneDTO(Value):
    """`week` counts from 1; `on` is an ISO date where the brief fixes the launch."""

    name: str
    week: int
    on: str = ""
    rule: str = ""
    reason: str = ""


@dataclass(frozen=True)
class PhaseDTO(Value):
    """A phase or wave that the client named, by its days (ISO; until: "" where its end is open): `number`
    counts from 1, `week` is that of its beginning, None where no launch fixes the weeks. `proposed`: nobody has
    confirmed it yet."""

    number: int
    on: str
    until: str = ""
    week: int | None = None
    words: str = ""
    proposed: bool = False


@dataclass(frozen=True)
class TimelineDTO(Value):
    milestones: tuple[MilestoneDTO, ...]
    duration_weeks: int
    phases: tuple[PhaseDTO, ...] = ()


@dataclass(frozen=True)
class BudgetPlanDTO(Value):
    """total = reserve + the channels' amounts, to the smallest unit; amounts are None without a budget."""

    currency: str = ""
    total: Decimal | None = None
    reserve_pct: Decimal = Decimal(0)  # held back from the total before the channels share the rest
    reserve: Decimal | None = None
    rule: str = ""
    reason: str = ""


@dataclass(frozen=True)
class AdviceDTO(Value):
    """What the plan concludes from the brief. kind: situation, audience, choice, risk, or question (for the client).
    field: that of the brief it is about; words: the client's own, "" where it quotes none."""

    kind: str
    text: str
    rule: str
    reason: str = ""
    field: str = ""
    words: str = ""


# What a person may want otherwise in a plan.
ADJUSTABLE = SHARE, CHANNEL, ORDER, WEEKS, PIECES, DAY, WEEK, TARGET = (
    *("share", "channel", "order", "weeks", "pieces", "day", "week", "target"),
)
OUT, BACK = "out", "in"


@dataclass(frozen=True)
class AdjustmentDTO(Value):
    """What a person wants otherwise in a plan, and why. about: `share` (percent of the working budget), `channel`
    (`out`, or `in` again), `order` (its place, from 1), `weeks` (of the campaign), `pieces` (how many stages a channel
    has), `day` (ISO) or `week` of its piece of a `stage`, `target` (of a `measure`, "" for to be agreed). lapsed: why
    it does not hold in this plan, "" where it does."""

    about: str
    value: str
    reason: str
    channel: str = ""
    stage: str = ""
    measure: str = ""
    by: str = ""
    at: str = ""
    lapsed: str = ""


@dataclass(frozen=True)
class StrategyDocDTO(Value):
    strategy_id: str
    brief_id: str
    version: int
    kpis: tuple[KpiDTO, ...]
    channels: tuple[ChannelPlanDTO, ...]
    timeline: TimelineDTO
    executive_summary: str
    is_approved: bool
    created_at: datetime
    approved_at: datetime | None
    approved_by: str = ""
    budget: BudgetPlanDTO = BudgetPlanDTO()
    objectives: tuple[ObjectiveDTO, ...] = ()
    advice: tuple[AdviceDTO, ...] = ()
    adjustments: tuple[AdjustmentDTO, ...] = ()

    @property
    def content_sha256(self) -> str:
        """The hash that an approval is bound to: of what is planned, whichever row, version or brief it is kept as, and
        whoever wanted it so."""
        unnamed = replace(
            self, strategy_id="", brief_id="", version=0, is_approved=False, approved_at=None, approved_by=""
        )
        words = {**thaw(unnamed), "created_at": ""}
        del words["adjustments"]
        return hashlib.sha256(json.dumps(words, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class StrategyNotFound(NotFound):
    """There is no strategy {strategy_id}."""

    code = "strategy_not_found"


class StrategyAlreadyApproved(Conflict):
    """Strategy {strategy_id} is already approved, by {approved_by}."""

    code = "strategy_already_approved"


class InvalidAdjustments(Rejected):
    """The plan cannot be adjusted so: {reason}"""

    code = "invalid_adjustments"

    def __init__(self, problems: tuple[FieldProblem, ...]):
        self.problems = tuple(problems)
        super().__init__(reason="; ".join(map(str, self.problems)))
