"""One piece of copy to be written: what may be said, in which words, on which channel and when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from aicmo_site.kernel.channels import Channel
from production.offline.facts.table import Facts
from production.offline.fitting import Piece
from production.offline.frame_files import SLOT, Language, filled
from production.offline.layouts import layouts

# How dispensable a piece of text is.
NEEDED, ACTION, CLIENT, LEAD, PROOF, NEXT, REST, FRAME = 0, 1, 2, 3, 5, 6, 7, 8
LAW = ("optout_email", "optout_sms", "disclosure", "mail_objection")  # slots of what the law wants said
RANKS = {**dict.fromkeys(LAW, NEEDED), "date_line": PROOF}
SOURCES = {"site": ("website",), "client": ("client_name",), "date": ("dates",), "opening": ("dates",)}
MOST_LEADS = 3


@dataclass(frozen=True)
class Occasion:
    """on: the day it appears, as people write it, "" if unknown. `required`: texts that the rest of the piece does not
    hold yet. headed: what its headlines say. avoid: terms that no frame says. tags: whether hashtags are wanted. paid:
    whether somebody is paid to post it. again: whether an earlier piece of the channel is led by the same. labels: the
    legal ones of the channel's pieces."""

    facts: Facts
    language: Language
    channel: Channel
    on: str = ""
    required: tuple[str, ...] = ()
    headed: str = ""
    avoid: tuple[str, ...] = ()
    tags: bool = True
    paid: bool = False
    again: bool = False
    labels: tuple[str, ...] = ()

    def led_by_each_message(self) -> Iterator["Occasion"]:
        """The same, then with each further message as the first one (for where the first is too long)."""
        yield self
        for lead in self.facts.messages[1:MOST_LEADS]:
            others = tuple(text for text in self.facts.messages if text != lead)
            yield replace(self, facts=self.facts.saying((lead, *others)))

    def framed(self, slot: str, rank: int | None = None) -> list[Piece]:
        """The frames of a slot with the facts in them, as forms of one piece; none where the language or the brief has
        none."""
        facts = self._slot_facts()
        frames = self.language.able(slot, facts, () if slot in LAW else self.avoid)  # the law's words stay
        if not frames:
            return []
        rank = RANKS.get(slot, FRAME) if rank is None else rank
        return [Piece(tuple(filled(frame, facts) for frame in frames), rank, self._sources_of(frames[0]))]

    @property
    def address(self) -> str:
        """The website as this channel shows it."""
        short = self.channel.kind in layouts()["short_address"]["kinds"]
        return self.facts.short_site if short else self.facts.full_site

    def _slot_facts(self) -> dict[str, str]:
        left, right = self.language.quotes
        slogans = [f"{left}{text}{right}" if text else "" for text in (*self.facts.slogans, "", "")]
        days = {"date": self.facts.event_day, "opening": self.facts.opening_day}
        said = {"quoted": slogans[0], "quoted_next": slogans[1]}
        return {"site": self.address, "client": self.facts.client, **days, **said}

    def _sources_of(self, frame: str) -> tuple[str, ...]:
        first, second = (*((self.facts.sources[text],) for text in self.facts.messages[:2]), (), ())[:2]
        own = {**SOURCES, "quoted": first, "quoted_next": second}
        return tuple(source for slot in SLOT.findall(frame) for source in own[slot])
