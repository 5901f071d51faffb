"""What must appear and can only be shown, such as a logo: it is asked for, and is no text."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from onboarding.form import Form
from onboarding.texts import clipped

MAX_WORDS = 12  # a longer text that speaks of a logo is a sentence to be printed
_CAN_BE_WRITTEN = re.compile(r"\d|\w\.\w|[“„«\"]|#\w|@\w")


def without_visuals(form: Form, required: tuple[str, ...]) -> tuple[str, ...]:
    """The required texts without what can only be shown, which the client is asked to send."""
    kept: list[str] = []
    for text in required:
        parts = _parts(text)
        visuals = [part for part in parts if _is_visual(part)]
        if not visuals:
            kept.append(text)
            continue
        kept += [part for part in parts if part not in visuals and _CAN_BE_WRITTEN.search(part)]
        words = clipped(" … ".join(visuals), 120)
        question = f"“{words}” is to be shown and cannot be written: can we have the file, and where must it stand?"
        form.questions.ask("mandatory_inclusions", "unclear", text, question)
    return tuple(dict.fromkeys(kept))


def _parts(text: str) -> list[str]:
    joiner = rf"\s(?:{'|'.join(_data()['joined'])})\s|[,;]\s"
    return [part.strip(" .") for part in re.split(joiner, text) if part.strip(" .")]


def _is_visual(part: str) -> bool:
    """Whether a thing to be shown stands at one end of a part; in quotation marks it is a word like any other."""
    thing = rf"(?:{'|'.join(_data()['patterns'])})"
    ends = re.match(rf"(?:the |our |das |le |el |il )?{thing}(?!\w)", part, re.IGNORECASE) or re.search(
        rf"(?<!\w){thing}$", part, re.IGNORECASE
    )
    return bool(ends) and len(part.split()) <= MAX_WORDS and not re.search('[“„«"]', part)


@cache
def _data() -> Any:
    return json.loads(Path(__file__).with_name("visual_inclusions.json").read_text(encoding="utf-8"))
