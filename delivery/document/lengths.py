"""How long a text is for its channel, and how long it may be."""

from dataclasses import dataclass

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.counting.text_messages import TextMessage, text_message
from aicmo_site.kernel.counting.units import count
from delivery.document.labels import Labels
from production.contracts import AssetDTO


@dataclass(frozen=True)
class Measure:
    """`unit` is one of those in channel_specs.json; `limit` and `recommended` are None where there is none."""

    count: int
    limit: int | None
    unit: str
    recommended: int | None = None
    plain: bool = False  # whether `count` is that of the characters a person would count
    message: TextMessage | None = None  # of an SMS, whose `limit` is what its segments hold

    @property
    def over(self) -> bool:
        return self.limit is not None and self.count > self.limit

    @property
    def long(self) -> bool:
        """Allowed, but longer than is wise."""
        return not self.over and self.recommended is not None and self.count > self.recommended

    @property
    def _shown_unit(self) -> str:
        """How the platform counts is of interest only where it makes a difference."""
        return "codepoint" if self.plain and self.unit != "words" else self.unit

    def words(self, labels: Labels) -> str:
        """212 of 280 characters; 1 SMS segment, 51 of 160 characters (GSM-7)."""
        count = labels.number(self.count)
        if self.limit is None:
            return f"{count} {labels.unit(self._shown_unit, self.count)}"
        size = labels.page["of"].format(
            count=count, limit=labels.number(self.limit), unit=labels.unit(self._shown_unit, self.limit)
        )
        if self.message is None:
            return size
        segments = self.message.segments
        return f"{labels.number(segments)} {labels.unit('sms_segments', segments)}, {size} ({self.message.encoding})"

    def advice(self, labels: Labels) -> str:
        """What is wrong with the length, "" where nothing is."""
        if self.over:
            return labels.page["over"].format(n=labels.number(self.count - (self.limit or 0)))
        return labels.page["recommended"].format(n=labels.number(self.recommended or 0)) if self.long else ""


def measure(channel: str, asset: AssetDTO) -> Measure:
    """An asset that fills no known field of its channel is counted in code points."""
    field = channel_of(channel).field(asset.asset_type)
    if field is None:
        return Measure(count("codepoint", asset.content), None, "codepoint")
    size = field.count(asset.content)
    plain = size == count("codepoint", asset.content)
    if field.unit == "sms_units":
        message = text_message(asset.content)
        room = message.single if message.segments == 1 else message.segments * message.joined
        return Measure(size, room, field.unit, plain=plain, message=message)
    return Measure(size, field.max, field.unit, field.recommended_max, plain)
