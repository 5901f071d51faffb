"""The table of facts that copy may state, and nothing else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from aicmo_site.kernel.text.folding import caseless
from onboarding.contracts import ProofPointDTO
from production.offline.clauses import SENTENCE_END
from production.offline.links import slugged

LONGEST_SLOGAN = 70  # characters of a message that is a line as it stands: quoted as a whole, and never cut

Points = tuple[ProofPointDTO, ...]


@dataclass(frozen=True)
class Facts:
    """client_forms: the client's name, longest form first. site: an address as the brief has it, or "". event_day: as
    people write it; is_about_event: whether the campaign speaks of that event. proofs: what proves a message, or speaks
    for the call to action, by either. occasions: facts that name a day, an hour or a price, and stand by themselves.
    unplaced: those that prove nothing. Days in ISO form: opening, on which what is called for can first be had
    (opening_day: the same as people write it, where copy may say it); beginning, before which nobody is called;
    press_day, of the press release."""

    client_forms: tuple[str, ...]
    messages: tuple[str, ...]
    sources: Mapping[str, str]  # where in the brief a message or a proof point stands
    mandatory: tuple[str, ...]
    action: str
    action_source: str
    site: str
    language: str
    event_day: str = ""
    industry: str = ""
    proofs: Mapping[str, Points] = field(default_factory=dict)
    occasions: Points = ()
    unplaced: Points = ()
    is_about_event: bool = False
    opening: str = ""
    opening_day: str = ""
    beginning: str = ""
    press_day: str = ""
    is_grave: bool = False
    is_early: bool = False  # the call to action is not made yet

    @property
    def client(self) -> str:
        return self.client_forms[0] if self.client_forms else ""

    @property
    def short_site(self) -> str:
        """The address as one says it: no scheme, no closing slash."""
        return re.sub(r"^https?://", "", self.site, flags=re.IGNORECASE).rstrip("/")

    @property
    def slogans(self) -> tuple[str, ...]:
        """The messages without their end marks; "" in place of one that is too long to be quoted."""
        bare = (text.rstrip(" .。") for text in self.messages)
        return tuple("" if len(text) > LONGEST_SLOGAN or SENTENCE_END.search(text) else text for text in bare)

    @property
    def campaign(self) -> str:
        """The client's name for the parameters of links."""
        return slugged(self.client_forms[min(1, len(self.client_forms) - 1)]) if self.client_forms else ""

    @property
    def all_proofs(self) -> Points:
        return (*(point for points in self.proofs.values() for point in points), *self.occasions)

    def as_of(self, day: str) -> "Facts":
        """Without what is over on a day (ISO; "" where it is not known), and without a call for what is not there yet.

        A required sentence that calls stays: it must appear. Where it is known since when it can be followed, the call
        stays, to be said with that day.
        """
        facts = replace(
            self,
            proofs={text: _standing(points, day) for text, points in self.proofs.items()},
            occasions=_standing(self.occasions, day),
        )
        if not day or self.action_source != "call_to_action":
            return facts
        if self.opening_day:
            return replace(facts, is_early=day < self.opening)
        return replace(facts, action="") if day < (self.opening or self.beginning) else facts

    def saying(self, messages: tuple[str, ...]) -> "Facts":
        """With these messages only, in this order."""
        return replace(self, messages=messages)

    @property
    def full_site(self) -> str:
        return self.site if not self.site or "://" in self.site else f"https://{self.site}"


def _standing(points: Points, day: str) -> Points:
    return tuple(point for point in points if not point.until or point.until >= day)


def missing(wanted: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those of the wanted texts that do not stand in the text."""
    whole = caseless(text)
    return tuple(part for part in wanted if caseless(part) not in whole)
