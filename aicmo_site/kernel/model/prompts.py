"""Prompts are files with a version and the reason for it, beside the station that uses them."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")

# ---
# version: 2
# reason: Openings were all alike.
# ---
# The text, to the end of the file.
_FILE = re.compile(r"---\nversion: (\d{1,6})\nreason: ([^\n]+)\n---\n(.+)", re.DOTALL)


@dataclass(frozen=True)
class Prompt:
    """What a model is told to do. Another text is another version: a kept answer names the one that it was given to."""

    name: str
    version: int
    reason: str
    text: str
    sha256: str


def load_prompt(path: Path) -> Prompt:
    """Raises ValueError where the file is not written as a prompt, or named as no server takes it."""
    if not _NAME.fullmatch(path.stem):
        raise ValueError(f"{path}: a prompt is named by up to 64 letters, digits, _ and -")
    found = _FILE.fullmatch(path.read_text(encoding="utf-8"))
    if not found or not (text := found[3].strip()):
        raise ValueError(f"{path}: a prompt begins with ---, version: <number>, reason: <text>, ---, then its text")
    return Prompt(path.stem, int(found[1]), found[2].strip(), text, hashlib.sha256(text.encode()).hexdigest())
