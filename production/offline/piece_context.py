"""One piece of copy to be written: what may be said, in which words, on which channel and when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from aicmo_site.kernel.channels import Channel
from production.offline.facts.table import Facts
from production.offline.fitting import Piece
from production.offline.frame_files import Frame
from production.offline.frames import Frames
from production.offline.layouts import layouts

# How dispensable a piece of text is.
NEEDED, ACTION, CLIENT, LEAD, PROOF, NEXT, REST, FRAME = 0, 1, 2, 3, 5, 6, 7, 8
RANKS = {"optout_email": NEEDED, "optout_sms": NEEDED, "disclosure": NEEDED, "mail_objection": NEEDED}
RANKS |= {"date_line": REST, "nudge": REST}  # when it is, and what to do: no shorter text can miss them
SOURCES = {"site": "website", "client": "client_name", "date": "launch_date", "industry": "industry"}
SOURCES |= {"audience": "target_audience", "audience_first": "target_audience"}
MOST_LEADS = 3


@dataclass(frozen=True)
class Occasion:
    """`required`: texts that the rest of the piece does not hold yet. beside: frames that stand in the text already.
    turn: how many frames to skip. shorter: without what could be missed. tags: whether hashtags are wanted. paid:
    whether somebody is paid to post it. led: the sources of
    the messages that earlier pieces of the channel began with."""

    facts: Facts
    frames: Frames
    channel: Channel
    stage: str
    required: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    turn: int = 0
    shorter: bool = False
    tags: bool = True
    paid: bool = False
    led: frozenset[str] = frozenset()

    def turned(self, steps: int) -> "Occasion":
        """The same with the frames that come `steps` later."""
        return replace(self, turn=self.turn + steps)

    def led_by_each_message(self) -> Iterator["Occasion"]:
        """The same, then with each further message as the first one (for where the first is too long)."""
        for index in range(min(len(self.facts.messages), MOST_LEADS) or 1):
            yield replace(self, facts=led_by(self.facts, index, others_in_order=True))

    def framed(self, slot: str, rank: int | None = None, *, complete: bool = False) -> list[Piece]:
        """The frame of a list whose turn it is, with the facts in it; none where the language or the brief has none.

        complete: only whole sentences, none that leads to what follows.
        """
        facts = self._slot_facts()
        if slot == "date_line" and self.facts.event_date is not None:
            facts["date"] = self.facts.event_date
        rank = RANKS.get(slot, FRAME) if rank is None else rank
        frames = replace(self.frames, avoid=()) if rank == NEEDED else self.frames  # the law's words stay
        frame = frames.pick(slot, self.stage, facts, self.turn, complete=complete, beside=self.beside)
        if frame is None:
            return []
        sources = self._sources_of(frame)
        if slot == "date_line" and self.facts.event_source:
            sources = (self.facts.event_source,)
        return [Piece((frame.filled(facts),), rank, sources, frame=frame.text)]

    @property
    def address(self) -> str:
        """The website as this channel shows it."""
        short = self.channel.kind in layouts()["short_address"]["kinds"]
        return self.facts.short_site if short else self.facts.full_site

    def _slot_facts(self) -> dict[str, str]:
        left, right = self.frames.language.quotes
        slogans = [f"{left}{text}{right}" if text else "" for text in (*self.facts.slogans, "", "")]
        return {
            "site": self.address,
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


def led_by(facts: Facts, index: int, *, others_in_order: bool = False) -> Facts:
    """The facts with another message first: the others behind it in their order, or all of them rotated, and the proof
    points with them."""
    if not facts.messages:
        return facts
    first, *others = rotated(facts.messages, index)
    if others_in_order:
        return replace(facts, messages=(first, *(text for text in facts.messages if text != first)))
    return replace(facts, messages=(first, *others), proofs=rotated(facts.proofs, index))


def rotated(items: tuple[Any, ...], by: int) -> tuple[Any, ...]:
    start = by % len(items) if items else 0
    return (*items[start:], *items[:start])
