"""Intakes from files on disk."""

from pathlib import Path
from typing import Any

from aicmo_site.kernel import strict_json
from onboarding import services as onboarding
from onboarding.contracts import FieldProblem, InvalidIntake

LARGEST_FILE = 20_000_000  # bytes; far beyond what the fields together may hold, far below what memory holds


def read_intake(path: str) -> dict[str, Any]:
    """The valid intake in a JSON file. Raises InvalidIntake for whatever is wrong with the file or its fields."""
    try:
        raw = Path(path).read_bytes() if Path(path).stat().st_size <= LARGEST_FILE else None
    except OSError as error:
        raise InvalidIntake((FieldProblem("", f"cannot be read: {error.strerror}"),)) from error
    if raw is None:
        raise InvalidIntake((FieldProblem("", f"is larger than {LARGEST_FILE:,} bytes"),))
    try:
        intake = strict_json.loads(raw)
    except strict_json.MalformedJSON as error:
        raise InvalidIntake((FieldProblem(error.field, error.facts["reason"]),)) from error
    onboarding.check_intake(responses=intake)
    return intake
