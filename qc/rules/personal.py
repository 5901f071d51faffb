"""Personal data of private people."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from qc.contracts import CopyDTO
from qc.rules.client import names_of
from qc.rules.patterns import patterns_of
from qc.rules.registry import Finding, texts
from qc.rules.sentences import sentences

_EMAIL = regex.compile(r"[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}")
_FREE_MAIL = regex.compile(
    r"(?i)@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|web|t-online|freenet|orange|wanadoo|free|laposte|sfr|libero|virgilio|tiscali|alice|sapo|uol|bol|terra|proton|protonmail|pm|mail|inbox|yandex|wp|onet|o2|interia|ziggo|kpnmail|hetnet|btinternet|sky|comcast|verizon|qq|163|naver)\.[\p{L}.]{2,8}$"
)
_NUMBER = regex.compile(r"(?<![\p{L}\p{N}/=_.-])(?:\+|00)?\(?\p{N}[\p{N} ()./\u00a0\u2011-]{5,20}\p{N}(?![\p{L}\p{N}])")
_CARD = regex.compile(r"(?<!\p{N})(?:\d[ -]?){13,19}(?!\p{N})")
_IBAN = regex.compile(r"(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?(?![\p{L}\p{N}])")
# of the United States, Spain (two), Britain, Italy
_IDENTITIES = (
    r"\d{3}-\d{2}-\d{4}",
    r"\d{8}-?[A-HJ-NP-TV-Z]",
    r"[XYZ]-?\d{7}-?[A-Z]",
    r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]",
    r"[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]",
)
_IDENTITY = regex.compile(rf"(?<![\p{{L}}\p{{N}}-])(?:{'|'.join(_IDENTITIES)})(?![\p{{L}}\p{{N}}-])")
_FULL_NAME = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+){1,2}(?![\p{L}\p{N}])")
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_MARKS = regex.compile(r"[^\p{L}\p{N}@]")
_BEFORE_SITE = regex.compile(r"^(?:https?://)?(?:www\.)?")
_NAMED_LIKE_A_PERSON = regex.compile(r"\p{L}{2,}[._-]\p{L}{2,}\d*")


@dataclass(frozen=True)
class Own:
    """What the client gave out itself, put together once for all texts of a piece."""

    known: str  # its facts and addresses, without spaces
    named: str  # names, facts and demanded texts, in small letters
    names: tuple[str, ...]  # its own, without spaces
    site: str


def personal_data(copy: CopyDTO) -> Iterator[Finding]:
    own = _own(copy)
    for field, text in texts(copy):
        found = _email(text, own) or _identifier(text, own.known) or _private(copy, text, own)
        if found:
            yield Finding(field, found)


def _own(copy: CopyDTO) -> Own:
    client, names = copy.client, names_of(copy)
    return Own(
        known=_bare(" ".join((*client.facts, *client.mandatory, client.website, client.call_to_action))),
        named=" ".join((*names, *client.facts, *client.mandatory, *client.competitors)).casefold(),
        names=tuple(filter(None, map(_bare, names))),
        site=_BEFORE_SITE.sub("", client.website.casefold()).partition("/")[0],
    )


def _bare(text: str) -> str:
    return _MARKS.sub("", text).casefold()


def _email(text: str, own: Own) -> str:
    """An address at a mail provider that the client did not give, or a person's at a site that is not the client's."""
    for match in _EMAIL.finditer(text):
        local, _, host = match[0].rstrip(".").partition("@")
        if _bare(match[0]) in own.known or _is_own(own.site, host):
            continue
        names_client = any(name in _bare(local) for name in own.names)
        if (_FREE_MAIL.search(match[0].rstrip(".")) and not names_client) or _NAMED_LIKE_A_PERSON.fullmatch(local):
            return match[0].rstrip(".")
    return ""


def _is_own(site: str, host: str) -> bool:
    return bool(site) and (host.casefold() == site or host.casefold().endswith("." + site))


def _identifier(text: str, known: str) -> str:
    """A payment card, an account or the number of an identity document."""
    for match in _CARD.finditer(text):
        if _luhn([int(char) for char in match[0] if char.isdigit()]):
            return match[0].strip()
    for pattern in (_IBAN, _IDENTITY):
        for match in pattern.finditer(text):
            if _bare(match[0]) not in known and (pattern is _IDENTITY or _is_iban(match[0])):
                return match[0]
    return ""


def _luhn(digits: list[int]) -> bool:
    doubled = [digit if number % 2 else sum(divmod(digit * 2, 10)) for number, digit in enumerate(reversed(digits), 1)]
    return sum(doubled) % 10 == 0 and len(set(digits)) > 1


def _is_iban(text: str) -> bool:
    bare = text.replace(" ", "")
    return int("".join(str(int(char, 36)) for char in bare[4:] + bare[:4])) % 97 == 1


def _private(copy: CopyDTO, text: str, own: Own) -> str:
    """A telephone number or a home beside words or a name that make it somebody's own."""
    private, homes = patterns_of("personal", "private", copy), patterns_of("personal", "homes", copy)
    for sentence in sentences(text):
        number = next(
            (m for m in _NUMBER.finditer(sentence) if _is_number(m[0]) and _bare(m[0]) not in own.known), None
        )
        if number and (private.search(sentence) or _names_somebody(copy, sentence[: number.start()], own)):
            return number[0].strip()
        home = homes.search(sentence)
        if home and _bare(home[0]) not in own.known:
            return home[0]
    return ""


def _is_number(text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    return _FEWEST_DIGITS <= digits <= _MOST_DIGITS and not regex.fullmatch(
        r"\d{1,2}[./-]\d{1,2}[./-]\d{4}", text.strip()
    )


def _names_somebody(copy: CopyDTO, before: str, own: Own) -> bool:
    """A full name before the number that is not the client's, nor of a place in its facts."""
    names = [match[0] for match in _FULL_NAME.finditer(before)]
    callers = patterns_of("personal", "firm", copy)
    return any(name.casefold() not in own.named for name in names) and not callers.search(before)
