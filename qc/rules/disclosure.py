"""Paid posts say so, clearly and at once."""

from collections.abc import Iterator

import regex

from aicmo_site.kernel.text.sentences import words
from qc.contracts import CopyDTO
from qc.engine.patterns import patterns_of
from qc.engine.registry import Finding, prose
from qc.rules.client_requirements import main_field

_MOST_WORDS_BEFORE = 3
_MARKS = regex.compile(r"[\p{P}\p{S}\s]+")


def no_label(copy: CopyDTO) -> Iterator[Finding]:
    if copy.paid_endorsement and not any(_label(copy, kind) for kind in ("clear", "unclear")):
        yield Finding(main_field(copy), "")


def buried_label(copy: CopyDTO) -> Iterator[Finding]:
    """A label that comes late, or only one that readers do not understand."""
    if not copy.paid_endorsement:
        return
    clear = _label(copy, "clear")
    if clear and not any(len(words(before)) <= _MOST_WORDS_BEFORE for _, _, before in clear):
        yield Finding(*clear[0][:2], reason="The label comes late: readers must see it before anything else.")
    elif not clear and (unclear := _label(copy, "unclear")):
        yield Finding(*unclear[0][:2], reason=f"Readers do not understand “{unclear[0][1]}” as a label.")


def _label(copy: CopyDTO, kind: str) -> list[tuple[str, str, str]]:
    """(field, label, text before it) of the first label of each text."""
    pattern = patterns_of("disclosure", kind, copy)
    found = [(field, text, pattern.search(text)) for field, text in prose(copy)]
    return [(field, match[0], text[: match.start()]) for field, text, match in found if match]
