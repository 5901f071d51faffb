"""A fact turned over: what the client says, with a no where it has none, or with the opposite word."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import regex

from aicmo_site.kernel.text.folding import unaccented
from aicmo_site.kernel.text.sentences import blank, sentences, without_phrases
from aicmo_site.kernel.text.stems import stem
from qc.contracts import ClientFactsDTO, CopyDTO
from qc.engine.patterns import any_of
from qc.engine.registry import Finding, data, language_of, prose
from qc.rules.client_requirements import names_of
from qc.rules.internal import public_facts
from qc.rules.opening_days import turned_days
from qc.rules.ratios import UNSPACED

_FEWEST_SHARED, _SHARE = 2, 0.4  # words that a sentence has of a fact, and of the shorter of both
_LETTERS = 5  # by which two words are one, in two languages, too: police and policía
_SHORTEST = 4
_NEXT = 3  # words behind a no in which the one stands that it refuses
_MOST_REFUSED = 4  # stems of a fact that refuses one thing
_BESIDE = 1  # words: a no stands among those of the fact, or right beside them
_MOST_WORDS = 30  # of a sentence or fact: a longer one says more than one thing
_WORD = regex.compile(r"[\p{L}\p{M}'’]+")
_SUM = regex.compile(
    r"(?i)[£$€¥] ?[1-9]|(?<![\d.,])[1-9][\d.,]*+ ?(?:[£$€¥円]|(?:kr|zł|euros?|eur|chf|francs?)(?!\p{L}))"
)


@dataclass(frozen=True)
class _Said:
    text: str
    words: tuple[str, ...]  # without accents
    stems: tuple[str, ...]  # of each word, "" of a short one
    noes: tuple[int, ...]  # which words refuse
    is_free: bool = False
    tells_a_sum: bool = False

    @property
    def told(self) -> frozenset[str]:
        return frozenset(filter(None, self.stems))


def denials(copy: CopyDTO) -> Iterator[Finding]:
    """Of each text the first sentence that turns a fact over."""
    language = language_of(copy)
    for field, sentence in turned_days(copy):
        yield Finding(field, sentence, "The client is open and closed on other days.")
    if language in UNSPACED:
        yield from _denials_unspaced(copy)
        return
    facts = _facts_of(copy.client)
    names = names_of(copy)
    refused = frozenset().union(*map(_refused, facts))
    for field, text in prose(copy) if facts else ():
        for sentence in sentences(without_phrases(text, copy.client.facts)):
            said = _but_for(_said(without_phrases(sentence, names), language), refused)
            if sentence.endswith("?") or len(said.words) > _MOST_WORDS:
                continue
            if fact := next((fact for fact in facts if _is_turned(said, fact, language)), None):
                yield Finding(field, sentence, f"The client says: “{fact.text}”.")
                break


@lru_cache(maxsize=64)
def _facts_of(client: ClientFactsDTO) -> tuple[_Said, ...]:
    told = (_said(part, "") for fact in public_facts(client) for part in sentences(fact))
    return tuple(one for one in told if len(one.told) >= _FEWEST_SHARED and len(one.words) <= _MOST_WORDS)


def _said(text: str, language: str) -> _Said:
    found = [(match[0], match.start()) for match in _WORD.finditer(text)]
    noes = {match.start() for match in _no(language).finditer(blank(text, _not_only()))}
    words = tuple(unaccented(word) for word, _ in found)
    return _Said(
        text,
        words,
        tuple(stem(word)[:_LETTERS] if len(word) >= _SHORTEST and word not in _common() else "" for word in words),
        tuple(at for at, (_, start) in enumerate(found) if start in noes),
        is_free=bool(costs_nothing().search(text) or _free().search(text)),
        tells_a_sum=bool(_SUM.search(text)),
    )


def _is_turned(said: _Said, fact: _Said, language: str) -> bool:
    shared = said.told & fact.told
    if _is_let_in(said, fact):
        return True
    if len(shared) < _FEWEST_SHARED or len(shared) < _SHARE * min(len(said.told), len(fact.told)):
        return False
    if not fact.noes and len(_within(said, shared)) == 1:
        return True
    return _are_swapped(said, fact) or any(_are_opposed(said, fact, *pair) for pair in _opposites(language))


def _is_let_in(said: _Said, fact: _Said) -> bool:
    """Pets are welcome, where a fact refuses them."""
    if said.noes or not _welcome().search(said.text) or _welcome().search(fact.text):
        return False
    near = {stem for at in fact.noes for stem in fact.stems[max(0, at - _NEXT) : at + 1 + _NEXT]} - _letting()
    return bool(near & said.told) and len(fact.told) <= _MOST_REFUSED


@cache
def _welcome() -> "regex.Pattern[str]":
    return any_of(data("denials")["welcome"], {})


@cache
def _letting() -> frozenset[str]:
    """What is said of all that is let in."""
    return frozenset({stem(unaccented(word))[:_LETTERS] for word in data("denials")["letting"]} | {""})


def _are_swapped(said: _Said, fact: _Said) -> bool:
    """Made from woad, not from indigo, where a fact says the reverse."""
    mine, theirs = _refused(said), _refused(fact)
    return bool(mine & (fact.told - theirs)) and bool(theirs & (said.told - mine))


def _but_for(said: _Said, refused: frozenset[str]) -> _Said:
    """Without the noes that the client says itself: no experience needed."""
    return replace(said, noes=tuple(at for at in said.noes if _behind(said, at) not in refused))


def _refused(one: _Said) -> frozenset[str]:
    """What the words that refuse stand right before."""
    return frozenset(_behind(one, at) for at in one.noes) - {""}


def _behind(one: _Said, at: int) -> str:
    return next(filter(None, one.stems[at + 1 : at + 1 + _NEXT]), "")


def _within(said: _Said, shared: frozenset[str]) -> list[int]:
    """The words that refuse among those that a fact has, or right beside them."""
    places = [at for at, stem in enumerate(said.stems) if stem in shared]
    return [at for at in said.noes if places[0] - _BESIDE <= at <= places[-1] + _BESIDE]


def _denials_unspaced(copy: CopyDTO) -> Iterator[Finding]:
    given = "\n".join(public_facts(copy.client))
    for field, text in prose(copy):
        if turned := _turned_unspaced(text, given):
            yield Finding(field, turned, f"The client does not say “{turned}”, but the opposite.")


def _turned_unspaced(text: str, given: str) -> str:
    """In a script without spaces: what is needed, where a fact has the same word with the opposite behind it."""
    for one, other in data("denials")["opposites_behind"]:
        for mine, theirs in ((one, other), (other, one)):
            for match in regex.finditer(rf"([\p{{Han}}\p{{Katakana}}ー]{{2,12}})[はがも]?{mine}", text):
                if regex.search(rf"{match[1]}[はがも]?{theirs}", given) and not regex.search(
                    rf"{match[1]}[はがも]?{mine}", given
                ):
                    return match[0]
    return ""


def _are_opposed(said: _Said, fact: _Said, one: str, other: str) -> bool:
    return any(
        _has(said, mine) and _has(fact, theirs) and not _means(said, theirs) and not _means(fact, mine)
        for mine, theirs in ((one, other), (other, one))
    )


def _means(said: _Said, begin: str) -> bool:
    """As `_has`, or in other words: a sum is something to pay, and "not a penny" is free."""
    is_told = (said.is_free and begin in _pole("free")) or (said.tells_a_sum and begin in _pole("paid"))
    return is_told or _has(said, begin)


def _has(said: _Said, begin: str) -> bool:
    """Whether a word begins so; a short one must be it whole."""
    return any(word.startswith(begin) for word in said.words) if len(begin) >= _LETTERS else begin in said.words


@cache
def _common() -> frozenset[str]:
    """Words that tell nothing of what a sentence is about."""
    return frozenset(map(unaccented, data("denials")["common"]))


@cache
def _opposites(language: str) -> tuple[tuple[str, str], ...]:
    pairs = data("denials")["opposites"].get(language, ())
    return tuple((unaccented(one), unaccented(other)) for one, other in pairs)


@cache
def _pole(name: str) -> frozenset[str]:
    return frozenset(map(unaccented, data("denials")[name]))


@cache
def costs_nothing() -> "regex.Pattern[str]":
    return any_of(data("denials")["costs_nothing"], {})


@cache
def _free() -> "regex.Pattern[str]":
    return any_of(data("restated")["free"], {})


@cache
def _no(language: str) -> "regex.Pattern[str]":
    """The words of a language, or of all for a fact, which may be in any."""
    lines = data("denials")["no"]
    return any_of(lines.get(language, ()) or [word for words in lines.values() for word in words], {})


@cache
def _not_only() -> "regex.Pattern[str]":
    return any_of([*data("denials")["not_only"], *data("denials")["costs_nothing"]], {})
