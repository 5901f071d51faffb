"""JSON from outside, read strictly: what a database, a browser or a person could stumble over is refused by name."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from aicmo_site.kernel.errors import Rejected

MAX_DEPTH = 50
MAX_NUMBER = 10**15
MAX_WHOLE = 10**30  # whole numbers are identifiers too: of 64 bits at many places, of 96 at some


class MalformedJSON(Rejected):
    """The JSON cannot be used: {reason}"""

    code = "malformed_json"

    def __init__(self, reason: str, field: str = "") -> None:
        self.field = field
        super().__init__(reason=reason)


class _Flaw:
    """Stands in the parsed data where something is wrong, so that the walk can name its field."""

    def __init__(self, message: str) -> None:
        self.message = message


def loads(raw: bytes | str) -> Any:
    """The data of a JSON document. Raises MalformedJSON, whatever the input is."""
    data = _parse(_decode(raw))
    for field, message in flaws(data):
        raise MalformedJSON(f"{field}: {message}" if field else message, field)
    return data


def flaws(data: Any, field: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """What is wrong with JSON-like data, as (dotted path, message); the same checks serve data made in Python."""
    if depth > MAX_DEPTH:
        yield field, f"is nested deeper than {MAX_DEPTH} levels"
    elif isinstance(data, Mapping):
        for key, value in data.items():
            path = f"{field}.{printable(key)}" if field else printable(key)
            yield from ((path, f"the field's name {message}") for message in _text_flaws(key))
            yield from flaws(value, path, depth + 1)
    elif isinstance(data, list | tuple):
        for index, item in enumerate(data):
            yield from flaws(item, f"{field}.{index}" if field else str(index), depth + 1)
    else:
        yield from ((field, message) for message in _leaf_flaws(data))


def _decode(raw: bytes | str) -> str:
    if isinstance(raw, str):
        return raw.removeprefix("\ufeff")
    try:
        return bytes(raw).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MalformedJSON(f"the text is not UTF-8 (byte {error.start + 1})") from None


def _parse(text: str) -> Any:
    try:
        return json.loads(
            text,
            parse_int=_integer,
            parse_constant=lambda name: _Flaw(f"{name} is not a number that JSON knows"),
            object_pairs_hook=_object,
        )
    except RecursionError:
        raise MalformedJSON(f"it is nested deeper than {MAX_DEPTH} levels") from None
    except json.JSONDecodeError as error:
        raise MalformedJSON(f"it is not JSON: {error.msg} (line {error.lineno}, column {error.colno})") from None


def _integer(digits: str) -> Any:
    too_long = len(digits) > len(str(MAX_WHOLE)) + 1  # before int(), which refuses thousands of digits
    return _Flaw(_TOO_LARGE) if too_long else int(digits)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        made[key] = _Flaw("is given twice") if key in made else value
    return made


_TOO_LARGE = f"is too large or too small a number (at most {MAX_WHOLE:,} either way)"
_TOO_LARGE_A_FRACTION = f"is too large or too small a number (at most {MAX_NUMBER:,} either way)"


def _leaf_flaws(value: Any) -> Iterator[str]:
    if isinstance(value, _Flaw):
        yield value.message
    elif isinstance(value, str):
        yield from _text_flaws(value)
    elif isinstance(value, int | float):
        if isinstance(value, float) and not math.isfinite(value):
            yield "is not a finite number"
        elif abs(value) > (MAX_WHOLE if isinstance(value, int) else MAX_NUMBER):
            yield _TOO_LARGE if isinstance(value, int) else _TOO_LARGE_A_FRACTION
    elif value is not None:
        yield f"is of a type that JSON does not know ({type(value).__name__})"


def _text_flaws(text: Any) -> Iterator[str]:
    if not isinstance(text, str):
        yield "is not text"
        return
    if "\0" in text:
        yield "contains a NUL character"
    if not _encodes(text):
        yield "contains a lone surrogate (half of a character)"


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def printable(key: Any) -> str:
    """A field's name that can be printed and stored, however it is spelled."""
    name = str(key).replace("\0", "\\0").encode("utf-8", "backslashreplace").decode()
    return name if len(name) <= 100 else name[:100] + "…"
