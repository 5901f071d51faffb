"""The texts in files of rules: each in every language, with a reason, and with slots that can be filled."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from aicmo_site.kernel.languages import WRITTEN

FACTS = {"message", "second", "audience", "website", "action", "channel", "tone"}
ADVICE_FACTS = {"competitors", "message", "announced", "channel", "percent", "review"}
ADVICE_FACTS |= {"weeks", "plan", "copy", "day", "event", "count", "least", "words"}
# What a text may have in braces, by file; in the summary by the group of frames.
SLOTS = {
    "tactics.json": FACTS | {"tactic"},
    "kpis.json": {"words", "unit", "until", "action"},
    "budget.json": {"period"},
    "milestones.json": {"day", "number"},
    "advice.json": ADVICE_FACTS,
    "notes.json": {"words", "plan"},
}
SUMMARY_SLOTS = {
    "unconfirmed": {"channel"},
    "want": {"client", "count", "first", "second"},
    "audience": {"audience"},
    "approach": {"kinds"},
    "money": {"channels", "percent", "total", "reserve"},
    "time": {"weeks", "launch", "announced", "words", "day", "start", "announcement", "event", "end"},
    "success": {"targets", "measure"},
    "questions": {"fields"},
}
SLOT = re.compile(r"\{(\w+)\}")
NARROW, WIDE = re.compile(r" (?=[;!?])"), re.compile(r" (?=[:»%])|(?<=«) ")  # spaces at which no line may end


class RuleError(ValueError):
    """A file of rules is wrong: which file, which rule ("" for the file as a whole), and what."""

    def __init__(self, file: str, rule: str, wrong: str):
        self.file, self.rule, self.wrong = file, rule, wrong
        super().__init__(f"strategy/rules/{file}{f', rule {rule}' if rule else ''}: {wrong}")


def check_all(file: str, book: dict[str, Any]) -> None:
    """What holds in every file: rules have an ID of their own and a reason, and texts exist in all languages."""
    seen: set[str] = set()
    for rule, part in parts(book, ""):
        if "id" in part:
            if not isinstance(part["id"], str) or not part["id"] or part["id"] in seen:
                raise RuleError(file, rule, "each rule needs an ID that no other rule of the file has")
            seen.add(part["id"])
            if not isinstance(part.get("reason"), dict):
                raise RuleError(file, rule, "it needs a reason in every language")
        if set(part) & set(WRITTEN) and not any(isinstance(text, list) for text in part.values()):
            _check_texts(file, rule, part)


def _check_texts(file: str, rule: str, texts: Mapping[str, Any]) -> None:
    slots = {}
    for language in WRITTEN:
        text = texts.get(language)
        if not isinstance(text, str) or not text.strip():
            raise RuleError(file, rule, f"a text is missing in “{language}”: {next(iter(texts.values()))!r}")
        slots[language] = sorted(set(SLOT.findall(text)))
    if file != "summary.json":
        check_slots(file, rule, slots["en"], SLOTS.get(file, set()))
    if any(slots[language] != slots["en"] for language in WRITTEN):
        raise RuleError(file, rule, f"the languages do not have the same slots in braces: {texts['en']!r}")


def check_slots(file: str, rule: str, slots: Iterable[str], allowed: set[str]) -> None:
    if unknown := set(slots) - allowed:
        raise RuleError(file, rule, f"nothing is called {', '.join(sorted(unknown))} here to be put in at the braces")


def parts(data: Any, rule: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the file, with the ID of the rule it belongs to."""
    if isinstance(data, list):
        for item in data:
            yield from parts(item, rule)
    if isinstance(data, dict):
        rule = str(data.get("id", rule))
        yield rule, data
        for item in data.values():
            yield from parts(item, rule)


def typeset(data: Any) -> Any:
    """The same data, with spaces at which no line can end before the signs that French sets off."""
    if isinstance(data, list):
        return [typeset(item) for item in data]
    if isinstance(data, dict):
        return {
            name: WIDE.sub("\u00a0", NARROW.sub("\u202f", item))
            if name in WRITTEN and isinstance(item, str)
            else typeset(item)
            for name, item in data.items()
        }
    return data
