"""Which words of the notes stay in the house: the one place that decides it.

A remark is a sentence that says so ("Don't quote me, but …"), the one before it ("That stays between us."), what goes
on from it ("He …"), what only stands in brackets, a paragraph behind a marker ("Between us: …"), or all that stands
under a heading ("## Internal"). No reader of the brief sees it. An embargo is no remark: the plan needs it, and only
documents do not show it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onboarding.notes.cues import first_of, is_wholly, says, topic_of
from onboarding.notes.document import bare
from onboarding.notes.sentences import pieces_of
from onboarding.notes.texts import MAX_SENTENCE, has_bullet, without_bullet

MAX_POINTER = 5  # words beside the marker in a sentence that only says what the one before it is
MAX_MARKER = 8  # words of a line that only marks what stands below
MAX_LEAD = 40  # characters before a marker that opens its paragraph
MAX_MARKED = 60  # characters of such a marker in brackets
LETTERS = 3  # that count as a word, where there is no space
_LINE = re.compile(r"\S[^\n]*")
_HEADING = re.compile(r"\s{0,3}(?:#{1,6}\s|(?:\*\*|__)[^*_\n]{1,90}(?:\*\*|__)\s?:?\s*$)")
_LABELLED = re.compile(r"[\W_]{0,8}[^\W\d_][^\n:：]{1,40}[:：]")
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]{0,1000}[)）\]]")
_QUOTED = re.compile('[“„«"‹「『][^“”„«»"‹›「」『』\n]{1,60}[”“»"›」』]')
_COLON = re.compile(r"[^.!?:：]{0,40}[:：]")
_TELLS = re.compile(r"\s?[,:–—-]\s?\w")  # what stands behind such a mark is the remark itself
_LEADS = re.compile(r"\s?[:：]")
_UNFINISHED = re.compile(r"[^.!?:;。！？…]\s*$")


@dataclass(frozen=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True)
class Internal:
    """Parts of the notes, in their order: `remarks` are for the house alone; `unshown` are these and embargoes."""

    remarks: tuple[Span, ...]
    unshown: tuple[Span, ...]


@dataclass(frozen=True)
class _Sentence:
    """`line`: the number of its line, which a mail program may have broken; `block`: that of its paragraph."""

    start: int
    end: int
    words: str
    line: int
    block: int
    is_first: bool  # of its line
    heads: bool  # is a heading


def headings_of(markdown: str) -> frozenset[str]:
    """The lines that are headings, without the marks that say so."""
    return frozenset(bare(line) for line in markdown.splitlines() if _HEADING.match(line))


def internal_in(notes: str, own_name: str = "", headings: frozenset[str] = frozenset()) -> Internal:
    """`own_name`: what the client is called, for a café may be named Entre Nous. `headings`: lines that are some, where
    their marks are gone."""
    sentences = list(_sentences(notes, headings))
    remarks = _joined(_remarks(sentences, own_name), notes)
    embargoes = (Span(one.start, one.end) for one in sentences if says("embargo", one.words[:MAX_SENTENCE]))
    return Internal(remarks, _joined([*remarks, *embargoes], notes))


def marks_internal(name: str) -> bool:
    """Whether a heading, or a field of a form, says that what it holds is for us."""
    return is_wholly("internal_heading", bare(name.replace("_", " ")))


def without(notes: str, spans: Iterable[Span]) -> str:
    kept, end = [], 0
    for span in spans:
        kept.append(notes[end : span.start])
        end = span.end
    return "".join([*kept, notes[end:]])


def _joined(spans: Iterable[Span], notes: str) -> tuple[Span, ...]:
    """In order, and those as one that overlap or stand beside one another in a paragraph."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: each.start):
        between = notes[found[-1].end : span.start] if found else ""
        if found and not between.strip() and between.count("\n") <= 1:
            found[-1] = Span(found[-1].start, max(span.end, found[-1].end))
        else:
            found.append(span)
    return tuple(found)


def _remarks(sentences: Sequence[_Sentence], own_name: str) -> Iterator[Span]:
    until = -1  # the last sentence that belongs to a remark for where it stands
    for position, one in enumerate(sentences):
        marker = None if _is_in_footer(sentences, position) else _marker(one.words, own_name)
        marks_below = _marks_below(sentences, position, marker)
        if position > until and marker and (bracket := _bracket_around(one, marker)):
            yield bracket
        elif position <= until or marker or marks_below or says("gossip", one.words):
            yield Span(one.start, one.end)
            if position > until and (marks_below or (marker and one.is_first and _opens(one.words, marker))):
                until = max(until, _last_of(sentences, position, below=marks_below))
            elif marker and position and _points_back(one.words, marker):
                yield Span(sentences[position - 1].start, sentences[position - 1].end)
            if position >= until and _goes_on(sentences, position):
                until = position + 1


def _marker(words: str, own_name: str) -> re.Match[str] | None:
    """What marks a sentence as a remark; no name does, and no quotation."""
    found = first_of("secret", words) or _marked_lead(words)
    if not found or f" {found[0]} ".casefold() in f" {own_name} ".casefold():
        return None
    quoted = any(one.start() < found.start() and found.end() < one.end() for one in _QUOTED.finditer(words))
    return None if quoted else found


def _marked_lead(words: str) -> re.Match[str] | None:
    """The brackets before a colon that say for whom what follows is: "For the team (internal, not the client): …"."""
    brackets = (found for found in _BRACKETS.finditer(words[: MAX_LEAD + MAX_MARKED]))
    leading = (found for found in brackets if _LEADS.match(words, found.end()))
    return next((found for found in leading if marks_internal(re.split(r"[,;]", found[0][1:-1])[0])), None)


def _is_in_footer(sentences: Sequence[_Sentence], position: int) -> bool:
    """Whether a sentence, or the one before it in its paragraph, is what a mail program writes below every mail."""
    around = sentences[max(0, position - 1) : position + 1]
    return any(says("mail_footer", one.words) for one in around if one.block == sentences[position].block)


def _bracket_around(one: _Sentence, marker: re.Match[str]) -> Span | None:
    """What stands in brackets with the marker, where that is not the whole sentence and leads to nothing behind it."""
    around = (found for found in _BRACKETS.finditer(one.words) if found.start() < marker.start() < found.end())
    found = next(around, None)
    if found is None or not re.search(r"\w", one.words[: found.start()] + one.words[found.end() :]):
        return None
    if found.end() <= MAX_LEAD + MAX_MARKED and _LEADS.match(one.words, found.end()):
        return None  # "For the team (internal): …"
    return Span(one.start + found.start(), one.start + found.end())


def _marks_below(sentences: Sequence[_Sentence], position: int, marker: re.Match[str] | None) -> bool:
    """Whether a heading, or a line alone, only marks what stands below: "For us only:"."""
    one, name = sentences[position], bare(sentences[position].words)
    alone = one.is_first and (position + 1 == len(sentences) or sentences[position + 1].line != one.line)
    if not alone or len(name.split()) > MAX_MARKER:
        return False
    leads = marker is not None and one.words.rstrip(" *_").endswith((":", "："))
    return leads or marks_internal(name)


def _last_of(sentences: Sequence[_Sentence], position: int, *, below: bool) -> int:
    """The last sentence of the section below a heading, of the paragraph below a line, or of the one that begins."""
    one, block = sentences[position], sentences[min(position + below, len(sentences) - 1)].block
    last = position
    while last + 1 < len(sentences):
        other = sentences[last + 1]
        ends = other.heads if one.heads else other.block != block or _begins_anew(other, one, listed=below)
        if ends:
            break
        last += 1
    return last


def _opens(words: str, marker: re.Match[str]) -> bool:
    """Whether a marker leads to what stands behind its colon: "Between us: …"."""
    return marker.start() <= MAX_LEAD and bool(_COLON.match(words, marker.end()))


def _begins_anew(other: _Sentence, one: _Sentence, *, listed: bool) -> bool:
    """Whether a line of the same paragraph is another answer, somebody else's, or an item of a list beside it."""
    if not other.is_first or other.line == one.line:
        return False
    return bool(_LABELLED.match(other.words)) or (not listed and has_bullet(other.words))


def _goes_on(sentences: Sequence[_Sentence], position: int) -> bool:
    """Whether the next sentence of the paragraph speaks on of the same thing."""
    if position + 1 == len(sentences) or sentences[position + 1].block != sentences[position].block:
        return False
    following = without_bullet(sentences[position + 1].words)
    if first_of("goes_on", following, at_start=True) is None:
        return False
    return first_of("persons", following, at_start=True) is not None or not _is_of_the_brief(following)


def _is_of_the_brief(words: str) -> bool:
    """Whether a sentence speaks of the campaign, whatever word it begins with."""
    return bool(topic_of(words)) or any(says(signal, words) for signal in ("aims", "audiences"))


def _points_back(words: str, marker: re.Match[str]) -> bool:
    """Whether a sentence says nothing itself, but of the one before it that it is a remark."""
    rest = f"{words[: marker.start()]} {words[marker.end() :]}"
    size = len(rest.split()) if " " in words else len(rest) // LETTERS
    if size > MAX_POINTER or _TELLS.match(words, marker.end()):
        return False
    return size <= 1 or says("points_to_before", words)


def _sentences(notes: str, headings: frozenset[str]) -> Iterator[_Sentence]:
    for line, (start, end, block) in enumerate(_lines(notes)):
        heads = bool(_HEADING.match(notes[start:end])) or bare(notes[start:end]) in headings
        for number, (first, last) in enumerate(pieces_of(notes[start:end])):
            words = notes[start + first : start + last]
            yield _Sentence(start + first, start + last, words, line, block, number == 0, heads)


def _lines(notes: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and paragraph of every line; one that goes on small in the next belongs to it."""
    found = [(line.start(), line.end()) for line in _LINE.finditer(notes)]
    if not found:
        return
    (start, end), block = found[0], 0
    for (_, before), (begins, ends) in pairwise(found):
        same_block = notes.count("\n", before, begins) == 1
        if same_block and _UNFINISHED.search(notes[max(start, before - 20) : before]) and notes[begins].islower():
            end = ends
            continue
        yield start, end, block
        start, end, block = begins, ends, block if same_block else block + 1
    yield start, end, block
