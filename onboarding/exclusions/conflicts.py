"""Wishes that the client's own exclusions forbid."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aicmo_site.kernel.extract.money import find_money
from aicmo_site.kernel.text.terms import OrderedTerms
from onboarding.contracts import ScopeDTO
from onboarding.exclusions.categories import kinds_ruled_out, kinds_wished
from onboarding.form.answers import Form, label
from onboarding.notes.cues import SIGNALS, patterns, says
from onboarding.notes.texts import MAX_SENTENCE, clipped
from onboarding.notes.word_forms import Words

WISHES = ("key_messages", "proof_points", "mandatory_inclusions", "call_to_action")
_OR = re.compile(r"\s(?:or|nor|oder|ou|o|ni)\s|,\s")
_MOST_WORDS = 3


@dataclass(frozen=True)
class Wished:
    """What of a wish is compared with every exclusion."""

    kinds: frozenset[str]
    words: Words
    has_price: bool

    @classmethod
    def of(cls, wish: str) -> "Wished":
        told = wish[:MAX_SENTENCE]
        return cls(kinds_wished(wish), Words(told), any(money.currency for money in find_money(told)))


@dataclass(frozen=True)
class RuledOut:
    """What of an exclusion is compared with every wish."""

    said: str
    kinds: frozenset[str]
    things: tuple[tuple[str, ...], ...]  # in three words at most
    prices: bool

    @classmethod
    def of(cls, said: str) -> "RuledOut":
        things = _things(said)
        is_short = sum(map(len, things)) <= _MOST_WORDS
        return cls(said, kinds_ruled_out(said), things if is_short else (), any(map(_speaks_of_prices, things)))

    def forbids(self, wish: Wished) -> bool:
        """Whether it names a kind of what the wish has, or "No <thing>" the thing, or prices where the wish has one."""
        if self.kinds & wish.kinds or (self.prices and wish.has_price):
            return True
        return any(all(map(wish.words.have, thing)) for thing in self.things)


def ask_about_forbidden_wishes(form: Form, brief: Mapping[str, Any]) -> None:
    """One contradiction for each wish that holds a term or a thing which an exclusion rules out."""
    scope: ScopeDTO = brief["scope"]
    ruled_out, terms = [RuledOut.of(said) for said in scope.exclusions], OrderedTerms(brief["excluded_terms"])
    for name, wish in _wishes(brief):
        wished = Wished.of(wish)
        said = next((one.said for one in ruled_out if one.forbids(wished)), "")
        term = "" if said else terms.first_in(wish)
        if said or term:
            forbidden = said or next((one for one in scope.exclusions if term in one), term)
            ruling = f"and “{clipped(forbidden, 120)}” rules it out"
            question = f"“{clipped(wish, 120)}” stands in {label(name)}, {ruling}: which holds?"
            form.questions.ask(name, "contradiction", f"{clipped(wish, 140)} … {clipped(forbidden, 140)}", question)
    _ask_about_wishes_of_notes(form, scope.exclusions)


def _ask_about_wishes_of_notes(form: Form, exclusions: tuple[str, ...]) -> None:
    """A sentence of the notes that wishes for a kind of thing which an exclusion rules out."""
    first: dict[str, int] = {}
    for position, one in enumerate(exclusions):
        for kind in kinds_ruled_out(one[:MAX_SENTENCE]):
            first.setdefault(kind, position)
    for said in form.note_sentences if first else ():
        if not (says("aims", said) or says("wishes_for", said)) or says("forbids", said):
            continue
        if positions := [first[kind] for kind in kinds_wished(said) if kind in first]:
            forbidden = exclusions[min(positions)]
            question = (
                f"The notes wish for “{clipped(said, 160)}”, and “{clipped(forbidden, 120)}” rules it out: which holds?"
            )
            form.questions.ask(
                "exclusions", "contradiction", f"{clipped(said, 140)} … {clipped(forbidden, 140)}", question
            )


def _wishes(brief: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in WISHES:
        given = brief[name]
        yield from ((name, str(wish)) for wish in ((given,) if isinstance(given, str) else given) if wish)


def _things(exclusion: str) -> tuple[tuple[str, ...], ...]:
    """The things of "No fees or prices", each by itself and without small words; of one thing, all its words."""
    told = exclusion.strip()[:MAX_SENTENCE]
    found = next((match[1] for pattern in patterns("rules_out") if (match := pattern.fullmatch(told))), "")
    small = SIGNALS["rules_out"]["fillers"]
    parts = (re.findall(r"\w+", part) for part in _OR.split(found.casefold()))
    kept = (tuple(word for word in words if word not in small) for words in parts)
    return tuple(words for words in kept if words)


def _speaks_of_prices(thing: tuple[str, ...]) -> bool:
    """Also within "prices on social media" and "quote a price": where it holds is for a person to say."""
    return says("prices", " ".join(thing))
