"""Readers of text that many ask about the same sentence: each sentence is read once."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar, cast

LONGEST = 2_000  # characters of what is remembered: no sentence is longer, and memory stays bounded

P = ParamSpec("P")
R = TypeVar("R")


def remembered(most: int, *, text_at: int = 0) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """The last `most` answers are kept; what is read must not change, nor what is answered. text_at: the position of
    the text among the arguments."""

    def decorated(read: Callable[P, R]) -> Callable[P, R]:
        kept = lru_cache(maxsize=most)(read)

        @wraps(read)
        def asked(*args: P.args, **options: P.kwargs) -> R:
            is_short = len(cast(str, args[text_at])) <= LONGEST
            return kept(*args, **options) if is_short else read(*args, **options)  # type: ignore[arg-type]

        return asked

    return decorated
