"""What notes tell in plain prose, without quotation marks, for print: what people are to remember, and what must stand
on every piece. Quoted words are for required_wording.py."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from onboarding.lexicon import WORDS
from onboarding.notes.cues import says
from onboarding.notes.open_points import is_unsettled
from onboarding.notes.texts import without_bullet

LEAST_WORDS, LONGEST = 2, 220  # of a message, words and characters
LONGEST_LEAD = 160  # characters before the link
_MARKS = " \t\"'“”„«»‚‘’"
_LISTS = ("people", "remember", "piece")


@dataclass(frozen=True)
class Told:
    """A line for print, the sentence that tells it, and whether it can stand alone as it is."""

    line: str
    words: str
    stands_alone: bool = True


def messages_in(said: Sequence[str]) -> list[Told]:
    """What the notes say that people are to take away, each with its sentence."""
    found: list[Told] = []
    for text, behind in zip(said, [*said[1:], ""], strict=False):
        led = _led_to(text)
        if led and not led.line:  # "That is what people should remember:", and the message on the next line
            led = Told(without_bullet(behind), behind) if behind else None
        if led and _is_line(led.line) and not text.rstrip().endswith("?"):
            found.append(Told(_plain(led.line), led.words, led.stands_alone))
    return found


def tells_a_line(text: str) -> bool:
    """Whether a sentence tells words for print: then it is no aim, no audience and no tone."""
    return _led_to(text) is not None or bool(line_everywhere(text)) or must_stand_everywhere(text)


def line_everywhere(text: str) -> str:
    """The line that a sentence wants on every piece, behind its colon; "" where it gives none."""
    lead, colon, told = text.partition(":")
    if not colon or not told[:1].isspace() or text.rstrip().endswith("?") or says("negates", lead):
        return ""
    is_led = any(_leads_to_a_line(lead, *patterns) for patterns in _everywhere())
    line = _plain(told)
    return line if is_led and any(map(str.isalpha, line)) and len(line) <= LONGEST and not is_unsettled(line) else ""


def _leads_to_a_line(lead: str, everywhere: re.Pattern[str], must: re.Pattern[str], stands: re.Pattern[str]) -> bool:
    """ "On all posters: …", "Please put everywhere: …", "On all posters must stand: …"."""
    places = list(everywhere.finditer(lead))
    if not places:
        return False
    if len(lead[: places[0].start()].split()) < LEAST_WORDS and _ends(places, lead):
        return True
    ends = _ends(places, lead) or _ends(stands.finditer(lead), lead) or _ends(must.finditer(lead), lead)
    return ends and bool(must.search(lead))


def must_stand_everywhere(text: str) -> bool:
    """Whether a sentence says that something must stand on every piece."""
    return any(everywhere.search(text) and must.search(text) and stands.search(text)
               for everywhere, must, stands in _everywhere())  # fmt: skip


def wants_a_wording(text: str) -> bool:
    """Whether a sentence says that a line must stand on every piece, whichever."""
    return bool(_wordings().search(text)) and must_stand_everywhere(text)


def _ends(found: Any, lead: str) -> bool:
    return any(match.end() == len(lead.rstrip()) for match in found)


def _led_to(text: str) -> Told | None:
    """The message behind its lead; an empty line where the lead is all that the sentence says."""
    head = text[: LONGEST_LEAD * 2]
    for language, (leads, links, that) in _leads().items():
        for lead in leads.finditer(head):
            link = links.match(text, lead.end())
            if lead.start() > LONGEST_LEAD or link is None or says("negates", head[: lead.start()]):
                continue
            rest = text[link.end() :].strip()
            clause = that.match(rest)
            if ":" in link[0]:
                return Told(rest, text)
            if clause:
                line = rest[clause.end() :].strip()
                return Told(line[:1].upper() + line[1:], text, language not in _words()["verb_last"])
            if rest and not _no_value().match(rest):
                return Told(rest[:1].upper() + rest[1:], text)
    return _conveyed(text)


def _conveyed(text: str) -> Told | None:
    """The message behind a colon, or "that", before which people are said to take it in."""
    for language, (nouns, weak_nouns, conveys, weak, behind) in _conveying().items():
        if (link := behind.search(text[:LONGEST_LEAD])) is None:
            continue
        lead = text[: link.start()]
        is_told = bool(nouns.search(lead) and (conveys.search(lead) or weak.search(lead)))
        is_told = is_told or bool(weak_nouns.search(lead) and conveys.search(lead))
        if is_told and not says("negates", lead) and not must_stand_everywhere(lead):
            line = text[link.end() :].strip()
            if ":" in link[0]:
                return Told(line, text)
            return Told(line[:1].upper() + line[1:], text, language not in _words()["verb_last"])
    return None


def _is_line(line: str) -> bool:
    plain = _plain(line)
    is_long_enough = len(plain.split()) >= LEAST_WORDS and len(plain) <= LONGEST
    if _none().match(plain):
        return False
    return is_long_enough and not line.rstrip().endswith("?") and not is_unsettled(line) and not says("asks", line)


def _plain(line: str) -> str:
    return line.strip(_MARKS).rstrip(".").strip(_MARKS)


@cache
def _words() -> dict[str, Any]:
    return cast(dict[str, Any], json.loads((WORDS / "told_lines.json").read_text(encoding="utf-8")))


@cache
def _leads() -> dict[str, tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]]:
    """By language: what leads to a message, what links the two, and what makes the message a clause."""
    found = {}
    for language, words in _words()["languages"].items():
        that = rf"(?:{'|'.join(words['that'])})(?:\s|(?<=['’]))"
        link = rf"\s?,?\s(?:{'|'.join(words['links'])})(?!\w),?\s?:?|\s?:(?=\s|$)|\s[–—-](?=\s)|,?\s(?={that})"
        leads = _whole(words, "leads")
        found[language] = leads, re.compile(link, re.IGNORECASE), re.compile(that, re.IGNORECASE)
    return found


@cache
def _conveying() -> dict[str, tuple[re.Pattern[str], ...]]:
    found = {}
    for language, words in _words()["languages"].items():
        that = rf"(?:{'|'.join(words['that'])})(?:\s|(?<=['’]))"
        behind = re.compile(rf"\s?:(?:\s|$)|,?\s(?:{'|'.join(words['links'])}),?\s{that}", re.IGNORECASE)
        names = ("nouns", "weak_nouns", "conveys", "weak_conveys")
        found[language] = (*(_whole(words, name) for name in names), behind)
    return found


@cache
def _everywhere() -> tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
    languages = _words()["languages"].values()
    return tuple((_whole(one, "everywhere"), _whole(one, "must"), _whole(one, "stands")) for one in languages)


@cache
def _wordings() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_words()['wordings'])})(?!\w)", re.IGNORECASE)


@cache
def _none() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_words()['none'])})(?!\w)", re.IGNORECASE)


@cache
def _no_value() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_words()['no_value'])})(?!\w)", re.IGNORECASE)


def _whole(words: dict[str, list[str]], name: str) -> re.Pattern[str]:
    pattern = "|".join(words[name])
    for listed in _LISTS:
        pattern = pattern.replace(f"{{{listed}}}", f"(?:{'|'.join(words[listed])})")
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
