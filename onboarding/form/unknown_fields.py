"""Names that a form gives to its fields and that are none of ours: which of ours each was probably meant to be."""

import difflib
import re
from collections.abc import Collection, Iterable
from typing import Any

from aicmo_site.kernel.strict_json import printable

MOST = 10  # names that are listed
LONGEST = 60  # characters of a name that are looked at
ALIKE = 0.8


def not_known(names: Iterable[Any], ours: Collection[str]) -> str:
    """The names as a list for a message, each with ours where one is alike; "" where there is no name."""
    listed = list(names)
    said = [f"“{printable(name)}”{_meant(str(name), ours)}" for name in listed[:MOST]]
    return ", ".join([*said, *(["…"] if len(listed) > MOST else [])])


def _meant(name: str, ours: Collection[str]) -> str:
    likely = likely_name(name, ours)
    return f" (is it {likely}?)" if likely else ""


def likely_name(name: str, ours: Collection[str]) -> str:
    """The first of ours that has all words of the name, else the one that is spelled alike, else ""."""
    words = [word for word in re.split(r"[\W_]+", name[:LONGEST].casefold()) if word]
    within = next((known for known in ours if words and set(words) <= set(known.split("_"))), "")
    return within or next(iter(difflib.get_close_matches("_".join(words), ours, 1, ALIKE)), "")
