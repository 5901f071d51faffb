"""Changing a text by what a wish asks, and nothing else in it. What cannot be done gives the text as it was."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from aicmo_site.kernel.text.folding import caseless
from aicmo_site.kernel.text.sentences import sentences

_TAG = regex.compile(r"(?<![\p{L}\p{N}&/])[#＃][\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*")
_HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)
_OPENER = re.compile(r"\A\s*[:,–—-]\s+")
_CLOSER = re.compile(r"\s*[,–—(-]\s*\Z")
_FORMS = r"(?:s|es|ly|ingly|e|er|en|em|es|ment)?"  # in which a word is still the same word
_URL = re.compile(r"\{\{|https?://|\b[\w-]{2,63}\.(?:[a-z]{2,24})\b", re.IGNORECASE)
_WORDS = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.-]*")
_MARKS = (".", ",", ";", ":", "!", "?", "…", "。", "！", "？")
SHORT = 12  # words; of fewer nothing can be spared
SPARED = 0.8  # what is to be shorter, without saying how much, has at most so much of its words
WITHIN = 1.1  # of a length that was named
MOST_TRIED = 40  # edits one by one, where they cannot all be made

Sentence = tuple[str, int, int]  # with its place in the text
Edit = tuple[int, int, str]  # from, to, and what stands there instead; "" takes it out


@dataclass(frozen=True)
class Guard:
    """What no wish takes out of a text. needed: what must appear. lawful: what the law wants said. told: the client's
    messages and proof points, of which one has to stay where one was. kept: name, action and address, which no shorter
    text misses."""

    needed: tuple[str, ...] = ()
    lawful: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    def holds_needed(self, part: str) -> bool:
        return "{{" in part or any(_in(one, part) for one in self.bound)

    @property
    def bound(self) -> tuple[str, ...]:
        return (*self.needed, *self.lawful)

    def keeps_bound(self, before: str, after: str) -> bool:
        return not any(_in(one, before) and not _in(one, after) for one in self.bound)

    def allows(self, before: str, after: str) -> bool:
        """Whether what has to stay stands still, and the text still says something."""
        if not _WORDS.search(after):
            return False
        told = any(_in(one, before) for one in self.told)
        return self.keeps_bound(before, after) and (not told or any(_in(one, after) for one in self.told))


def _in(part: str, text: str) -> bool:
    return bool(part) and caseless(part).rstrip(" .。") in caseless(text)


def length(text: str) -> int:
    """In words; in characters / 4 where a script has none."""
    return max(len(_WORDS.findall(text)), len(text) // 12)


# --- words that are to go, or to be others


def pattern_of(term: str, *, in_forms: bool = False) -> re.Pattern[str]:
    """Where a term stands as whole words, whatever its case and its spaces; a single word also in its forms."""
    words = re.findall(r"\S+", term)
    inner = r"\s+".join(re.escape(word).replace("'", "['’]").replace("’", "['’]") for word in words)
    forms = _FORMS if in_forms and len(words) == 1 and len(term) >= 4 and term.isalpha() else ""
    left = r"(?<!\w)" if term[:1].isalnum() else ""
    right = r"(?!\w)" if term[-1:].isalnum() else ""
    return re.compile(f"{left}{inner}{forms}{right}", re.IGNORECASE)


def stands_in(text: str, term: str) -> bool:
    return pattern_of(term, in_forms=True).search(text) is not None


def replaced(text: str, old: str, new: str) -> str:
    """The words exchanged where they stand; a capital at their beginning stays one."""

    def as_there(match: re.Match[str]) -> str:
        lifted = match[0][:1].isupper() and old[:1].islower() and new[:1].islower()
        lowered = match[0][:1].islower() and old[:1].isupper() and new[:1].isupper() and new[1:2].islower()
        return new[:1].upper() + new[1:] if lifted else new[:1].lower() + new[1:] if lowered else new

    return pattern_of(old).sub(as_there, text)


def without_term(text: str, term: str, guard: Guard) -> str:
    """Without the sentences that say it; of a lead-in or a tail only that. As before where that would take too much."""
    wanted, there = pattern_of(term, in_forms=True), list(placed(text))
    edits: list[Edit] = []
    for at, (sentence, start, end) in enumerate(there):
        if found := wanted.search(sentence):
            shorter = _part_left(sentence, found)
            free = at and not (edits and edits[-1][1] == there[at - 1][2])
            if not shorter and free and _leads_to(there[at - 1], start, text, guard):
                start = there[at - 1][1]
            if not wanted.search(shorter):
                edits.append((start, end, shorter))
    return _edited(text, edits, guard)


def _edited(text: str, edits: list[Edit], guard: Guard) -> str:
    """With all edits, in their order in the text, if they may be made together, else with those that may one by one."""
    after = _made(text, edits)
    if edits and not guard.allows(text, after):
        kept: list[Edit] = []
        after = text
        for edit in reversed(edits[-MOST_TRIED:]):
            if guard.allows(after, candidate := _made(text, sorted([edit, *kept]))):
                after, kept = candidate, [edit, *kept]
    return without_bare_headings(after) if after != text else text


def _made(text: str, edits: list[Edit]) -> str:
    for start, end, instead in reversed(edits):
        text = text[:start] + instead + text[end:] if instead else taken_out(text, start, end)
    return text


def _leads_to(before: Sentence, start: int, text: str, guard: Guard) -> bool:
    """Whether the sentence before, on the same line, is words of ours that announce one of the client's."""
    sentence, _, end = before
    here = text[start:].partition("\n")[0]
    announced = any(_in(one, here) for one in guard.told)
    return announced and "\n" not in text[end:start] and _is_ours(sentence, guard)


def _part_left(sentence: str, found: re.Match[str]) -> str:
    """What of a sentence can stand without the words; "" where it goes with them."""
    before, behind = sentence[: found.start()], sentence[found.end() :]
    if not before.strip(" \"'“„«¿¡(") and (mark := _OPENER.match(behind)):
        rest = behind[mark.end() :]
        return rest[:1].upper() + rest[1:]
    closing = re.fullmatch(r"\)?\s*[.!?…。]?", behind)
    if closing and (mark := _CLOSER.search(before)) and len(_WORDS.findall(before)) > 1:
        return before[: mark.start()] + behind.lstrip(") ")
    return ""


def placed(text: str) -> Iterator[Sentence]:
    """Each sentence with its place, in order."""
    at = 0
    for sentence in sentences(text):
        at = text.index(sentence, at)
        yield sentence, at, at + len(sentence)
        at += len(sentence)


def taken_out(text: str, start: int, end: int) -> str:
    """The text without a part; an empty line that is left goes too, other spaces and lines stay as they were."""
    before, behind = text[:start], text[end:]
    alone = not before.rpartition("\n")[2].strip() and not behind.partition("\n")[0].strip()
    if not alone:
        joint = " " if before.rpartition("\n")[2].strip() and behind.partition("\n")[0].strip() else ""
        if behind.startswith(_MARKS) and before.rstrip(" ")[-1:].isalnum():
            joint = ""  # what stood at the end of a sentence leaves its full stop there
        return before.rstrip(" ") + joint + behind.lstrip(" ")
    head, tail = before.rstrip(" \n"), behind.lstrip(" \n")
    gap = max(before[len(head) :].count("\n"), behind[: len(behind) - len(tail)].count("\n"))
    return f"{head}{chr(10) * gap}{tail}" if head and tail else head or tail


def without_bare_headings(text: str) -> str:
    """Without a heading that has nothing beneath it any more."""
    for match in reversed(list(_HEADING.finditer(text))):
        beneath = text[match.end() :].lstrip()
        if not beneath or _HEADING.match(beneath):
            text = taken_out(text, *match.span())
    return text


# --- hashtags


def hashtags(text: str) -> list[str]:
    return _TAG.findall(text)


def with_hashtags(text: str, most: int, guard: Guard) -> str:
    """With so many of them, the first ones: those at the end of a line go, one within a sentence loses its sign."""
    kept = 0
    places = list(_TAG.finditer(text))
    going = []
    for match in places:
        if kept < most or guard.holds_needed(match[0]):
            kept += 1
        else:
            going.append(match)
    for match in reversed(going):
        line_rest = text[match.end() :].partition("\n")[0]
        at_end = not _WORDS.search(_TAG.sub("", line_rest))
        plain = text[: match.start()] + match[0][1:] + text[match.end() :]
        text = taken_out(text, *match.span()) if at_end else plain
    return text


# --- length


def shortened(text: str, most: int, guard: Guard) -> str:
    """With at most so many words if that can be, else with as few as can be: words of ours go first, then their
    lead-ins, then what a text says after its first message."""
    for rank in (_of_ours, _led_in, _further):
        if (over := length(text) - most) <= 0:
            break
        chosen: list[Edit] = []
        for edit in reversed(rank(list(placed(text)), guard)):
            if over <= 0:
                break
            start, end, instead = edit
            over -= length(text[start:end]) - length(instead)
            chosen.insert(0, edit)
        text = _edited(text, chosen, guard)
    return text


def _of_ours(there: Sequence[Sentence], guard: Guard) -> list[Edit]:
    return [(start, end, "") for sentence, start, end in there if _is_ours(sentence, guard)]


def _is_ours(sentence: str, guard: Guard) -> bool:
    """Whether it says nothing of the client's and leads nowhere; a greeting stays."""
    says_more = any(_in(one, sentence) for one in (*guard.told, *guard.kept, *guard.bound))
    ours = not says_more and not _URL.search(sentence) and not _TAG.search(sentence) and not sentence.startswith("#")
    return ours and (sentence.endswith((".", "!", "?", "…", "。")) or len(_WORDS.findall(sentence)) > 3)


def _led_in(there: Sequence[Sentence], guard: Guard) -> list[Edit]:
    """What says a message behind words of ours and a colon, without those."""
    edits = []
    for sentence, start, end in there:
        lead, colon, rest = sentence.partition(": ")
        led = colon and any(_in(one, rest) for one in guard.told) and not _URL.search(lead)
        if led and not any(_in(one, lead) for one in (*guard.told, *guard.kept, *guard.bound)):
            edits.append((start, end, rest[:1].upper() + rest[1:]))
    return edits


def _further(there: Sequence[Sentence], guard: Guard) -> list[Edit]:
    """What says messages after the first one, and nothing that has to stay."""
    telling = [one for one in there if any(_in(told, one[0]) for told in guard.told)]
    stays = (*guard.kept, *guard.bound)
    return [
        (start, end, "")
        for sentence, start, end in telling[1:]
        if not _URL.search(sentence) and not any(_in(one, sentence) for one in stays)
    ]
