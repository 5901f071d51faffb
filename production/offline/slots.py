"""What each slot of a layout becomes: pieces made of a fact, of a frame, or of both."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from aicmo_site.kernel.channels import Channel, specs
from production.offline.facts import Facts
from production.offline.fitting import Piece, stronger
from production.offline.frames import Frame, Frames
from production.offline.hashtags import hashtags
from production.offline.layouts import layouts
from production.offline.links import slugged
from production.offline.wording import ADDRESS, capitalised, folded, headline, heads, sentence
from production.offline.wording import names as spoken_of

NEEDED, ACTION, CLIENT, LEAD, NEXT, REST, FRAME = 0, 1, 2, 3, 6, 7, 8
RANKS = {"optout_email": NEEDED, "optout_sms": NEEDED, "disclosure": NEEDED, "mail_objection": NEEDED}
# The first sentence of a press release, by the facts that the brief has: the fullest comes first.
PRESS_LEADS = ("press_full", "press_for", "press_date", "press_bare")
SOURCES = {"site": "website", "client": "client_name", "date": "launch_date", "industry": "industry"}
SOURCES |= {"audience": "target_audience", "audience_first": "target_audience"}
BULLET = " · "
GSM_BULLET = " - "  # the middle dot would turn a text message into another encoding
LONGEST_SLUG = 75
MOST_LEADS = 3
MARKS = ("– ", "· ", "• ")  # of a list's lines, by turn
WEB_MARK = "- "
PHONE = re.compile(r"\d[\d\s()/.-]{5,}\d")


@dataclass(frozen=True)
class Slots:
    """The slots of one piece of copy. `required`: texts that the rest of it does not hold yet. turn: how many frames
    to skip. shorter: without what could be missed. tags: whether hashtags are wanted."""

    facts: Facts
    frames: Frames
    channel: Channel
    stage: str
    required: tuple[str, ...] = ()
    turn: int = 0
    shorter: bool = False
    tags: bool = True
    paid: bool = False

    def turned(self, steps: int) -> "Slots":
        """The same with the frames that come `steps` later."""
        return replace(self, turn=self.turn + steps)

    def led_by_each_message(self) -> Iterator["Slots"]:
        """The same, then with each further message as the first one (for where the first is too long)."""
        for index in range(min(len(self.facts.messages), MOST_LEADS) or 1):
            yield replace(self, facts=led_by(self.facts, index, others_in_order=True))

    def pieces(self, slot: str, join: str, *, single_line: bool) -> list[Piece]:
        """The pieces of a slot; none where the brief or the language has nothing for it."""
        pieces = [piece for piece in self._made(slot, single_line) if piece.forms and piece.forms[0]]
        if self.shorter:
            pieces = [piece for piece in pieces if piece.rank < FRAME]
        return [
            replace(piece, join=stronger(join, piece.join) if index == 0 else piece.join)
            for index, piece in enumerate(pieces)
        ]

    def _made(self, slot: str, single_line: bool) -> list[Piece]:
        if slot.startswith("h:"):
            return self._heading(slot[2:])
        made = getattr(self, f"_{slot}", None)
        return made(single_line) if made else self._frame(slot)

    # messages

    def _message(self, index: int, rank: int) -> list[Piece]:
        if index >= len(self.facts.messages):
            return []
        text = self.facts.messages[index]
        language = self.frames.language
        forms = tuple(map(sentence, (text, *heads(text, language.binding))))
        return [Piece(forms, rank, (self.facts.message_sources[text],), starters=language.starters)]

    def _lead(self, single_line: bool) -> list[Piece]:
        return self._message(0, LEAD)

    def _next(self, single_line: bool) -> list[Piece]:
        return self._message(1, NEXT)

    def _rest(self, single_line: bool) -> list[Piece]:
        return [piece for index in range(2, len(self.facts.messages)) for piece in self._message(index, REST)]

    def _list(self, single_line: bool) -> list[Piece]:
        """All messages but the first, each on a line of its own with a mark; a single one needs none."""
        if len(self.facts.messages) < 3:
            return self._next(single_line)
        mark = WEB_MARK if self.channel.kind == "web" else MARKS[(self.facts.seed + self.turn) % len(MARKS)]
        return [
            replace(piece, forms=tuple(mark + headline(form) for form in piece.forms), join="\n")
            for index in range(1, len(self.facts.messages))
            for piece in self._message(index, REST)
        ]

    def _before(self, slot: str, index: int) -> list[Piece]:
        """Words that lead to a message; before one with a colon of its own, or one of thanks, only a whole sentence."""
        if index >= len(self.facts.messages):
            return []
        first, *_ = re.findall(r"\w+", told := self.facts.messages[index].casefold()) or [""]
        return self._frame(slot, complete=":" in told or first in self.frames.language.alone)

    def _opening(self, single_line: bool) -> list[Piece]:
        return self._before("opening", 0)

    def _for_whom(self, single_line: bool) -> list[Piece]:
        return self._before("for_whom", 0)

    def _bridge(self, single_line: bool) -> list[Piece]:
        return self._before("bridge", 1)

    def _second(self, single_line: bool) -> list[Piece]:
        return [*self._before("second", 1), *self._next(single_line)]

    def _others(self, single_line: bool) -> list[Piece]:
        """The third message and those behind it, the last of them introduced as such."""
        last = len(self.facts.messages) - 1
        middle = [piece for index in range(2, last) for piece in self._message(index, REST)]
        return [*middle, *self._before("last_of_all", last), *self._message(last, REST)] if last > 1 else []

    def _headline_of(self, index: int) -> list[Piece]:
        pieces = self._message(index, LEAD)
        return [replace(piece, forms=tuple(map(headline, piece.forms))) for piece in pieces]

    def _head(self, single_line: bool) -> list[Piece]:
        return self._headline_of(0)

    def _next_head(self, single_line: bool) -> list[Piece]:
        return self._headline_of(1)

    def _third_head(self, single_line: bool) -> list[Piece]:
        return self._headline_of(2)

    def _fourth_head(self, single_line: bool) -> list[Piece]:
        return self._headline_of(3)

    def _client_head(self, single_line: bool) -> list[Piece]:
        """The client, a colon and the message: a headline for the press."""
        clients = self.facts.client_forms
        return [
            replace(
                piece,
                forms=(*(self._after_colon(client, form) for client in clients for form in piece.forms), *piece.forms),
                sources=("client_name", *piece.sources),
            )
            for piece in self._headline_of(0)
        ]

    def _after_colon(self, first: str, second: str) -> str:
        """Both with a colon between them; where the second has one itself, a dash."""
        mark = " – " if ":" in second and "://" not in second else self.frames.language.colon
        return f"{first}{mark}{second}"

    # names and what is required

    def _client(self, single_line: bool) -> list[Piece]:
        return [Piece(self.facts.client_forms, CLIENT, ("client_name",))]

    _signature = _client

    def _who(self, single_line: bool) -> list[Piece]:
        """The client and its industry; nothing where the brief does not name the industry."""
        if not self.facts.industry:
            return []
        forms = tuple(self._after_colon(form, self.facts.industry) for form in self.facts.client_forms)
        return [Piece(forms, FRAME, ("client_name", "industry"))]

    def _people(self, single_line: bool) -> list[Piece]:
        return [Piece((self.facts.audience.first,), FRAME, ("target_audience",))]

    def _picture(self, single_line: bool) -> list[Piece]:
        return self._frame("image") or self._frame("image_plain")

    def _alt_text(self, single_line: bool) -> list[Piece]:
        return self._frame("alt_people") or self._frame("alt_label")

    def _industry(self, single_line: bool) -> list[Piece]:
        return [Piece((capitalised(self.facts.industry),), FRAME, ("industry",))]

    def _site(self, single_line: bool) -> list[Piece]:
        return [Piece((self.facts.short_site,), FRAME, ("website",))]

    def _each_bare(self, single_line: bool) -> list[Piece]:
        return [Piece((headline(text),), NEEDED, (source,)) for text, source in self._needed()[:1]]

    def _each(self, single_line: bool) -> list[Piece]:
        return [Piece((sentence(text),), NEEDED, (source,)) for text, source in self._needed()[:1]]

    def _needed(self) -> list[tuple[str, str]]:
        """What has to be said yet, each with its source; what another of them holds is said with it."""
        plain = {text: folded(text) for text in self.required}
        covered = {a for a in plain for b in plain if len(a) < len(b) and plain[a] in plain[b]}
        texts = [text for text in self.required if text not in covered]
        return [(text, "client_name" if text == self.facts.client else "mandatory_inclusions") for text in texts]

    def _labels(self, single_line: bool) -> list[Piece]:
        """Sentences that are required, each by itself, then the names that are required, on one line."""
        needed = [text for text, _ in self._needed()]
        spoken = [text for text in needed if sentence(text) == text and not ADDRESS.fullmatch(text)]
        pieces = [Piece((text,), NEEDED, ("mandatory_inclusions",)) for text in spoken]
        names = [text for text in needed if text not in spoken]
        line = self._line(names, single_line) if names else ""
        return [*pieces, Piece((line,), NEEDED, ("mandatory_inclusions",), " " if single_line else "\n")]

    def _sign(self, single_line: bool) -> list[Piece]:
        """The labels, with the one who speaks at the head of their line."""
        others = replace(self, required=tuple(text for text in self.required if text not in self.facts.client_forms))
        *spoken, labels = others._labels(single_line)
        names = [text for text, _ in others._needed() if not any(text == piece.forms[0] for piece in spoken)]
        forms = [form for form in self.facts.client_forms if not any(spoken_of(name, form) for name in names)]
        lines = [self._line([form, *names], single_line) for form in forms]
        if names:
            nameless = () if lines and self.channel.kind == "messaging" else labels.forms  # it has no other sender
            return [*spoken, replace(labels, forms=(*lines, *nameless))]
        return [*spoken, Piece(tuple(lines), CLIENT, ("client_name",), labels.join)]

    def _line(self, labels: list[str], single_line: bool) -> str:
        line = capitalised((GSM_BULLET if self.channel.kind == "messaging" else BULLET).join(labels))
        return sentence(line) if single_line else line

    def _hashtags(self, single_line: bool) -> list[Piece]:
        spec: dict[str, Any] = next((spec for spec in specs()["channels"] if spec["id"] == self.channel.id), {})
        most = min((spec.get("hashtags") or {}).get("recommended_max") or 0, layouts()["most_hashtags"])
        shortest = self.facts.client_forms[1:2] or self.facts.client_forms
        tags = hashtags((*self.facts.mandatory, *shortest), most) if self.tags else ()
        return [Piece((" ".join(tags),), FRAME, ("mandatory_inclusions", "client_name"))]

    # what to do next

    def _action(self, single_line: bool) -> list[Piece]:
        if self.channel.id in layouts()["no_links"]["channels"]:
            return self._action_without_links()
        return self._own_action() or self._invite(single_line)

    def _own_action(self) -> list[Piece]:
        given = self.facts.action
        if not given:
            return []
        forms: tuple[str, ...] = (sentence(given),)
        if self.facts.site and not ADDRESS.search(given) and not PHONE.search(given):
            asked = headline(given)
            forms = (f"{asked}{self.frames.language.colon if asked[-1:].isalnum() else ' '}{self._address}", *forms)
        return [Piece(forms, ACTION, (self.facts.action_source, "website"))]

    def _action_bare(self, single_line: bool) -> list[Piece]:
        return [replace(piece, forms=tuple(map(headline, piece.forms))) for piece in self._own_action()]

    def _action_fact(self, single_line: bool) -> list[Piece]:
        """Of the brief's words only: its call to action with the address, else the address."""
        return self._action_bare(single_line) or [Piece((self._address,), ACTION, ("website",))]

    def _action_without_links(self) -> list[Piece]:
        given = self.facts.action if not ADDRESS.search(self.facts.action) else ""
        own = [Piece((sentence(given),), ACTION, ("call_to_action",))] if given else []
        return [*own, *self._frame("action_bio" if self.facts.site else "action_follow", FRAME if own else ACTION)]

    def _way_on(self, single_line: bool) -> list[Piece]:
        """The call to action where there is room: led to, or as an invitation of a whole sentence."""
        if own := self._own_action():
            led = self._frame("next_step", complete=":" in own[0].forms[0])
            return [*led, *own]
        return self._frame("invitation", ACTION) or self._invite(single_line)

    def _invite(self, single_line: bool) -> list[Piece]:
        if self.facts.site:
            told = self._frame(layouts()["invitations"].get(self.channel.kind, "action_site"), ACTION)
            return told or [self._bare_address()]
        follow = self.channel.kind in layouts()["follow"]["kinds"]
        return self._frame("action_follow" if follow else "action_none", ACTION)

    def _bare_address(self) -> Piece:
        """The address on a line of its own: after a full stop its small letter would look like a mistake."""
        return Piece((self._address,), ACTION, ("website",), "\n")

    def _where(self, single_line: bool) -> list[Piece]:
        """The call to action where there is an address to go to."""
        return self._action(single_line) if self.facts.site else []

    def _button(self, single_line: bool) -> list[Piece]:
        own = self.facts.action
        if own and not ADDRESS.search(own):
            return [Piece((headline(own),), ACTION, ("call_to_action",))]
        return self._frame("button", ACTION)

    def _come(self, single_line: bool) -> list[Piece]:
        """The call to action of an event: to come, and where to read about it."""
        if own := self._action_bare(single_line):
            return own
        pieces = self._frame("event_action", ACTION)
        site = self._address
        if not pieces:
            return [Piece((site,), ACTION, ("website",))]
        invited = self.frames.language.colon.join((pieces[0].forms[0], site)) if site else pieces[0].forms[0]
        return [replace(pieces[0], forms=(invited,), sources=("website",) if site else ())]

    def _final_url(self, single_line: bool) -> list[Piece]:
        return [Piece((self.facts.full_site,), NEEDED, ("website",))]

    def _slug(self, single_line: bool) -> list[Piece]:
        made = [(slugged(form), piece.sources) for piece in self._head(True) for form in piece.forms]
        fitting = [(slug, sources) for slug, sources in made if len(slug) <= LONGEST_SLUG]
        return [Piece((slug,), LEAD, sources) for slug, sources in fitting[:1]]

    # frames

    def _statement(self, single_line: bool) -> list[Piece]:
        """The first message as the client's statement, in quotation marks where it is short enough."""
        return self._frame("press_statement", LEAD) or self._lead(single_line)

    def _second_statement(self, single_line: bool) -> list[Piece]:
        return self._frame("press_second", NEXT) or self._next(single_line)

    def _press_lead(self, single_line: bool) -> list[Piece]:
        """Who does what, for whom and when, as far as the brief says so."""
        return next((pieces for slot in PRESS_LEADS if (pieces := self._frame(slot, LEAD))), [])

    def _disclosure(self, single_line: bool) -> list[Piece]:
        return self._frame("disclosure") if self.paid else []

    def _heading(self, slot: str) -> list[Piece]:
        marks = "## " if self.channel.kind == "web" else ""
        pieces = getattr(self, f"_{slot}")(True) if hasattr(self, f"_{slot}") else self._frame(slot)
        forms = [tuple(marks + headline(form) for form in piece.forms) for piece in pieces]
        return [replace(piece, forms=form, rank=FRAME, heads=True) for piece, form in zip(pieces, forms, strict=True)]

    def _frame(self, slot: str, rank: int | None = None, *, complete: bool = False) -> list[Piece]:
        facts = self._slot_facts()
        frame = self.frames.pick(slot, self.stage, facts, self.turn, complete=complete)
        if frame is None:
            return []
        rank = RANKS.get(slot, FRAME) if rank is None else rank
        return [Piece((frame.filled(facts),), rank, self._sources_of(frame), frame=frame.text)]

    def _slot_facts(self) -> dict[str, str]:
        left, right = self.frames.language.quotes
        slogans = [f"{left}{text}{right}" if text else "" for text in (*self.facts.slogans, "", "")]
        return {
            "site": self._address,
            "client": self.facts.client,
            "audience": self.facts.audience.inside,
            "audience_first": self.facts.audience.first,
            "date": self.facts.date,
            "industry": self.facts.industry,
            "quoted": slogans[0],
            "quoted_next": slogans[1],
        }

    def _sources_of(self, frame: Frame) -> tuple[str, ...]:
        messages = [self.facts.message_sources[text] for text in self.facts.messages]
        own = {"quoted": messages[:1], "quoted_next": messages[1:2]}
        return tuple(source for slot in frame.slots for source in own.get(slot, [SOURCES.get(slot, "")]) if source)

    @property
    def _address(self) -> str:
        short = self.channel.kind in layouts()["short_address"]["kinds"]
        return self.facts.short_site if short else self.facts.full_site


def led_by(facts: Facts, index: int, *, others_in_order: bool = False) -> Facts:
    """The facts with another message first: the others behind it in their order, or all of them rotated."""
    messages = facts.messages
    if not messages:
        return facts
    index %= len(messages)
    before, after = messages[:index], messages[index + 1 :]
    rest = (*before, *after) if others_in_order else (*after, *before)
    return replace(facts, messages=(messages[index], *rest))
