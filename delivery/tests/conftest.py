from datetime import UTC, datetime
from decimal import Decimal

import pytest

from delivery.package.rendering import render
from delivery.tests.campaigns import full_bundles, full_strategy
from onboarding.contracts import BudgetDTO, NormalizedBriefDTO, OpenQuestionDTO, ScopeDTO
from production.contracts import AssetDTO, ContentDraftDTO, DraftBundleDTO
from qc.contracts import QcIssueDTO, QcResultDTO
from strategy.contracts import (
    BudgetPlanDTO,
    ChannelPlanDTO,
    KpiDTO,
    MilestoneDTO,
    StrategyDocDTO,
    TacticDTO,
    TimelineDTO,
)

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def brief():
    return NormalizedBriefDTO(
        brief_id="brief_1",
        client_id="client_1",
        scope=ScopeDTO(("x_post", "sms"), ("No prices",), 6),
        objectives=("Fill the shop",),
        target_audience="People of the quay",
        brand_guidelines={"tone": "warm"},
        normalized_at=NOON,
        client_name="Harbour Lane Bakery",
        language="en",
        budget=BudgetDTO(Decimal(12000), "GBP", "per year", "£12k a year"),
        key_messages=("Rye, seeds, patience",),
        notes="The ovens came from Lyon in 1931.",
        open_questions=(OpenQuestionDTO("launch_date", "missing", "", "When is the launch?"),),
        further_answers={"favourite_colour": "blue"},
    )


@pytest.fixture
def strategy():
    return StrategyDocDTO(
        strategy_id="strategy_1",
        brief_id="brief_1",
        version=1,
        kpis=(KpiDTO("Loaves sold", Decimal(900), "loaves", 42),),
        channels=(
            ChannelPlanDTO("x_post", Decimal("66.67"), (TacticDTO("Post daily"),), Decimal("7200.36")),
            ChannelPlanDTO("sms", Decimal("33.33"), (TacticDTO("One message"),), Decimal("3599.64")),
        ),
        timeline=TimelineDTO((MilestoneDTO("Launch", 3, "2026-06-01"),), 6),
        executive_summary="Bread first.",
        is_approved=False,
        created_at=NOON,
        approved_at=None,
        budget=BudgetPlanDTO("GBP", Decimal(12000), Decimal(10), Decimal(1200)),
    )


@pytest.fixture
def draft():
    return ContentDraftDTO("draft_1", "strategy_1", "campaign", "# Bread", {}, NOON)


@pytest.fixture
def bundles():
    return (bundle("x_post", "Fresh rye at 12 Quay Street."), bundle("sms", "Rye! Reply STOP to opt out"))


@pytest.fixture
def result():
    issue = QcIssueDTO("minor", "x_post/text", "The same word stands twice.", "REPEATED_WORD")
    return QcResultDTO("result_1", "draft_1", True, 0.975, (issue,), NOON)


def bundle(channel, *texts, field="text"):
    assets = tuple(AssetDTO(f"asset_{channel}_{n}", field, "", {}, content=text) for n, text in enumerate(texts))
    return DraftBundleDTO(f"bundle_{channel}", "draft_1", assets, NOON, channel)


@pytest.fixture
def rendered_files(draft, result):
    def files(brief):
        return {file.name: file.content for file in render(brief, full_strategy(), draft, full_bundles(), result)}

    return files
