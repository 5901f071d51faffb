"""Briefs for tests: the eight real ones as onboarding understands them, and a small one to vary."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import onboarding
from onboarding.contracts import IntakeFormDTO, NormalizedBriefDTO
from onboarding.understanding import understand
from production.contracts import FeedbackDTO
from production.offline.generator import compose
from strategy.contracts import STAGES, PieceDTO
from strategy.planning import plan
from strategy.tests import briefs

NOW = briefs.NOW
NO_FEEDBACK = FeedbackDTO()
FILES = sorted(Path(onboarding.__file__).with_name("tests").joinpath("briefs").glob("*.json"))


@cache  # a value: nothing that a test does can change it
def real(path: Path) -> NormalizedBriefDTO:
    return understand(IntakeFormDTO(json.loads(path.read_text("utf-8")), NOW), brief_id="brief_1", now=NOW)


def brief(*, deliverables: tuple[str, ...] = ("facebook_post",), **fields: Any) -> NormalizedBriefDTO:
    """A small English brief with facts that are not for the public; any field can be replaced."""
    internal = {"objectives": ("Sell the 40 berths that are left",), "notes": "They lost 12% last year"}
    return briefs.brief(deliverables=deliverables, **{**internal, **fields})


def composed(
    source: NormalizedBriefDTO,
    *,
    revision: int = 0,
    draft_id: str = "draft_1",
    stages: tuple[str, ...] = (),
    feedback: FeedbackDTO = NO_FEEDBACK,
    **before: Any,
):
    """stages: those of the pieces planned for each channel; the plan's own pieces where there are none."""
    doc = plan(source, strategy_id="strategy_1", now=NOW)
    pieces = tuple(PieceDTO(number, stage, 2 * number) for number, stage in enumerate(stages, start=1))
    channels = tuple(replace(channel, pieces=pieces) for channel in doc.channels)
    doc = replace(doc, channels=channels) if stages else doc
    return compose(source, doc, draft_id=draft_id, revision=revision, feedback=feedback, now=NOW, **before)


def assets_of(source: NormalizedBriefDTO, *, stages: tuple[str, ...] = STAGES, **options: Any):
    """All texts of a campaign with a piece for each stage on each channel: (channel, asset), without notes."""
    _, bundles = composed(source, stages=stages, **options)
    return [(bundle.channel, asset) for bundle in bundles for asset in bundle.assets if asset.format != "note"]


def texts_of(source: NormalizedBriefDTO, *, revision: int = 0) -> dict[str, list[tuple[str, str]]]:
    """The copy by channel: (field, text) in order, without notes."""
    _, bundles = composed(source, revision=revision)
    return {
        bundle.channel: [(asset.asset_type, asset.content) for asset in bundle.assets if asset.format != "note"]
        for bundle in bundles
    }


def words_of(texts: list[tuple[str, str]]) -> str:
    return "\n".join(content for _, content in texts)
