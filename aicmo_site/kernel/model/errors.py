"""What asking a model may come to: some pass if one waits, the others end the run."""

from typing import Any

from aicmo_site.kernel.errors import AicmoError, Transient


class ModelError(AicmoError):
    """The language model gave no answer that can be used: {reason}"""

    code = "model"


class ModelUnavailable(ModelError, Transient):
    """The language model did not answer: {reason}; trying again may help."""

    code = "model_unavailable"

    def __init__(self, reason: str, wait_seconds: float | None = None) -> None:
        self.wait_seconds = wait_seconds
        super().__init__(reason=reason)


class ModelRefusedCall(ModelError):
    """The language model's server refused the call: {reason}"""

    code = "model_refused_call"


class AnswerCutOff(ModelError):
    """The language model's answer was cut off at {tokens} tokens of output{about}; ask for less at once."""

    code = "answer_cut_off"


class AnswerRefused(ModelError):
    """The language model refused to answer{about}: {reason}"""

    code = "answer_refused"


class AnswerUnusable(ModelError):
    """The language model's answer{about} could not be used, nor its second one: {reason}"""

    code = "answer_unusable"


class OutOfTokens(ModelError):
    """AICMO_MODEL_TOKENS_PER_RUN={budget}: the run has used {used}, and the next call{about} may take {needed}."""

    code = "out_of_tokens"


def about(question: Any) -> str:
    """What a question is about, within a sentence."""
    return f" on {question.about}" if question.about else ""
