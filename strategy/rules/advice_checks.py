"""What must hold in the files that say what the plan concludes and asks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aicmo_site.kernel.languages import WRITTEN

Wrongs = Iterator[tuple[str, str]]  # which rule, "" for the file as a whole, and what is wrong


def check_advice(book: dict[str, Any]) -> Wrongs:
    for row in book["rules"]:
        if not row["when"]:
            yield row["id"], "“when” must name a case"
        yield from _advising(row, ("situation", "choice", "risk", "question"))
    for words in ("function_words", "generic_words"):
        if not all(book[words].get(language) for language in WRITTEN):
            yield "", f"“{words}” needs words in every language"
    for number in ("most_risks", "most_questions", "from_channels", "most_unpaid_percent"):
        if not isinstance(book[number], int) or book[number] < 1:
            yield "", f"“{number}” must be a whole number from 1"


def check_notes(book: dict[str, Any]) -> Wrongs:
    for row in book["rules"]:
        yield from _advising(row, ("situation", "risk", "question"))
        if not all(row["words"].get(language) for language in WRITTEN):
            yield row["id"], "it needs words in every language"


def _advising(row: Mapping[str, Any], kinds: Sequence[str]) -> Wrongs:
    if row["kind"] not in kinds:
        yield row["id"], f"the kind must be one of {', '.join(kinds)}"
    if (row["kind"] == "question") is not bool(row.get("field")):
        yield row["id"], "a question, and nothing else, needs the “field” that it is about"
