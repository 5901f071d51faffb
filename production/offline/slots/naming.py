"""Slots that name: who speaks, what the client requires, hashtags."""

from dataclasses import replace
from typing import Any

from aicmo_site.kernel.channels import specs
from aicmo_site.kernel.text.terms import names as spoken_of
from production.offline.fitting import Piece
from production.offline.hashtags import hashtags as tags_of
from production.offline.layouts import layouts
from production.offline.piece_context import CLIENT, FRAME, NEEDED, PROOF, Occasion
from production.offline.punctuation import capitalised, ended
from production.offline.room import is_spoken, needed
from production.offline.slots.headlines import after_colon

BULLET = " · "
GSM_BULLET = " - "  # the middle dot would turn a text message into another encoding


def client(at: Occasion) -> list[Piece]:
    return [Piece(at.facts.client_forms, CLIENT, ("client_name",))]


def who(at: Occasion) -> list[Piece]:
    """The client, and its industry where the brief names it."""
    if not at.facts.industry:
        return client(at)
    forms = tuple(after_colon(at, form, at.facts.industry) for form in at.facts.client_forms)
    return [Piece(forms, CLIENT, ("client_name", "industry"))]


def each_bare(at: Occasion) -> list[Piece]:
    return [Piece((text,), NEEDED, (source,)) for text, source in _needed(at)[:1]]


def each(at: Occasion) -> list[Piece]:
    return [Piece((ended(text),), NEEDED, (source,)) for text, source in _needed(at)[:1]]


def _needed(at: Occasion) -> list[tuple[str, str]]:
    """What has to be said yet, each with its source."""
    return [(text, _source(at, text)) for text in needed(at)]


def _source(at: Occasion, text: str) -> str:
    own = f"labels.{at.channel.id}" if text in at.labels else "mandatory_inclusions"
    return "client_name" if text == at.facts.client else own


def labels(at: Occasion, *, single_line: bool) -> list[Piece]:
    """Sentences that are required, each by itself, then the names that are required, on one line."""
    spoken = list(filter(is_spoken, needed(at)))
    pieces = [Piece((text,), NEEDED, ("mandatory_inclusions",)) for text in spoken]
    names = [text for text in needed(at) if text not in {*spoken}]
    line = _line(at, names, single_line) if names else ""
    return [*pieces, Piece((line,), NEEDED, ("mandatory_inclusions",), " " if single_line else "\n")]


def sign(at: Occasion, *, single_line: bool) -> list[Piece]:
    """The labels, with the one who speaks at the head of their line."""
    forms = at.facts.client_forms
    unnamed = replace(at, required=tuple(text for text in at.required if text not in forms))
    *spoken, line = labels(unnamed, single_line=single_line)
    told = {piece.forms[0] for piece in spoken}
    names = [text for text in needed(unnamed) if text not in told]
    forms = tuple(form for form in forms if not any(spoken_of(name, form) for name in names))
    lines = tuple(_line(at, [form, *names], single_line) for form in forms)
    if names:
        nameless = () if lines and at.channel.kind == "messaging" else line.forms  # it has no other sender
        return [*spoken, replace(line, forms=(*lines, *nameless))]
    return [*spoken, Piece(lines, CLIENT, ("client_name",), line.join)]


def _line(at: Occasion, names: list[str], single_line: bool) -> str:
    line = (GSM_BULLET if at.channel.kind == "messaging" else BULLET).join(names)
    return ended(line) if single_line else line


def hashtags(at: Occasion) -> list[Piece]:
    spec: dict[str, Any] = next((spec for spec in specs()["channels"] if spec["id"] == at.channel.id), {})
    most = min((spec.get("hashtags") or {}).get("recommended_max") or 0, layouts()["most_hashtags"])
    shortest = at.facts.client_forms[1:2] or at.facts.client_forms
    names = (text for text in at.facts.mandatory if text not in at.facts.sources)  # a message is a slogan, and no name
    tags = tags_of((*names, *shortest), most) if at.tags else ()
    return [Piece((" ".join(tags),), FRAME, ("client_name",))]


def disclosure(at: Occasion) -> list[Piece]:
    """The client's own labels, else that of the language where somebody is paid."""
    if at.labels:
        return [Piece((" ".join(at.labels),), NEEDED, (f"labels.{at.channel.id}",))]
    return at.framed("disclosure") if at.paid else []


def industry(at: Occasion) -> list[Piece]:
    return [Piece((capitalised(at.facts.industry),), FRAME, ("industry",))]


def dateline(at: Occasion) -> list[Piece]:
    """The day on which a press release is sent, in front of its first sentence."""
    return [Piece((f"{at.on} –",), PROOF)] if at.on else []
