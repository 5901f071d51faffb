"""Files over HTTP, always as downloads: what a client wrote must not run in our origin."""

from mimetypes import guess_type
from pathlib import PurePosixPath
from typing import IO, Any

from django.http import FileResponse

_TYPES = {".md": "text/markdown", ".ics": "text/calendar"}  # what the operating system's table may lack


def download(name: str, file: IO[bytes]) -> FileResponse:
    response = FileResponse(file, as_attachment=True, filename=_safe(name), content_type=_type_of(name))
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _safe(name: str) -> str:
    """The last part of the name, without control characters."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(character for character in last if character.isprintable()) or "artifact"


def _type_of(name: str) -> str:
    found: Any = _TYPES.get(PurePosixPath(name).suffix.lower()) or guess_type(name)[0] or "application/octet-stream"
    text = found.startswith("text/") or found == "application/json"
    return f"{found}; charset=utf-8" if text else found
