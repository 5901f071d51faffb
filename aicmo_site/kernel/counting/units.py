"""A text counted in any unit of channel_specs.json."""

from collections.abc import Callable

from aicmo_site.kernel.counting import mastodon, plain, search_ads, x
from aicmo_site.kernel.counting.text_messages import text_message


def count(unit: str, text: str) -> int:
    """How long `text` is in `unit` (see `units` in channel_specs.json). Raises KeyError for an unknown unit."""
    return _COUNTERS[unit](text)


_COUNTERS: dict[str, Callable[[str], int]] = {
    "x_weighted": x.weight,
    "mastodon": mastodon.length,
    "grapheme": plain.graphemes,
    "codepoint": plain.codepoints,
    "youtube_tags": plain.youtube_tags,
    "utf16": lambda text: len(text.encode("utf-16-le")) // 2,
    "utf8_bytes": lambda text: len(text.encode()),
    "display_width": search_ads.width,
    "sms_units": lambda text: text_message(text).units,
    "sms_segments": lambda text: text_message(text).segments,
    "words": plain.words,
}
