"""Words by which a form betrays that something is open. The words are in cues.json."""

import json
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from aicmo_site.kernel.text.remembering import remembered
from onboarding.lexicon import LEXICON, WORDS

SIGNALS: dict[str, Any] = json.loads((WORDS / "cues.json").read_text(encoding="utf-8"))
LEXICON.extend(SIGNALS, "signals", "patterns")
LEXICON.extend(SIGNALS["budget_marks"], "budget_marks", "patterns")
LEXICON.extend(SIGNALS["topics"], "topics")
LEXICON.extend(SIGNALS["labels"], "labels")
_NO_SPACES = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")


@remembered(4096, text_at=1)
def says(signal: str, text: str) -> bool:
    """Whether one of a signal's patterns stands in the text."""
    return _stands(_signal(signal), text)


def first_of(signal: str, text: str, *, at_start: bool = False) -> re.Match[str] | None:
    """Where a signal first stands in a text, or at its very start; None where it does not."""
    found = [
        match for pattern in _signal(signal) if (match := pattern.match(text) if at_start else pattern.search(text))
    ]
    return min(found, key=lambda match: match.start(), default=None)


def without(signal: str, text: str) -> str:
    """The text with a signal's words taken out."""
    for pattern in patterns(signal):
        text = pattern.sub(" ", text)
    return text


def is_wholly(signal: str, text: str) -> bool:
    """Whether one of a signal's patterns is all that the text says, closing punctuation apart."""
    return bool(_bare(signal).fullmatch(text.strip().rstrip(".!").strip() or text))


@lru_cache(maxsize=256)  # of one sentence it is asked several times in a row
def topic_of(text: str) -> str:
    """The field of the form that a text speaks of, "" for none."""
    topics = SIGNALS["topics"]
    return next((name for name in topics if name != "reason" and speaks_of(name, text)), "")


def speaks_of(topic: str, text: str) -> bool:
    """Whether a text speaks of a field of the form."""
    return _stands(_topic(topic), text)


def label_of(field: str, text: str) -> str | None:
    """What a text gives behind a field's label ("Audience: …"): "" for a bare heading, None where there is no label."""
    if field not in SIGNALS["labels"] or (match := _label(field).match(text)) is None:
        return None
    value = match["value"].strip(" .;\u3002")
    quoted = re.fullmatch('["“„«「『‹‘\']\\s?([^"“”„«»「」『』]{1,300}?)\\s?["”“»」』›’\']', value)
    return quoted[1] if quoted else value


def budget_marks(text: str) -> list[str]:
    """What makes a sum uncertain in this text: names of `budget_marks` in cues.json."""
    marks = SIGNALS["budget_marks"]
    return [name for name in marks if name != "reason" and _stands(_budget_mark(name), text)]


@cache
def patterns(signal: str) -> tuple[re.Pattern[str], ...]:
    """A signal's patterns, each for whole words."""
    return tuple(_whole(pattern) for pattern in SIGNALS[signal]["patterns"])


@cache
def _signal(name: str) -> tuple[re.Pattern[str], ...]:
    return _any_of(SIGNALS[name]["patterns"])


@cache
def _bare(signal: str) -> re.Pattern[str]:
    return re.compile(_either(SIGNALS[signal]["patterns"]), re.IGNORECASE | re.DOTALL)


@cache
def _topic(name: str) -> tuple[re.Pattern[str], ...]:
    return _any_of(SIGNALS["topics"][name])


@cache
def _label(field: str) -> re.Pattern[str]:
    names = "|".join(SIGNALS["labels"][field])
    return re.compile(
        rf"^[\W\d_]{{0,8}}(?:(?:the|our|el|la|le|die|das|der|il|o|a|os|as)\s)?(?:{names})(?:\s?\([^()]{{0,40}}\))?"
        r"(?:\s(?:is|are|es|son|est|sont|ist|sind|é|são|è|sono|jest|är|er))?"
        r"(?:\s{0,3}[:：=]|\s{1,3}[-–—](?=\s))\s{0,5}(?P<value>.{0,1000})",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _budget_mark(name: str) -> tuple[re.Pattern[str], ...]:
    return _any_of(SIGNALS["budget_marks"][name]["patterns"])


def _any_of(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """Patterns that together find what any of the given ones finds, so that a text is walked once or twice in all."""
    unspaced = [pattern for pattern in patterns if _NO_SPACES.search(pattern)]
    spaced = [pattern for pattern in patterns if pattern not in unspaced]
    return tuple(_whole(_either(some)) for some in (unspaced, spaced) if some)


def _stands(patterns: tuple[re.Pattern[str], ...], text: str) -> bool:
    for pattern in patterns:  # noqa: SIM110 (this is asked of every sentence in a hundred ways)
        if pattern.search(text):
            return True
    return False


def _either(patterns: Sequence[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _whole(pattern: str) -> re.Pattern[str]:
    if _NO_SPACES.search(pattern):
        return re.compile(pattern, re.IGNORECASE)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
