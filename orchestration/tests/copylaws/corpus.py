"""The intakes that the laws of the copy are tried on, and the pipeline from intake to verdict without a database."""

import json
import os
import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from aicmo_site.kernel.channels import channels
from onboarding import services as onboarding
from onboarding.contracts import InvalidIntake, NormalizedBriefDTO
from production import services as production
from production.contracts import AssetDTO, ContentDraftDTO, DraftBundleDTO, FeedbackDTO, FindingDTO, NothingToSay
from qc import services as qc
from qc.contracts import QcResultDTO
from strategy import services as strategy

HOUSE = Path(__file__).resolve().parents[3]
FOLDERS = [HOUSE / "onboarding" / folder for folder in ("tests/briefs", "tests/intakes", "examples")]
FOLDERS += [HOUSE / "orchestration" / "operations" / "examples"]
MORE = os.environ.get("COPY_LAWS_INTAKES")  # a folder of further intakes to try the laws on
VARIATIONS = 100
SEED = 20261121

OTHER_SCRIPTS = {
    "ar": ["ورشة الإصلاح مفتوحة كل سبت", "أحضر ما تعطل وخذه صالحا", "الإصلاح مجاني للجميع"],
    "ja": ["壊れたものをお持ちください", "修理は無料です", "次は自分で直せます"],
    "ru": ["Приносите сломанное, забирайте рабочее", "Ремонт бесплатный", "В следующий раз почините сами"],
    "hi": ["टूटी चीज़ लाइए, ठीक करके ले जाइए", "मरम्मत मुफ़्त है", "अगली बार आप खुद कर सकेंगे"],
    "el": ["Φέρτε το χαλασμένο, πάρτε το φτιαγμένο", "Η επισκευή είναι δωρεάν", "Την άλλη φορά το φτιάχνετε μόνοι"],
}
CLASHING = "Launch on 3 May 2027. No, the board wants 12 June 2027. Print needs it by 1 April 2027, says the printer."
CHANNEL_WORDS = ["Instagram", "TikTok", "Newsletter", "Plakate", "Google Ads", "Facebook", "radio", "correo", "presse"]


@dataclass
class Campaign:
    """One intake taken through the pure part of the pipeline."""

    name: str
    intake: dict[str, Any]

    @cached_property
    def brief(self) -> NormalizedBriefDTO:
        form = onboarding.check_intake(responses=self.intake)
        return onboarding.understand_intake(intake=form, brief_id="brief_1")

    @cached_property
    def copy(self) -> tuple[ContentDraftDTO, tuple[DraftBundleDTO, ...]]:
        """No bundles where the brief has nothing to say."""
        try:
            return self.composed()
        except NothingToSay:
            return ContentDraftDTO("draft_1", "strategy_1", "campaign", "", {}, datetime.now(UTC)), ()

    def composed(
        self, revision: int = 0, findings: tuple[FindingDTO, ...] = ()
    ) -> tuple[ContentDraftDTO, tuple[DraftBundleDTO, ...]]:
        plan = strategy.plan_strategy(brief=self.brief, strategy_id="strategy_1")
        feedback = FeedbackDTO(findings)
        return production.compose_draft(
            brief=self.brief, strategy=plan, draft_id="draft_1", revision=revision, feedback=feedback
        )

    def verdict(self, bundles: tuple[DraftBundleDTO, ...]) -> QcResultDTO:
        return qc.judge(brief=self.brief, bundles=bundles, draft_id="draft_1", result_id="result_1", force_fail=False)

    @property
    def texts(self) -> list[tuple[str, AssetDTO]]:
        """(channel, asset) for every text that would be published."""
        return [(b.channel, a) for b in self.copy[1] for a in b.assets if a.format != "note"]


def intakes() -> dict[str, dict[str, Any]]:
    folders = [*FOLDERS, *([Path(MORE)] if MORE else [])]
    files = sorted(file for folder in folders for file in folder.glob("*.json"))
    return {file.stem: json.loads(file.read_text("utf-8")) for file in files}


def campaigns() -> list[Campaign]:
    return [Campaign(name, intake) for name, intake in intakes().items()]


def variations() -> list[Campaign]:
    """VARIATIONS valid intakes, each a real one changed in one to three ways; always the same."""
    return [campaign for campaign, _ in zip(_variations(), range(VARIATIONS), strict=False)]


def _variations() -> Iterator[Campaign]:
    chance = random.Random(SEED)
    bases = list(intakes().items())
    for number in range(10 * VARIATIONS):
        name, base = bases[number % len(bases)]
        intake, done = deepcopy(base), []
        for change in chance.sample(CHANGES, chance.randint(1, 3)):
            change(intake, chance)
            done.append(change.__name__.strip("_"))
        if _is_valid(intake):
            yield Campaign(f"{number}-{name}-{'+'.join(done)}", intake)


def _is_valid(intake: dict[str, Any]) -> bool:
    try:
        onboarding.check_intake(responses=intake)
    except InvalidIntake:
        return False
    return True


def _a_field_dropped(intake: dict[str, Any], chance: random.Random) -> None:
    del intake[chance.choice([name for name in intake if name != "client_name"] or ["client_name"])]


def _ten_times_as_long(intake: dict[str, Any], chance: random.Random) -> None:
    name = chance.choice(["key_messages", "objectives", "target_audience", "mandatory_inclusions", "raw_notes", "tone"])
    match intake.get(name):
        case list(items) if items:
            words = " ".join(map(str, items)).split()
            intake[name] = [
                " ".join([str(item), *chance.choices(words, k=9 * len(str(item).split()))]) for item in items
            ]
        case str(text):
            intake[name] = " ".join([text] * 10)


def _another_script(intake: dict[str, Any], chance: random.Random) -> None:
    language = chance.choice(sorted(OTHER_SCRIPTS))
    intake["language"] = language
    for name in ("key_messages", "objectives"):
        intake[name] = chance.sample(OTHER_SCRIPTS[language], chance.randint(1, 3))


def _no_budget(intake: dict[str, Any], chance: random.Random) -> None:
    intake["budget"] = None


def _clashing_dates(intake: dict[str, Any], chance: random.Random) -> None:
    intake["launch_date"] = chance.choice(["2027-05-03", "1. April 2027", "el 12 de junio", "fin mai"])
    intake["raw_notes"] = f"{intake.get('raw_notes') or ''}\n{CLASHING}"


def _one_to_twelve_channels(intake: dict[str, Any], chance: random.Random) -> None:
    names = [*channels(), *CHANNEL_WORDS]
    intake["channels"] = chance.sample(names, chance.randint(1, 12))


CHANGES = [
    _a_field_dropped,
    _ten_times_as_long,
    _another_script,
    _no_budget,
    _clashing_dates,
    _one_to_twelve_channels,
]
