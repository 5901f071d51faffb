"""Why a file is not read, in one sentence that says what to do."""

from onboarding.contracts import FieldProblem, InvalidIntake

READABLE = "JSON, JSON Lines, CSV, .xlsx, .docx, .pdf, .eml, .md and .txt"


def refused(reason: str) -> InvalidIntake:
    return InvalidIntake((FieldProblem("", reason),))
