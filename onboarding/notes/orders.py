"""Answers that tell somebody what to do with the copy and are no copy: “Mention the opening hours”, or worse."""

import json
import re
from functools import cache

from onboarding.lexicon import WORDS
from onboarding.notes.required_wording import begins_with_quotation, requires, to_print, without_quotations
from onboarding.notes.texts import MAX_SENTENCE
from onboarding.notes.told_lines import must_stand_everywhere

_MENTION = re.compile(r"(?:please\s)?(?:mention|say|include|add|state)\s?:\s{1,3}(?=\S)", re.IGNORECASE)
_LETTER = re.compile(r"[a-zß-öø-ÿ]", re.IGNORECASE)  # a word goes on; scripts without spaces aside
_LED = 25  # characters before a quotation of which an answer then says what is to be done with it


def speaks_to_machines(text: str) -> bool:
    """Whether a text is an order to a program: then nothing of it is for print."""
    return any(not _LETTER.match(text, found.end()) for found in _pattern("machines").finditer(text[:MAX_SENTENCE]))


def words_for_print(field: str, text: str) -> list[str] | None:
    """The words that an order wants in print; none where it gives none, None where the text is no order but copy. Of
    messages only orders to programs are some: “Mention it to a friend” may well be copy."""
    told = text[:MAX_SENTENCE]
    if speaks_to_machines(told):
        return []
    if led := _MENTION.match(text):
        return [text[led.end() :]]
    if field != "mandatory_inclusions":
        return None
    around = without_quotations(told).strip(" .!")
    is_order = _pattern("leads").match(around) or any(found.end() == len(around) for found in _ends(around))
    is_order = is_order or must_stand_everywhere(around) or (begins_with_quotation(told, _LED) and requires(around))
    return list(to_print(told)) if is_order else None


def _ends(text: str) -> list[re.Match[str]]:
    return list(_pattern("ends").finditer(text))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    data = json.loads((WORDS / "orders.json").read_text(encoding="utf-8"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(data[name]['patterns'])})", re.IGNORECASE)
