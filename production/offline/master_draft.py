"""The master draft in Markdown: for staff and client to read, with every text that the bundles carry."""

from collections.abc import Iterator, Sequence

from aicmo_site.kernel.channels import channel_of
from onboarding.contracts import NormalizedBriefDTO
from production.offline.facts.table import Facts
from production.offline.text import Text
from strategy.contracts import PieceDTO

Written = tuple[str, PieceDTO, tuple[Text, ...]]


def master_text(brief: NormalizedBriefDTO, facts: Facts, written: Sequence[Written]) -> str:
    """Client, objectives and messages, then the copy of each piece of each channel."""
    lines = [f"# {facts.client or 'Campaign'}"]
    lines += _section("Objectives", brief.objectives)
    lines += _section("Key messages", facts.messages)
    lines += _section("Proof points", [point.text for point in facts.all_proofs])
    lines += _section("Required in all copy", facts.mandatory)
    several = {channel for channel, piece, _ in written if piece.number > 1}
    for channel, piece, texts in written:
        which = f" ({piece.number}: {piece.stage})" if channel in several else ""
        lines += ["", f"## {channel_of(channel).name}{which}", *_copy(texts)]
    return "\n".join(lines) + "\n"


def _section(title: str, items: Sequence[str]) -> list[str]:
    return ["", f"## {title}", "", *(f"- {' '.join(item.split())}" for item in items)] if items else []


def _copy(texts: Sequence[Text]) -> Iterator[str]:
    for text in texts:
        yield from ("", f"**{text.field.replace('_', ' ')}**", "", text.content)
