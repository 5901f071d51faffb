"""What a language model said to its operator, and nobody took out.

Not that such machines are the subject: a course on ChatGPT may be sold. What counts is the voice, what is handed
over or offered, and where in the text it stands.
"""

from collections.abc import Iterable, Iterator

import regex

from aicmo_site.kernel.text.sentences import blank, sentences, without_quotes
from qc.contracts import MINOR, CopyDTO
from qc.engine.patterns import has_words_of, patterns_of
from qc.engine.registry import Finding, Unread, texts
from qc.rules.client_requirements import names_of

ASK = "A language model may have said this: please check who speaks here, and to whom."
_BEFORE_SPEECH = '\ufeff \n\t"“«„*_>¡¿'
_SINGLE_QUOTES = regex.compile(r"(?<![\p{L}\p{N}])['‘‚][^'’‘\n]{1,200}['’‘](?![\p{L}\p{N}])")
# What a reviewer or a writer marked to be looked at again, and by what a writer tells on which fact it leans.
_CHECK_MARK = regex.compile(
    r"(?i)[\[(【](?:to )?(?:check|verify|confirm|tbc|tbv|fact ?-?check|citation needed"
    r"|source\?|needs? (?:source|checking)"
    r"|prüfen|bitte prüfen|zu prüfen|quelle\?|beleg fehlt|à vérifier|à confirmer|vérifier|verificar|a verificar"
    r"|comprobar"
    r"|por confirmar|confirmar|da verificare|verificare|da confermare|controleren|te controleren|nakijken|sprawdzić"
    r"|do sprawdzenia|do potwierdzenia|kontrollera|att kontrollera|kontroller|bekræft)"
    r"(?![\p{L}])[^\[\]()\n]{0,120}[\])】]"
)
_FACT_ID = regex.compile(
    r"(?i:[\[(]\s?(?:facts?|fatos?|factos?|fakt(?:en|um|y)?|hechos?|datos?|faits?|fatt[oi]|feit(?:en)?|fakta|source|quelle|fuente)"
    r"(?:\s?(?:id|nr|no)\.?)?\s?[:#=]?\s?[\p{L}_]{0,30}[.#]?\d{1,3}(?:\s?[,;]\s?[\p{L}_.#\d]{1,34}){0,8}\s?[\])])"
    r"|[(（]\s?[FKOP]\d{1,2}(?:\s?[,;/]\s?[FKOP]\d{1,2}){0,8}\s?[)）](?!\d)"
    r"|\[\s?\p{L}{1,3}[-_]?\d{1,3}(?:\s?[,;/]\s?\p{L}{1,3}[-_]?\d{1,3}){0,8}\s?\]"
    r"|(?<![\p{L}\p{N}/._-])(?:key_messages?|objectives|proof_points?|target_audience|mandatory_inclusions?|raw_notes|client_name"
    r"|call_to_action|brand_guidelines|fact_ids?|launch_(?:date|day))(?:\.\d{1,3}|\[\d{1,3}\])?(?![\p{L}\p{N}_])"
    r"|(?<![\p{L}\p{N}/._-])(?:fact|fakt)[-_#]\d{1,3}(?![\p{L}\p{N}])|【\d{1,3}[^】]{0,20}】"
)
_ASIDE = regex.compile(r"[(\[][^()\[\]\n]{8,300}[)\]]\s*$")
_ENDS = 2  # sentences at either end of a text: there a model talks to its operator
_FEWEST_LABELS = 2


def residue(copy: CopyDTO) -> Iterator[Finding | Unread]:
    """Models lapse into English in any language, so the English patterns count in all."""
    if not has_words_of("residue", copy):
        yield Unread("Only English phrases of models were looked for.")
    for field, text in texts(copy):
        spoken = _spoken(text)
        if found := _sure(copy, spoken) or _labels(copy, text):
            yield Finding(field, found)
        elif found := _doubtful(copy, spoken):
            yield Finding(field, found, ASK, MINOR)


def _spoken(text: str) -> str:
    """The text without its quotations, which say what others say; one that is a quotation as a whole speaks itself."""
    own = blank(without_quotes(text), _SINGLE_QUOTES)
    return (own if own.strip(_BEFORE_SPEECH + ".!?") else text).strip(_BEFORE_SPEECH)


def _sure(copy: CopyDTO, text: str) -> str:
    if left := _CHECK_MARK.search(text) or _FACT_ID.search(text):
        return left[0]
    kinds = ("refusals", "notes") if _is_of_the_trade(copy) else ("refusals", "notes", "itself", "orders")
    found = _first(copy, kinds, text) or patterns_of("residue", "openings", copy).match(text)
    found = found or _handing_line(copy, text) or _closing_aside(copy, text)
    found = found or next((match for match in _handed_over(copy, text) if _ends_line(match)), None)
    return found[0] if found else next(_about_the_text(copy, text, ("craft",), ("pieces", "texts")), "")


def _doubtful(copy: CopyDTO, text: str) -> str:
    found = _first(copy, ("hints", "itself"), text) or next(_handed_over(copy, text), None)
    return found[0] if found else next(_about_the_text(copy, text, ("pieces", "texts"), ()), "")


def _first(copy: CopyDTO, kinds: Iterable[str], text: str) -> "regex.Match[str] | None":
    return next((match for kind in kinds if (match := patterns_of("residue", kind, copy).search(text))), None)


def _handed_over(copy: CopyDTO, text: str) -> Iterator["regex.Match[str]"]:
    """Sentences that announce a text. Whoever only writes one does not; but a petition may be announced as well."""
    pattern = patterns_of("residue", "handovers", copy)
    lines = (line.strip(_BEFORE_SPEECH) for line in sentences(text))
    return (match for line in lines if (match := pattern.match(line)))


def _handing_line(copy: CopyDTO, text: str) -> "regex.Match[str] | None":
    """A first line that does nothing but announce the text."""
    match = patterns_of("residue", "opening_lines", copy).match(text)
    return match if match and _OPEN_LINE.match(text, match.end()) else None


_OPEN_LINE = regex.compile(r"[ \t*_]*(?:\n|$)")


def _closing_aside(copy: CopyDTO, text: str) -> "regex.Match[str] | None":
    """A last line in brackets that speaks of the order: no figures were used, since the brief gives none."""
    aside = _ASIDE.match(text.rstrip().rpartition("\n")[2])
    return aside if aside and patterns_of("residue", "asides", copy).search(aside[0]) else None


def _ends_line(match: "regex.Match[str]") -> bool:
    return not match.string[match.end() :].strip(_BEFORE_SPEECH)


def _about_the_text(copy: CopyDTO, text: str, done: Iterable[str], offered: Iterable[str]) -> Iterator[str]:
    """Sentences at an end of the text that tell what was done to it or offer to work on it, in these words."""
    many = sentences(text)
    for sentence in dict.fromkeys((*many[:_ENDS], *many[-_ENDS:])):
        for frame, words in (("remarks", done), ("offers", offered)):
            if patterns_of("residue", frame, copy).search(sentence) and _first(copy, words, sentence):
                yield sentence


def _labels(copy: CopyDTO, text: str) -> str:
    """The first of several labels for the parts of a text, each at the start of a line."""
    pattern = patterns_of("residue", "labels", copy)
    starts = (line.strip(_BEFORE_SPEECH).partition(":") for line in text.splitlines())
    labels = [before.strip(" *") for before, colon, _ in starts if colon and pattern.fullmatch(before.strip(" *"))]
    return labels[0] if len(labels) >= _FEWEST_LABELS else ""


def _is_of_the_trade(copy: CopyDTO) -> bool:
    """Whether the client lives by such machines: its own may speak in the first person."""
    trade = patterns_of("residue", "trade", copy)
    return any(trade.search(text) for text in (*names_of(copy), *copy.client.facts))
