"""The texts of one piece of copy, field by field, and the notes for its pictures."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from aicmo_site.kernel.channels import Field
from aicmo_site.kernel.text.terms import contains, names
from production.offline.facts.table import Facts, missing
from production.offline.layouts import layout_of, layouts, note_layouts, variants_of
from production.offline.piece_context import Occasion
from production.offline.room import leaves_no_message
from production.offline.text import Text, main_text
from production.offline.variants import MESSAGES, fitted, messages_in, text_of_variant

EACH = (["each"], ["each_bare"])
TOLD_FIRST = ("text", "caption", "primary_text", "introductory_text", "body", "script")
MOST_TURNS = 4  # frames tried before a line that stands already is given up


def texts_for(at: Occasion, turn: int) -> tuple[Text, ...]:
    """All texts of a piece; whatever the client requires and a first attempt lacks is written in by the next ones.

    The frames that stand in them count as used.
    """
    used = Counter(at.frames.used)
    texts: tuple[Text, ...] = ()
    for _ in range(len(at.facts.mandatory) + len(at.labels) + 2):
        at.frames.used = Counter(used)
        texts = tuple(_all_fields(at, turn))
        lacking = _lacking(at.facts, at.labels, texts)
        added = tuple(text for text in lacking if text not in at.required)
        if not added:
            break
        at = replace(at, required=(*at.required, *added))
    return (*texts, *_notes(at, turn))


def _notes(at: Occasion, turn: int) -> Iterator[Text]:
    for name, variants in note_layouts(at.channel).items():
        made = (fitted(at, Field(name, "codepoint"), variant) for variant in variants)
        text = next((text for text in made if text and len(text.frames) > 0), None)
        if text is not None:
            at.frames.used.update(text.frames)
            yield replace(text, is_note=True)


def _lacking(facts: Facts, labels: tuple[str, ...], texts: Iterable[Text]) -> tuple[str, ...]:
    whole = main_text(texts)
    named = any(names(whole, form) for form in facts.client_forms)
    return missing((*labels, *facts.mandatory), whole) + (() if named or not facts.client else (facts.client,))


def _all_fields(at: Occasion, turn: int) -> list[Text]:
    texts: list[Text] = []
    for field in at.channel.fields:
        layout = layout_of(at.channel, field)
        if layout is not None:
            texts += _field(at, field, layout, turn, said=tuple(texts))
    return texts


def _field(at: Occasion, field: Field, layout: dict, turn: int, *, said: tuple[Text, ...]) -> list[Text]:
    """As many texts as the layout takes; of fallbacks only as many as the platform asks for at least."""
    texts: list[Text] = []
    for variant, step, speaking in _tries(at, field, layout, turn):
        while len(texts) < _wanted(field, layout, variant, speaking=speaking):
            still = replace(at, required=missing(at.required, main_text((*said, *texts))))
            if speaking and MESSAGES & set(variant) and leaves_no_message(still, field, variant):
                break
            turned = [still.turned(more) for more in (range(step, step + MOST_TURNS) if "take" in layout else (0,))]
            made = (text_of_variant(one, field, variant) for one in turned)
            text = next((text for text in made if text and not _repeated(text, texts)), None)
            if text is None or (speaking and _mute(at, variant, text)):
                break
            texts.append(text)
            at.frames.used.update(text.frames)
            if variant not in EACH:
                break
    return texts


def _tries(at: Occasion, field: Field, layout: dict, turn: int) -> Iterator[tuple[list[str], int, bool]]:
    """Variants in the order to try them: (variant, turns of its frames, must carry a message)."""
    variants = [_labelled(at, field, variant) for variant in variants_of(layout, at.stage)]
    start = 0 if layout.get("fixed") else turn % len(variants)
    variants = [*variants[start:], *variants[:start]]
    yield from ((variant, step, True) for step, variant in enumerate(variants))
    yield from ((variant, step, False) for step, variant in enumerate(variants))
    fallbacks = [*layout.get("fallback", []), *(layouts()["fallback"] if field.required else [])]
    if field.name != "final_url":
        yield from ((variant, step, False) for step, variant in enumerate(fallbacks, start=len(variants)))


def _labelled(at: Occasion, field: Field, variant: list[str]) -> list[str]:
    """A legal label stands on a line of its own before all else: readers must see it first."""
    if not at.labels or field.name not in TOLD_FIRST:
        return variant
    return ["disclosure", "|", *(slot for slot in variant if slot != "disclosure")]


def _mute(at: Occasion, variant: list[str], text: Text) -> bool:
    """Whether a variant that asks for a message has none, though the brief has."""
    return bool(at.facts.messages) and bool(MESSAGES & set(variant)) and not messages_in(text)


def _wanted(field: Field, layout: dict, variant: list[str], *, speaking: bool) -> int:
    """How many texts may stand when this variant has been used: what is required may go beyond `take`."""
    least = field.min_count or 1
    if not speaking:
        return least
    most = max(layout.get("take", 1), least)
    return (field.max_count or most) if variant in EACH else most


def _repeated(text: Text, others: Iterable[Text]) -> bool:
    return any(contains(other.content, text.content.rstrip(".。")) for other in others)
