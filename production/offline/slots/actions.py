"""Slots that say what to do next: the client's own call to action, or an invitation to its address."""

import re
import unicodedata
from dataclasses import replace

from production.offline.fitting import Piece
from production.offline.layouts import layouts
from production.offline.links import ADDRESS
from production.offline.piece_context import ACTION, FRAME, NEEDED, Occasion
from production.offline.punctuation import colon_after, has_colon, headline, sentence
from production.offline.slots.messages import can_be_lowered

PHONE = re.compile(r"\d[\d\s()/.-]{5,}\d")


def action(at: Occasion) -> list[Piece]:
    if at.channel.id in layouts()["no_links"]["channels"]:
        return _without_links(at)
    return _own(at) or invite(at)


def _own(at: Occasion) -> list[Piece]:
    given = at.facts.action
    if not given:
        return []
    forms: tuple[str, ...] = (sentence(given),)
    if at.facts.site and not ADDRESS.search(given) and not PHONE.search(given):
        asked = headline(given)
        forms = (f"{asked}{_joint(at, asked)}{at.address}", *forms)
    return [Piece(forms, ACTION, (at.facts.action_source, "website"), lowered=can_be_lowered(at, given))]


def _joint(at: Occasion, asked: str) -> str:
    """What stands between a request and an address; vowel signs are parts of letters."""
    ends_in_a_word = unicodedata.category(asked[-1:] or " ")[0] in "LNM"
    return colon_after(asked, at.frames.language.colon) if ends_in_a_word else " "


def _without_links(at: Occasion) -> list[Piece]:
    given = at.facts.action if not ADDRESS.search(at.facts.action) else ""
    own = [Piece((sentence(given),), ACTION, ("call_to_action",))] if given else []
    rank = FRAME if own else ACTION
    told = (at.framed("action_bio", rank) if at.facts.site else []) or at.framed(_to_follow(at), rank)
    shown = Piece((at.facts.short_site,), ACTION, ("website",), "\n")
    bare = [shown] if at.facts.site and not own else []  # in a language that we have no words of
    return [*own, *(told or bare)]


def _to_follow(at: Occasion) -> str:
    """What to do where there is no address; there is nothing to share where nothing is said."""
    return "action_follow" if at.facts.messages else "action_none"


def action_bare(at: Occasion) -> list[Piece]:
    return [replace(piece, forms=tuple(map(headline, piece.forms))) for piece in _own(at)]


def action_fact(at: Occasion) -> list[Piece]:
    """Of the brief's words only: its call to action with the address, else the address."""
    return action_bare(at) or [Piece((at.address,), ACTION, ("website",))]


def way_on(at: Occasion) -> list[Piece]:
    """The call to action where there is room: led to, or as an invitation of a whole sentence."""
    if own := _own(at):
        return [*at.framed("next_step", complete=has_colon(own[0].forms[0])), *own]
    return at.framed("invitation", ACTION) or invite(at)


def invite(at: Occasion) -> list[Piece]:
    if at.facts.site:
        told = at.framed(layouts()["invitations"].get(at.channel.kind, "action_site"), ACTION)
        return told or [_bare_address(at)]
    follow = at.channel.kind in layouts()["follow"]["kinds"]
    return at.framed(_to_follow(at) if follow else "action_none", ACTION)


def _bare_address(at: Occasion) -> Piece:
    """The address on a line of its own: after a full stop its small letter would look like a mistake."""
    return Piece((at.address,), ACTION, ("website",), "\n")


def where(at: Occasion) -> list[Piece]:
    """The call to action where there is an address to go to."""
    return action(at) if at.facts.site else []


def button(at: Occasion) -> list[Piece]:
    own = at.facts.action
    if own and not ADDRESS.search(own):
        return [Piece((headline(own),), ACTION, ("call_to_action",))]
    return at.framed("button", ACTION)


def come(at: Occasion) -> list[Piece]:
    """The call to action of an event: to come, and where to read about it."""
    if own := action_bare(at):
        return own
    pieces = at.framed("event_action", ACTION)
    if not pieces:
        return [Piece((at.address,), ACTION, ("website",))]
    asked = pieces[0].forms[0]
    invited = f"{asked}{colon_after(asked, at.frames.language.colon)}{at.address}" if at.address else asked
    return [replace(pieces[0], forms=(invited,), sources=("website",) if at.address else ())]


def final_url(at: Occasion) -> list[Piece]:
    return [Piece((at.facts.full_site,), NEEDED, ("website",))]


def site(at: Occasion) -> list[Piece]:
    return [Piece((at.facts.short_site,), FRAME, ("website",))]
