"""What must appear and the room that it leaves: counted once for each text, instead of found out by trying."""

from functools import lru_cache

from aicmo_site.kernel.channels import Field
from aicmo_site.kernel.counting.units import count
from aicmo_site.kernel.text.folding import caseless
from production.offline.clauses import heads
from production.offline.layouts import Variant, layout_of, limits_of
from production.offline.links import ADDRESS
from production.offline.piece_context import Occasion
from production.offline.punctuation import ended

SAYS_ALL = {"labels", "sign"}  # the slots of what must appear


def leaves_no_message(at: Occasion, field: Field, variant: Variant) -> bool:
    """Whether what the variant has to say beside its messages leaves no room for the shortest of them."""
    _, hard = limits_of(at.channel, field)
    if hard is None or not SAYS_ALL & set(variant) or (layout_of(at.channel, field) or {}).get("in_parts"):
        return False
    told = at.facts.messages
    if not told:
        return False
    action = length(field.unit, at.facts.action) if "action" in variant else 0
    return _needed_length(at, field, variant) + action + _shortest(field.unit, told, at.language.binding) > hard


def needed(at: Occasion) -> tuple[str, ...]:
    """What has to be said yet; what another of them holds is said with it."""
    return _uncovered(at.required)


@lru_cache(maxsize=8_192)
def length(unit: str, text: str) -> int:
    """How long a text is that stands in many others."""
    return count(unit, text)


def _needed_length(at: Occasion, field: Field, variant: Variant) -> int:
    """Of what must appear, with the client's shortest name where nothing else stands for it."""
    forms = at.facts.client_forms
    others = [text for text in needed(at) if text not in forms]
    signed = "sign" in variant and all(map(is_spoken, others))
    return sum(length(field.unit, text) for text in (*others, *(forms[-1:] if signed else ())))


def is_spoken(text: str) -> bool:
    """Whether what is required is a sentence, and no name to be put on a line with others."""
    return ended(text) == text and not ADDRESS.fullmatch(text)


@lru_cache(maxsize=256)
def _shortest(unit: str, texts: tuple[str, ...], binding: tuple[str, ...]) -> int:
    return min(length(unit, form) for text in texts for form in (text, *heads(text, binding)))


@lru_cache(maxsize=256)
def _uncovered(texts: tuple[str, ...]) -> tuple[str, ...]:
    plain = {text: caseless(text) for text in texts}
    said: list[str] = []
    whole = ""  # the longest first: what holds another one stands in it already
    for text in sorted(plain, key=lambda text: len(text), reverse=True):
        if plain[text] not in whole:
            said.append(text)
            whole += f"\n{plain[text]}"
    left = set(said)
    return tuple(text for text in plain if text in left)
