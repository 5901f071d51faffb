"""Who may enter by a link, how often, and the sentence for those who may not; what every answer here says of itself."""

from collections.abc import Callable
from functools import wraps
from math import ceil

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt

from aicmo_site.api.throttling import seconds_to_wait
from aicmo_site.kernel.errors import NotFound
from aicmo_site.kernel.languages import direction_of
from aicmo_site.middleware.content_security import HEADER, written
from aicmo_site.signin.origins import address_place
from orchestration.models import ReviewLink
from orchestration.review.forms import Typed
from orchestration.review.links import Standing, link_of, shown_sha256, standing_of
from orchestration.review.words import known, language_asked_for, words_in
from orchestration.workflow import Work

POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}
PER_MINUTE = 60  # requests from one address, and by one link
UNKNOWN, BUSY, FOREIGN = "unknown", "busy", "foreign"
STATUS = {UNKNOWN: 404, BUSY: 429, FOREIGN: 403, Standing.REVISED: 200}
GONE = 410

View = Callable[..., HttpResponse]


class Closed(Exception):
    """There is a sentence to say instead of the page; `typed` is what would be lost by it."""

    def __init__(self, why: str, language: str, *, typed: Typed | None = None, wait: float = 0.0):
        super().__init__(why)
        self.why, self.language, self.typed, self.wait = why, language, typed or Typed(), wait


def private(*methods: str) -> Callable[[View], View]:
    """No account, no cookie, no cache, no trace; whoever asks too often waits."""

    def decorated(view: View) -> View:
        @csrf_exempt  # there is no cookie that a stranger's page could use; forms say themselves whose they are
        @wraps(view)
        def guarded(request: HttpRequest, token: str) -> HttpResponse:
            try:
                _count(address_place(request), _liked(request))
                response = view(request, token) if request.method in methods else HttpResponseNotAllowed(methods)
            except Closed as closed:
                response = _sentence(closed)
            response.headers.setdefault(HEADER, written(POLICY))
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
            return response

        return guarded

    return decorated


def entered(request: HttpRequest, token: str, typed: Typed | None = None) -> tuple[ReviewLink, Work]:
    """The link and the work that it shows. Raises Closed, with what was `typed`."""
    link = link_of(token)
    if link is None:
        raise Closed(UNKNOWN, _liked(request))
    _count(link.pk, _liked(request))
    work = Work(link.run)
    return link, require_open(request, link, work, typed)


def require_open(request: HttpRequest, link: ReviewLink, work: Work, typed: Typed | None = None) -> Work:
    """Raises Closed, with what was typed."""
    standing = standing_of(link, shown_sha256(work))
    if standing != Standing.OPEN:
        raise Closed(standing, language_of(request, work), typed=typed)
    return work


def language_of(request: HttpRequest, work: Work) -> str:
    try:
        return work.brief.language or _liked(request)
    except NotFound:  # it went with the run
        return _liked(request)


def _count(who: str, language: str) -> None:
    if wait := seconds_to_wait("review", who, PER_MINUTE):
        raise Closed(BUSY, language, wait=wait)


def _liked(request: HttpRequest) -> str:
    return language_asked_for(request.headers.get("Accept-Language", ""))


def _sentence(closed: Closed) -> HttpResponse:
    language, lost = known(closed.language), closed.typed.texts
    words = words_in(language)
    context = {
        "language": language,
        "direction": direction_of(language),
        "title": words[f"{closed.why}_title"],
        "says": words[closed.why],
        "late": words["late"] if lost else "",
        "lost": lost,
    }
    status = 409 if lost and closed.why == Standing.REVISED else STATUS.get(closed.why, GONE)
    response = HttpResponse(render_to_string("review/closed.html", context), status=status)
    if closed.wait:
        response["Retry-After"] = str(ceil(closed.wait))
    return response
