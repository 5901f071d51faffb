"""A value of a channel as a person types it: languages by name or tag, labels as they are to stand."""

import re

from onboarding.language.detection import tag_of

LONGEST_LABEL = 60  # characters
_BETWEEN = re.compile(r"\s?[,;/+&]\s?|\s{0,9}\n\s{0,9}|\s(?:and|und|et|y|e)\s")


def values_of(name: str, typed: str) -> tuple[str, ...]:
    """() where it cannot be read."""
    if name == "labels":
        labels = [line.strip() for line in typed.splitlines() if line.strip()]
        return tuple(dict.fromkeys(labels)) if all(len(label) <= LONGEST_LABEL for label in labels) else ()
    tags = [tag_of(part) for part in _BETWEEN.split(typed.strip())]
    return tuple(dict.fromkeys(tags)) if all(tags) else ()
