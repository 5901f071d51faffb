"""Slots made of the key messages, and of words that lead to them."""

import re
from dataclasses import replace
from functools import lru_cache

from aicmo_site.kernel.text.folding import caseless
from production.offline.clauses import heads
from production.offline.fitting import Piece
from production.offline.piece_context import FRAME, LEAD, NEXT, PROOF, REST, Occasion
from production.offline.punctuation import capitalised, has_colon, headline, sentence

MOST_WITHOUT_PLAN = 2  # messages
SHORTEST_VERB = 6  # letters; shorter words with a verb's ending may be names
LONGEST_ARTICLE = 4  # letters; a longer word with a name behind it may be part of the name
MARKS = ("– ", "· ", "• ")  # of a list's lines, by turn
WEB_MARK = "- "


def message(at: Occasion, index: int, rank: int) -> list[Piece]:
    return [_told(at, text, rank) for text in at.facts.messages[index : index + 1]]


def _told(at: Occasion, text: str, rank: int) -> Piece:
    forms = tuple(map(sentence, (text, *heads(text, at.frames.language.binding))))
    return Piece(forms, rank, (at.facts.message_sources[text],), lowered=can_be_lowered(at, text))


def can_be_lowered(at: Occasion, text: str) -> bool:
    """Whether after a colon it may go on with a small letter: its first word is no name, nor part of one."""
    if caseless(text).startswith(_others(text, at.facts.client_forms, at.facts.mandatory)):
        return False
    first, second = (*re.findall(r"\w+", text), "", "")[:2]
    if second.istitle() and len(first) > LONGEST_ARTICLE:
        return False
    word, language = first.casefold(), at.frames.language
    is_verb = len(word) > SHORTEST_VERB and word.endswith(language.starter_endings)
    return is_verb or word in language.starters or word in at.facts.common_words


def _others(text: str, client_forms: tuple[str, ...], mandatory: tuple[str, ...]) -> tuple[str, ...]:
    """The names that a text may begin with, folded, but itself where it is required."""
    names = _folded_names(mandatory)
    own = mandatory.index(text) if text in mandatory else len(mandatory)
    return (*_folded_names(client_forms), *names[:own], *names[own + 1 :])


@lru_cache(maxsize=64)
def _folded_names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(caseless, names))


def before(at: Occasion, slot: str, index: int) -> list[Piece]:
    """Words that lead to a message: to one with a colon of its own only a whole sentence, to thanks none at all."""
    told = at.facts.messages[index] if index < len(at.facts.messages) else ""
    return [] if not told or at.frames.language.stands_alone(told) else at.framed(slot, complete=has_colon(told))


def lead(at: Occasion) -> list[Piece]:
    return message(at, 0, LEAD)


def following(at: Occasion) -> list[Piece]:
    return message(at, 1, NEXT)


def rest(at: Occasion) -> list[Piece]:
    return [piece for index in range(2, len(at.facts.messages)) for piece in message(at, index, REST)]


def proof(at: Occasion) -> list[Piece]:
    return proofs(at)[:1]


def proofs(at: Occasion) -> list[Piece]:
    """Facts in the client's words: they stand for themselves, and nothing needs to lead to them."""
    return [_told(at, point.text, PROOF) for point in at.facts.proofs]


def listed(at: Occasion) -> list[Piece]:
    """All messages but the first, each on a line of its own with a mark; a single one needs none."""
    if len(at.facts.messages) < 3:
        return following(at)
    mark = WEB_MARK if at.channel.kind == "web" else MARKS[(at.facts.seed + at.turn) % len(MARKS)]
    return [
        replace(piece, forms=tuple(mark + headline(form) for form in piece.forms), join="\n")
        for index in range(1, len(at.facts.messages))
        for piece in message(at, index, REST)
    ]


def opening(at: Occasion) -> list[Piece]:
    return before(at, "opening", 0)


def for_whom(at: Occasion) -> list[Piece]:
    return before(at, "for_whom", 0)


def bridge(at: Occasion) -> list[Piece]:
    return before(at, "bridge", 1)


def second(at: Occasion) -> list[Piece]:
    return [*before(at, "second", 1), *following(at)]


def others(at: Occasion) -> list[Piece]:
    """The third message and those behind it, the last of them introduced as such."""
    last = len(at.facts.messages) - 1
    middle = [piece for index in range(2, last) for piece in message(at, index, REST)]
    return [*middle, *before(at, "last_of_all", last), *message(at, last, REST)] if last > 1 else []


def blog_plan(at: Occasion) -> list[Piece]:
    """What the article goes through, where it has more than two points to go through."""
    return at.framed("blog_plan") if len(at.facts.messages) > MOST_WITHOUT_PLAN else []


def heading_more(at: Occasion) -> list[Piece]:
    return at.framed("heading_more") if len(at.facts.messages) > 1 else []


def statement(at: Occasion) -> list[Piece]:
    """The first message as the client's statement, in quotation marks where it is short enough."""
    return at.framed("press_statement", LEAD) or lead(at)


def second_statement(at: Occasion) -> list[Piece]:
    return at.framed("press_second", NEXT) or following(at)


def picture(at: Occasion) -> list[Piece]:
    return at.framed("image") or at.framed("image_plain")


def people(at: Occasion) -> list[Piece]:
    return [Piece((at.facts.audience.first,), FRAME, ("target_audience",))]


def alt_text(at: Occasion) -> list[Piece]:
    return at.framed("alt_people") or at.framed("alt_label")


def industry(at: Occasion) -> list[Piece]:
    return [Piece((capitalised(at.facts.industry),), FRAME, ("industry",))]
