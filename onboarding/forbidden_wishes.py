"""Wishes that the client's own exclusions forbid."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from onboarding.contracts import ScopeDTO
from onboarding.form import Form, label
from onboarding.money import find_money
from onboarding.ruled_out_kinds import shares_a_kind
from onboarding.signals import SIGNALS, patterns, says
from onboarding.texts import MAX_SENTENCE, clipped

WISHES = ("key_messages", "proof_points", "mandatory_inclusions", "call_to_action")
_OR = re.compile(r"\s(?:or|nor|oder|ou|o|ni)\s|,\s")
_STEM = 4  # letters that two forms of a word share at least
_MOST_WORDS = 3


def ask_about_forbidden_wishes(form: Form, brief: Mapping[str, Any]) -> None:
    """One contradiction for each wish that holds a term or a thing which an exclusion rules out."""
    scope: ScopeDTO = brief["scope"]
    for name, wish in _wishes(brief):
        said = next((one for one in scope.exclusions if _forbids(one, wish) or shares_a_kind(one, wish)), "")
        term = next((term for term in brief["excluded_terms"] if _holds(wish, term)), "")
        if said or term:
            forbidden = said or next((one for one in scope.exclusions if term in one), term)
            ruled_out = f"and “{clipped(forbidden, 120)}” rules it out"
            question = f"“{clipped(wish, 120)}” stands in {label(name)}, {ruled_out}: which holds?"
            form.questions.ask(name, "contradiction", f"{clipped(wish, 140)} … {clipped(forbidden, 140)}", question)
    _ask_about_wishes_of_notes(form, scope.exclusions)


def _ask_about_wishes_of_notes(form: Form, exclusions: tuple[str, ...]) -> None:
    """A sentence of the notes that wishes for a kind of thing which an exclusion rules out."""
    for said in form.note_sentences:
        if not (says("aims", said) or says("wishes_for", said)) or says("forbids", said):
            continue
        if forbidden := next((one for one in exclusions if shares_a_kind(one[:MAX_SENTENCE], said)), ""):
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


def _holds(wish: str, term: str) -> bool:
    """Whether a term stands in a wish; where a script has no spaces, anywhere."""
    if re.search("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]", term):
        return term in wish
    return bool(re.search(rf"(?<!\w){re.escape(term.casefold())}(?!\w)", wish.casefold()))


def _forbids(exclusion: str, wish: str) -> bool:
    """Whether "No <thing>" names what the wish plainly has, in three words at most, or prices where it has one."""
    match = next(
        (found for pattern in patterns("rules_out") if (found := pattern.fullmatch(exclusion.strip()[:MAX_SENTENCE]))),
        None,
    )
    things = _either(match[1].casefold()) if match else []
    if any(_speaks_of_prices(thing) for thing in things) and any(m.currency for m in find_money(wish[:MAX_SENTENCE])):
        return True
    is_short = sum(map(len, things)) <= _MOST_WORDS
    return is_short and any(_has_thing(thing, wish[:MAX_SENTENCE]) for thing in things)


def _either(ruled_out: str) -> list[list[str]]:
    """The things of "fees or prices", each by itself and without small words; of one thing, all its words."""
    small = SIGNALS["rules_out"]["fillers"]
    kept = ([word for word in re.findall(r"\w+", part) if word not in small] for part in _OR.split(ruled_out))
    return [words for words in kept if words]


def _speaks_of_prices(thing: list[str]) -> bool:
    """Also within "prices on social media" and "quote a price": where it holds is for a person to say."""
    return any(pattern.search(" ".join(thing)) for pattern in patterns("prices"))


def _has_thing(thing: list[str], wish: str) -> bool:
    wished = re.findall(r"\w+", wish.casefold())
    return all(any(_alike(one, word) for word in wished) for one in thing)


def _alike(one: str, two: str) -> bool:
    """Two forms of one word: the same but for a plural, or for an ending of two letters."""
    if one.removesuffix("s") == two.removesuffix("s"):
        return True
    shared = max(len(one), len(two)) - 2
    return one == two or (shared >= _STEM and one[:shared] == two[:shared] and abs(len(one) - len(two)) <= 2)
