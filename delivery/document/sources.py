"""Where the items of the brief were read, said quietly beside those that were not simply filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from delivery.document.labels import Labels
from onboarding.contracts import CLIENT, REMEMBERED, FactDTO

_NOTES, _ANSWERS = "raw_notes", "answers"
_OTHER_NAMES = {"deliverables": "channels"}  # a field of the brief, and the answer of the form that fills it


@dataclass(frozen=True)
class Sources:
    facts: Sequence[FactDTO]
    labels: Labels

    def of(self, *fields: str, value: str = "") -> str:
        """All places that these fields were read in, "" where those are the answers of the same name; with the client's
        words, unless they are `value` itself."""
        numbers = sorted(number for field in dict.fromkeys(fields) for number in self._by_field.get(field, ()))
        told = [self._words(self.facts[number], value) for number in numbers]
        return self.labels.page["between"].join(dict.fromkeys(told))

    @cached_property
    def _by_field(self) -> dict[str, list[int]]:
        """The numbers of those that were read under another name, by field: looked up for every item of the brief."""
        numbers: dict[str, list[int]] = {}
        for number, fact in enumerate(self.facts):
            if _root(fact.source) not in (_root(fact.field), _ANSWERS):
                numbers.setdefault(_plain(fact.field), []).append(number)
        return numbers

    def _words(self, fact: FactDTO, value: str) -> str:
        page, root = self.labels.page, _root(fact.source)
        name = self.labels.quoted(self.labels.field(root))
        where = page["from_notes"] if root == _NOTES else page["from_answer"].format(name=name)
        if root == CLIENT and _root(fact.field) in REMEMBERED:
            where = page["from_client"]
        words = " ".join(fact.words.split())
        if not words or words == " ".join(value.split()):
            return where
        return f"{where}{page['after_name']}{self.labels.quoted(words)}"


def _plain(field: str) -> str:
    """`scope.deliverables.0` as the form calls it: `channels.0`."""
    for prefix in ("scope.", "brand_guidelines."):
        field = field.removeprefix(prefix)
    root, dot, rest = field.partition(".")
    return _OTHER_NAMES.get(root, root) + dot + rest


def _root(field: str) -> str:
    return _plain(field).partition(".")[0]
