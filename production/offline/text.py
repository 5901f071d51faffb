"""One finished text of a piece of copy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from production.offline.frame_files import SLOT


@dataclass(frozen=True)
class Text:
    """One finished text, the fields of the brief that it says something of, and the frames that it is made with.

    is_note: for those who make the picture, not for the public. by: who wrote it, where that is a model, with its
    `spans`: what each part rests on (see production/writer/answer.py).
    """

    field: str
    content: str
    sources: tuple[str, ...]
    frames: tuple[str, ...] = ()
    is_note: bool = False
    by: str = ""
    spans: tuple[Mapping[str, Any], ...] = ()

    @property
    def fixed_words(self) -> str:
        """What is left when the facts are taken away."""
        return " ".join(SLOT.sub("", frame) for frame in self.frames)


def main_text(texts: Iterable[Text]) -> str:
    """The words that a reader would call the text of the bundle: all but addresses, and what a mailbox shows of it."""
    beside = ("slug", "final_url", "preheader")
    return "\n".join(text.content for text in texts if text.field not in beside and not text.is_note)
