"""Strategy's verbs."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Q
from django.utils import timezone

from aicmo_site.kernel.persistence import atomic
from aicmo_site.kernel.rows import one_at_a_time, replace_children, save_rows
from onboarding.contracts import FieldProblem, NormalizedBriefDTO
from strategy.adjustments import conflicts, problems_of
from strategy.contracts import (
    AdjustmentDTO,
    InvalidAdjustments,
    StrategyAlreadyApproved,
    StrategyDocDTO,
    StrategyNotFound,
)
from strategy.models import StrategyDocument, TacticAssignment
from strategy.planning import plan


def plan_strategy(
    *, brief: NormalizedBriefDTO, strategy_id: str, adjustments: Sequence[AdjustmentDTO] = ()
) -> StrategyDocDTO:
    """The plan for a brief, with what people want otherwise in it, its version still 0; writes nothing."""
    return plan(brief, strategy_id=strategy_id, now=timezone.now(), adjustments=adjustments)


def adjust_strategy(
    *, brief: NormalizedBriefDTO, former: Sequence[AdjustmentDTO], given: Sequence[AdjustmentDTO]
) -> tuple[AdjustmentDTO, ...]:
    """The former adjustments and those that are given, all of which hold in a plan; writes nothing. Raises
    InvalidAdjustments."""
    if not given:
        raise InvalidAdjustments((FieldProblem("adjustments", "say what is to be changed"),))
    if problems := tuple(problems_of(given)):
        raise InvalidAdjustments(problems)
    plans = [plan_strategy(brief=brief, strategy_id="", adjustments=said) for said in (former, (*former, *given))]
    before, after = (each.adjustments for each in plans)
    if problems := tuple(conflicts(given, before, after)):
        raise InvalidAdjustments(problems)
    return (*former, *given)


def generate_strategy(*, strategy: StrategyDocDTO, workflow_run_id: str | None = None) -> StrategyDocDTO:
    """Keep a strategy as the next version of its brief; saved again, it keeps the version it has, and with the same
    content its approval, too."""
    with atomic():
        one_at_a_time(f"versions of {strategy.brief_id}")
        known = StrategyDocument.objects.filter(Q(brief_id=strategy.brief_id) | Q(pk=strategy.strategy_id))
        rows = {row.pk: row for row in known.only("brief_id", "version", "created_at", "is_approved")}
        before = rows.get(strategy.strategy_id)
        siblings = [row.version for row in rows.values() if row.brief_id == strategy.brief_id]
        version = before.version if before and before.brief_id == strategy.brief_id else 1 + max(siblings, default=0)
        strategy = replace(strategy, version=version)
        if before:
            strategy = replace(strategy, created_at=before.created_at)
        if before and before.is_approved:
            strategy = _with_approval_of(get_strategy(strategy_id=strategy.strategy_id), strategy)
        save_rows([StrategyDocument.from_value(strategy, workflow_run_id=workflow_run_id)], key="id")
        tactics = [(plan.channel, tactic) for plan in strategy.channels for tactic in plan.tactics]
        replace_children(
            TacticAssignment,
            [
                TacticAssignment.from_value(
                    tactic, strategy_id=strategy.strategy_id, position=position, channel=channel
                )
                for position, (channel, tactic) in enumerate(tactics)
            ],
            strategy_id=strategy.strategy_id,
        )
    return strategy


def _with_approval_of(former: StrategyDocDTO, strategy: StrategyDocDTO) -> StrategyDocDTO:
    if not former.is_approved or former.content_sha256 != strategy.content_sha256:
        return strategy
    return replace(strategy, is_approved=True, approved_at=former.approved_at, approved_by=former.approved_by)


def approve_strategy(*, strategy_id: str, approved_by: str) -> StrategyDocDTO:
    """Approve once. Raises StrategyNotFound, or StrategyAlreadyApproved naming who was first."""
    now = timezone.now()
    open_ones = StrategyDocument.objects.filter(pk=strategy_id, is_approved=False)
    won = open_ones.update(is_approved=True, approved_at=now, approved_by=approved_by, updated_at=now)
    strategy = get_strategy(strategy_id=strategy_id)
    if not won:
        raise StrategyAlreadyApproved(strategy_id=strategy_id, approved_by=strategy.approved_by)
    return strategy


def get_strategy(*, strategy_id: str) -> StrategyDocDTO:
    """Raises StrategyNotFound."""
    row = StrategyDocument.objects.filter(pk=strategy_id).first()
    if row is None:
        raise StrategyNotFound(strategy_id=strategy_id)
    return row.to_value()


def list_versions(*, brief_id: str) -> tuple[StrategyDocDTO, ...]:
    """All strategies of a brief, the first version first; empty where there is none."""
    rows = StrategyDocument.objects.filter(brief_id=brief_id).prefetch_related("tactics").order_by("version")
    return tuple(row.to_value() for row in rows)


def discard_strategy(*, strategy_ids: Sequence[str]) -> None:
    """Delete exactly these strategies with their tactics; what is gone already is no error."""
    StrategyDocument.objects.filter(pk__in=strategy_ids).delete()
