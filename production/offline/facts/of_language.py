"""What a piece in one of several languages can say: of messages that the client gave in several, those in its own."""

from collections.abc import Iterable
from dataclasses import replace

from aicmo_site.kernel.languages import primary_of
from aicmo_site.kernel.text.identification import ranked
from production.offline.facts.table import Facts, Points

LIKELIER = 0.9  # by how much, for each letter, a text must be likelier in its language than in any of the others
LEAST_LETTERS = 8


def of_language(facts: Facts, languages: Iterable[str], *, own: bool) -> Facts:
    """The facts for pieces in their language, one of the campaign's; `own`: it is the one that the brief is in."""
    told = sorted({primary_of(tag) for tag in languages if tag})
    wanted = primary_of(facts.language)
    if len(told) < 2:
        return facts
    kept = replace(
        facts,
        messages=_in_it(facts.messages, wanted, told),
        proofs={text: _points_in_it(points, wanted, told) for text, points in facts.proofs.items()},
        occasions=_points_in_it(facts.occasions, wanted, told),
        unplaced=_points_in_it(facts.unplaced, wanted, told),
    )
    is_told = any(_language_of(text, told) == wanted for text in kept.messages)
    if is_told and facts.site and _is_other(facts.action, wanted, told):
        kept = replace(kept, action="", action_source="")  # words of ours invite to the address
    return kept if own else replace(kept, industry="")


def untranslated(facts: Facts, languages: Iterable[str]) -> bool:
    """Whether the messages are all in another of the campaign's languages."""
    told = sorted({primary_of(tag) for tag in languages if tag})
    return bool(facts.messages) and all(_is_other(text, primary_of(facts.language), told) for text in facts.messages)


def _in_it(texts: tuple[str, ...], wanted: str, told: list[str]) -> tuple[str, ...]:
    """The texts that are in no other language; all, where there are none in it."""
    if not any(_language_of(text, told) == wanted for text in texts):
        return texts
    return tuple(text for text in texts if not _is_other(text, wanted, told))


def _points_in_it(points: Points, wanted: str, told: list[str]) -> Points:
    kept = _in_it(tuple(point.text for point in points), wanted, told)
    return tuple(point for point in points if point.text in kept)


def _is_other(text: str, wanted: str, told: list[str]) -> bool:
    return _language_of(text, told) not in ("", wanted)


def _language_of(text: str, told: list[str]) -> str:
    """Which of the campaign's languages a text is in, "" where that is not clear."""
    letters = sum(map(str.isalpha, text))
    if letters < LEAST_LETTERS:
        return ""
    scores = [(tag, score) for tag, score in ranked(text) if tag in told]
    if len(scores) < 2:
        return ""
    (best, score), (_, other) = scores[:2]
    return best if score - other >= LIKELIER * letters else ""
