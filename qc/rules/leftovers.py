"""What should have been gone before anybody reads: slots, filler, markup, broken letters."""

from collections.abc import Callable, Collection, Iterator
from functools import cache
from itertools import islice

import regex

from aicmo_site.kernel.placeholders import CHECK, Slot, slots_in
from aicmo_site.kernel.text.sentences import without_quotes
from qc.contracts import MINOR, CopyDTO
from qc.engine.registry import Finding, data, language_of, prose, texts
from qc.rules.client_requirements import names_of

EXEMPT = regex.compile(r"\{\{\s*unsubscribe_url\s*\}\}")
_TODO = regex.compile(r"(?<![\p{L}\p{N}#])TODO(?=:|\s)")  # in Spanish and Portuguese the word means "everything"
_LOREM = regex.compile(r"(?i)lorem\s{1,9}ipsum")
_FILLER = (
    regex.compile(r"(?i)lorem\s{1,9}ipsum\s{1,9}dolor|dolor\s{1,9}sit\s{1,9}amet|consectetur\s{1,9}adipi[sc]{2}ing"),
    regex.compile(r"(?i)sed ut perspiciatis|hinter den wortbergen|fern der länder vokalien"),
)
_WORDS_IN_A_ROW = regex.compile(r"(?<![\p{L}])\p{L}{2,20}(?:,? \p{L}{2,20}){4,59}")
_UNSETTLED = ("TBA", "TBC", "TBD")
_OMISSIONS = ("[…]", "[...]")
_MOST_SLOTS = 50
_FEWEST_FILLER, _SHARE_OF_FILLER = 4, 0.6
_ASK_LOREM = "The name of the usual filler text: please check that it is the subject here."
_TAG = regex.compile(r"\{\{\s{0,9}([\p{L}\p{N}_.]{1,60})[^{}]{0,80}\}\}?")
_MERGED = regex.compile(r"\{\{\s{0,9}([\p{L}\p{N}_.]{1,60})\s{0,9}\|\s{0,9}(?:default|fallback)[^{}]{1,60}\}\}")
_MARKUP = (
    regex.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*|__[^\s_][^_\n]{0,200}__|~~[^\s~][^~\n]{0,200}~~"),
    regex.compile(r"(?m)^\s{0,3}#{1,6}\s+\S[^\n]{0,80}"),
    regex.compile(r"\[[^\[\]\n]{1,200}\]\([^()\s]{1,300}\)"),
    regex.compile(r"`[^`\n]{1,200}`"),
    regex.compile(
        r"(?i)</?(?:a|b|br|div|em|h[1-6]|i|img|li|ol|p|script|span|strong|style|table|td|tr|u|ul)\b[^<>]{0,300}>"
    ),
    regex.compile(r"&(?:amp|nbsp|lt|gt|quot|apos|ndash|mdash|hellip|euro|[aeiou](?:acute|grave|circ|uml)|#\d{2,6});"),
)
# UTF-8 read as Latin-1 or Windows-1252. A quote, dash or ellipsis after a capital (CAFÉ…, MANHÃ”) is no such thing.
_MIS_DECODED = (
    regex.compile("\ufffd"),
    regex.compile("Ã[\u0080-\u009f\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bfƒˆ‰Š‹ŒŽœŸž€]"),
    regex.compile("Â[\u0080-\u009f£©®°±·´¿¡º§]"),
    regex.compile("â€[\u0080-\u00bf™œžš“”˜¦¢\u0153]?|ðŸ|ï»¿"),
    regex.compile("(?:[ÐÑ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]){2}"),
    regex.compile("(?:[ãäåæçèéàØÙÎÏ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}){3}"),
)


def placeholders(copy: CopyDTO) -> Iterator[Finding]:
    """What the sender's own tool will fill in is none; what may be a name or an aside is pointed out."""
    merged = frozenset(_MERGED.findall(" ".join(text for _, text in texts(copy)))) if copy.channel == "email" else ()
    for field, text in texts(copy):
        slots = [slot for slot in _slots(EXEMPT.sub(" ", text), copy) if not _is_filled(slot.words, copy, merged)]
        is_doubtful = _doubts(text, copy)
        doubtful = [slot for slot in slots if is_doubtful(slot)]
        if sure := [slot.words for slot in slots if slot not in doubtful]:
            yield Finding(field, sure[0], f"“{sure[0]}” was never filled in.")
        elif doubtful:
            words = doubtful[0].words
            yield Finding(field, words, f"“{words}” looks as if it was never filled in.", MINOR)


def _slots(text: str, copy: CopyDTO) -> list[Slot]:
    """The first so many: more of them tell nothing else. In a quotation […] is an omission."""
    many = dict.fromkeys(islice(slots_in(text), _MOST_SLOTS))
    unquoted = without_quotes(text)
    found = [slot for slot in many if slot.words in unquoted or slot.words not in _OMISSIONS]
    todo = None if language_of(copy) in ("es", "pt", "gl") else _TODO.search(text)
    return [*found, Slot(todo[0])] if todo else found


def _is_filled(slot: str, copy: CopyDTO, merged: Collection[str]) -> bool:
    """By the tool that sends a mail, where the mail says elsewhere what it puts in for want of a value; or it is a name
    of the client's."""
    tag = _TAG.fullmatch(slot)
    return bool(tag and tag[1] in merged) or any(slot in name for name in (*names_of(copy), *copy.client.mandatory))


def _doubts(text: str, copy: CopyDTO) -> Callable[[Slot], bool]:
    """Whether a slot may be none: a bracket that the client writes as well or that stands in a quotation, a variable
    where programming is taught, a disease (TBC) where people do not speak English."""
    facts, unquoted = "\n".join(copy.client.facts).casefold(), without_quotes(text)
    teaches = _speaks_of("programming").search(f"{text}\n{copy.client.name}\n{facts}")

    def is_doubtful(slot: Slot) -> bool:
        if slot.only_named:
            is_firm = slot.words in _UNSETTLED
            return is_firm or slot.words.casefold() in facts or slot.words not in unquoted
        return bool(teaches) if slot.is_code else slot.words == "TBC" and language_of(copy) != "en"

    return is_doubtful


def check_marks(copy: CopyDTO) -> Iterator[Finding]:
    """Ours, before words that no machine could settle; nobody lets one pass."""
    yield from (Finding(field, CHECK) for field, many in copy.fields.items() if any(CHECK in text for text in many))


def filler_latin(copy: CopyDTO) -> Iterator[Finding]:
    """Its name may be the subject: then it is pointed out, and where the client speaks of it not even that."""
    given = any(_LOREM.search(text) for text in (*names_of(copy), *copy.client.facts, *copy.client.mandatory))
    for field, text in texts(copy):
        if found := _first(_FILLER, text) or _latin(text):
            yield Finding(field, found)
        elif not given and (found := _first((_LOREM,), text)):
            is_subject = _speaks_of("typography").search(text) or not _LOREM.search(without_quotes(text))
            yield Finding(field, found, *((_ASK_LOREM, MINOR) if is_subject else ()))


def _latin(text: str) -> str:
    """A run of words that are all of the usual filler."""
    for match in _WORDS_IN_A_ROW.finditer(text):
        many = match[0].casefold().replace(",", "").split()
        hits = sum(word in _filler_words() for word in many)
        if hits >= _FEWEST_FILLER and hits >= _SHARE_OF_FILLER * len(many):
            return match[0]
    return ""


@cache
def _speaks_of(subject: str) -> "regex.Pattern[str]":
    return regex.compile(rf"(?i)(?<!\p{{L}})(?:{'|'.join(data('filler')[subject])})(?!\p{{L}})")


@cache
def _filler_words() -> frozenset[str]:
    return frozenset(data("filler")["words"])


def markup(copy: CopyDTO) -> Iterator[Finding]:
    return _each(_MARKUP, [(field, EXEMPT.sub(" ", text)) for field, text in prose(copy)])


def mis_decoded(copy: CopyDTO) -> Iterator[Finding]:
    return _each(_MIS_DECODED, texts(copy))


def _each(patterns: tuple, many: list[tuple[str, str]]) -> Iterator[Finding]:
    for field, text in many:
        if found := _first(patterns, text):
            yield Finding(field, found)


def _first(patterns: tuple, text: str) -> str:
    return next((match[0] for pattern in patterns if (match := pattern.search(text))), "")
