"""Lines of an ad must each make sense alone: the platform shows them in any order."""

from collections.abc import Iterator

import regex

from qc.contracts import CopyDTO
from qc.engine.patterns import patterns_of
from qc.engine.registry import Finding

_LINES = ("headline", "description")
_OPEN_END = regex.compile(r"[,;:–—&+(]\s*$|\.\.\.\s*$|…\s*$|(?:^|\s)[-–—]\s*$")
_OPEN_START = regex.compile(r"^\s*(?:\.\.\.|…|[,;:&+)]|[-–—]\s)")


def unfinished_lines(copy: CopyDTO) -> Iterator[Finding]:
    for field in _LINES:
        for text in copy.fields.get(field, ()):
            if _leans(copy, text.strip()):
                yield Finding(field, text)


def _leans(copy: CopyDTO, line: str) -> bool:
    """Whether a line begins or ends in the middle of a sentence, or speaks of another line."""
    if _OPEN_START.search(line) or _OPEN_END.search(line):
        return True
    starts, ends, backward = (patterns_of("standing", kind, copy) for kind in ("starts", "ends", "backward"))
    if starts.match(line) or backward.search(line):
        return True
    return any(match.end() == len(line) for match in ends.finditer(line))
