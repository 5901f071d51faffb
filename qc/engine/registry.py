"""What a rule is: a small function over one piece of copy, and a line in rules.json."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from aicmo_site.kernel.languages import primary_of
from qc.contracts import ClientFactsDTO, CopyDTO, RuleDTO

TABLES = Path(__file__).parents[1] / "rules"


@dataclass(frozen=True)
class Finding:
    """What a rule found. Left empty, `reason` and `severity` are those of rules.json."""

    field: str
    evidence: str
    reason: str = ""
    severity: str = ""


@dataclass(frozen=True)
class Unread:
    """What a rule could not look at, and why."""

    reason: str


@dataclass(frozen=True)
class Neighbours:
    """What else is in the batch: all clients, and the pieces before this one by the name of their client.

    `kept` has what a rule makes of them once for all pieces.
    """

    clients: tuple[ClientFactsDTO, ...] = ()
    before: dict[str, list[CopyDTO]] = field(default_factory=lambda: defaultdict(list))
    kept: dict[str, Any] = field(default_factory=dict)


Check = Callable[..., Iterable[Finding | Unread]]  # of the piece; in_batch also of its Neighbours


@dataclass(frozen=True)
class Rule:
    """A check with what staff should know of it. Empty channels and languages mean all of them."""

    code: str
    severity: str
    why: str
    suggestion: str
    check: Check
    channels: frozenset[str] = frozenset()
    not_channels: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    in_batch: bool = False
    heeds_allowed_words: bool = False
    stops: bool = False
    waivable: bool = True

    def applies_to(self, copy: CopyDTO) -> bool:
        return copy.channel not in self.not_channels and (not self.channels or copy.channel in self.channels)

    def reads(self, copy: CopyDTO) -> bool:
        return not self.languages or language_of(copy) in self.languages

    def to_value(self) -> RuleDTO:
        return RuleDTO(
            self.code,
            self.severity,
            self.why,
            self.suggestion,
            channels=tuple(sorted(self.channels)),
            not_channels=tuple(sorted(self.not_channels)),
            languages=tuple(sorted(self.languages)),
            heeds_allowed_words=self.heeds_allowed_words,
            stops=self.stops,
        )


@cache
def data(name: str) -> Any:
    """One of the tables beside the rules; do not change it."""
    return json.loads((TABLES / f"{name}.json").read_text(encoding="utf-8"))


def language_of(copy: CopyDTO) -> str:
    """The language without its region: `pt` of `pt-BR`."""
    return primary_of(copy.language)


def rule(code: str, check: Check) -> Rule:
    """The rule that rules.json describes under `code`. Raises KeyError.

    A rule with `languages` has words of these alone; on other copy it is not evaluated.
    """
    line = data("rules")[code]
    return Rule(
        code=code,
        severity=line["severity"],
        why=line["why"],
        suggestion=line["suggestion"],
        check=check,
        channels=frozenset(line.get("channels", ())),
        not_channels=frozenset(line.get("not_channels", ())),
        languages=frozenset(line.get("languages", ())),
        in_batch=line.get("in_batch", False),
        heeds_allowed_words=line.get("heeds_allowed_words", False),
        stops=line.get("stops", False),
        waivable=line.get("waivable", True),
    )


def texts(copy: CopyDTO) -> list[tuple[str, str]]:
    """All texts of a piece that people read, as (field, text), in order; addresses are left out."""
    return [(field, text) for field, many in copy.fields.items() if not is_address(field) for text in many]


def prose(copy: CopyDTO) -> list[tuple[str, str]]:
    """As `texts`, without the descriptions of images."""
    return [(field, text) for field, text in texts(copy) if not is_alt(field)]


def is_address(field: str) -> bool:
    return field.endswith(("url", "path", "slug", "payload"))


def is_alt(field: str) -> bool:
    return field == "alt" or field.endswith("alt_text")
