"""How alike two texts are once the client's facts are taken out of them."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from rapidfuzz import fuzz

from onboarding.contracts import NormalizedBriefDTO
from orchestration.tests.copylaws.extractor import PRODUCTION
from production.contracts import AssetDTO

FRAMES = PRODUCTION / "offline" / "frames"
LIMIT = 85
LEAST = 15  # letters that are ours: with fewer a text is the client's own words, or points to a link
EXEMPT = re.compile(r"(?im)^.*unsubscribe_url.*$|[^.!?\n]*(?:\bSTOP\b|\bBAJA\b|\bSTOPP\b)[^.!?\n]*[.!?]?")
NUMBER = re.compile(r"\d[\d.,:/-]*")
NAME = re.compile(r"(?<=[^\W\d_A-Z,;] )[A-ZÀ-ÖØ-Þ][\w'’-]+(?: [A-ZÀ-ÖØ-Þ][\w'’-]+)*")  # within a sentence
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)+(?:/\S*)?")


@cache
def ways_out() -> list[str]:
    """The sentences by which the law wants a reader to be told how to hear no more; all campaigns may share them."""
    files = [json.loads(file.read_text("utf-8"))["frames"] for file in FRAMES.glob("*.json")]
    lists = [words[slot] for words in files for slot in ("optout_email", "mail_objection") if slot in words]
    return [frame for frames in lists for frame in frames]


def masked(text: str, facts: Sequence[str]) -> str:
    """The text without the facts, the opt-out and addresses; longest facts first."""
    text = re.sub(r"#\w+", "▢", EXEMPT.sub("", text))
    for fact in (*ways_out(), *facts):
        text = re.sub(re.escape(fact), "▢", text, flags=re.IGNORECASE)
    return re.sub(r"\s+", " ", ADDRESS.sub("▢", text)).strip()


def plain(text: str, brief: NormalizedBriefDTO) -> str:
    """The text without figures, dates, addresses, names and what the law or the client wants in every text."""
    named = sorted(filter(None, (brief.client_name, *brief.mandatory_inclusions)), key=len, reverse=True)
    text = NUMBER.sub("▢", masked(text, named))
    return NAME.sub("▢", text).strip()


def facts_of(brief: NormalizedBriefDTO) -> list[str]:
    """Every text of the brief and its sentences and clauses, without their final stops, longest first."""
    whole = [brief.client_name, brief.target_audience, brief.call_to_action, brief.industry, brief.launch_date]
    whole += [*brief.key_messages, *map(str, brief.proof_points), *brief.mandatory_inclusions, *brief.objectives]
    parts = [part for text in whole for part in re.split(r"[.;:!?,()–—]\s*|\s-\s", text)]
    return sorted({text.strip(" .!?") for text in (*whole, *parts) if len(text.strip()) > 3}, key=len, reverse=True)


def own_words(text: str) -> int:
    return sum(char.isalpha() for char in text)


def alike_within(texts: Sequence[tuple[str, AssetDTO]], facts: Sequence[str]) -> Iterator[str]:
    """Pairs of texts of one campaign that say the same in the same words."""
    bare = [(channel, asset, masked(asset.content, facts)) for channel, asset in texts]
    bare = [entry for entry in bare if own_words(entry[2]) >= LEAST]
    for (channel, asset, text), (other_channel, other, other_text) in combinations(bare, 2):
        if fuzz.ratio(text, other_text) >= LIMIT:
            yield f"{channel}/{asset.asset_type} ~ {other_channel}/{other.asset_type}: {text[:80]!r}"
