"""Personal data of private people.

What the client gave out itself, its own addresses, numbers of goods and firms, help lines and the contacts that stand
there for the press are none. Whether a stranger's address that stands alone is private, a person is asked.
"""

from collections.abc import Iterator
from itertools import pairwise

import regex

from aicmo_site.kernel.text.sentences import sentences
from qc.contracts import MINOR, CopyDTO
from qc.engine.patterns import patterns_of
from qc.engine.registry import Finding, texts
from qc.rules.identifiers import identifier
from qc.rules.own import Own, bare, own_of

ASK = "This may be a private person's: please check that it is there to be printed."
_EMAIL = regex.compile(r"[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}")
_FREE_MAIL = regex.compile(
    r"(?i)@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|web|t-online|freenet|orange|wanadoo|free|laposte|sfr|libero|virgilio|tiscali|alice|sapo|uol|bol|terra|proton|protonmail|pm|mail|inbox|yandex|wp|onet|o2|interia|ziggo|kpnmail|hetnet|btinternet|sky|comcast|verizon|qq|163|naver)\.[\p{L}.]{2,8}$"
)
_NUMBER = regex.compile(r"(?<![\p{L}\p{N}/=_.-])(?:\+|00)?\(?\p{N}[\p{N} ()./\u00a0\u2011-]{5,20}\p{N}(?![\p{L}\p{N}])")
# numbers that nobody has at home: free of charge, shared cost, premium, of help lines
_SERVICE = regex.compile(r"(?:(?:\+|00)\d{1,3})?0?(?:80[0-8]|30[03]|84[2-5]|87[0-2]|90[0-9]|18[0-9]|11[36])\d*")
_FULL_NAME = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}[\p{Ll}\p{M}]+(?:[ -]\p{Lu}[\p{Ll}\p{M}]+){1,2}(?![\p{L}\p{N}])")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_NAMED_LIKE_A_PERSON = regex.compile(r"\p{L}{2,}[._-]\p{L}{2,}\d*")


def personal_data(copy: CopyDTO) -> Iterator[Finding]:
    own = own_of(copy)
    for field, text in texts(copy):
        found = [line for sentence in sentences(text) for line in _in_sentence(copy, sentence, own)]
        if sure := next((words for words, is_sure in found if is_sure), ""):
            yield Finding(field, sure)
        elif found:
            yield Finding(field, found[0][0], ASK, MINOR)


def _in_sentence(copy: CopyDTO, sentence: str, own: Own) -> Iterator[tuple[str, bool]]:
    """(data of a person, whether they are surely private)"""
    yield from _emails(copy, sentence, own)
    yield from identifier(copy, sentence, own)
    number = next((m for m in _NUMBER.finditer(sentence) if _is_number(m[0]) and bare(m[0]) not in own.known), None)
    if number and _is_private(copy, sentence, number.start(), own):
        yield number[0].strip(), True
    home = patterns_of("personal", "homes", copy).search(sentence)
    if home and bare(home[0]) not in own.known:
        yield home[0], True


def _emails(copy: CopyDTO, sentence: str, own: Own) -> Iterator[tuple[str, bool]]:
    """Addresses at a mail provider that the client did not give, or a person's at a site that is not the client's."""
    for match in _EMAIL.finditer(sentence):
        address = match[0].rstrip(".")
        local, _, host = address.partition("@")
        if bare(address) in own.known or own.has_site(host):
            continue
        is_customer = bool(_says("customers", copy, sentence))
        if _says("offices", copy, sentence) and not is_customer:
            continue
        names_client = any(name in bare(local) for name in own.names)
        if (
            is_customer
            or (_FREE_MAIL.search(address) and not names_client)
            or _belongs(local, sentence[: match.start()])
        ):
            yield address, True
        elif _NAMED_LIKE_A_PERSON.fullmatch(local):
            yield address, False


def _belongs(local: str, before: str) -> bool:
    """Whether an address with digits, as people choose them, is that of a person named before it."""
    words = [word for name in _FULL_NAME.findall(before) for word in name.split()]
    named = any(bare(first + last) in bare(local) for first, last in pairwise(words))
    return named and any(map(str.isdigit, local))


def _says(kind: str, copy: CopyDTO, text: str) -> bool:
    return bool(patterns_of("personal", kind, copy).search(text))


def _is_private(copy: CopyDTO, sentence: str, start: int, own: Own) -> bool:
    """Whether words or a name beside a number make it somebody's own."""
    if _says("private", copy, sentence):
        return True
    before = sentence[:start]
    is_office = _says("firm", copy, before) or _says("offices", copy, before)
    return _names_somebody(copy, before, own) and (not is_office or _says("customers", copy, before))


def _is_number(text: str) -> bool:
    digits = "".join(char for char in text if char.isdigit() or char == "+")
    return (
        _FEWEST_DIGITS <= len(digits.lstrip("+")) <= _MOST_DIGITS
        and not regex.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}", text.strip())
        and not _SERVICE.fullmatch(digits)
    )


def _names_somebody(copy: CopyDTO, before: str, own: Own) -> bool:
    """A full name before the number that is not the client's, nor of a place in its facts."""
    starts = patterns_of("personal", "not_names", copy)
    names = [match[0] for match in _FULL_NAME.finditer(before)]
    people = [name for name in names if name.count(" ") > 1 or not starts.fullmatch(name.partition(" ")[0])]
    return any(name.casefold() not in own.named for name in people)
