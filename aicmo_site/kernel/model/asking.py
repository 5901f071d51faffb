"""A question to a model, and whoever answers it."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from aicmo_site.kernel.model.prompts import Prompt


@dataclass(frozen=True)
class Question:
    """`material` is what the prompt is about; what a client wrote stands in it `fenced`. `schema`: what the answer
    must fit. `about`: what staff read of the call, such as the piece that is written."""

    prompt: Prompt
    material: str
    schema: Mapping[str, Any]
    max_output_tokens: int = 8000
    about: str = ""


class Model(Protocol):
    """What a station is given to ask. Only for `prepare`: an answer takes minutes, and no transaction waits for it."""

    def ask(self, question: Question) -> Mapping[str, Any]:
        """The answer, which fits the question's schema.

        Raises a Transient error where waiting may help, another ModelError where it does not.
        """
        ...


def fenced(text: str, label: str) -> str:
    """Text from outside, as material: whatever it says, it cannot close the fence around it."""
    if not re.fullmatch(r"[a-z][a-z0-9 _-]*", label):
        raise ValueError(f"{label!r}: a fence is labelled by plain lower-case words of ours")
    mark = _mark_of(text)
    while mark in text:
        mark = _mark_of(mark + text)
    return f"<{label} {mark}>\n{text}\n</{label} {mark}>"


def _mark_of(text: str) -> str:
    """The same for the same text, so that the question stays the same one."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:12]
