"""What a language model said to its operator, and nobody took out."""

from collections.abc import Iterator

from qc.contracts import CopyDTO
from qc.rules.patterns import has_words_of, patterns_of
from qc.rules.registry import Finding, Unread, texts

_BEFORE_SPEECH = '\ufeff \n\t"“«*'


def residue(copy: CopyDTO) -> Iterator[Finding | Unread]:
    """Models lapse into English in any language, so the English patterns count in all."""
    if not has_words_of("residue", copy):
        yield Unread("Only English phrases of models were looked for.")
    anywhere, opening = patterns_of("residue", "anywhere", copy), patterns_of("residue", "openings", copy)
    for field, text in texts(copy):
        if match := anywhere.search(text) or opening.match(text.lstrip(_BEFORE_SPEECH)):
            yield Finding(field, match[0])
