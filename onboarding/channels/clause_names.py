"""Names of channels in a clause of running text: where they stand, and which are used as names at all."""

import re
from collections.abc import Sequence
from functools import cache

from aicmo_site.kernel.extract.numbers import FUNCTION_WORDS
from aicmo_site.kernel.text.alternatives import either
from aicmo_site.kernel.text.folding import as_name
from aicmo_site.kernel.text.remembering import remembered
from onboarding.channels.lexicon import ALIASES, WORDS, ads_in_papers, all_names, exact, has_words, other_id
from onboarding.channels.name_folding import spellings

Named = tuple[int, int, str]  # where a name stands in a folded clause, and the channel that it means

_CJK = "\u3040-\u30ff\u3400-\u9fff"
_ARABIC_PREFIX = r"(?<=\bو)|(?<=\bب)|(?<=\bال)|(?<=\bوال)|(?<=\bبال)"  # "and", "on", "the" are part of the word
IN_CJK = re.compile(f"[{_CJK}]")


@remembered(512)
def names_in(clause: str) -> tuple[Named, ...]:
    """(start, end, target) of the names in a folded clause; of names inside one another, the longest."""
    folded = as_name(clause)
    found = [(match.start("name"), match.end("name"), match["name"]) for match in _pattern().finditer(folded)]
    words_too = [(start, end) for start, end, name in found if name in WORDS["as_names"]["words"]]
    used = _used_as_names(clause, folded, words_too) if words_too else set()
    named = [
        (start, end, exact(name) or other_id(name))
        for start, end, name in found
        if not (name in WORDS["adjectives"]["words"] and _described().match(folded, end))
        and (start in used or name not in WORDS["as_names"]["words"])
    ]
    named += _beside_named(folded, named)
    in_papers = [(match.start(), match.end(), "print") for match in ads_in_papers().finditer(folded)]
    apart = [one for one in in_papers if not any(start < one[1] and one[0] < end for start, end, _ in named)]
    return tuple(sorted([*named, *apart]))


def named_alone(clause: str) -> str | None:
    """The channel that a clause names by a word that is mostly something else, and says nothing more."""
    folded = " ".join(word for word in as_name(clause).split() if word not in joining())
    return exact(folded) if folded and _ordinary().fullmatch(folded) else None


def _used_as_names(clause: str, folded: str, places: list[tuple[int, int]]) -> set[int]:
    """Where names that are words, too, are used as names: alone, with what only a channel has behind them, or spelt so
    within the clause and part of no other name ("we are on Line", not "the line" or "the Jubilee Line")."""
    rule = WORDS["as_names"]
    if IN_CJK.search(clause) or {*WORDS["joined"]["words"], *rule["words"]} >= {*folded.split()}:
        return {start for start, _ in places}
    used = {start for start, end in places if _as_of_a_channel().match(folded, end)}
    spelt = _spelt_as_names().findall(clause)
    if len(spelt) == len(places) and not clause.isupper():
        used |= {
            start
            for (start, _), (lead, name) in zip(places, spelt, strict=True)
            if name[0].isupper() and (has_words(lead, "wishes") or (lead.islower() and lead not in rule["articles"]))
        }
    return used


def _beside_named(folded: str, named: Sequence[Named]) -> list[Named]:
    """Names that are mostly something else, where only joining words stand between them and a plain one: "press and the
    newsletter"."""
    ends, starts = [end for _, end, _ in named], [start for start, _, _ in named]
    found = list[Named]()
    for match in _ordinary().finditer(folded) if named else ():
        before = max((end for end in ends if end <= match.start()), default=-1)
        behind = min((start for start in starts if start >= match.end()), default=-1)
        name, is_word = match["name"], match["name"] in WORDS["as_names"]["words"]
        between = [folded[before : match.start()]] if before >= 0 else []
        if not is_word or not folded[: match.start()]:  # what "the bus line and flyers" begins with is no name
            between += [folded[match.end() : behind]] if behind >= 0 else []
        joined = any(words.strip() and joining() >= {*words.split()} for words in between)
        is_free = not any(s < match.end() and match.start() < e for s, e, _ in named)
        target = (exact(name) or (other_id(name) if is_word else None)) if joined and is_free else None
        found += [(match.start(), match.end(), target)] if target else []
    return found


@cache
def _as_of_a_channel() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{'|'.join(WORDS['as_names']['behind'])})(?!\w)")


@cache
def _spelt_as_names() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:(\w{{1,30}})\s)?({either(WORDS['as_names']['words'])})(?!\w)", re.IGNORECASE)


@cache
def _ordinary() -> re.Pattern[str]:
    also = (*ALIASES["ordinary"]["words"], *WORDS["as_names"]["words"])
    words = {spelling for word in also for spelling in spellings(word) if len(spelling) > 2}
    return re.compile(rf"(?<!\w)(?P<name>{either({word for word in words if not IN_CJK.search(word)})})(?!\w)")


@cache
def _described() -> re.Pattern[str]:
    """A noun that the word before it only describes."""
    small = either({*FUNCTION_WORDS, *map(as_name, (*WORDS["joined"]["words"], *WORDS["no_behind"]["polite"]))})
    return re.compile(rf"\s(?!(?:{small}|{'|'.join(WORDS['adjectives']['nouns'])})(?!\w))[^\W\d]")


def is_only_names(clause: str) -> bool:
    """Whether nothing but names, joining words and small words stands in a clause."""
    rest = _pattern().sub(" ", as_name(clause))
    return bool(names_in(clause)) and joining() >= {*rest.split()}


@cache
def joining() -> frozenset[str]:
    small = (
        "also",
        "auch",
        "también",
        "aussi",
        "our",
        "a",
        "the",
        "der",
        "die",
        "das",
        "le",
        "la",
        "les",
        "el",
        "los",
        "と",
        "や",
    )
    return frozenset(as_name(word) for word in (*WORDS["joined"]["words"], *small))


@cache
def _pattern() -> re.Pattern[str]:
    ordinary = {spelling for word in ALIASES["ordinary"]["words"] for spelling in spellings(word)}
    known = {*all_names(), *(as_name(name) for name in ALIASES["unspecified"]["names"])}
    cjk = {name for name in known - ordinary if IN_CJK.search(name)}
    spaced = known - ordinary - cjk
    return re.compile(
        rf"(?P<name>{either(cjk)}|(?:(?<![^\W{_CJK}])|{_ARABIC_PREFIX})(?:{either(spaced)})(?![^\W{_CJK}]))"
    )
