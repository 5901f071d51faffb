"""Where a text stands in a campaign."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A channel, the number of a piece where the channel has several, and a field: `x_post#2/text`.

    Empty parts name the whole: "" is the campaign, `x_post/` the channel's only piece.
    """

    channel: str = ""
    piece: str = ""
    field: str = ""

    @classmethod
    def parse(cls, text: str) -> "Place":
        """The place that `str()` wrote."""
        piece, _, field = text.partition("/")
        channel, _, number = piece.partition("#")
        return cls(channel, number, field)

    @property
    def copy_id(self) -> str:
        """What quality control calls the piece."""
        return f"{self.channel}#{self.piece}" if self.piece else self.channel

    def __str__(self) -> str:
        return f"{self.copy_id}/{self.field}" if self.channel else ""
