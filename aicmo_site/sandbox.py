"""Documents that hold clients' words, shown in a frame where nothing runs and from which nothing is asked."""

from django.http import HttpResponse

from aicmo_site.middleware.content_security import HEADER, written

POLICY = {
    "sandbox": [],
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "frame-ancestors": ["'self'"],
}

# How files of these formats are shown; the others can only be downloaded.
SHOWN_AS = {
    "html": "text/html",
    **dict.fromkeys(["csv", "json", "md", "markdown", "txt", "text", "ics"], "text/plain"),
}


def sandboxed(content: bytes | str, content_type: str = "text/html", status: int = 200) -> HttpResponse:
    response = HttpResponse(content, status=status, content_type=f"{content_type}; charset=utf-8")
    response[HEADER] = written(POLICY)
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
