"""What a client sends: read, and known to come from the page of their own link."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from aicmo_site.kernel.places import Place
from onboarding.contracts import CORRECT, MOST_ANSWERS
from orchestration.models import ReviewLink
from orchestration.services import MAX_COMMENT
from orchestration.wishes import MOST_WISHES, Wish

REMARK, ANSWER, SEEN = "remark.", "answer.", "seen."  # a field's name in the form: one of these, then place or ID


@dataclass(frozen=True)
class Typed:
    """Remarks by place, answers by the ID of their question, a word on the whole; and by place what was read there."""

    remarks: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    word: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> list[str]:
        return [*self.answers.values(), *self.remarks.values(), *([self.word] if self.word else [])]

    @property
    def wishes(self) -> list[Wish]:
        placed = ((Place.parse(f"{place}/"), text) for place, text in self.remarks.items())
        return [{"place": _parts(at), "text": text} for at, text in placed]

    @property
    def given(self) -> list[dict[str, Any]]:
        """The answers as the verb takes them."""
        return [{"question": id, "decision": CORRECT, "value": text} for id, text in self.answers.items()]


def _parts(at: Place) -> dict[str, str]:
    return {name: part for name, part in (("channel", at.channel), ("piece", at.piece)) if part}


def typed_in(request: HttpRequest) -> Typed:
    sent = request.POST

    def under(prefix: str, most: int) -> dict[str, str]:
        named = {name.removeprefix(prefix): _plain(sent[name]) for name in sent if name.startswith(prefix)}
        return dict([(name, text) for name, text in named.items() if text][:most])

    return Typed(
        under(REMARK, MOST_WISHES - 1), under(ANSWER, MOST_ANSWERS), _plain(sent.get("word", "")), under(SEEN, 1_000)
    )


def _plain(text: str) -> str:
    return text.replace("\0", "").replace("\r\n", "\n").strip()[:MAX_COMMENT]


def token_of_form(link: ReviewLink, content_sha256: str) -> str:
    """Proves that a form with this content was made for this link: no cookie is needed for it."""
    return salted_hmac("orchestration.review", f"{link.pk}\0{content_sha256}", algorithm="sha256").hexdigest()


def is_own(request: HttpRequest, link: ReviewLink) -> bool:
    """Whether the form comes from the page of this link, and not from a stranger's."""
    made_here = constant_time_compare(
        request.POST.get("form", ""), token_of_form(link, request.POST.get("content", ""))
    )
    return made_here and not _is_cross_site(request)


def _is_cross_site(request: HttpRequest) -> bool:
    """By what the browser says. Our pages send no referrer, so that their forms have an Origin of `null`: there its
    other header decides, where it has one."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site not in ("same-origin", "none")
    return origin not in (None, "null") and urlsplit(origin or "").netloc != request.get_host()
