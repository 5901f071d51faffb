"""The table of facts that copy may state, and nothing else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from aicmo_site.kernel.text.folding import caseless
from onboarding.contracts import ProofPointDTO
from production.offline.clauses import SENTENCE_END
from production.offline.facts.audience import NOBODY, Audience
from production.offline.links import slugged

LONGEST_SLOGAN = 70  # a message that can be quoted within a sentence


@dataclass(frozen=True)
class Facts:
    """client_forms: the client's name, longest form first. site: an address as the brief has it, or ""."""

    client_forms: tuple[str, ...]
    messages: tuple[str, ...]
    message_sources: Mapping[str, str]  # where in the brief a message or a proof point stands
    mandatory: tuple[str, ...]
    action: str
    action_source: str
    site: str
    language: str
    seed: int
    audience: Audience = NOBODY
    date: str = ""
    event_date: str | None = None  # the day of the event itself; None where the brief tells of none, "" of several
    event_source: str = ""
    industry: str = ""
    proofs: tuple[ProofPointDTO, ...] = ()
    common_words: frozenset[str] = frozenset()  # words that the brief writes small, and so are no names

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

    def as_of(self, day: str) -> "Facts":
        """Without the proof points that are over on a day (ISO; "" where it is not known)."""
        return replace(self, proofs=tuple(point for point in self.proofs if not point.until or point.until >= day))

    @property
    def full_site(self) -> str:
        return self.site if not self.site or "://" in self.site else f"https://{self.site}"


def missing(wanted: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those of the wanted texts that do not stand in the text."""
    whole = caseless(text)
    return tuple(part for part in wanted if caseless(part) not in whole)
