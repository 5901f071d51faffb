"""Running notes as clients send them, against running_notes.jsonl: what a careful reader takes from each, and asks."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from onboarding.tests.test_understanding import brief_of

LINES = Path(__file__).with_name("running_notes.jsonl").read_text(encoding="utf-8").splitlines()
CASES = {case["id"]: case for case in map(json.loads, LINES)}
LISTS = {
    "objectives": lambda brief: brief.objectives,
    "audience": lambda brief: (brief.target_audience,),
    "messages": lambda brief: brief.key_messages,
    "mandatory": lambda brief: brief.mandatory_inclusions,
    "exclusions": lambda brief: brief.scope.exclusions,
    "tone": lambda brief: (brief.tone,),
    "cta_re": lambda brief: (brief.call_to_action,),
    "dates": lambda brief: [f"{one.kind} {one.day}" for one in brief.dates],
    "asks": lambda brief: [f"{one.field} {one.words} {one.question}" for one in brief.open_questions],
}
EXACT = {
    "budget": lambda brief: brief.budget and float(brief.budget.amount),
    "launch": lambda brief: brief.launch_day or None,
    "competitors": lambda brief: list(brief.competitors),
    "cta": lambda brief: brief.call_to_action,
    "labels": lambda brief: {channel: list(labels) for channel, labels in brief.labels.items()},
    "mandatory_none": lambda brief: not brief.mandatory_inclusions,
}


def holds(key, right, brief):
    """Whether a brief has what a case says: patterns for texts, values for sums, days and channels."""
    if key in EXACT:
        return EXACT[key](brief) == right
    if key in ("budget_not", "launch_not"):
        return EXACT[key.removesuffix("_not")](brief) not in right
    if key == "launch_maybe":
        return brief.launch_day in ("", right)
    if key == "terms":
        return set(right) <= set(brief.excluded_terms)
    if key == "asks_once":
        asked = [f"{one.words} {one.question}" for one in brief.open_questions]
        return all(sum(bool(re.search(pattern, text)) for text in asked) == 1 for pattern in right)
    if key == "channels_not":
        return not set(right) & set(brief.scope.deliverables)
    texts = LISTS[key.removesuffix("_not")](brief)
    patterns = [right] if isinstance(right, str) else right
    found = [any(re.search(pattern, text, re.IGNORECASE | re.DOTALL) for text in texts) for pattern in patterns]
    return not any(found) if key.endswith("_not") else all(found)


@cache  # a value: nothing that a test does can change it
def _brief(name):
    case = CASES[name]
    return brief_of({"client_name": "Wendlow House", "raw_notes": case["notes"], **case.get("form", {})})


def channels_hold(right, brief):
    wanted, allowed = set(right["channels"]), {*right["channels"], *right.get("channels_maybe", ())}
    return wanted <= set(brief.scope.deliverables) <= allowed


@pytest.mark.parametrize("name", CASES)
def test_running_notes_are_read_as_the_corpus_says(name):
    brief, right = _brief(name), CASES[name]["right"]
    keys = [key for key in right if key not in ("channels", "channels_maybe")]
    wrong = [key for key in keys if not holds(key, right[key], brief)]
    wrong += ["channels"] if "channels" in right and not channels_hold(right, brief) else []
    assert wrong == []


@pytest.mark.parametrize("name", CASES)
def test_nothing_open_is_asked_twice_in_the_same_words(name):
    brief = _brief(name)
    asked = [(one.field, one.question) for one in brief.open_questions]
    assert len(asked) == len(set(asked))
