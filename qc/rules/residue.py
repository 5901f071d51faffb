"""What a language model said to its operator, and nobody took out.

Not that such machines are the subject: a course on ChatGPT may be sold. What counts is the voice, what is handed over or
offered, and where in the text it stands.
"""

from collections.abc import Iterator

import regex

from qc.contracts import MINOR, CopyDTO
from qc.rules.client import names_of
from qc.rules.patterns import has_words_of, patterns_of
from qc.rules.registry import Finding, Unread, texts
from qc.rules.sentences import sentences, without_quotes

ASK = "A language model may have said this: please check who speaks here, and to whom."
_BEFORE_SPEECH = '\ufeff \n\t"“«„*_>¡¿'
_ENDS = 2  # sentences at either end of a text: there a model talks to its operator
_FEWEST_LABELS = 2


def residue(copy: CopyDTO) -> Iterator[Finding | Unread]:
    """Models lapse into English in any language, so the English patterns count in all."""
    if not has_words_of("residue", copy):
        yield Unread("Only English phrases of models were looked for.")
    for field, text in texts(copy):
        spoken = without_quotes(text.strip(_BEFORE_SPEECH))
        if found := _sure(copy, spoken) or _labels(copy, text):
            yield Finding(field, found)
        elif found := _doubtful(copy, spoken):
            yield Finding(field, found, ASK, MINOR)


def _sure(copy: CopyDTO, text: str) -> str:
    kinds = ("refusals", "notes") if _is_of_the_trade(copy) else ("refusals", "notes", "itself")
    found = next((match for kind in kinds if (match := patterns_of("residue", kind, copy).search(text))), None)
    found = found or patterns_of("residue", "openings", copy).match(text) or _handed_over(copy, text)
    return found[0] if found else _about_the_text(copy, text)


def _handed_over(copy: CopyDTO, text: str) -> "regex.Match[str] | None":
    """A sentence that announces a text, as only its writer does."""
    pattern = patterns_of("residue", "handovers", copy)
    return next((match for line in sentences(text) if (match := pattern.match(line.strip(_BEFORE_SPEECH)))), None)


def _about_the_text(copy: CopyDTO, text: str) -> str:
    """A sentence at an end of the text that offers to work on it, or says what was done to it."""
    many = sentences(text)
    offers, remarks = patterns_of("residue", "offers", copy), patterns_of("residue", "remarks", copy)
    pieces, words = patterns_of("residue", "pieces", copy), patterns_of("residue", "texts", copy)
    for sentence in dict.fromkeys((*many[:_ENDS], *many[-_ENDS:])):
        if (offers.search(sentence) or remarks.search(sentence)) and (pieces.search(sentence) or words.search(sentence)):
            return sentence
    return ""


def _labels(copy: CopyDTO, text: str) -> str:
    """The first of several labels for the parts of a text, each at the start of a line."""
    pattern = patterns_of("residue", "labels", copy)
    starts = (line.strip(_BEFORE_SPEECH).partition(":") for line in text.splitlines())
    labels = [before.strip(" *") for before, colon, _ in starts if colon and pattern.fullmatch(before.strip(" *"))]
    return labels[0] if len(labels) >= _FEWEST_LABELS else ""


def _doubtful(copy: CopyDTO, text: str) -> str:
    kinds = ("hints", "itself")
    found = next((match for kind in kinds if (match := patterns_of("residue", kind, copy).search(text))), None)
    return found[0] if found else ""


def _is_of_the_trade(copy: CopyDTO) -> bool:
    """Whether the client lives by such machines: its own may speak in the first person."""
    trade = patterns_of("residue", "trade", copy)
    return any(trade.search(text) for text in (*names_of(copy), *copy.client.facts))
