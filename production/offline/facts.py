"""The facts of a brief that may be published, each with the field it comes from.

Objectives, notes and money are the client's own business: they are no facts of this table. Of the audience only a
plain list of groups is (see audience.py), of dates only a launch date that nobody doubts.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from onboarding.contracts import NormalizedBriefDTO, ProofPointDTO
from production.offline.audience import NOBODY, Audience, audience_of
from production.offline.links import slugged
from production.offline.wording import ADDRESS, SENTENCE_END, folded, holds, names, tidy

MOST_MESSAGES = 12  # more of them is no message any more
MOST_PROOFS = 8
LONGEST_SLOGAN = 70  # a message that can be quoted within a sentence
LONGEST_INDUSTRY = 60
LONGEST_TEXT = 3_000  # characters
DAY = re.compile(
    r"\d{1,2}(?:st|nd|rd|th|er|º)?\.?\s+(?:of\s+|de\s+)?[^\W\d_]{3,}\.?,?(?:\s+de)?\s+\d{4}"
    r"|[^\W\d_]{3,}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4}"
)
CAPITAL_NOUNS = ("de", "lb")
UNFINISHED = re.compile(r"\b(?:tbd|tba|tbc|xxx+|lorem ipsum)\b|\?\?", re.IGNORECASE)


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


def facts_of(brief: NormalizedBriefDTO, *, joint: str = "and", avoid: tuple[str, ...] = ()) -> Facts:
    """What the copy may say. A text that names a competitor, an excluded term or one to avoid is left out."""
    banned = tuple(term for term in (*brief.excluded_terms, *brief.competitors, *avoid) if term.strip())
    capitals = brief.language.lower()[:2] in CAPITAL_NOUNS
    audience = audience_of(brief.target_audience, joint=joint, nouns_have_capitals=capitals)
    mandatory = _publishable(brief.mandatory_inclusions, banned)
    messages = tuple(text for text in _publishable(brief.key_messages, banned) if not UNFINISHED.search(text))
    action, source = _action(brief, mandatory, banned)
    told = {folded(text).rstrip(".") for text in (brief.client_name, action)}  # stand in every text as it is
    others = tuple(text for text in messages if folded(text).rstrip(".") not in told)
    told |= {folded(text).rstrip(".") for text in (*messages, *mandatory)}
    points = {tidy(point.text): point.until for point in brief.proof_points}
    proofs = (text for text in _publishable(tuple(points), banned) if not UNFINISHED.search(text))
    return Facts(
        client_forms=_client_forms(tidy(brief.client_name)),
        messages=(others or messages)[:MOST_MESSAGES],
        message_sources=_sources("proof_points", map(str, brief.proof_points))
        | _sources("key_messages", brief.key_messages),
        mandatory=mandatory,
        action=action,
        action_source=source,
        site=_site(brief, mandatory, action),
        language=brief.language,
        seed=_seed(brief),
        audience=audience if _publishable((audience.first,), banned) else NOBODY,
        date=_date(brief),
        industry=_industry(brief, banned),
        proofs=tuple(ProofPointDTO(text, points[text]) for text in proofs if folded(text).rstrip(".") not in told)[
            :MOST_PROOFS
        ],
        common_words=frozenset() if capitals else _common_words(brief),
    )


def _sources(field: str, texts: Iterable[str]) -> dict[str, str]:
    return {tidy(text): f"{field}.{index}" for index, text in enumerate(texts)}


def _common_words(brief: NormalizedBriefDTO) -> frozenset[str]:
    """What stands small somewhere in the brief, and nowhere large within a sentence."""
    told = ". ".join(
        (
            *brief.objectives,
            *brief.key_messages,
            *map(str, brief.proof_points),
            *brief.mandatory_inclusions,
            brief.notes,
        )
    )
    words = re.findall(r"(?<![\w@#])[^\W\d_]+", ADDRESS.sub(" ", f"{told} {brief.target_audience}"))
    within = re.findall(r"(?:(?<=\w )|(?<=\w, ))[^\W\d_]+", told)
    large = {word.casefold() for word in within if word[0].isupper()}
    return frozenset({word for word in words if word.islower()} - large)


def _publishable(texts: tuple[str, ...], banned: tuple[str, ...]) -> tuple[str, ...]:
    """Without what says nothing, what is banned, and what is no message but a document."""
    said = (text for text in texts if len(text) <= LONGEST_TEXT and any(char.isalnum() for char in text))
    kept = {folded(text): tidy(text) for text in said}
    return tuple(text for text in kept.values() if not any(names(text, term) for term in banned))


def _client_forms(name: str) -> tuple[str, ...]:
    """The whole name; without a closing "(ABC)"; and what stands in it, where that is short."""
    bracketed = re.fullmatch(r"(.+?)\s*\(([^()]{2,15})\)", name)
    forms = (name, bracketed[1], bracketed[2]) if bracketed else (name,)
    return tuple(form for form in forms if form)


def _action(brief: NormalizedBriefDTO, mandatory: tuple[str, ...], banned: tuple[str, ...]) -> tuple[str, str]:
    """The client's call to action, else a required sentence that sends people to an address."""
    if given := _publishable((brief.call_to_action,), banned):
        return given[0], "call_to_action"
    for text in mandatory:
        address = ADDRESS.search(text)
        if address and len(text.split()) > 1 and len(text) > len(address[0]) + 3:
            return text, "mandatory_inclusions"
    return "", ""


def _site(brief: NormalizedBriefDTO, mandatory: tuple[str, ...], action: str) -> str:
    if website := tidy(brief.website):
        return website if " " not in website else ""
    for text in (*mandatory, action):
        if (address := ADDRESS.search(text)) and "@" not in text:
            return address[0].rstrip(".")
    return ""


def _date(brief: NormalizedBriefDTO) -> str:
    """The launch date in the client's words: a whole date that no open question is about."""
    if any(question.field == "launch_date" for question in brief.open_questions):
        return ""
    day = tidy(brief.launch_date)
    return day if DAY.fullmatch(day) else ""


def _industry(brief: NormalizedBriefDTO, banned: tuple[str, ...]) -> str:
    texts = _publishable((brief.industry.rstrip(" ."),), banned)
    usable = texts and len(texts[0]) <= LONGEST_INDUSTRY and not re.search(r"[.;:!?/\d]", texts[0])
    return texts[0] if usable and not holds(brief.client_name, texts[0]) else ""  # "City Museum: museum" says nothing


def _seed(brief: NormalizedBriefDTO) -> int:
    """A number that the same brief always gives, whatever its ID."""
    words = (brief.client_name, brief.language, brief.website, brief.call_to_action, *brief.objectives)
    words += (
        *brief.key_messages,
        *map(str, brief.proof_points),
        *brief.mandatory_inclusions,
        *brief.scope.deliverables,
    )
    return int.from_bytes(hashlib.sha256("\x1f".join(words).encode("utf-8", "replace")).digest()[:6], "big")


def missing(wanted: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those of the wanted texts that do not stand in the text."""
    whole = folded(text)
    return tuple(part for part in wanted if folded(part) not in whole)
