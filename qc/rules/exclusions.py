"""What must not appear: terms that the client rules out, themes, and what is between it and its agency."""

from collections.abc import Iterator

from qc.contracts import CopyDTO
from qc.engine.registry import Finding
from qc.rules.client_requirements import banned_terms
from qc.rules.leaks import leaks
from qc.rules.themes import themes_in
from qc.rules.topics import topics_in


def unwanted(copy: CopyDTO) -> Iterator[Finding]:
    yield from banned_terms(copy)
    for field, said in themes_in(copy):
        yield Finding(field, said, f"“{said}” is of a theme that the client does not want.")
    for field, said in topics_in(copy):
        yield Finding(field, said, f"“{said}” is of a topic that the client does not want.")
    for field, said in leaks(copy):
        yield Finding(field, said, f"“{said}” stands only in what is internal.")
