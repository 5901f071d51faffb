"""One finished text of a piece of copy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

PRINCIPAL = (("text", "caption", "body", "primary_text", "script"), ("headline", "description"))


@dataclass(frozen=True)
class Text:
    """One finished text, and the fields of the brief that it says something of.

    is_note: for those who make the picture, not for the public. by: who wrote it, where that is a model, with its
    `spans`: what each part rests on (see production/writer/answer.py).
    """

    field: str
    content: str
    sources: tuple[str, ...]
    is_note: bool = False
    by: str = ""
    spans: tuple[Mapping[str, Any], ...] = ()


def main_text(texts: Iterable[Text]) -> str:
    """The words that a reader would call the text of the bundle: all but addresses, and what a mailbox shows of it."""
    beside = ("slug", "final_url", "preheader")
    return "\n".join(text.content for text in texts if text.field not in beside and not text.is_note)


def principal(texts: tuple[Text, ...]) -> str:
    """The text that a reader would remember: the body, or the lines of an ad together."""
    for names in PRINCIPAL:
        if told := [text.content for text in texts if text.field in names]:
            return "\n".join(told)
    return main_text(texts)
