"""How an SMS is sent: in which alphabet, of how many units, in how many segments."""

from dataclasses import dataclass

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENSION = frozenset("\f^{}\\[~]|€")  # two septets each


@dataclass(frozen=True)
class TextMessage:
    """Its `units` are septets in GSM-7, else UTF-16 code units: `single` of them go into one segment by itself, and
    `joined` into each of several."""

    encoding: str
    units: int
    segments: int
    single: int
    joined: int


def text_message(text: str) -> TextMessage:
    """One character outside GSM 03.38 makes the whole text UCS-2; no character is split between two segments."""
    if set(text) <= GSM | GSM_EXTENSION:
        sizes, encoding, single, joined = [1 + (char in GSM_EXTENSION) for char in text], "GSM-7", 160, 153
    else:
        sizes, encoding, single, joined = [1 + (char > "\uffff") for char in text], "UCS-2", 70, 67
    segments, room = 1, single if sum(sizes) <= single else joined
    for size in sizes:
        if size > room:
            segments, room = segments + 1, joined
        room -= size
    return TextMessage(encoding, sum(sizes), segments, single, joined)
