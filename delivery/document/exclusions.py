"""What must not appear: what quality control looks for, and what only a person can check."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from delivery.document.answers import Item
from delivery.document.labels import Labels
from delivery.document.sources import Sources
from onboarding.contracts import NormalizedBriefDTO


@dataclass(frozen=True)
class Exclusions:
    """Every sentence of the client is in `checklist`, for a person, or in `covered`, where it says no more than what
    quality control looks for: the `terms`."""

    checklist: tuple[Item, ...]
    terms: tuple[str, ...]
    covered: tuple[Item, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """All of it as the client said it, and the terms that no sentence of theirs names."""
        sentences = [item.text for item in (*self.checklist, *self.covered)]
        said = "\n".join(sentences).casefold()
        return (*sentences, *(term for term in self.terms if term.casefold() not in said))


def exclusions(brief: NormalizedBriefDTO, labels: Labels) -> Exclusions:
    sources, for_people = Sources(brief.standing_facts, labels), frozenset(brief.checklist)
    items = [
        (Item(text, sources.of(f"exclusions.{number}", value=text)), text not in for_people)
        for number, text in enumerate(brief.scope.exclusions)
    ]
    return Exclusions(
        checklist=tuple(_once(item for item, covered in items if not covered)),
        terms=tuple(item.text for item in _once(Item(term) for term in brief.excluded_terms if term.strip())),
        covered=tuple(_once(item for item, covered in items if covered)),
    )


def _once(items: Iterable[Item]) -> Iterator[Item]:
    """Without those that say the same with other marks."""
    seen: set[str] = set()
    for item in items:
        if _key(item.text) not in seen:
            seen.add(_key(item.text))
            yield item


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold())) or text
