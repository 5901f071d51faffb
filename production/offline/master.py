"""The master draft in Markdown: for staff and client to read, with every text that the bundles carry."""

from collections.abc import Iterator, Sequence

from aicmo_site.kernel.channels import channel_of
from onboarding.contracts import NormalizedBriefDTO
from production.offline.bundles import Text
from production.offline.facts import Facts


def master_text(brief: NormalizedBriefDTO, facts: Facts, written: Sequence[tuple[str, tuple[Text, ...]]]) -> str:
    """Client, objectives and messages, then the copy of each channel."""
    lines = [f"# {facts.client or 'Campaign'}"]
    lines += _section("Objectives", brief.objectives)
    lines += _section("Key messages", facts.messages)
    lines += _section("Required in all copy", facts.mandatory)
    for channel, texts in written:
        lines += ["", f"## {channel_of(channel).name}", *_copy(texts)]
    return "\n".join(lines) + "\n"


def _section(title: str, items: Sequence[str]) -> list[str]:
    return ["", f"## {title}", "", *(f"- {' '.join(item.split())}" for item in items)] if items else []


def _copy(texts: Sequence[Text]) -> Iterator[str]:
    for text in texts:
        yield from ("", f"**{text.field.replace('_', ' ')}**", "", text.content)
