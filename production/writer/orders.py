"""What is to be written: each piece of the plan with its fields and their limits, as the model is told of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from aicmo_site.kernel.channels import Channel, Field, channel_of
from aicmo_site.kernel.languages import primary_of
from aicmo_site.kernel.paid_endorsement import is_paid
from aicmo_site.kernel.places import Place
from onboarding.contracts import NormalizedBriefDTO
from production.offline.facts.table import Facts
from production.offline.frame_files import filled, languages, words_of
from production.offline.layouts import layout_of, limits_of
from production.offline.open_points import ADDRESSES
from strategy.contracts import ACT, ANNOUNCE, EXPLAIN, REMIND, PieceDTO

BY_THEMSELVES = ("press_release", "blog_post", "website")  # channels of which a piece is asked for alone
MOST_TOGETHER = 8  # pieces in one call: an idea carries across channels
MUCH_ROOM = 4  # times what is advised: a limit that nobody comes near
UNITS = {
    "words": "words",
    "utf8_bytes": "bytes",
    "display_width": "characters (Chinese, Japanese and Korean ones count 2)",
    "sms_units": "characters (70 with letters beyond the basic set)",
    "x_weighted": "characters as X counts them",
}
# Where we have no words of a language for it.
WANTED_BY_LAW = {
    "disclosure": "first of all, that somebody is paid for this post, in the word that its readers' law wants",
    "optout_email": "how to get no more of these mails, with the tag {{unsubscribe_url}}",
    "optout_sms": "how to get no more of these messages, by a reply of one word",
}
STAGES = {
    ANNOUNCE: "says what is new",
    EXPLAIN: "explains and proves",
    ACT: "asks for action",
    REMIND: "reminds of what was said, in another way; of a last day only where a fact names one",
}


@dataclass(frozen=True)
class Order:
    """One piece to write. `id` is what quality control calls it (see Place.copy_id); `told` is what the model reads."""

    id: str
    channel: str
    piece: PieceDTO
    told: dict[str, Any]

    @property
    def place(self) -> tuple[str, str]:
        return self.channel, str(self.piece.number)


def orders_of(plan: Sequence[tuple[str, PieceDTO]], brief: NormalizedBriefDTO, facts: Facts) -> tuple[Order, ...]:
    """An order for each piece of the plan, in its order."""
    several = {channel for channel, count in Counter(channel for channel, _ in plan).items() if count > 1}
    return tuple(_order(brief, channel, piece, channel in several, facts) for channel, piece in plan)


def calls(orders: Sequence[Order]) -> Iterator[tuple[Order, ...]]:
    """The orders as they are asked for: together where they are few, else a channel at a time; long pieces alone."""
    short = [order for order in orders if order.channel not in BY_THEMSELVES]
    long = [order for order in orders if order.channel in BY_THEMSELVES]
    if len(short) <= MOST_TOGETHER:
        yield from filter(None, [tuple(short)])
    else:
        yield from _by_channel(short)
    yield from _by_channel(long)


def _by_channel(orders: Sequence[Order]) -> Iterator[tuple[Order, ...]]:
    for channel in dict.fromkeys(order.channel for order in orders):
        yield tuple(order for order in orders if order.channel == channel)


def fields_to_write(channel: Channel) -> tuple[Field, ...]:
    """The fields of a channel that hold words; addresses are ours to fill in."""
    return tuple(field for field in channel.fields if field.name not in ADDRESSES and layout_of(channel, field))


def _order(brief: NormalizedBriefDTO, channel_id: str, piece: PieceDTO, is_one_of_several: bool, facts: Facts) -> Order:
    channel = channel_of(channel_id)
    copy_id = Place(channel_id, str(piece.number) if is_one_of_several else "").copy_id
    told = {
        "id": copy_id,
        "channel": channel.name,
        "language": piece.language or brief.language,
        "does": STAGES[piece.stage],
        "appears": piece.on or f"week {piece.week}",
        "fields": [_field(channel, field) for field in fields_to_write(channel)],
        "must appear, letter for letter": [*facts.mandatory],
    }
    if labels := brief.labels.get(channel_id):
        told["begins with, on a line of its own"] = [*labels]
    if lawful := _lawful(brief, channel_id, piece.language or brief.language, facts):
        told["the law wants said"] = lawful
    return Order(copy_id, channel_id, piece, told)


def _field(channel: Channel, field: Field) -> dict[str, Any]:
    advised, most = limits_of(channel, field)
    unit = UNITS.get(field.unit, "characters")
    told: dict[str, Any] = {"field": field.name, "texts": how_many(channel, field)}
    if most and not (advised and advised * MUCH_ROOM < most):
        told["at most"] = f"{most} {unit} each"
    if advised and advised != most:
        told["better"] = f"about {advised} {unit}" if field.unit == "words" else f"within {advised} {unit}"
    if field.recommended_min:
        told["at least"] = f"{field.recommended_min} {unit}"
    return told


def how_many(channel: Channel, field: Field) -> int:
    """The texts that a piece has of a field."""
    return max((layout_of(channel, field) or {}).get("take", 1), field.min_count or 1)


def _lawful(brief: NormalizedBriefDTO, channel_id: str, tag: str, facts: Facts) -> list[str]:
    """What the law wants said in a piece, in the words that we have for it in its language."""
    channel, words = channel_of(channel_id), {"client": facts.client, "site": facts.short_site}
    due = {
        "disclosure": is_paid(channel_id, brief.ordered) and not brief.labels.get(channel_id),
        "optout_email": channel.kind == "email",
        "optout_sms": channel_id == "sms",
    }
    if primary_of(tag) not in languages():
        return [WANTED_BY_LAW[slot] for slot in due if due[slot]]
    frames = (words_of(tag).able(slot, words) for slot in due if due[slot])
    return [filled(able[0], words) for able in frames if able]
