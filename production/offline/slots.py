"""What each slot of a layout becomes: pieces made of a fact, of a frame, or of both."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from aicmo_site.kernel.channels import Channel
from production.offline.facts import Facts
from production.offline.fitting import Piece, stronger
from production.offline.frames import Frames
from production.offline.layouts import layouts
from production.offline.wording import ADDRESS, capitalised, folded, headline, heads, holds, sentence

NEEDED, ACTION, CLIENT, LEAD, NEXT, REST, FRAME = 0, 1, 2, 3, 6, 7, 9
RANKS = {"optout_email": NEEDED, "optout_sms": NEEDED, "press_contact": CLIENT, "mail_objection": CLIENT}
AROUND_MESSAGES = ("opener", "closer")
BULLET = " · "
GSM_BULLET = " - "  # the middle dot would turn a text message into another encoding
LONGEST_SLUG = 75
MOST_LEADS = 3


@dataclass(frozen=True)
class Slots:
    """The slots of one bundle. `required`: texts that the rest of the bundle does not hold yet.

    spare: whether the layout's spare variants may be used.
    """

    facts: Facts
    frames: Frames
    channel: Channel
    required: tuple[str, ...] = ()
    spare: bool = False

    def turned(self, steps: int) -> "Slots":
        """The same with the frames that come `steps` later."""
        return replace(self, frames=replace(self.frames, turn=self.frames.turn + steps))

    def led_by_each_message(self) -> Iterator["Slots"]:
        """The same, then with each further message as the first one (for where the first is too long)."""
        messages = self.facts.messages
        for index in range(min(len(messages), MOST_LEADS) or 1):
            order = (*messages[index : index + 1], *messages[:index], *messages[index + 1 :])
            yield replace(self, facts=replace(self.facts, messages=order))

    def pieces(self, slot: str, join: str, *, single_line: bool) -> list[Piece]:
        """The pieces of a slot; none where the brief or the language has nothing for it."""
        made = getattr(self, f"_{slot}", None)
        pieces = made(single_line) if made else self._frame(slot)
        return [
            Piece(piece.forms, piece.rank, piece.source, stronger(join, piece.join) if index == 0 else piece.join)
            for index, piece in enumerate(pieces)
            if piece.forms and piece.forms[0]
        ]

    def _message(self, index: int, rank: int) -> list[Piece]:
        if index >= len(self.facts.messages):
            return []
        text = self.facts.messages[index]
        forms = (text, *heads(text, self.frames.binding))
        return [Piece(tuple(map(sentence, forms)), rank, self.facts.message_sources[text])]

    def _lead(self, single_line: bool) -> list[Piece]:
        return self._message(0, LEAD)

    def _next(self, single_line: bool) -> list[Piece]:
        return self._message(1, NEXT)

    def _rest(self, single_line: bool) -> list[Piece]:
        return [piece for index in range(2, len(self.facts.messages)) for piece in self._message(index, REST)]

    def _headline_of(self, index: int) -> list[Piece]:
        return [
            Piece(tuple(headline(form) for form in piece.forms), LEAD, piece.source)
            for piece in self._message(index, LEAD)
        ]

    def _head(self, single_line: bool) -> list[Piece]:
        return self._headline_of(0)

    def _next_head(self, single_line: bool) -> list[Piece]:
        return self._headline_of(1)

    def _client(self, single_line: bool) -> list[Piece]:
        return [Piece(self.facts.client_forms, CLIENT, "client_name")]

    def _each_bare(self, single_line: bool) -> list[Piece]:
        return [Piece((headline(text),), NEEDED, source) for text, source in self._needed()[:1]]

    def _each(self, single_line: bool) -> list[Piece]:
        return [Piece((sentence(text),), NEEDED, source) for text, source in self._needed()[:1]]

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
        pieces = [Piece((text,), NEEDED, "mandatory_inclusions") for text in spoken]
        names = [text for text in needed if text not in spoken]
        line = self._line(names, single_line) if names else ""
        return [*pieces, Piece((line,), NEEDED, "mandatory_inclusions", " " if single_line else "\n")]

    def _sign(self, single_line: bool) -> list[Piece]:
        """The labels, with the one who speaks at the head of their line."""
        others = replace(self, required=tuple(text for text in self.required if text not in self.facts.client_forms))
        *spoken, labels = others._labels(single_line)
        names = [text for text, _ in others._needed() if not any(text == piece.forms[0] for piece in spoken)]
        forms = [form for form in self.facts.client_forms if not any(holds(name, form) for name in names)]
        lines = [self._line([form, *names], single_line) for form in forms]
        if names:
            return [*spoken, replace(labels, forms=(*lines, *labels.forms))]
        return [*spoken, Piece(tuple(lines), CLIENT, "client_name", labels.join)]

    def _line(self, labels: list[str], single_line: bool) -> str:
        line = capitalised((GSM_BULLET if self.channel.kind == "messaging" else BULLET).join(labels))
        return sentence(line) if single_line else line

    def _action(self, single_line: bool) -> list[Piece]:
        if self.channel.id in layouts()["no_links"]["channels"]:
            return self._action_without_links()
        if not self.facts.action:
            return self._invite(single_line)
        given = self.facts.action
        forms: tuple[str, ...] = (sentence(given),)
        if self.facts.site and not ADDRESS.search(given) and not re.search(r"\d", given):
            asked = headline(given)
            forms = (f"{asked}{':' if asked[-1:].isalnum() else ''} {self._address}", *forms)
        return [Piece(forms, ACTION, self.facts.action_source)]

    def _action_bare(self, single_line: bool) -> list[Piece]:
        return [
            replace(piece, forms=tuple(map(headline, piece.forms)))
            for piece in self._action(single_line)
            if piece.source != "frame"
        ]

    def _action_without_links(self) -> list[Piece]:
        given = self.facts.action if not ADDRESS.search(self.facts.action) else ""
        own = [Piece((sentence(given),), ACTION, "call_to_action")] if given else []
        where = self.frames.pick("action_bio" if self.facts.site else "action_follow")
        if not own and not where:  # a language that we cannot write: the address is all there is
            return self._invite(True)
        return [*own, *([Piece((where,), ACTION if not own else FRAME, "frame")] if where else [])]

    def _invite(self, single_line: bool) -> list[Piece]:
        if self.facts.site:
            told = self.frames.pick("action_site", site=self._address)
            return [Piece(tuple(dict.fromkeys((told, self._address))), ACTION, "website")]
        follow = self.channel.kind in layouts()["follow"]["kinds"]
        return [Piece((self.frames.pick("action_follow" if follow else "action_none"),), ACTION, "frame")]

    def _button(self, single_line: bool) -> list[Piece]:
        own = self.facts.action
        forms = (headline(own),) if own and not ADDRESS.search(own) else (self.frames.pick("button"),)
        return [Piece(forms, ACTION, "call_to_action" if own else "frame")]

    def _final_url(self, single_line: bool) -> list[Piece]:
        return [Piece((self.facts.full_site,), NEEDED, "website")]

    def _slug(self, single_line: bool) -> list[Piece]:
        words = [slugged(form) for piece in self._head(True) for form in piece.forms]
        return [Piece(tuple(word for word in words if len(word) <= LONGEST_SLUG)[:1], LEAD, "key_messages.0")]

    def _frame(self, slot: str) -> list[Piece]:
        if slot in AROUND_MESSAGES and not self.facts.messages:
            return []
        return [Piece((self.frames.pick(slot, client=self.facts.client),), RANKS.get(slot, FRAME), "frame")]

    @property
    def _address(self) -> str:
        short = self.channel.kind in layouts()["short_address"]["kinds"]
        return self.facts.short_site if short else self.facts.full_site


def slugged(text: str) -> str:
    """Latin letters and digits in lower case, joined by hyphens; "" where the text has letters of another script."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("'", "-").replace("’", "-"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    if any(char.isalpha() and not char.isascii() for char in plain):
        return ""
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
