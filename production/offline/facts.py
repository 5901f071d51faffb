"""The facts of a brief that may be published, each with the field it comes from.

Objectives, audience, notes and money are the client's own business: they are no facts of this table.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from onboarding.contracts import NormalizedBriefDTO
from production.offline.wording import ADDRESS, folded, names, tidy

MOST_MESSAGES = 12  # more of them is no message any more
UNFINISHED = re.compile(r"\b(?:tbd|tba|tbc|xxx+|lorem ipsum)\b|\?\?", re.IGNORECASE)


@dataclass(frozen=True)
class Facts:
    """client_forms: the client's name, longest form first. site: an address as the brief has it, or ""."""

    client_forms: tuple[str, ...]
    messages: tuple[str, ...]
    message_sources: Mapping[str, str]  # where in the brief a message stands
    mandatory: tuple[str, ...]
    action: str
    action_source: str
    site: str
    language: str
    seed: int

    @property
    def client(self) -> str:
        return self.client_forms[0] if self.client_forms else ""

    @property
    def short_site(self) -> str:
        """The address as one says it: no scheme, no closing slash."""
        return re.sub(r"^https?://", "", self.site, flags=re.IGNORECASE).rstrip("/")

    @property
    def full_site(self) -> str:
        return self.site if not self.site or "://" in self.site else f"https://{self.site}"


def facts_of(brief: NormalizedBriefDTO) -> Facts:
    """What the copy may say. A text that names a competitor or an excluded term is left out."""
    banned = tuple(term for term in (*brief.excluded_terms, *brief.competitors) if term.strip())
    mandatory = _publishable(brief.mandatory_inclusions, banned)
    messages = tuple(text for text in _publishable(brief.key_messages, banned) if not UNFINISHED.search(text))
    action, source = _action(brief, mandatory, banned)
    others = tuple(text for text in messages if folded(text).rstrip(".") != folded(action).rstrip("."))
    return Facts(
        client_forms=_client_forms(tidy(brief.client_name)),
        messages=(others or messages)[:MOST_MESSAGES],
        message_sources={tidy(text): f"key_messages.{index}" for index, text in enumerate(brief.key_messages)},
        mandatory=mandatory,
        action=action,
        action_source=source,
        site=_site(brief, mandatory, action),
        language=brief.language,
        seed=_seed(brief),
    )


def _publishable(texts: tuple[str, ...], banned: tuple[str, ...]) -> tuple[str, ...]:
    kept = {folded(text): tidy(text) for text in texts if any(char.isalnum() for char in text)}
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


def _seed(brief: NormalizedBriefDTO) -> int:
    """A number that the same brief always gives, whatever its ID."""
    words = (brief.client_name, brief.language, brief.website, brief.call_to_action, *brief.objectives)
    words += (*brief.key_messages, *brief.mandatory_inclusions, *brief.scope.deliverables)
    return int.from_bytes(hashlib.sha256("\x1f".join(words).encode("utf-8", "replace")).digest()[:6], "big")


def missing(wanted: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Those of the wanted texts that do not stand in the text."""
    whole = folded(text)
    return tuple(part for part in wanted if folded(part) not in whole)
