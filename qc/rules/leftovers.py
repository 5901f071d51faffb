"""What should have been gone before anybody reads: slots, filler, markup, broken letters."""

from collections.abc import Iterator

import regex

from aicmo_site.kernel.slots import slot_in
from qc.contracts import CopyDTO
from qc.rules.registry import Finding, language_of, prose, texts

EXEMPT = regex.compile(r"\{\{\s*unsubscribe_url\s*\}\}")
_TODO = regex.compile(r"(?<![\p{L}\p{N}#])TODO(?=:|\s)")  # in Spanish and Portuguese the word means "everything"
_LOREM = regex.compile(r"(?i)lorem\s+ipsum|dolor\s+sit\s+amet|consectetur\s+adipi[sc]{2}ing")
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
    todo = () if language_of(copy) in ("es", "pt", "gl") else (_TODO,)
    for field, text in texts(copy):
        clean = EXEMPT.sub(" ", text)
        found = slot_in(clean) or _first(todo, clean)
        if found:
            yield Finding(field, found, f"“{found}” was never filled in.")


def filler_latin(copy: CopyDTO) -> Iterator[Finding]:
    return _each((_LOREM,), texts(copy))


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
