"""Values as form builders write them (choices, parts of a date, instants in milliseconds) as a person would."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

WORDS = ("label", "text", "value", "name", "title", "url", "file_url")  # what a choice or a file is called by
CHOICES = ("labels", "answers", "choices", "values")
NAME_PARTS = ("prefix", "first", "middle", "last", "suffix")
LONGEST_LIST = 20_000  # characters
_EPOCH = range(10**11, 10**13)  # milliseconds since 1970 that are days of 1973 to 2286
_ORDER = re.compile(r"\b(dd?|tt?|jj?|mm?)\s?[/.-]\s?(?:dd?|tt?|jj?|mm?)\s?[/.-]\s?(?:yy|jj|aa)")
_IN_FIGURES = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})")
_UNDERSCORED = re.compile(r"(?=\S*_)(?!\S*(?:@|://|www\.))\S+")


def plain_value(value: Any, options: Any = None) -> Any:
    """A text, a number or a list of texts, where it is plain how; else the value as it is."""
    if isinstance(value, Mapping):
        return _of_object(value)
    if isinstance(value, list | tuple):
        items = [item for item in (_chosen(item, options) for item in value) if item not in (None, "")]
        return items[0] if len(items) == 1 else items
    if isinstance(value, str) and value.startswith('["') and len(value) <= LONGEST_LIST:
        return _listed(value)
    return _chosen(value, options) if options else value


def _listed(text: str) -> Any:
    """A list that was written as JSON into a text, as Microsoft Forms gives choices on."""
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return plain_value(items) if all(isinstance(item, str) for item in items) else text


def in_words(value: Any) -> Any:
    """A choice as it is read, which Meta sends with its spaces as underscores: "people_over_40"."""
    if isinstance(value, list | tuple):
        return [in_words(item) for item in value]
    return value.replace("_", " ").strip() if isinstance(value, str) and _UNDERSCORED.fullmatch(value) else value


def day_in(value: Any) -> Any:
    """A day in ISO form where a value is one in milliseconds, or in parts; else the value as it is."""
    if isinstance(value, Mapping):
        return _day_of_parts(value) or value
    number = int(value) if isinstance(value, str) and re.fullmatch(r"\d{12,13}", value.strip()) else value
    if isinstance(number, int) and not isinstance(number, bool) and number in _EPOCH:
        return datetime.fromtimestamp(number / 1000, UTC).date().isoformat()
    return value


def day_as_named(value: Any, name: str) -> Any:
    """A day in figures in ISO form, where the name says in what order they are: "Start date (DD/MM/YYYY)"."""
    told, given = _ORDER.search(name.lower()), _IN_FIGURES.fullmatch(value.strip()) if isinstance(value, str) else None
    if not (told and given):
        return value
    first, second, year = given.groups()
    day, month = (second, first) if told[1].startswith("m") else (first, second)
    return _day_of_parts({"year": year, "month": month, "day": day}) or value


def _of_object(value: Mapping[str, Any]) -> Any:
    if day := _day_of_parts(value):
        return day
    if any(part in value for part in ("first", "last")):
        return " ".join(str(value[part]) for part in NAME_PARTS if value.get(part))
    for key in CHOICES:
        if isinstance(value.get(key), list | tuple):
            return plain_value([*value[key], *([value["other"]] if value.get("other") else [])])
    if all(str(key).isdigit() or key == "other" for key in value) and value:
        return plain_value(list(value.values()))
    return _chosen(value, None)


def _chosen(item: Any, options: Any) -> Any:
    """The words of a choice: its own, or what its ID stands for among the options."""
    if isinstance(item, Mapping):
        return next((item[key] for key in (*WORDS, "other") if isinstance(item.get(key), str | int | float)), item)
    for option in options if isinstance(options, list | tuple) else ():
        if isinstance(option, Mapping) and item is not None and item == option.get("id"):
            return _chosen(option, None)
    return item


def _day_of_parts(value: Mapping[str, Any]) -> str:
    parts = [str(value.get(part) or "").strip() for part in ("year", "month", "day")]
    if not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return ""
    try:
        return date(*map(int, parts)).isoformat()
    except ValueError:  # no such day; what was sent is shown as it is
        return ""
