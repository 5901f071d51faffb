"""Numbers that stand for one person or one account: payment cards, accounts, identity documents."""

from collections.abc import Iterator

import regex

from qc.contracts import CopyDTO
from qc.engine.patterns import patterns_of
from qc.rules.own import Own, bare

_CARD = regex.compile(r"(?<![\p{N}.,-])(?:\d[ -]?){12,18}\d(?!\p{N})")
_CARD_STARTS = "23456"
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
_LABEL = 30  # characters before a number in which its label stands


def identifier(copy: CopyDTO, sentence: str, own: Own) -> Iterator[tuple[str, bool]]:
    """(number, whether it is surely private). An account may be there for donations."""
    for match in _CARD.finditer(sentence):
        if _is_card(match[0]) and not _is_of_a_thing(copy, match):
            yield match[0].strip(), True
    for match in _IBAN.finditer(sentence):
        if bare(match[0]) not in own.known and _is_iban(match[0]):
            yield match[0], not patterns_of("personal", "accounts", copy).search(sentence)
    for match in _IDENTITY.finditer(sentence):
        if bare(match[0]) not in own.known and not _is_of_a_thing(copy, match):
            yield match[0], True


def _is_of_a_thing(copy: CopyDTO, match: "regex.Match[str]") -> bool:
    """Whether a label before a number says that it is one of goods, an order or a firm."""
    before = match.string[max(0, match.start() - _LABEL) : match.start()]
    return bool(patterns_of("personal", "things", copy).search(before))


def _is_card(text: str) -> bool:
    return text[0] in _CARD_STARTS and _luhn([int(char) for char in text if char.isdigit()])


def _luhn(digits: list[int]) -> bool:
    doubled = [digit if number % 2 else sum(divmod(digit * 2, 10)) for number, digit in enumerate(reversed(digits), 1)]
    return sum(doubled) % 10 == 0 and len(set(digits)) > 1


def _is_iban(text: str) -> bool:
    compact = text.replace(" ", "")
    return int("".join(str(int(char, 36)) for char in compact[4:] + compact[:4])) % 97 == 1
