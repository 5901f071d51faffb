"""A value of a channel as a person types it: languages by name or tag, labels as they are to stand."""

import re

from onboarding.language.detection import tag_of

LONGEST_LABEL = 60  # characters
_BETWEEN = re.compile(r"\s?[,;/+&]\s?|\s(?:and|und|et|y|e)\s")


def values_of(name: str, typed: str) -> tuple[str, ...]:
    """() where it cannot be read."""
    if name == "labels":
        label = typed.strip()
        return (label,) if label and len(label) <= LONGEST_LABEL else ()
    tags = [tag_of(part) for part in _BETWEEN.split(typed.strip())]
    return tuple(dict.fromkeys(tags)) if all(tags) else ()
