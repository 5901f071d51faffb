"""Values of strategy for tests."""

from datetime import UTC, datetime
from decimal import Decimal

import factory

from strategy.contracts import (
    ANNOUNCE,
    BudgetPlanDTO,
    ChannelPlanDTO,
    KpiDTO,
    MilestoneDTO,
    ObjectiveDTO,
    PieceDTO,
    StrategyDocDTO,
    TacticDTO,
    TimelineDTO,
)

NOW = datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)


class ChannelPlanFactory(factory.Factory):
    class Meta:
        model = ChannelPlanDTO

    channel = "linkedin"
    budget_allocation_pct = Decimal("60.25")
    tactics = (TacticDTO("One post a week", 2, "posts", "Rhythm is noticed."), TacticDTO("Answer every comment"))
    pieces = (PieceDTO(1, ANNOUNCE, 3, "2026-10-05"),)
    amount = Decimal("6025.00")
    rule = "reach"


class StrategyFactory(factory.Factory):
    """A strategy with every field filled, not approved."""

    class Meta:
        model = StrategyDocDTO

    strategy_id = factory.Sequence("strategy_{}".format)
    brief_id = factory.LazyAttribute(lambda strategy: f"brief of {strategy.strategy_id}")
    version = 1
    kpis = (
        KpiDTO("trials", Decimal("120.0"), "per month", 84, "40", "the shop", "growth", "It was promised."),
        KpiDTO("recall", None, "%", None),
    )
    channels = factory.LazyFunction(
        lambda: (
            ChannelPlanFactory(),
            ChannelPlanFactory(channel="other:fax", budget_allocation_pct=Decimal("39.75"), tactics=(), amount=None),
        )
    )
    timeline = TimelineDTO((MilestoneDTO("Kick-off", 1, "2026-03-02"), MilestoneDTO("Launch", 4)), 12)
    executive_summary = "Ácme wants trials."
    is_approved = False
    created_at = NOW
    approved_at = None
    approved_by = ""
    budget = BudgetPlanDTO("GBP", Decimal("11111.10"), Decimal(10), Decimal("1111.10"), "reserve", "Things go wrong.")
    objectives = (ObjectiveDTO("More trials", "conversion", "verbs", "It asks for an act."),)
