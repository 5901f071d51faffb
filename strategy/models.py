from decimal import Decimal
from typing import Any

from django.db import models

from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.rows import NamedIndex, Row, id_field, run_field
from strategy.contracts import (
    AdjustmentDTO,
    AdviceDTO,
    BudgetPlanDTO,
    ChannelPlanDTO,
    KpiDTO,
    MilestoneDTO,
    ObjectiveDTO,
    PhaseDTO,
    PieceDTO,
    StrategyDocDTO,
    TacticDTO,
    TimelineDTO,
)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


class StrategyDocument(Row):
    """One version of the plan for a brief."""

    id = id_field(primary_key=True)
    brief_id = id_field()
    version = models.PositiveIntegerField()
    kpis = models.JSONField(default=list)
    channels = models.JSONField(default=list)  # without the tactics, which are rows
    timeline = models.JSONField(default=dict)
    budget = models.JSONField(default=dict)
    objectives = models.JSONField(default=list)
    advice = models.JSONField(default=list)
    adjustments = models.JSONField(default=list)
    executive_summary = models.TextField(blank=True)
    is_approved = models.BooleanField(default=False)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=150, blank=True, default="")
    workflow_run_id = run_field()

    class Meta:
        db_table = "strategy_document"
        constraints = [
            models.UniqueConstraint(fields=["brief_id", "version"], name="uq_strategy_document_brief_id_version")
        ]
        indexes = [NamedIndex(fields=["workflow_run_id"], name="ix_strategy_document_workflow_run_id")]

    def __str__(self) -> str:
        return f"{self.brief_id} v{self.version}"

    @classmethod
    def from_value(cls, strategy: StrategyDocDTO, **columns: Any) -> "StrategyDocument":
        return cls(
            id=strategy.strategy_id,
            brief_id=strategy.brief_id,
            version=strategy.version,
            kpis=thaw(strategy.kpis),
            channels=[{k: v for k, v in thaw(plan).items() if k != "tactics"} for plan in strategy.channels],
            timeline=thaw(strategy.timeline),
            budget=thaw(strategy.budget),
            objectives=thaw(strategy.objectives),
            advice=thaw(strategy.advice),
            adjustments=thaw(strategy.adjustments),
            executive_summary=strategy.executive_summary,
            is_approved=strategy.is_approved,
            approved_at=strategy.approved_at,
            approved_by=strategy.approved_by,
            created_at=strategy.created_at,
            **columns,
        )

    def to_value(self) -> StrategyDocDTO:
        tactics: dict[str, list[TacticDTO]] = {}
        for assignment in self.tactics.all():
            tactics.setdefault(assignment.channel, []).append(assignment.to_value())
        return StrategyDocDTO(
            strategy_id=self.id,
            brief_id=self.brief_id,
            version=self.version,
            kpis=tuple(KpiDTO(**{**kpi, "target_value": _decimal(kpi["target_value"])}) for kpi in self.kpis),
            channels=tuple(
                ChannelPlanDTO(
                    **{
                        **plan,
                        "budget_allocation_pct": Decimal(plan["budget_allocation_pct"]),
                        "amount": _decimal(plan["amount"]),
                        "tactics": tuple(tactics.get(plan["channel"], ())),
                        "pieces": tuple(PieceDTO(**piece) for piece in plan.get("pieces", ())),
                    }
                )
                for plan in self.channels
            ),
            timeline=TimelineDTO(
                tuple(MilestoneDTO(**milestone) for milestone in self.timeline["milestones"]),
                self.timeline["duration_weeks"],
                tuple(PhaseDTO(**phase) for phase in self.timeline.get("phases", ())),
            ),
            executive_summary=self.executive_summary,
            is_approved=self.is_approved,
            created_at=self.created_at,
            approved_at=self.approved_at,
            approved_by=self.approved_by,
            budget=BudgetPlanDTO(
                **{
                    **self.budget,
                    "total": _decimal(self.budget["total"]),
                    "reserve_pct": Decimal(self.budget["reserve_pct"]),
                    "reserve": _decimal(self.budget["reserve"]),
                }
            ),
            objectives=tuple(ObjectiveDTO(**objective) for objective in self.objectives),
            advice=tuple(AdviceDTO(**each) for each in self.advice),
            adjustments=tuple(AdjustmentDTO(**each) for each in self.adjustments),
        )


class TacticAssignment(Row):
    """One thing to do on one channel."""

    strategy = models.ForeignKey(StrategyDocument, models.CASCADE, related_name="tactics", db_index=False)
    position = models.PositiveIntegerField()
    channel = models.CharField(max_length=128)
    tactic = models.TextField()
    week = models.PositiveIntegerField(default=1)
    rule = models.CharField(max_length=128, blank=True, default="")
    reason = models.TextField(blank=True, default="")

    class Meta:
        db_table = "tactic_assignments"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "position"], name="uq_tactic_assignments_strategy_position")
        ]

    def __str__(self) -> str:
        return f"{self.strategy_id} {self.position}: {self.channel}"

    @classmethod
    def from_value(cls, tactic: TacticDTO, **columns: Any) -> "TacticAssignment":
        return cls(tactic=tactic.tactic, week=tactic.week, rule=tactic.rule, reason=tactic.reason, **columns)

    def to_value(self) -> TacticDTO:
        return TacticDTO(self.tactic, self.week, self.rule, self.reason)
