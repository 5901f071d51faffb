"""The facts of a brief that may be published, each with the field it comes from.

Objectives, audience, notes and money are the client's own business: they are no facts of this table. Of the days only
that of an event is, where nobody doubts it.
"""

import re
from collections.abc import Iterable

from aicmo_site.kernel.text.folding import caseless
from aicmo_site.kernel.text.terms import caseless_terms, contains
from onboarding.contracts import DateDTO, NormalizedBriefDTO, ProofPointDTO
from production.offline.facts.days import (
    beginning_of,
    event_of,
    holds_press_events,
    is_settled,
    opening_of,
    press_day_of,
    written,
)
from production.offline.facts.pairing import is_occasion, is_price, paired, speaks_of
from production.offline.facts.subject import is_grave
from production.offline.facts.table import Facts
from production.offline.links import ADDRESS, host_of
from production.offline.punctuation import tidy

MOST_MESSAGES = 12  # more of them is no message any more
MOST_PROOFS = 8
LONGEST_INDUSTRY = 60
LONGEST_TEXT = 3_000  # characters
UNFINISHED = re.compile(r"\b(?:tbd|tba|tbc|xxx+|lorem ipsum)\b|\?\?", re.IGNORECASE)


def facts_of(brief: NormalizedBriefDTO, *, common: frozenset[str] = frozenset(), avoid: tuple[str, ...] = ()) -> Facts:
    """What the copy may say. A text that names a competitor, an excluded term or one to avoid is left out.

    common: words that make no two texts speak of the same.
    """
    banned = tuple(term for term in (*brief.excluded_terms, *brief.competitors, *avoid) if term.strip())
    mandatory = _publishable(brief.mandatory_inclusions, banned)
    messages = tuple(text for text in _publishable(brief.messages, banned) if not UNFINISHED.search(text))
    action, source = _action(brief, mandatory, banned)
    told = {caseless(text).rstrip(".") for text in (brief.client_name, action)}  # stand in every text as it is
    other = tuple(text for text in messages if caseless(text).rstrip(".") not in told)
    told |= {caseless(text).rstrip(".") for text in (*messages, *mandatory)}
    messages = (other or messages)[:MOST_MESSAGES]
    points = {tidy(point.text): point.until for point in brief.proofs}
    cited = (text for text in _publishable(tuple(points), banned) if not UNFINISHED.search(text))
    proofs = [ProofPointDTO(text, points[text]) for text in cited if caseless(text).rstrip(".") not in told]
    today = brief.normalized_at.date()
    occasions = tuple(point for point in proofs[:MOST_PROOFS] if is_occasion(point, brief.language, today))
    provable = tuple(point for point in proofs[:MOST_PROOFS] if point not in occasions)
    by_message, others = paired(messages, action, provable, common | _words(brief.client_name))
    prices = tuple(point for point in others if is_price(point))
    event, opening = event_of(brief), opening_of(brief)
    named = (brief.client_name, *messages, *mandatory, action)
    return Facts(
        client_forms=_client_forms(tidy(brief.client_name)),
        messages=messages,
        sources=_sources("proof_points", map(str, brief.proof_points)) | _sources("key_messages", brief.key_messages),
        mandatory=mandatory,
        action=action,
        action_source=source,
        site=_site(brief, action if source == "call_to_action" else ""),
        language=brief.language,
        event_day=_event_day(event, brief),
        is_about_event=event is not None and speaks_of(event.words, named, common),
        industry=_industry(brief, banned),
        proofs=by_message,
        occasions=(*occasions, *prices),
        unplaced=tuple(point for point in others if point not in prices),
        opening=opening,
        opening_day=written(opening, brief.language) if is_settled(brief, opening) else "",
        beginning=beginning_of(brief),
        press_day=press_day_of(brief),
        is_grave=is_grave(brief),
    )


def _sources(field: str, texts: Iterable[str]) -> dict[str, str]:
    return {tidy(text): f"{field}.{index}" for index, text in enumerate(texts)}


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def _publishable(texts: tuple[str, ...], banned: tuple[str, ...]) -> tuple[str, ...]:
    """Without what says nothing, what is banned, and what is no message but a document."""
    said = (text for text in texts if len(text) <= LONGEST_TEXT and any(char.isalnum() for char in text))
    kept = {caseless(text): tidy(text) for text in said}
    return tuple(text for text in kept.values() if not caseless_terms(banned).stand_in(text))


def _client_forms(name: str) -> tuple[str, ...]:
    """The whole name; without a closing "(ABC)"; and what stands in it, where that is short."""
    bracketed = re.fullmatch(r"(.*\S)\s*\(([^()]{2,15})\)", name)
    forms = (name, bracketed[1], bracketed[2]) if bracketed else (name,)
    return tuple(form for form in forms if form)


def _action(brief: NormalizedBriefDTO, mandatory: tuple[str, ...], banned: tuple[str, ...]) -> tuple[str, str]:
    """The client's call to action, else a required sentence that sends people to the client's own address."""
    if given := _publishable((brief.action,), banned):
        return given[0], "call_to_action"
    for text in mandatory:
        address = ADDRESS.search(text)
        is_sentence = address and len(text.split()) > 1 and len(text) > len(address[0]) + 3
        if address and is_sentence and host_of(address[0]) == host_of(brief.website):
            return text, "mandatory_inclusions"
    return "", ""


def _site(brief: NormalizedBriefDTO, action: str) -> str:
    """The website that the client gave, else the address in the call to action; one that must appear may be a
    partner's."""
    if website := tidy(brief.website):
        return website if " " not in website else ""
    address = ADDRESS.search(action)
    return address[0].rstrip(".") if address and "@" not in action else ""


def _event_day(event: DateDTO | None, brief: NormalizedBriefDTO) -> str:
    """In the language of the copy; that of the launch only where the brief tells of no other event, nobody asks, and it
    is none for the press, which is called on a day of its own."""
    if event:
        return " – ".join(written(day, brief.language) for day in (event.day, event.until) if day)
    is_other = any(one.kind == "event" for one in brief.dates)
    is_asked = any(question.field == "launch_date" for question in brief.open_questions)
    return "" if is_other or is_asked or holds_press_events(brief) else written(brief.launch_day, brief.language)


def _industry(brief: NormalizedBriefDTO, banned: tuple[str, ...]) -> str:
    texts = _publishable((brief.industry.rstrip(" ."),), banned)
    usable = texts and len(texts[0]) <= LONGEST_INDUSTRY and not re.search(r"[.;:!?/\d]", texts[0])
    says_more = usable and not contains(brief.client_name, texts[0])  # "City Museum: museum" says nothing
    return texts[0] if says_more else ""
