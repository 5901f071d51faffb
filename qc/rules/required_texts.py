"""What must stand word for word: demanded texts, and the client's name as it is spelt."""

from collections.abc import Iterator

from qc.contracts import CopyDTO
from qc.engine.registry import Finding
from qc.rules.client_requirements import missing_mandatory
from qc.rules.named import misspelt_names


def missing_or_misspelt(copy: CopyDTO) -> Iterator[Finding]:
    yield from missing_mandatory(copy)
    yield from misspelt_names(copy)
