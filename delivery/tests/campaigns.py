"""A campaign with every field of the contracts filled in, for the document to show."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from onboarding.contracts import BudgetDTO, FactDTO, NormalizedBriefDTO, OpenQuestionDTO, ScopeDTO
from production.contracts import AssetDTO, DraftBundleDTO
from qc.contracts import QcIssueDTO, QcResultDTO
from strategy.contracts import (
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

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LINK = "https://quay.example/rye?utm_source=facebook&utm_medium=social"


def full_brief(**changes: Any) -> NormalizedBriefDTO:
    brief = NormalizedBriefDTO(
        brief_id="brief_1",
        client_id="client_1",
        scope=ScopeDTO(
            ("facebook_post", "email", "sms", "google_ads_rsa", "press_release", "outdoor"),
            (
                "No prices",
                "Never call it sourdough-style bread",
                "No pictures of children without their parents’ consent",
            ),
            8,
        ),
        objectives=("Sell 900 rye loaves a week by August", "Make the new shop known on the quay"),
        target_audience="People who live or work within a short walk of the quay, and early commuters on the ferry",
        brand_guidelines={"tone": "warm, plain, a little dry", "logo_clear_space": "one loaf"},
        normalized_at=NOON,
        client_name="Harbour Lane Bakery",
        industry="bakery",
        website="https://quay.example",
        language="en",
        budget=BudgetDTO(Decimal(12000), "GBP", "per year", "£12k a year"),
        key_messages=("Rye, seeds, patience", "Open before the first ferry"),
        mandatory_inclusions=("12 Quay Street",),
        excluded_terms=("sourdough-style",),
        checklist=("No prices", "No pictures of children without their parents’ consent"),
        competitors=("Station Bakes",),
        call_to_action="Come by at 12 Quay Street",
        launch_date="2026-06-01",
        notes="The ovens came from Lyon in 1931.\n\nPiet is less sure of it. Launch on the first of June?",
        open_questions=(
            OpenQuestionDTO("launch_date", "unconfirmed", "Launch on the first of June?", "Is the launch date final?"),
            OpenQuestionDTO("other", "unclear", "", "Who is Piet, and does he approve the copy?"),
            OpenQuestionDTO(
                "budget",
                "contradiction",
                "£12k a year",
                "The form says £12k a year, the notes say 10,000: which is right?",
            ),
            OpenQuestionDTO("key_messages.1", "missing", "", "At what time does the shop open?"),
        ),
        facts=(
            FactDTO("launch_date", "raw_notes", "Launch on the first of June?"),
            FactDTO("key_messages.0", "key_messages"),
            FactDTO("key_messages.1", "raw_notes", "Open before the first ferry"),
            FactDTO("scope.deliverables.2", "raw_notes", "and a text message to regulars"),
            FactDTO("budget", "budget.amount", "£12k"),
        ),
        further_answers={
            "favourite_colour": "blue",
            "external_id": "quay-17",
            "source": {"title": "Intake call", "url": "https://quay.example/call", "seen": "2026-05-02"},
            "assumed_fields": ("tone", "exclusions"),
        },
    )
    return replace(brief, **changes)


def full_strategy(**changes: Any) -> StrategyDocDTO:
    strategy = StrategyDocDTO(
        strategy_id="strategy_1",
        brief_id="brief_1",
        version=1,
        objectives=(
            ObjectiveDTO("Sell 900 rye loaves a week by August", "conversion", "obj_sell", "It names something sold."),
            ObjectiveDTO("Make the new shop known on the quay", "awareness", "obj_known", "It asks to be known."),
        ),
        kpis=(
            KpiDTO(
                *("Loaves sold a week", Decimal(900), "loaves", 56, "610 loaves", "the shop’s till, read every Monday"),
                *("stated", "The client named the number, so it is a target."),
            ),
            KpiDTO(
                "People reached near the quay", None, "people", 40, measured_by="Facebook’s reach report", rule="reach"
            ),
        ),
        channels=(
            _plan(
                "facebook_post", "40.00", "4320.00", 4, "social", "It is where the quay’s residents talk to each other."
            ),
            _plan("email", "20.00", "2160.00", 3, "email", "The shop has 400 addresses of people who agreed."),
            _plan("sms", "5.00", "540.00", 1, "messaging", ""),
            _plan("google_ads_rsa", "15.00", "1620.00", 1, "search", "Commuters search for breakfast nearby."),
            _plan("press_release", "5.00", "540.00", 1, "pr", "The ovens are a story."),
            _plan("outdoor", "15.00", "1620.00", 1, "offline", "The ferry pier has one poster wall."),
        ),
        timeline=TimelineDTO(
            (
                MilestoneDTO("Open questions settled", 1, "2026-05-11", "kickoff", "Gaps are cheapest to close first."),
                MilestoneDTO("Copy approved", 3, "2026-05-25", "copy"),
                MilestoneDTO("Launch", 4, "2026-06-01", "launch", "Three weeks to prepare."),
                MilestoneDTO("Final report", 8, "2026-07-05", "end"),
            ),
            8,
        ),
        executive_summary="Harbour Lane Bakery wants 900 rye loaves a week sold by August, and its new shop known.\n"
        "Four weeks of posts and mails lead people to 12 Quay Street; the ferry’s poster wall reminds them.",
        is_approved=False,
        created_at=NOON,
        approved_at=None,
        budget=BudgetPlanDTO(
            "GBP", Decimal(12000), Decimal(10), Decimal(1200), "reserve_10", "A tenth answers surprises."
        ),
    )
    return replace(strategy, **changes)


def _plan(channel: str, share: str, amount: str, pieces: int, rule: str, reason: str) -> ChannelPlanDTO:
    stages = ("announce", "explain", "act", "remind")
    return ChannelPlanDTO(
        channel,
        Decimal(share),
        (
            TacticDTO(f"Prepare the {channel.replace('_', ' ')}", 2, f"{rule}_first", "Others quote it."),
            TacticDTO("Watch it", 5),
        ),
        Decimal(amount),
        rule,
        reason,
        tuple(PieceDTO(n + 1, stages[n], 4 + n, f"2026-06-{1 + 7 * n:02}") for n in range(pieces)),
    )


def full_bundles() -> tuple[DraftBundleDTO, ...]:
    facebook = [
        *_piece(
            1,
            "announce",
            4,
            "2026-06-01",
            LINK,
            text="Fresh rye at 12 Quay Street.\n\nThe ovens came from Lyon in 1931.",
        ),
        _note(
            1,
            "announce",
            4,
            "2026-06-01",
            "Show the oven door, with the year 1931 legible.",
            alt="A cast-iron oven door.",
        ),
        *_piece(2, "explain", 5, "2026-06-08", LINK, text="Rye, seeds, patience. " * 30),
    ]
    email = _piece(
        *(1, "announce", 4, "2026-06-01", "https://quay.example/rye"),
        subject="The ovens from 1931 are warm again, and there is rye bread on Quay Street",
        preheader="Rye, seeds, patience",
        body="Good morning,\n\nthere is rye at 12 Quay Street.\n\nNo more mails: {{unsubscribe_url}}",
        call_to_action="Come by at 12 Quay Street",
    )
    ad = [
        *_piece(1, "act", 4, "2026-06-01", "https://quay.example", headline="Rye, seeds, patience"),
        *_piece(1, "act", 4, "2026-06-01", "", headline="Open before the first ferry of the day"),
        *_piece(1, "act", 4, "2026-06-01", "", description="Rye bread at 12 Quay Street.", path="rye"),
    ]
    press = _piece(
        *(1, "announce", 4, "2026-06-01", ""),
        headline="Bakery on the quay lights ovens from 1931",
        body="Harbour Lane Bakery opens at 12 Quay Street on 1 June 2026. Its ovens came from Lyon in 1931.\n\n" * 4,
    )
    poster = _piece(
        1, "announce", 4, "2026-06-01", "", headline="Rye, seeds, patience", call_to_action="12 Quay Street"
    )
    sms = _piece(1, "remind", 4, "2026-06-01", "", text="Rye is out at 12 Quay Street. Reply STOP to opt out")
    return tuple(
        DraftBundleDTO(f"bundle_{channel}", "draft_1", tuple(assets), NOON, channel)
        for channel, assets in {
            "facebook_post": facebook,
            "email": email,
            "sms": sms,
            "google_ads_rsa": ad,
            "press_release": press,
            "outdoor": poster,
        }.items()
    )


def _piece(number: int, stage: str, week: int, on: str, url: str, **texts: str) -> list[AssetDTO]:
    told = {"piece": number, "stage": stage, "week": week, "on": on, "facts": ["key_messages.0"]}
    return [AssetDTO(f"asset_{number}_{name}", name, url, told, content=text) for name, text in texts.items()]


def _note(number: int, stage: str, week: int, on: str, text: str, *, alt: str) -> AssetDTO:
    told = {"piece": number, "stage": stage, "week": week, "on": on, "alt": alt}
    return AssetDTO(f"note_{number}", "image_brief", "", told, content=text, format="note")


def full_result(**changes: Any) -> QcResultDTO:
    issues = (
        QcIssueDTO(
            "major",
            "google_ads_rsa/headline",
            "The headline is too long.",
            "OVER_LIMIT",
            "ferry of the day",
            "Drop the time.",
        ),
        QcIssueDTO("minor", "", "Two pieces begin alike.", "ALIKE"),
    )
    return replace(QcResultDTO("result_1", "draft_1", True, 0.975, issues, NOON), **changes)
