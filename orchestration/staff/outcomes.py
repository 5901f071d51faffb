"""What a step came to, as people say it: `Passed with a score of 0.97; 2 findings. Round 2.`"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.template.defaultfilters import pluralize

from aicmo_site.readable import spaced

Facts = Mapping[str, Any]


def outcome_of(data: Facts) -> str:
    """The facts of an event in sentences; those that have no words here, by their names."""
    return " ".join(f"{said[:1].upper()}{said[1:]}." for said in _said(data))


def _said(data: Facts) -> Iterator[str]:
    yield from (words(data) for name, words in SAID.items() if name in data)
    strange = {name: value for name, value in data.items() if name not in SAID and name not in SAID_ELSEWHERE}
    yield from (f"{spaced(name)}: {value}" for name, value in strange.items())


def _many(number: int, one: str) -> str:
    return f"{number or 'no'} {one}{pluralize(number)}"


def _copy(data: Facts) -> str:
    stays = "" if data.get("kept", True) else "; the new texts judged worse, so those of the round before stay"
    return f"texts for {_many(data['bundles'], 'channel')}{stays}"


def _wishes(data: Facts) -> str:
    met, left = data["wishes_done"], data["wishes_open"]
    return f"{met or 'no'} wish{pluralize(met, 'es')} met, {left or 'none'} left open"


def _verdict(data: Facts) -> str:
    how = "passed" if data.get("passed") else "did not pass"
    return f"{how} with a score of {data['score']:.2f}; {_many(data.get('issues', 0), 'finding')}"


def _approval(data: Facts) -> str:
    if data["approval"] == "stands":
        return f"the same that {data['by']} has approved, so that it does not rest again"
    return f"another than {data['by']} has approved"


SAID: dict[str, Callable[[Facts], str]] = {
    "reused": lambda data: f"with the brief that was there, {data['reused']}",
    "open_questions": lambda data: f"{_many(data['open_questions'], 'question')} to the client",
    "version": lambda data: f"version {data['version']}",
    "adjusted": lambda data: f"with {_many(data['adjusted'], 'adjustment')}",
    "lapsed": lambda data: f"{_many(data['lapsed'], 'adjustment')} no longer applicable",
    "approval": _approval,
    "bundles": _copy,
    "wishes_done": _wishes,
    "edits": lambda data: f"{_many(data['edits'], 'edit')} taken",
    "score": _verdict,
    "artifacts": lambda data: _many(data["artifacts"], "file"),
    "revision": lambda data: f"round {data['revision'] + 1}",
}
SAID_ELSEWHERE = ("wishes_open", "step", "kept", "passed", "issues", "by")
