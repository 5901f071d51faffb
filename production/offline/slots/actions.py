"""Slots that say what to do next: the client's own call to action, else where to read more."""

import re
import unicodedata
from dataclasses import replace

from production.offline.fitting import Piece
from production.offline.layouts import layouts
from production.offline.links import ADDRESS
from production.offline.piece_context import ACTION, FRAME, NEEDED, Occasion
from production.offline.punctuation import colon_after, ended, headline

PHONE = re.compile(r"\d[\d\s()/.-]{5,}\d")


def action(at: Occasion) -> list[Piece]:
    if at.channel.id in layouts()["no_links"]["channels"]:
        return _without_links(at)
    return _own(at) or invite(at)


def _own(at: Occasion) -> list[Piece]:
    given = at.facts.action
    if given and at.facts.is_early:
        since = at.framed("since")
        given = f"{since[0].forms[0]} {given}" if since else ""
    if not given:
        return []
    forms: tuple[str, ...] = (ended(given),)
    if at.facts.site and not ADDRESS.search(given) and not PHONE.search(given):
        asked = headline(given)
        forms = (f"{asked}{_joint(at, asked)}{at.address}", *forms)
    return [Piece(forms, ACTION, (at.facts.action_source, "website"))]


def _joint(at: Occasion, asked: str) -> str:
    """What stands between a request and an address; vowel signs are parts of letters."""
    ends_in_a_word = unicodedata.category(asked[-1:] or " ")[0] in "LNM"
    return colon_after(asked, at.language.colon) if ends_in_a_word else " "


def _without_links(at: Occasion) -> list[Piece]:
    own = [replace(piece, forms=piece.forms[-1:]) for piece in _own(at) if not ADDRESS.search(piece.forms[-1])]
    told = at.framed("action_bio", FRAME if own else ACTION) if at.facts.site else []
    return [*own, *(told or ([] if own else _bare_address(at, at.facts.short_site)))]


def action_fact(at: Occasion) -> list[Piece]:
    """Of the brief's words only: its call to action with the address, else the address."""
    own = [replace(piece, forms=tuple(map(headline, piece.forms))) for piece in _own(at)]
    return own or _bare_address(at, at.address)


def invite(at: Occasion) -> list[Piece]:
    return at.framed("action_site", ACTION) or _bare_address(at, at.address)


def _bare_address(at: Occasion, address: str) -> list[Piece]:
    """The address on a line of its own: after a full stop its small letter would look like a mistake."""
    return [Piece((address,), ACTION, ("website",), "\n")] if address else []


def where(at: Occasion) -> list[Piece]:
    """The call to action where there is an address to go to."""
    return action(at) if at.facts.site else []


def call(at: Occasion) -> list[Piece]:
    """The client's own call to action alone, where it can be followed."""
    own = at.facts.action if not (at.facts.is_early or ADDRESS.search(at.facts.action)) else ""
    return [Piece((headline(own),), ACTION, (at.facts.action_source,))] if own else []


def button(at: Occasion) -> list[Piece]:
    return call(at) or (at.framed("button", ACTION) if at.facts.site else [])


def final_url(at: Occasion) -> list[Piece]:
    return [Piece((at.facts.full_site,), NEEDED, ("website",))]


def site(at: Occasion) -> list[Piece]:
    return [Piece((at.facts.short_site,), FRAME, ("website",))]
