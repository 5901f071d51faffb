"""The facts of a brief that may be published, each with the field it comes from.

Objectives, notes and money are the client's own business: they are no facts of this table. Of the audience only a
plain list of groups is (see audience.py), of dates only a launch date that nobody doubts.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import date

from aicmo_site.kernel import formats
from aicmo_site.kernel.extract.calendar import months
from aicmo_site.kernel.extract.dates import the_day
from aicmo_site.kernel.languages import primary_of
from aicmo_site.kernel.text.folding import caseless
from aicmo_site.kernel.text.terms import caseless_terms, contains
from onboarding.contracts import NormalizedBriefDTO, ProofPointDTO
from production.offline.facts.audience import NOBODY, audience_of
from production.offline.facts.table import Facts
from production.offline.links import ADDRESS
from production.offline.punctuation import tidy

MOST_MESSAGES = 12  # more of them is no message any more
MOST_PROOFS = 8
LONGEST_INDUSTRY = 60
LONGEST_TEXT = 3_000  # characters
WRITTEN = re.compile(r"[^\W_]+(?:[ .,ºª]{1,2}[^\W_]+){2,6}")  # in words, as against 3-May-2027
CAPITAL_NOUNS = ("de", "lb")
UNFINISHED = re.compile(r"\b(?:tbd|tba|tbc|xxx+|lorem ipsum)\b|\?\?", re.IGNORECASE)


def facts_of(brief: NormalizedBriefDTO, *, joint: str = "and", avoid: tuple[str, ...] = ()) -> Facts:
    """What the copy may say. A text that names a competitor, an excluded term or one to avoid is left out."""
    banned = tuple(term for term in (*brief.excluded_terms, *brief.competitors, *avoid) if term.strip())
    capitals = brief.language.lower()[:2] in CAPITAL_NOUNS
    audience = audience_of(brief.target_audience, joint=joint, nouns_have_capitals=capitals)
    mandatory = _publishable(brief.mandatory_inclusions, banned)
    messages = tuple(text for text in _publishable(brief.messages, banned) if not UNFINISHED.search(text))
    action, source = _action(brief, mandatory, banned)
    told = {caseless(text).rstrip(".") for text in (brief.client_name, action)}  # stand in every text as it is
    others = tuple(text for text in messages if caseless(text).rstrip(".") not in told)
    told |= {caseless(text).rstrip(".") for text in (*messages, *mandatory)}
    points = {tidy(point.text): point.until for point in brief.proofs}
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
        event_date=(event := _event(brief))[0],
        event_source=event[1],
        industry=_industry(brief, banned),
        proofs=tuple(ProofPointDTO(text, points[text]) for text in proofs if caseless(text).rstrip(".") not in told)[
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
            brief.open_notes,
        )
    )
    words = re.findall(r"(?<![\w@#])[^\W\d_]+", ADDRESS.sub(" ", f"{told} {brief.target_audience}"))
    within = re.findall(r"(?:(?<=\w )|(?<=\w, ))[^\W\d_]+", told)
    large = {word.casefold() for word in within if word[0].isupper()}
    return frozenset({word for word in words if word.islower()} - large)


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
    """The client's call to action, else a required sentence that sends people to an address."""
    if given := _publishable((brief.action,), banned):
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
    """The launch day that no open question is about, as people write it in the language of the copy: in the client's
    words where they do."""
    if any(question.field == "launch_date" for question in brief.open_questions):
        return ""
    said = tidy(brief.launch_date)
    day = date.fromisoformat(brief.launch_day) if brief.launch_day else the_day(said)
    if day is None:
        return ""
    names = months(primary_of(brief.language), short=False)
    named = any(word.casefold() in names for word in re.findall(r"[^\W\d_]+", said))
    is_written = named and str(day.year) in said and bool(WRITTEN.fullmatch(said)) and the_day(said) == day
    return said if is_written else formats.day(day, brief.language)


def _event(brief: NormalizedBriefDTO) -> tuple[str | None, str]:
    """The day or days of the event that the brief tells of, and where; a person must have confirmed them. It is not the
    day of the launch: posters hang before the fair."""
    events = {at: told for at, told in enumerate(brief.dates) if told.kind == "event"}
    if not events:
        return None, ""
    proposed = {fact.field for fact in brief.proposed_facts}
    settled = {f"dates.{at}": told for at, told in events.items() if f"dates.{at}" not in proposed}
    days = dict.fromkeys((told.day, told.until) for told in settled.values())
    if len(days) != 1:
        return "", ""
    ends = [formats.day(date.fromisoformat(day), brief.language) for day in next(iter(days)) if day]
    return " – ".join(ends), next(iter(settled))


def _industry(brief: NormalizedBriefDTO, banned: tuple[str, ...]) -> str:
    texts = _publishable((brief.industry.rstrip(" ."),), banned)
    usable = texts and len(texts[0]) <= LONGEST_INDUSTRY and not re.search(r"[.;:!?/\d]", texts[0])
    says_more = usable and not contains(brief.client_name, texts[0])  # "City Museum: museum" says nothing
    return texts[0] if says_more else ""


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
