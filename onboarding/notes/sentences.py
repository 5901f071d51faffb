"""The sentences of notes, whichever mail, chat or list they were pasted from."""

import re
from collections.abc import Iterator
from itertools import pairwise

from aicmo_site.kernel.text.folding import caseless
from onboarding.notes.texts import MAX_SENTENCE, SHORT_MONTHS, has_bullet


def sentences(text: str) -> list[str]:
    """The sentences of notes, each once however often a mail thread quotes it.

    A line of question and answer is one; so is a short question with what follows it.
    """
    found: list[str] = []
    for line in _unwrapped(_said(re.sub("[\u200b\ufeff]", "", text))):
        pieces = [line] if _ANSWERED.match(line) else [piece.strip() for piece in _END.split(line)]
        found += _joined(list(_quoted_whole([piece for piece in pieces if piece])))
    short = (part for sentence in _led(found) for part in _in_reach(sentence))
    plain = (sentence.replace("\u2060", "") for sentence in short)
    return list({caseless(sentence): sentence for sentence in plain}.values())


_ANSWERED = re.compile(r"\s{0,9}[QPF]\b[.:)]?\s[^?]{0,500}\?\s{0,9}[AR]\b[.:)]?\s{1,9}\S", re.IGNORECASE)
_ABBREVIATIONS = (
    "approx aprox ca env etc incl excl inkl exkl evtl ggf bzw usw resp vs nr tel st mr mrs ms dr dra sr sra av mio tsd "
    "jan feb mar apr jun jul aug sept sep oct okt nov dec dez"
)
_OF_MONEY = "tis tys тис тыс mil mln млн mld млрд руб грн χιλ εκ kr"  # they often end a sentence, too
_NOT_ABBREVIATED = "".join(rf"(?<!\b{word}\.)" for word in ["[^\\W\\d]", *_ABBREVIATIONS.split()])
_COUNTED = (
    "hall halle hal room raum stand booth floor phase stage week gate gleis zone line linie class klasse year level"
)
_BEGIN = (
    "we|the|it|our|they|he|she|you|i|this|that|there|please|no|and|but|also|what|who|when|if|all|"
    "wir|die|es|sie|ihr|ich|bitte|und|aber|am|im|für|wer|was|wann|nous|le|les|on|il|elle|nos|el|los|las|se|hay|nuestr[oa]s?"
)
_IN_PLACES = "".join(rf"|(?<=\b{word} \d\.)" for word in _COUNTED.split())
_NOT_ABBREVIATED += (
    rf"(?:(?<!\b\d\.)|(?=\s+(?:{_BEGIN})\b){_IN_PLACES})"  # "4. Mai" is a date, "in hall 4. Ring us" two sentences
)
_NOT_ABBREVIATED += rf"(?<!\b\d\d\.(?=\s(?:{SHORT_MONTHS})))"  # "15. April" is one date
_NOT_ABBREVIATED += r"(?<!\b\d\d\.(?=\s(?:bis|und|oder)\s\d))"  # "vom 14. bis 16. März" are its days
_NOT_ABBREVIATED += "".join(rf"(?<!\b{word}\.(?=\s(?-i:[a-zа-яёіїєґα-ω])))" for word in _OF_MONEY.split())
_END = re.compile(
    r"(?<=[!?؟])\s+(?!\u2060)|(?<=[:;]\))\s+|(?<=[!?][)\"”»])\s+|(?<=[。！？])(?![」』）)])"
    rf"|(?<=[\w)\]\"”»'’%€$£₴₽₪₹₺]\.){_NOT_ABBREVIATED}\s+(?=[^\W\d_]|[„“\"«(\[¿¡])",
    re.IGNORECASE,
)
_JOIN = " \u2060"  # no sentence ends where a line was joined to the one before
_SHORT = 3
_TRAILING = 4
_LONGEST_QUOTE = 300  # characters; what is longer has lost its closing mark
_STRAIGHT_OPEN, _STRAIGHT_CLOSED = re.compile(r'(?:^|[\s(–—-])"(?=[^\W\d])'), re.compile(r'(?<=[^\W\d]|[.!?…,])"')
_SHORT_IN_CHAT = 8
_WRAPPED_AT = 50  # a line this long that just stops goes on in the next one
_LEAST_FILLED, _NARROWEST, _WIDEST = 3, 55, 100  # lines of a paragraph, characters of the longest
_LABEL = re.compile(r"[^\s:|][^:|]{0,30}:\s|.{0,200}\|")
_QUOTE_MARKS = re.compile(r"^(?:[>|]\s{0,3}){1,20}")
_DAY, _TIME = r"\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4}|\.)?", r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?"
_CHAT_HEAD = re.compile(
    rf"^\[(?:{_DAY},?\s)?{_TIME}(?:,?\s{_DAY})?\]\s{{0,3}}(?:[^:\n]{{1,40}}:\s)?"  # in brackets, whoever speaks
    rf"|^\[?(?:{_DAY},?\s)?{_TIME}\]?\s{{0,3}}[-–]?\s{{0,3}}(?:[^\W\d_][\w .'’-]{{0,30}}(?:\([^()]{{1,40}}\))?\s?:\s)?",
    re.IGNORECASE,
)
# Lines that a mail program wrote; their dates and names are no facts of the campaign.
_MAIL_HEAD = re.compile(
    r"^(?:(?:from|sent|date|to|cc|bcc|von|gesendet|datum|an|de|enviado|fecha|para|envoyé|à|da|inviato|aan|van|送信者|日時|宛先)"
    r"\s?[:：].{0,200}(?:@|\d{4}|<).{0,200}+|(?:on|am|el|le|il|op|em)\s.{0,80}\d{4}.{0,120}"
    r"(?:wrote|schrieb|escribió|a écrit|ha scritto|schreef|escreveu).{0,40}+"
    r"|-{2,}+[^-](?:.{0,58}[^-])?-{2,}+|-{4,}+|-- ?|_{5,80})$",
    re.IGNORECASE,
)


def _said(text: str) -> Iterator[tuple[str, bool]]:
    """The lines that people wrote, without the marks of quotation and chat, and whether each is a line of a chat."""
    for line in _rewrapped(text.splitlines()):
        unquoted = _QUOTE_MARKS.sub("", line.strip())
        said = _CHAT_HEAD.sub("", unquoted).strip()
        if said and not _MAIL_HEAD.match(said[:500]):
            yield said, said != unquoted.strip()


def _rewrapped(lines: list[str]) -> Iterator[str]:
    """Lines as they were before a mail program filled them up to its width: of a paragraph in which no line could have
    taken the first word of the next one, all are one."""
    paragraph: list[str] = []
    for line in [*lines, ""]:
        bare = _QUOTE_MARKS.sub("", line.strip())
        if bare:
            paragraph.append(line)
            continue
        yield from [" ".join(paragraph)] if _is_filled(paragraph) else paragraph
        paragraph = []


def _is_filled(paragraph: list[str]) -> bool:
    lines = [_QUOTE_MARKS.sub("", line.strip()) for line in paragraph]
    width = max(map(len, lines), default=0)
    if len(lines) < _LEAST_FILLED or not _NARROWEST <= width <= _WIDEST or any(map(has_bullet, lines)):
        return False
    return all(len(line) + 1 + len(after.split()[0]) > width for line, after in pairwise(lines)) and not any(
        _LABEL.match(line) or _CHAT_HEAD.match(line) or _MAIL_HEAD.match(line) for line in lines
    )


def _unwrapped(lines: Iterator[tuple[str, bool]]) -> Iterator[str]:
    """Lines that a mail program broke are whole again; in a chat, a short question goes with the answer behind it."""
    parts: list[str] = []
    for line, is_chat in lines:
        broken = parts and len(parts[-1]) >= _WRAPPED_AT and parts[-1][-1] not in ".!?:;。" and line[0].islower()
        if parts and not (_is_short_question(parts[-1]) if is_chat else broken):
            yield _JOIN.join(parts)
            parts = []
        parts.append(line)
    if parts:
        yield _JOIN.join(parts)


def _is_short_question(line: str) -> bool:
    return line.endswith("?") and _words(line) <= _SHORT_IN_CHAT


def _quoted_whole(pieces: list[str]) -> Iterator[str]:
    """A quotation of two sentences is not torn apart."""
    held = ""
    for piece in pieces:
        held = f"{held} {piece}" if held else piece
        if len(held) > _LONGEST_QUOTE or not _opens_quote(held):
            yield held
            held = ""
    if held:
        yield held


def _opens_quote(text: str) -> bool:
    closed = text.count("”") + (text.count("“") if "„" in text else 0)
    opened = text.count("„") if "„" in text else text.count("“")
    straight = len(_STRAIGHT_OPEN.findall(text)) > len(_STRAIGHT_CLOSED.findall(text))
    return straight or opened > closed or text.count("«") > text.count("»") or text.count("「") > text.count("」")


def _joined(pieces: list[str]) -> list[str]:
    """A heading such as "Website?" goes with the answer behind it, a lone "Confirm." with the sentence before it."""
    found: list[str] = []
    for piece in pieces:
        heading = found and found[-1].endswith("?") and _words(found[-1]) <= _SHORT
        trailer = found and _words(piece) <= _TRAILING and found[-1].endswith(("?", "…")) and not piece.endswith("?")
        if heading or trailer:
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return found


def _led(pieces: list[str]) -> list[str]:
    """A line that is only a short question ("Budget?") goes with the line behind it."""
    found: list[str] = []
    for piece in pieces:
        if found and found[-1].endswith(("?", "？")) and _words(found[-1]) <= 2 and not has_bullet(piece):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return found


def _in_reach(sentence: str) -> Iterator[str]:
    start, sentence = 0, sentence.rstrip()
    while len(sentence) - start > MAX_SENTENCE:
        end = sentence.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        end = end if end > 0 else start + MAX_SENTENCE
        yield sentence[start:end]
        start = next(at for at in range(end, len(sentence)) if not sentence[at].isspace())
    if sentence:
        yield sentence[start:]


def pieces_of(line: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a line begin and end in it, as it stands."""
    start = 0
    for found in _END.finditer(line):
        if line[start : found.start()].strip():
            yield start, found.start()
        start = found.end()
    if line[start:].strip():
        yield start, len(line.rstrip())


def _words(text: str) -> int:
    return len(text.split())
