"""What is read of a form for every sentence of it is read once: the reader's answer stays with the form."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from onboarding.form.answers import Form

Read = TypeVar("Read")


def once(read: Callable[[Form], Read]) -> Callable[[Form], Read]:
    """For readers of answers and notes, which do not change; never for one that asks, or looks at what was asked."""

    @wraps(read)
    def kept(form: Form) -> Read:
        if read not in form.read:
            form.read[read] = read(form)
        answer: Read = form.read[read]
        return answer

    return kept
