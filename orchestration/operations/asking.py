"""The questions that matter, asked on the terminal: each can be passed over with an empty line."""

from collections.abc import Callable
from typing import Any

from onboarding import services as onboarding
from onboarding.contracts import ACCEPT, CORRECT, REJECT, NormalizedBriefDTO

FEW = 8  # questions
HOW = (
    "  Type an answer, “yes” or “no” to what is quoted, or an empty line to pass over. What is passed over, and what\n"
    "  is not asked here, is taken as it was read."
)
YES, NO = ("yes", "y", "ja", "oui", "sí", "si"), ("no", "n", "nein", "non")
DECIDES = dict.fromkeys(YES, ACCEPT) | dict.fromkeys(NO, REJECT)


def asked_at_terminal(brief: NormalizedBriefDTO, write: Callable[[str], Any]) -> list[dict[str, Any]]:
    """What somebody answers to the first questions of a brief, as `answer_run` takes it."""
    answers: list[dict[str, Any]] = []
    asked = brief.open_questions[:FEW]
    if asked:
        write(HOW)
    for number, question in enumerate(asked, 1):
        write(f"  {number} of {len(asked)}. {question.question}")
        while said := _line():
            if question.kind != "missing" and (decision := DECIDES.get(said.lower())):
                answers.append({"question": question.id, "decision": decision})
                break
            if not (problems := onboarding.flaws_of_answer(field=question.field, value=said)):
                answers.append({"question": question.id, "decision": CORRECT, "value": said})
                break
            write(f"  {'; '.join(problems)}")
    return answers


def _line() -> str:
    """What is typed; "" also where nobody is there to type."""
    try:
        return input("  > ").strip()
    except EOFError:
        return ""
