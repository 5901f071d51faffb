"""Words that the notes want in print: what must appear word for word, and lines that somebody tells us to use."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache

from onboarding.lexicon import WORDS
from onboarding.notes.cues import says
from onboarding.notes.dialogue import Turn
from onboarding.notes.sentences import sentences

NEAR = 2  # sentences behind a line in which it may be told to use it
MIN_WORDS, MAX_LETTERS = 3, 200
_QUOTED = re.compile('[“„«"]\\s*([^“”„«»"]{3,200}?)\\s*[”“»"]')
_ADDRESS = re.compile(
    r"(?<![\w@./-])(?:www\.)?(?:[a-z0-9][a-z0-9-]{0,40}\.){1,3}[a-z]{2,12}(?:/[\w/-]{0,60})?(?![\w@])"
)
_ENDED = " .,;:"


def required_in(said: Sequence[str]) -> dict[str, str]:
    """Quoted words and addresses that must appear, each with the sentence that says so."""
    required = [text for text in said if _has("requires", text) and not _is_private(text)]
    return {words: text for text in required for words in _to_print(text)}


def endorsed_in(said: Sequence[str]) -> dict[str, str]:
    """Quoted lines that we are told to use, each with its sentence."""
    return {
        line: text
        for position, text in enumerate(said)
        if (lines := _lines(text)) and _is_to_be_used(said[position : position + 1 + NEAR])
        for line in lines
    }


def _is_to_be_used(window: Sequence[str]) -> bool:
    return not _has("refuses", _QUOTED.sub(" ", window[0])) and _is_endorsed(window)


def quoted_in(turns: Sequence[Turn]) -> dict[str, str]:
    """Lines that an answer quotes where it was asked for words, each with its sentence."""
    said = [text for turn in turns for text in sentences(turn.said)]
    wanted = [text for text in said if not says("negates", _QUOTED.sub(" ", text)) and not _is_private(text)]
    return {words.strip(_ENDED): text for text in wanted for words in _QUOTED.findall(text)}


def _to_print(text: str) -> Iterator[str]:
    quoted = list(_QUOTED.finditer(text))
    if quoted and not says("negates", text[: quoted[0].start()]):
        yield from (found[1] for found in quoted)
    elif not quoted and not says("negates", text) and (found := _ADDRESS.search(text)):
        yield found[0].strip(_ENDED)


def _lines(text: str) -> list[str]:
    return [line.strip(_ENDED) for line in _QUOTED.findall(text) if len(line.split()) >= MIN_WORDS]


def _is_endorsed(window: Sequence[str]) -> bool:
    """Whether the line's sentence, or one behind it before the next quotation, says that it is to be used."""
    for position, text in enumerate(window):
        if _is_private(text) or (position and (_QUOTED.search(text) or _has("refuses", text))):
            return False
        if _has("endorses", text):
            return True
    return False


def _is_private(text: str) -> bool:
    """Whether what the sentence says of its quotation keeps it inside the house."""
    return _has("private", _QUOTED.sub(" ", text))


def _has(signal: str, text: str) -> bool:
    return bool(_pattern(signal).search(text))


@cache
def _pattern(signal: str) -> re.Pattern[str]:
    data = json.loads((WORDS / "required_wording.json").read_text(encoding="utf-8"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(data[signal]['patterns'])})(?!\w)", re.IGNORECASE)
