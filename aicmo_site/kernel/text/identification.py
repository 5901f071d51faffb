"""Which language a text is most likely in, by how its letters follow one another."""

from functools import cache
from typing import Any

# With all 97 that the model knows it takes short texts for rare ones.
_TOLD_APART = """
    en es fr de it pt nl pl sv da no fi cs sk sl hr sr bs hu ro el bg ru uk tr ca gl eu ja zh ko ar he fa hi bn ta th vi
    id ms et lv lt ga cy is mt sw af tl ka hy ur sq mk be kk az
"""
TOLD_APART = frozenset(_TOLD_APART.split())


def ranked(text: str) -> list[tuple[str, float]]:
    """Every language told apart, the likeliest first, with the logarithm of its likelihood."""
    found: list[tuple[str, float]] = _identifier().rank(text.lower())
    return found


def likeliest(text: str, *, margin: float) -> str:
    """The language that is likelier than any other by so much for each letter; "" where none is."""
    (best, score), (_, next_score) = ranked(text)[:2]
    return best if score - next_score >= margin * max(1, sum(map(str.isalpha, text))) else ""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # slow to load, and seldom asked

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(sorted(TOLD_APART))
    return identifier
