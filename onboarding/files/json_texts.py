"""JSON: one intake, a list of intakes, or one on each line."""

from typing import Any

from aicmo_site.kernel import strict_json
from onboarding.contracts import FieldProblem, InvalidIntake
from onboarding.files.refusal import refused

INTAKES = 1_000


def intakes_of_json(text: str) -> list[Any]:
    """Raises InvalidIntake."""
    lines = [line for line in text.splitlines() if line.strip()]
    try:
        data = strict_json.loads(text)
    except strict_json.MalformedJSON as error:
        if not (len(lines) > 1 and _each_is_one(lines)):
            raise InvalidIntake((FieldProblem(error.field, error.facts["reason"]),)) from error
        data = intakes_of_lines(text)
    intakes = data if isinstance(data, list) else [data]
    if not intakes:
        raise refused("The list is empty: put at least one intake into it.")
    if len(intakes) > INTAKES:
        raise refused(f"The file has {len(intakes):,} intakes, at most {INTAKES:,} are taken at once: divide it.")
    return intakes


def intakes_of_lines(text: str) -> list[Any]:
    """Of JSON Lines. Raises InvalidIntake naming the line."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                found.append(strict_json.loads(line))
            except strict_json.MalformedJSON as error:
                raise InvalidIntake((FieldProblem(f"line {number}", error.facts["reason"]),)) from error
    if not found:
        raise refused("The file is empty: write one intake as JSON on each line.")
    if len(found) > INTAKES:
        raise refused(f"The file has {len(found):,} intakes, at most {INTAKES:,} are taken at once: divide it.")
    return found


def _each_is_one(lines: list[str]) -> bool:
    """Whether a text that is no JSON as a whole is meant line by line."""
    return all(line.strip().startswith("{") and line.strip().endswith("}") for line in lines[:2])
