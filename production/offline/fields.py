"""The texts of one piece of copy, field by field, and the notes for its pictures."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from aicmo_site.kernel.channels import Field
from aicmo_site.kernel.text.terms import contains, names
from production.offline.facts.table import Facts, missing
from production.offline.layouts import Variant, layout_of, layouts, note_layouts, variants_of
from production.offline.open_points import OTHERWISE
from production.offline.piece_context import Occasion
from production.offline.room import leaves_no_message
from production.offline.text import Text, main_text
from production.offline.variants import MESSAGES, fitted, messages_in, text_of_variant, without_call

HEADLINES = ("headline", "title", "h1")
EACH = (("each",), ("each_bare",))
TOLD_FIRST = ("text", "caption", "primary_text", "introductory_text", "body", "script")


def texts_for(at: Occasion) -> tuple[Text, ...]:
    """All texts of a piece; whatever the client requires and a first attempt lacks is written in by the next ones."""
    texts: tuple[Text, ...] = ()
    for _ in range(len(at.facts.mandatory) + len(at.labels) + 2):
        texts = tuple(_all_fields(at))
        lacking = _lacking(at.facts, at.labels, texts)
        added = tuple(text for text in lacking if text not in at.required)
        if not added:
            break
        at = replace(at, required=(*at.required, *added))
    return (*texts, *_notes(at))


def says_something(facts: Facts, texts: Iterable[Text]) -> bool:
    """Whether a message, or a fact, stands in one of them; of a brief without any, what must appear or a call."""
    public = [text for text in texts if not text.is_note]
    if any(map(messages_in, public)):
        return True
    return not facts.messages and any(source in OTHERWISE for text in public for source in text.sources)


def _notes(at: Occasion) -> Iterator[Text]:
    for name, variants in note_layouts(at.channel).items():
        made = (fitted(at, Field(name, "codepoint"), variant) for variant in variants)
        yield from filter(None, [next(filter(None, made), None)])


def _lacking(facts: Facts, labels: tuple[str, ...], texts: Iterable[Text]) -> tuple[str, ...]:
    whole = main_text(texts)
    named = any(names(whole, form) for form in facts.client_forms)
    return missing((*labels, *facts.mandatory), whole) + (() if named or not facts.client else (facts.client,))


def _all_fields(at: Occasion) -> list[Text]:
    texts: list[Text] = []
    for field in at.channel.fields:
        layout = layout_of(at.channel, field)
        if layout is not None:
            texts += _field(at, field, layout, said=tuple(texts))
    return texts


def _field(at: Occasion, field: Field, layout: dict, *, said: tuple[Text, ...]) -> list[Text]:
    """As many texts as the layout takes; of fallbacks only as many as the platform asks for at least."""
    texts: list[Text] = []
    at = replace(at, headed="\n".join(text.content for text in said if text.field in HEADLINES))
    for variant, speaking in _tries(at, field, layout):
        while len(texts) < _wanted(field, layout, variant, speaking=speaking):
            still = replace(at, required=missing(at.required, main_text((*said, *texts))))
            if speaking and MESSAGES & set(variant) and leaves_no_message(still, field, without_call(variant)):
                break
            text = text_of_variant(still, field, variant)
            if text is None or _repeated(text, texts) or (speaking and _mute(at, variant, text)):
                break
            texts.append(text)
            if variant not in EACH:
                break
    return texts


def _tries(at: Occasion, field: Field, layout: dict) -> Iterator[tuple[Variant, bool]]:
    """Variants in the order to try them, each with whether it must carry a message."""
    variants = [_labelled(at, field, variant) for variant in variants_of(layout)]
    if at.required:  # what must appear comes before what may: a platform takes only so many lines
        variants.sort(key=lambda variant: ("labels" in variant, variant in EACH), reverse=True)
    yield from ((variant, True) for variant in variants)
    yield from ((variant, False) for variant in variants)
    yield from ((variant, False) for variant in variants_of(layout, "fallback"))
    if field.required and field.name not in ("final_url", "call_to_action"):  # where to go is told or not at all
        yield from ((variant, False) for variant in variants_of(layouts(), "fallback"))


def _labelled(at: Occasion, field: Field, variant: Variant) -> Variant:
    """A legal label stands on a line of its own before all else: readers must see it first."""
    if not at.labels or field.name not in TOLD_FIRST:
        return variant
    return ("disclosure", "|", *(slot for slot in variant if slot != "disclosure"))


def _mute(at: Occasion, variant: Variant, text: Text) -> bool:
    """Whether a variant that asks for a message has none, though the brief has."""
    return bool(at.facts.messages) and bool(MESSAGES & set(variant)) and not messages_in(text)


def _wanted(field: Field, layout: dict, variant: Variant, *, speaking: bool) -> int:
    """How many texts may stand when this variant has been used: what is required may go beyond `take`."""
    least = field.min_count or 1
    if not speaking:
        return least
    most = max(layout.get("take", 1), least)
    return (field.max_count or most) if variant in EACH else most


def _repeated(text: Text, others: Iterable[Text]) -> bool:
    return any(contains(other.content, text.content.rstrip(".。")) for other in others)
