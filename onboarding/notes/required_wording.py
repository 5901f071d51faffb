"""Words that the notes want in print: what must appear word for word, and lines that somebody tells us to use."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache

from onboarding.lexicon import WORDS
from onboarding.notes.cues import says
from onboarding.notes.dialogue import Turn
from onboarding.notes.open_points import is_unsettled
from onboarding.notes.sentences import sentences
from onboarding.notes.told_lines import Told, line_everywhere, messages_in, must_stand_everywhere, wants_a_wording

NEAR = 2  # sentences behind a line in which it may be told to use it
MIN_WORDS, MAX_LETTERS = 3, 200
MAX_SLOGAN = 9  # words
_END_OF_LINE = re.compile(
    r"(?<=[^.])\.(?:\s|$)|\s[–—]\s|;|\s\(|\sand (?:it|that|this)\b|, (?:and|which|und|et|y|but|aber)\s"
)
_QUOTED = re.compile(
    '[“„«"]\\s*([^“”„«»"]{3,200}?)\\s*[”“»"]'
    r"|(?<![\w'’])['‘‚](?=\S)((?:[^'’‘\n]|(?<=\w)['’](?=\w)){3,200})(?<=\S)['’‘](?!\w)"
)
_TAG = re.compile(r"(?<![\w#@/])[#@][^\W_][\w.]{1,60}(?<![.])")
_HASHTAG = re.compile(r"(?<![\w#@/&])#[^\W\d_]\w{1,60}")
_NUMBER = re.compile(r"(?<![\w+])\+?\d[\d ()/-]{5,18}\d(?![\w/-])")
_REGISTERED = re.compile(
    r"(?<!\w)(?:registered charity|company|charity|reg(?:istration)?|amtsgericht|vereinsregister"
    r"|siret|siren|ust-?id|nif|cif)"
    r"[\w .°-]{0,24}?(?:no\.?|number|nr\.?|n°|núm\.?)\s?[:\s]?\s?[\w/-]{3,20}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?<![\w@./-])(?:www\.)?(?:[a-z0-9][a-z0-9-]{0,40}\.){1,3}[a-z]{2,12}(?:/[\w/-]{0,60})?(?![\w@])"
)
_ENDED = " .,;:"


def required_in(said: Sequence[str]) -> dict[str, str]:
    """Quoted words, addresses and lines behind a colon that must appear, each with the sentence that says so."""
    told = [text for text in said if not _is_private(text) and not _refuses(text) and not is_unsettled(text)]
    required = {words: text for text in told if requires(text) for words in to_print(text)}
    lines = {line: text for text in told if not _QUOTED.search(text) and (line := line_everywhere(text))}
    hashtags = {tag: text for text in told if not says("negates", text) for tag in _HASHTAG.findall(text)}
    lines = {line: text for line, text in lines.items() if not (_TAG.search(text) or _ADDRESS.search(text))}
    required = {words: text for words, text in required.items() if text not in lines.values()}
    return {**hashtags, **lines, **required}


def wordings_wanted(said: Sequence[str]) -> list[str]:
    """The sentences that want a line on every piece and do not give its words plainly."""
    told = [text for text in said if wants_a_wording(text) and not _is_private(text) and not _refuses(text)]
    return [text for text in told if not says("negates", text) and not required_in([text])]


def shown_in(said: Sequence[str]) -> list[str]:
    """The sentences that say what must be shown and cannot be written, such as a logo."""
    return [text for text in said if _has("requires", text) and not _is_private(text) and not text.endswith("?")]


def endorsed_in(said: Sequence[str]) -> dict[str, str]:
    """Quoted lines that we are told to use, each with its sentence."""
    endorsed = {
        line: text
        for position, text in enumerate(said)
        if (lines := _lines(text)) and _is_to_be_used(said[position : position + 1 + NEAR])
        for line in lines
    }
    told = {one.line: one.words for one in told_messages(said) if one.stands_alone}
    return {**{line: text for text in said for line in slogans_in(text)}, **told, **endorsed}


def told_messages(said: Sequence[str]) -> list[Told]:
    """What people are to take away, as plain prose tells it."""
    return [one for one in messages_in(said) if not _is_private(one.words) and not says("past", one.words)]


def slogans_in(text: str) -> list[str]:
    """The slogans that a sentence gives as such, in quotation marks or as the capitalised rest of it."""
    named, cue = _pattern("slogan_names").search(text), _pattern("slogans").search(text)
    cue = cue or named
    if (
        not cue
        or text.rstrip().endswith("?")
        or _is_private(text)
        or _has("refuses", _QUOTED.sub(" ", text[: cue.end()]))
    ):
        return []
    if quoted := _QUOTED.search(text, cue.end()):
        return [quoted[1] or quoted[2]] if len(text[cue.end() : quoted.start()].split()) <= NEAR else []
    if cue is named:
        return []
    told = _END_OF_LINE.split(text[cue.end() :].strip(" :–—-"), maxsplit=1)[0].strip()
    is_line = 1 < len(told.split()) <= MAX_SLOGAN and told[:1].isupper() and not _has("placeholders", told)
    return [told.rstrip(".,;")] if is_line else []


def _is_to_be_used(window: Sequence[str]) -> bool:
    return not _has("refuses", _QUOTED.sub(" ", window[0])) and _is_endorsed(window)


def quoted_in(turns: Sequence[Turn]) -> dict[str, str]:
    """Lines that an answer quotes where it was asked for words, each with its sentence."""
    said = [text for turn in turns for text in sentences(turn.said)]
    wanted = [text for text in said if not says("negates", _QUOTED.sub(" ", text)) and not _is_private(text)]
    return {words.strip(_ENDED): text for text in wanted for words in _quotations(text)}


def requires(text: str) -> bool:
    """Whether a sentence says that something must appear."""
    return _has("requires", text) or must_stand_everywhere(text)


def _refuses(text: str) -> bool:
    """Whether a sentence only asks, or speaks of what others or the past had to print."""
    return text.rstrip().endswith("?") or says("past", text)


def to_print(text: str) -> Iterator[str]:
    """What stands in a sentence that says what must appear: its quotations, else addresses, tags and numbers."""
    quoted = [words for found in _QUOTED.finditer(text) if (words := found[1] or found[2])]
    tags = [found[0] for found in _TAG.finditer(_QUOTED.sub(" ", text))]
    before = _QUOTED.split(text, maxsplit=1)[0] if quoted else text
    if _is_negated(before):
        return
    yield from quoted
    yield from tags
    plain = _QUOTED.sub(lambda found: " " * len(found[0]), text)
    yield from (found[0].strip(_ENDED) for found in _ADDRESS.finditer(plain) if not _is_of_tag(plain, found))
    if not quoted:
        told = _REGISTERED.search(text) or (_NUMBER.search(text) if says("numbers_to_call", text) else None)
        yield from [told[0].strip(_ENDED)] if told else []


def begins_with_quotation(text: str, within: int) -> bool:
    found = _QUOTED.search(text)
    return found is not None and found.start() <= within


def without_quotations(text: str) -> str:
    return _QUOTED.sub(" ", text)


def without_marks(text: str) -> str:
    """A text without the quotation marks in which it stands as a whole: they are no part of it."""
    whole = _QUOTED.fullmatch(text)
    return (whole[1] or whole[2]) if whole else text


def _quotations(text: str) -> list[str]:
    return [found[1] or found[2] for found in _QUOTED.finditer(text)]


def _is_of_tag(text: str, found: re.Match[str]) -> bool:
    return found.start() > 0 and text[found.start() - 1] in "#@"


def _is_negated(before: str) -> bool:
    """Whether what stands before the words says not to print them; "do not forget" is no such thing."""
    return says("negates", _pattern("reminds").sub(" ", before))


def _lines(text: str) -> list[str]:
    return [line.strip(_ENDED) for line in _quotations(text) if len(line.split()) >= MIN_WORDS]


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
