"""The texts of one piece of copy, field by field, and the notes for its pictures."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from aicmo_site.kernel.channels import Field
from production.offline.facts import Facts, missing
from production.offline.fitting import Piece, fit, stronger
from production.offline.frames import SLOT
from production.offline.layouts import is_single_line, layout_of, layouts, limits_of, note_layouts, variants_of
from production.offline.occasion import Occasion
from production.offline.slots import pieces_of
from production.offline.sparing import sparing
from production.offline.textmessages import fit_in_parts, parts_of
from production.offline.wording import holds, names, sentence

MESSAGES = {"title", "lead", "next", "rest", "list", "head", "next_head", "third_head", "fourth_head", "client_head"}
MESSAGES |= {"second", "others", "statement", "second_statement", "proof", "proofs", "proof_head"}
EACH = (["each"], ["each_bare"])
MOST_TURNS = 4  # frames tried before a line that stands already is given up


@dataclass(frozen=True)
class Text:
    """One finished text, the fields of the brief that it says something of, and the frames that it is made with.

    is_note: for those who make the picture, not for the public.
    """

    field: str
    content: str
    sources: tuple[str, ...]
    frames: tuple[str, ...] = ()
    is_note: bool = False

    @property
    def fixed_words(self) -> str:
        """What is left when the facts are taken away."""
        return " ".join(SLOT.sub("", frame) for frame in self.frames)


def texts_for(at: Occasion, turn: int) -> tuple[Text, ...]:
    """All texts of a piece; whatever the client requires and a first attempt lacks is written in by the next ones.

    The frames that stand in them count as used.
    """
    used = Counter(at.frames.used)
    texts: tuple[Text, ...] = ()
    for _ in range(len(at.facts.mandatory) + 2):
        at.frames.used = Counter(used)
        texts = tuple(_all_fields(at, turn))
        lacking = _lacking(at.facts, texts)
        added = tuple(text for text in lacking if text not in at.required)
        if not added:
            break
        at = replace(at, required=(*at.required, *added))
    return (*texts, *_notes(at, turn))


def _notes(at: Occasion, turn: int) -> Iterator[Text]:
    for name, variants in note_layouts(at.channel).items():
        made = (_fitted(at, Field(name, "codepoint"), variant) for variant in variants)
        text = next((text for text in made if text and len(text.frames) > 0), None)
        if text is not None:
            at.frames.used.update(text.frames)
            yield replace(text, is_note=True)


def _lacking(facts: Facts, texts: Iterable[Text]) -> tuple[str, ...]:
    whole = main_text(texts)
    named = any(names(whole, form) for form in facts.client_forms)
    return missing(facts.mandatory, whole) + (() if named or not facts.client else (facts.client,))


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
            turned = [still.turned(more) for more in (range(step, step + MOST_TURNS) if "take" in layout else (0,))]
            made = (_text(one, field, variant) for one in turned)
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
    variants = variants_of(layout, at.stage)
    start = 0 if layout.get("fixed") else turn % len(variants)
    variants = [*variants[start:], *variants[:start]]
    yield from ((variant, step, True) for step, variant in enumerate(variants))
    yield from ((variant, step, False) for step, variant in enumerate(variants))
    fallbacks = [*layout.get("fallback", []), *(layouts()["fallback"] if field.required else [])]
    if field.name != "final_url":
        yield from ((variant, step, False) for step, variant in enumerate(fallbacks, start=len(variants)))


def _mute(at: Occasion, variant: list[str], text: Text) -> bool:
    """Whether a variant that asks for a message has none, though the brief has."""
    return bool(at.facts.messages) and bool(MESSAGES & set(variant)) and not _messages(text)


def _wanted(field: Field, layout: dict, variant: list[str], *, speaking: bool) -> int:
    """How many texts may stand when this variant has been used: what is required may go beyond `take`."""
    least = field.min_count or 1
    if not speaking:
        return least
    most = max(layout.get("take", 1), least)
    return (field.max_count or most) if variant in EACH else most


def _repeated(text: Text, others: Iterable[Text]) -> bool:
    return any(holds(other.content, text.content.rstrip(".。")) for other in others)


def _text(at: Occasion, field: Field, variant: list[str]) -> Text | None:
    """The text of a variant, led by the first message that fits."""
    if not MESSAGES & set(variant):
        return _fitted(at, field, variant)
    attempts = (text for turned in at.led_by_each_message() if (text := _fitted(turned, field, variant)))
    first = next(attempts, None)
    return first if first is None or _messages(first) else next(filter(_messages, attempts), first)


def _messages(text: Text) -> set[str]:
    return {source for source in text.sources if source.startswith(("key_messages", "proof_points"))}


def _fitted(at: Occasion, field: Field, variant: list[str]) -> Text | None:
    layout = layout_of(at.channel, field) or {}
    single = is_single_line(at.channel, field) and field.name not in note_layouts(at.channel)
    soft, hard = limits_of(at.channel, field)
    if layout.get("in_parts"):
        fewer = [replace(at, required=at.required[:most]) for most in range(len(at.required), -1, -1)]
        attempts = (_pieces(one, variant, single) for one in fewer)
        content, kept = fit_in_parts(attempts, field=field, parts=parts_of(at.channel))
    else:
        content, kept = fit(_chosen(at, field, variant, single), count=field.count, soft=soft, hard=hard)
    if not any(char.isalnum() for char in content):
        return None
    sources = tuple(dict.fromkeys(source for piece in kept for source in piece.sources))
    frames = tuple(piece.frame for piece in kept if piece.frame)
    content = content.rstrip(".。।۔") if field.name in ("call_to_action", "headline", "preheader") else content
    return Text(field.name, content, sources, frames)


def _chosen(at: Occasion, field: Field, variant: list[str], single: bool) -> list[Piece]:
    """The pieces of a variant without what the field has no room for, or too many words of ours."""
    pieces = _pieces(at, variant, single)
    if field.name in note_layouts(at.channel):
        return pieces
    if single and field.name != "script":  # what needs a line of its own has none here
        pieces = [piece for index, piece in enumerate(pieces) if index == 0 or piece.join == " "]
    if (layout_of(at.channel, field) or {}).get("at_length"):
        return pieces
    return sparing(pieces, layouts()["most_own_letters"]["letters"])


def _pieces(at: Occasion, variant: list[str], single: bool) -> list[Piece]:
    pieces: list[Piece] = []
    join = " "
    for slot in variant:
        if slot in ("/", "|"):
            join = stronger(join, " " if single else {"/": "\n\n", "|": "\n"}[slot])
            continue
        beside = tuple(piece.frame for piece in pieces if piece.frame)
        made = pieces_of(replace(at, beside=beside), slot, join, single_line=single)
        if len(variant) > 1 and slot in ("client", "button"):
            made = [replace(piece, forms=tuple(map(sentence, piece.forms))) for piece in made]
        pieces += made
        join = " " if made else join
    if at.shorter and not pieces:  # words of ours alone: there is nothing else to say
        return _pieces(replace(at, shorter=False), variant, single)
    return [piece for piece, after in zip(pieces, [*pieces[1:], None], strict=False) if not _is_bare(piece, after)]


def _is_bare(piece: Piece, after: Piece | None) -> bool:
    """Whether a heading has nothing beneath it."""
    return piece.heads and (after is None or after.heads)


def main_text(texts: Iterable[Text]) -> str:
    """The words that a reader would call the text of the bundle: all but addresses, and what a mailbox shows of it."""
    beside = ("slug", "final_url", "preheader")
    return "\n".join(text.content for text in texts if text.field not in beside and not text.is_note)
