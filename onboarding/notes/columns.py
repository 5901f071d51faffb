"""Tables in which each row tells of one channel: a plan of media as people paste it."""

import json
import re
from collections.abc import Sequence
from functools import cache

from onboarding.lexicon import WORDS

LONGEST_HEAD, MOST_WORDS = 40, 3  # characters and words of the head of a column


def column_of_channels(cells: Sequence[str]) -> int | None:
    """Which cell is the head of the channels, where all that stands beside it are heads too; None in any other row."""
    heads = [_bare(cell) for cell in cells]
    named = [at for at, head in enumerate(heads) if _pattern("channels").fullmatch(head)]
    beside = [head for at, head in enumerate(heads) if head and at not in named[:1]]
    are_heads = all(len(head.split()) <= MOST_WORDS and not re.search(r"\d", head) for head in beside)
    return named[0] if named and are_heads and any(map(_pattern("beside").fullmatch, beside)) else None


def names_a_row(cell: str) -> bool:
    """Whether the first cell of a row names what it is about, and is no sum below the others, and no line drawn."""
    bare = _bare(cell)
    return any(map(str.isalpha, bare)) and not _pattern("no_rows").fullmatch(bare)


def is_refusal(cell: str) -> bool:
    """Whether a cell says no to what its row is about, as under "Our view"."""
    return bool(_pattern("refusals").fullmatch(cell.strip("*_ ")))


def column_of_money(cells: Sequence[str]) -> int | None:
    """Which cell is the head of a column of sums; None in a row that holds a figure itself."""
    if any(re.search(r"\d", cell) for cell in cells):
        return None
    return next((at for at, cell in enumerate(cells) if at and _pattern("money").fullmatch(_bare(cell))), None)


def is_total(cell: str) -> bool:
    return bool(_pattern("totals").fullmatch(_bare(cell)))


def _bare(cell: str) -> str:
    """A head without its marks and what it says in brackets: "Budget (GBP)"."""
    return re.sub(r"\s?\([^()]{0,30}\)", "", cell[:LONGEST_HEAD]).strip("*_ :")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    data = json.loads((WORDS / "tables.json").read_text(encoding="utf-8"))
    return re.compile("|".join(data[name]), re.IGNORECASE)
