"""Small readings of what stands in a form's field: text, items, sentences."""

import re
from typing import Any

_INVISIBLE = re.compile("^[\\s\u200b\u2060\ufeff\u00ad]+|[\\s\u200b\u2060\ufeff\u00ad]+$")


def text_of(value: Any) -> str:
    """Text without white space (seen or unseen) around it; "" where there is none."""
    return _INVISIBLE.sub("", value) if isinstance(value, str) else ""


def items_of(value: Any) -> tuple[str, ...]:
    """The texts of a list; a plain text is a list of one."""
    values = [value] if isinstance(value, str) else value if isinstance(value, list | tuple) else ()
    return tuple(text for text in map(text_of, values) if text)


def clipped(text: str, most: int = 300) -> str:
    """At most so many characters, cut between words where there are any."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rsplit(" ", 1)[0] or head) + "…"


def sentences(text: str) -> list[str]:
    """The sentences of notes. A line of question and answer is one; so is a short question with what follows it."""
    found: list[str] = []
    for line in text.splitlines():
        pieces = [line.strip()] if _ANSWERED.match(line) else [piece.strip() for piece in _END.split(line)]
        found += _joined([piece for piece in pieces if piece])
    return found


_ANSWERED = re.compile(r"\s*[QPF]\b[.:)]?\s.*\?\s*[AR]\b[.:)]?\s+\S", re.IGNORECASE)
_ABBREVIATIONS = (
    "approx aprox ca env etc incl excl inkl exkl evtl ggf bzw usw resp vs nr tel st mr mrs ms dr sr sra av mio tsd "
    "jan feb mar apr jun jul aug sept sep oct okt nov dec dez"
)
_NOT_ABBREVIATED = "".join(rf"(?<!\b{word}\.)" for word in ["\\w", *_ABBREVIATIONS.split()])
_END = re.compile(
    r"(?<=[!?])\s+|(?<=[!?][)\"”»])\s+|(?<=[。！？])"
    rf"|(?<=[\w)\]\"”»%]\.){_NOT_ABBREVIATED}\s+(?=[^\W\d_]|[„“\"«(\[¿¡])",
    re.IGNORECASE,
)
_SHORT = 3


def _joined(pieces: list[str]) -> list[str]:
    """A heading such as "Website?" goes with the answer behind it, a lone "Confirm." with the sentence before it."""
    found: list[str] = []
    for piece in pieces:
        heading = found and found[-1].endswith("?") and _words(found[-1]) <= _SHORT
        trailer = found and _words(piece) <= 2 and found[-1].endswith(("?", "…")) and not piece.endswith("?")
        if heading or trailer:
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return found


def _words(text: str) -> int:
    return len(text.split())
