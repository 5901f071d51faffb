"""The questions that matter, asked on the terminal: each can be passed over with an empty line."""

from collections.abc import Callable
from typing import Any

from onboarding import services as onboarding
from onboarding.contracts import ACCEPT, CORRECT, NormalizedBriefDTO

FEW = 8  # questions
HOW = "An answer, “yes” to confirm what is quoted, or an empty line to leave it open."
YES = ("yes", "y")


def asked_at_terminal(brief: NormalizedBriefDTO, write: Callable[[str], Any]) -> list[dict[str, Any]]:
    """What somebody answers to the first questions of a brief, as `answer_run` takes it."""
    answers: list[dict[str, Any]] = []
    asked = brief.open_questions[:FEW]
    for number, question in enumerate(asked, 1):
        write(f"  {number} of {len(asked)}. {question.question}")
        while said := input("  > ").strip():
            if said.lower() in YES and question.kind != "missing":
                answers.append({"question": question.id, "decision": ACCEPT})
                break
            if not (problems := onboarding.flaws_of_answer(field=question.field, value=said)):
                answers.append({"question": question.id, "decision": CORRECT, "value": said})
                break
            write(f"  {'; '.join(problems)}")
    return answers
