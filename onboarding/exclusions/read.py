"""Exclusions that plainly name a term. A sentence that names none stays a checklist line for people."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from onboarding.channels.mentions import RULED_OUT, mentions
from onboarding.exclusions.banned_names import banned_names
from onboarding.form.answers import NOTES, Form
from onboarding.notes.cues import patterns, says
from onboarding.notes.texts import MAX_SENTENCE, alike, clipped, without_bullet
from onboarding.schedule.stance import read_dates

MAX_WORDS = 4
MAX_LISTED_WORDS = 2
_LAST_OR = r"\s(?:or|nor|oder|noch|ou|ni|o|u|of|lub|ani)\s"
_OR = re.compile(rf",?{_LAST_OR}|,\s", re.IGNORECASE)
_GOES_ON = re.compile(r"(?<!\w)(?:or|nor|oder|noch|ou|ni)(?!\w)", re.IGNORECASE)
_QUOTED = re.compile(
    '[“„«"‹‘‚「『]\\s{0,9}([^“”„«»"‹›「」『』]{1,60}?)\\s{0,9}[”“»"›’‘」』]'
    "|(?<!\\w)'([^']{1,60})'(?![^\\W\uac00-\ud7af])|(?<!\\w)[”״]([^”״]{1,60})[”״](?!\\w)"
)


def excluded_terms(exclusions: Iterable[str]) -> dict[str, str]:
    """The terms in the client's order, each with the sentence that names it first."""
    named = [(term, said) for said in exclusions for ban in _bans_of(said[:MAX_SENTENCE]) for term in _terms(ban)]
    first = dict(reversed(named))
    return {term: first[term] for term, _ in named}


def in_place_of(former: str, right: Iterable[str]) -> Iterator[str]:
    """What a person says in the place of an exclusion. Where that named terms, bare words are terms as well, or the
    ban would be weaker than before."""
    names_terms = bool(excluded_terms([former]))
    for said in right:
        words = [word.strip() for word in _OR.split(said)]
        is_bare = all(0 < len(word.split()) <= MAX_WORDS for word in words) and not excluded_terms([said])
        is_told = any(says(signal, said) for signal in ("negates", "forbids", "words", "conditions"))
        if names_terms and is_bare and not is_told and not re.search(r"[.!?:]", said):
            yield from (f"“{word}”" for word in words)
        else:
            yield said


def read_exclusions(form: Form) -> tuple[str, ...]:
    """What the form rules out, and the sentences of the notes that plainly forbid something, to be confirmed."""
    given = form.items("exclusions")
    known = {alike(text) for text in given}
    told = (*form.note_sentences, *form.remarks)
    said = [text for text in told if _is_ban(text) and alike(text) not in known]
    taken = {source.words for source in form.sources}
    found = tuple(without_bullet(text) for text in said if text not in taken)
    for position, text in enumerate(found, len(given)):
        form.took(f"exclusions.{position}", NOTES, text)
    if found:
        words = " … ".join(found)
        question = f"Only the notes rule this out (“{clipped(words, 240)}”): can it be confirmed?"
        form.questions.ask("exclusions", "unconfirmed", words, question)
    return (*given, *found)


def _is_ban(said: str) -> bool:
    """Whether a sentence forbids something in the copy; days and channels that it rules out are read elsewhere."""
    told = said[:MAX_SENTENCE]
    if not says("forbids", told) or told.rstrip(' )"').endswith("?") or read_dates(told).ruled_out:
        return False
    return not any(mention.stance == RULED_OUT for mention in mentions(told))


def _bans_of(exclusion: str) -> list[str]:
    """Each ban of a sentence that strings several together: "don't say 'cheap', no roses, don't mention Bloom & Co"."""
    starts = [
        found.start()
        for found in re.finditer(r"(?<=[,;.!]\s)\w|(?<=\w{3}[.!]\s)[^\W\d_a-zß-ÿ]", exclusion)
        if (found[0].isupper() and exclusion[found.start() - 2] in ".!") or _begins_a_ban(exclusion[found.start() :])
    ]
    return [exclusion[start:end].rstrip(" ,;") for start, end in pairwise([0, *starts, len(exclusion)])]


def _begins_a_ban(text: str) -> bool:
    return any((found := pattern.match(text)) and found.end() > 0 for pattern in patterns("negates"))


def terms_ruled_out(sentences: Iterable[str]) -> dict[str, str]:
    """Terms that a sentence of the notes plainly bans ("never say “cheap”"), each with that sentence."""
    return excluded_terms(said for said in sentences if _bans_quoted(said) or banned_names(said[:MAX_SENTENCE]))


def _bans_quoted(said: str) -> bool:
    found = _QUOTED.search(said[:MAX_SENTENCE])
    return bool(found and _bans(said, found.start()))


def _bans(said: str, quoted_at: int) -> bool:
    """Whether "not" and "say" stand closely before the quotation, or "say" behind it: nicht „billig“ schreiben."""
    before = said[:quoted_at].split()
    closely, ahead = " ".join(before[-6:]), " ".join(before[-3:])
    behind = _QUOTED.sub(" ", said[quoted_at:MAX_SENTENCE]).split()
    spoken = (says("prefers", closely) or says("words", closely)) and says("negates", closely)
    spoken = spoken or (says("words", ahead) and says("negates", " ".join(behind[:6])))
    return spoken or (says("negates", ahead) and says("prefers", " ".join(behind[:3])))


def _terms(exclusion: str) -> Iterator[str]:
    quoted = list(_QUOTED.finditer(exclusion))
    starts, conditional = [0, *(match.end() for match in quoted)], _last_condition(exclusion)
    for start, match in zip(starts, quoted, strict=False):
        if not _is_allowed(exclusion[start : match.start()]) and match.end() > conditional:
            yield next(filter(None, match.groups()))
    if not quoted:
        yield from dict.fromkeys((*_named(exclusion), *banned_names(exclusion)))


def _is_allowed(before: str) -> bool:
    """Whether what stands in front of the quotation makes it the exception to the rule."""
    closely = " ".join(before.split()[-6:])
    last_words = " ".join(before.split()[-4:])
    if _GOES_ON.search(last_words):  # "never say “cheap”, or use the word “budget”"
        return False
    return says("allows", last_words) or (says("prefers", last_words) and not says("negates", closely))


def _named(exclusion: str) -> Iterator[str]:
    for pattern in patterns("names_a_term"):
        if match := pattern.search(exclusion):
            if several := _listed(match[1]):
                yield from several
                return
            term = _without_condition(match[1])
            if term and not _has_condition(match[1]) and len(term.split()) <= MAX_WORDS:
                yield term
            return


def _listed(words: str) -> list[str]:
    """The terms of a plain list ("cheap, budget or bargain"); none where anything in it is more than a term."""
    terms = [term.strip(" .!") for term in _OR.split(words)]
    plain = all(0 < len(term.split()) <= MAX_LISTED_WORDS and not _has_condition(term) for term in terms)
    return terms if plain and len(terms) > 1 and re.search(_LAST_OR, words) else []


def _has_condition(rest: str) -> bool:
    """Whether the term is allowed in some case ("without explanation"): then only a person can judge its use."""
    return says("conditions", rest)


def _last_condition(text: str) -> int:
    """Where the last condition of a text begins: a quotation behind it holds without one; -1 where there is none."""
    return max((match.start() for pattern in patterns("conditions") for match in pattern.finditer(text)), default=-1)


def _without_condition(term: str) -> str:
    term = re.split(r"[,.;:!(–]", term)[0]
    ends = (found.start() for pattern in patterns("term_ends") for found in pattern.finditer(term) if found.start())
    return term[: min(ends, default=len(term))].strip()
