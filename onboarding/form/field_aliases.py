"""A form of another house: which of our fields each of its own names plainly means. The words are in
field_aliases.json and form_questions.json."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from aicmo_site.kernel.extract.currencies import currency_of
from onboarding.lexicon import WORDS
from onboarding.notes.cues import label_of, says

LONGEST = 150  # characters of a name: whole questions are asked
MOST = 200  # names that are looked at
MOST_OPENINGS = 4
QUESTION = 3  # words
OF_THE_PLAN = ("budget", "timeline_weeks", "channels", "launch_date")  # of which a form may ask how it was before
_PART = re.compile(r"[^\s()\[\]:_,/-]+")
_NUMBER = re.compile(
    r"^(?:(?:q|question|frage|no|nr)[\s.]?)?\d{1,3}\s?[.):_\s-]\s*(?=\D)|^(?:input|field)[\s_](?=\D)", re.IGNORECASE
)
_COUNTED = re.compile(r"(?<=[a-z])\d{1,3}$")  # of two fields of one name JotForm counts the second
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


def fields_meant(names: Iterable[str]) -> dict[str, str]:
    """Our field for each name that means one: those called by its name before those that ask for it at length."""
    looked_at = [name for name in names if isinstance(name, str) and 0 < len(name) <= LONGEST][:MOST]
    called = {name: field for name in looked_at if (field := field_called(name))}
    asked = {name: field for name in looked_at if name not in called and (field := _asked(name))}
    return {**called, **asked}


def is_bare_name(name: str) -> bool:
    """Whether a name asks for a name and does not say whose."""
    return len(name) <= LONGEST and bool(_whole("bare_names").fullmatch(_without_frame(_spaced(name))))


def currency_in(name: str) -> str:
    return next((code for part in _PART.findall(name) if (code := currency_of(part)[0])), "")


def period_in(name: str) -> str:
    """Of how long a budget is by its name: "per month" for "monthly_budget"."""
    return _told("periods", name)


def unit_in(name: str) -> str:
    """In what a length of time is counted, by its name."""
    return _told("units", name)


def _told(table: str, name: str) -> str:
    words = _spaced(name)
    return next((told for told, pattern in _table(table).items() if pattern.search(words)), "")


@lru_cache(maxsize=4096)  # of the lines of notes too, some of them several times
def field_called(name: str) -> str:
    """Our field that a name of a form, or a heading, plainly means; "" for none."""
    if _whole("free_texts").fullmatch(_bare(name)):
        return "raw_notes"
    return next((field for words in _readings(name) if (field := _field_called(words))), "")


def field_wanted(question: str) -> str:
    """Our field that an open question of somebody's asks for at length; one for yes or no asks for none."""
    first = _bare(question).partition(" ")[0]
    return _asked(question) if len(question) <= LONGEST and _asks_only(first) else ""


def _bare(name: str) -> str:
    return _ASIDE.sub("", _spaced(name)).strip(" ?¿!:.*")


def _readings(name: str) -> Iterator[str]:
    """A name in words: as it stands, without what stands in brackets, without what makes it a question."""
    words = _spaced(name)
    if currency_in(name):
        words = " ".join(part for part in words.split() if not currency_of(part.strip("()[]"))[0])
        words = re.sub(r"\s\(?(?:in|en|\(\s?\))$", "", words)
    bare = _ASIDE.sub("", words).strip(" ?¿!:.*")
    yield from dict.fromkeys(reading for reading in (bare, words, _without_frame(bare)) if reading)


def _field_called(words: str) -> str:
    named = next((field for field, pattern in _names().items() if pattern.fullmatch(words)), "")
    return named or next((field for field in _names() if label_of(field, f"{words}: x") == "x"), "")


def _without_frame(words: str) -> str:
    """ "What is your budget for this campaign" is about a budget."""
    opening, article, ending = _front("openings"), _front("articles"), _end("endings")
    for _ in range(MOST_OPENINGS):
        taken = article.sub("", opening.sub("", words, count=1), count=1)
        shorter = ending.sub("", taken, count=1).strip(" ,?¿")
        taken = taken if _asks_only(shorter) else shorter
        if taken in ("", words):
            break
        words = taken
    return words


def _asks_only(words: str) -> bool:
    """Whether only the word by which a question begins is left: "who" of "who do you compete with"."""
    return bool(_whole("question_words").fullmatch(words))


def _asked(name: str) -> str:
    words = _ASIDE.sub("", _spaced(name))
    if len(words.split()) < QUESTION or _anywhere("contacts").search(words):
        return ""
    asked = next((field for field, pattern in _table("fields").items() if pattern.search(words)), "")
    return "" if asked in OF_THE_PLAN and any(says(signal, words) for signal in ("past", "rivals")) else asked


def _spaced(name: str) -> str:
    """A name as words: without its number, divided where programs join words."""
    name = _COUNTED.sub("", re.sub(r"[/*]+", " ", name).replace("’", "'"))
    words = _NUMBER.sub("", " ".join(re.split(r"[\s_]+|(?<=[^\W\d_])-(?=[^\W\d_])|(?<=[a-z])(?=[A-Z])", name)).strip())
    return words.strip(" ?¿!:.*").lower()


@cache
def _names() -> dict[str, re.Pattern[str]]:
    return {field: _either(patterns) for field, patterns in _data("field_aliases").items() if field != "about"}


@cache
def _table(name: str) -> dict[str, re.Pattern[str]]:
    words = _data("form_questions")[name]
    if name == "fields":
        return {field: _either(patterns) for field, patterns in words.items()}
    return {told: re.compile(rf"(?<!\w)(?:{'|'.join(some)})(?!\w)") for told, some in words.items()}


@cache
def _whole(name: str) -> re.Pattern[str]:
    return _either(_data("form_questions")[name])


@cache
def _anywhere(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_data('form_questions')[name])})")


@cache
def _front(name: str) -> re.Pattern[str]:
    return re.compile(rf"^[¿\s]*(?:{'|'.join(_data('form_questions')[name])})(?:\s+|(?<=['’]))")


@cache
def _end(name: str) -> re.Pattern[str]:
    return re.compile(rf"[,\s]+(?:{'|'.join(_data('form_questions')[name])})\s*$")


@cache
def _data(name: str) -> dict[str, Any]:
    return json.loads((WORDS / f"{name}.json").read_text(encoding="utf-8"))


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def is_no_answer(text: str) -> bool:
    """Whether a text only says yes or no: to whom that is said is in the question, which no field holds."""
    return bool(_whole("no_answers").fullmatch(text.strip()))
