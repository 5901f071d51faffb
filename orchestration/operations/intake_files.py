"""Intakes from files on disk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings

from onboarding import services as onboarding
from onboarding.contracts import FieldProblem, InvalidIntake

HOW_TO_NAME_IT = "nothing in the file says whose it is; --client NAME does"


def read_intakes(path: str, client_name: str = "") -> Iterator[tuple[str, Any]]:
    """(where it is from, the intake) of each intake in a file; InvalidIntake in its place, or in that of them all.
    `client_name`: whose they are, where the file does not say."""
    try:
        intakes = onboarding.intakes_in_file(data=_content(path), name=Path(path).name, client_name=client_name)
    except InvalidIntake as error:
        yield path, error
        return
    for number, intake in enumerate(intakes, 1):
        yield path if len(intakes) == 1 else f"{path}:{number}", _checked(intake)


def read_intake(path: str) -> dict[str, Any]:
    """The one intake in a file. Raises InvalidIntake for whatever is wrong with the file or its fields."""
    _, intake = next(read_intakes(path))
    if isinstance(intake, InvalidIntake):
        raise intake
    return intake


def _checked(intake: Any) -> Any:
    try:
        onboarding.check_intake(responses=intake)
    except InvalidIntake as error:
        return InvalidIntake(tuple(map(_with_the_option, error.problems)))
    return intake


def _with_the_option(problem: FieldProblem) -> FieldProblem:
    lacks_a_client = (problem.field, problem.message) == ("client_name", "is required")
    return replace(problem, message=f"is required: {HOW_TO_NAME_IT}") if lacks_a_client else problem


def _content(path: str) -> bytes:
    try:
        size = Path(path).stat().st_size
        content = Path(path).read_bytes() if size <= settings.AICMO_MAX_FILE_BYTES else b""
    except OSError as error:
        raise InvalidIntake((FieldProblem("", f"cannot be read: {error.strerror}"),)) from error
    if size > settings.AICMO_MAX_FILE_BYTES:
        raise InvalidIntake((FieldProblem("", f"is larger than {settings.AICMO_MAX_FILE_BYTES:,} bytes"),))
    return content
