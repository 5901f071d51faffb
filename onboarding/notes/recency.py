"""Which of several statements in the notes is the newest: of mails the latest, and in each what corrects the rest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from aicmo_site.kernel.extract.dates import find_dates
from aicmo_site.kernel.text.folding import caseless
from onboarding.notes.cues import says
from onboarding.notes.sentences import sentences

LONGEST_HEAD = 160  # characters of a line that begins a mail
NEAR = 6  # lines below "From:" in which its day stands
_NAMES = "from|von|de|da|van"
_DAYS = "date|sent|gesendet|datum|envoyé(?: le)?|fecha|enviado(?: el)?|data|inviato|verzonden|received|am|le"
_WRITER = re.compile(rf"\W{{0,6}}(?:{_NAMES})\W{{0,3}}\s?:\s?\S", re.IGNORECASE)
_DAY = re.compile(rf"\W{{0,6}}(?:{_DAYS})\W{{0,3}}\s?:\s?\S", re.IGNORECASE)
_QUOTES = re.compile(
    r"^(?:on|am|el|le|il|op|em)\s.{0,120}(?:wrote|schrieb|escribió|a écrit|ha scritto|schreef|escreveu)\b"
)
_ORIGINAL = re.compile(
    r"-{2,}\s?(?:original|ursprüngliche|weitergeleitete|forwarded|message|mensaje|messaggio|oorspronkelijk)\b.{0,60}",
    re.IGNORECASE,
)
# "Mail 2, 14 January:", "### E-mail from Carla (8 Jan)", "Second call, Tuesday 13 January"
_TITLE = re.compile(
    r"\W{0,8}(?:\w{2,9}\s)?(?:e-?mails?|mails?|messages?|nachricht|anruf|telefonat|gespräch|call|courriel|appel|correo|mensaje|"
    r"llamada|email|telefoontje|bericht)\b[^.!?]{0,80}:?\W{0,4}",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^(?:[>|]\s{0,3}){1,20}")

Age = tuple[int, int]  # of a mail, and of what corrects others in it: the higher the newer


@dataclass
class _Mail:
    depth: int  # of its quotation
    day: tuple[int, int, int] | None = None
    lines: list[str] = field(default_factory=list)


def ages(notes: str) -> dict[str, Age]:
    """How new each sentence is, by its caseless text; a quoted one is as old as the mail that said it first."""
    found: dict[str, Age] = {}
    for place, mail in _from_oldest(_mails(notes)):
        for said, correction in _said_in(mail):
            found.setdefault(caseless(said), (place, correction))
    return found


def _from_oldest(mails: list[_Mail]) -> Iterator[tuple[int, _Mail]]:
    """By their days where all but the first tell one; else a thread as mail programs quote: deepest first, and of one
    depth from below."""
    told = [mail for mail in mails if any(line.strip() for line in mail.lines)]
    first = told[:1] if told and told[0].day is None and not told[0].depth else []
    dated = [mail for mail in told if mail not in first] if first else told
    dated.reverse()
    if len({mail.day for mail in dated}) > 1 and all(mail.day or mail.depth for mail in dated):
        dated.sort(key=lambda mail: mail.day or (0, 0, 0))
    else:
        dated.sort(key=lambda mail: -mail.depth)
    return enumerate([*dated, *first])


def _mails(notes: str) -> list[_Mail]:
    """The mails of a thread; what stands between the quoted lines of one is one mail."""
    mails = [_Mail(0)]
    lines = notes.splitlines()
    for at, line in enumerate(lines):
        marks = _QUOTED.match(line.strip())
        depth, bare = (marks[0].count(">") if marks else 0), line.strip()[marks.end() if marks else 0 :].strip()
        below = lines[at + 1 : at + 1 + NEAR]
        if _begins(bare, below):
            mails.append(_Mail(depth, _day_of(bare) or next(map(_day_of, _heads(below)), None)))
        elif bare and depth != mails[-1].depth:
            quoted = depth > mails[-1].depth and len(mails[-1].lines) == 1 and mails[-1].day is not None
            if quoted:  # "On Monday Ann wrote:", and behind it her mail
                mails[-1].depth = depth
            else:
                mails.append(next((mail for mail in reversed(mails) if mail.depth == depth), _Mail(depth)))
        mails[-1].lines.append(bare)
    return list({id(mail): mail for mail in mails}.values())


def _begins(line: str, below: list[str]) -> bool:
    """Whether a line begins another mail: as a program quotes it, or as people set one below the other."""
    if not line or len(line) > LONGEST_HEAD:
        return False
    if _QUOTES.match(line.casefold()) or _ORIGINAL.match(line):
        return True
    if _WRITER.match(line):
        return any(True for _ in _heads(below))
    return bool(_TITLE.fullmatch(line)) and _day_of(line) is not None


def _heads(lines: list[str]) -> Iterator[str]:
    bare = (_QUOTED.sub("", line.strip()) for line in lines)
    return (line for line in bare if _DAY.match(line))


def _day_of(line: str) -> tuple[int, int, int] | None:
    dates = [one for found in find_dates(line[:LONGEST_HEAD]) for one in found.dates if one.day and one.month]
    return (dates[0].year or 0, dates[0].month or 0, dates[0].day or 0) if dates else None


def _said_in(mail: _Mail) -> Iterator[tuple[str, int]]:
    """The sentences of a mail, each with how many corrections it is beyond what was said first: a correction holds to
    the end of its paragraph."""
    latest = 0
    for paragraph in re.split(r"\n\n+", "\n".join(mail.lines)):
        corrections = 0
        for said in sentences(paragraph):
            if says("corrects", said):
                latest += 1
                corrections = latest
            yield said, corrections
