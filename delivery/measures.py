"""How long a text is for its channel, and how long it may be."""

from dataclasses import dataclass

from aicmo_site.kernel.channels import channel_of, count
from production.contracts import AssetDTO


@dataclass(frozen=True)
class Measure:
    """`unit` is one of those in channel_specs.json; `limit` is None where there is none."""

    count: int
    limit: int | None
    unit: str

    @property
    def over(self) -> bool:
        return self.limit is not None and self.count > self.limit


def measure(channel: str, asset: AssetDTO) -> Measure:
    """An asset that fills no known field of its channel is counted in code points."""
    field = channel_of(channel).field(asset.asset_type)
    if field is None:
        return Measure(count("codepoint", asset.content), None, "codepoint")
    if field.unit == "sms_units" and field.count(asset.content) > (field.max or 0):  # goes out in several parts
        return Measure(count("sms_segments", asset.content), None, "sms_segments")
    return Measure(field.count(asset.content), field.max, field.unit)
