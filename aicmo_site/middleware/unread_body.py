"""A connection on which a body was left unread is closed: what comes next on it would be that body.

Saying `Connection: close` is the server's business (PEP 3333), and gunicorn drops it from an application's headers;
its response object can be told instead. Other servers are left to their own ways.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class _Counting:
    """wsgi.input, with how many bytes were read of it."""

    def __init__(self, stream: Any):
        self.stream = stream
        self.taken = 0

    def read(self, *size: int) -> bytes:
        return self._took(self.stream.read(*size))

    def readline(self, *size: int) -> bytes:
        return self._took(self.stream.readline(*size))

    def readlines(self, *hint: int) -> list[bytes]:
        return list(iter(self.readline, b""))

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")

    def _took(self, data: bytes) -> bytes:
        self.taken += len(data)
        return data


def closing_on_unread_bodies(application: Application) -> Application:
    def answer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"] = _Counting(environ["wsgi.input"])
        response = application(environ, start_response)
        close = getattr(getattr(start_response, "__self__", None), "force_close", None)
        if close and _is_left(environ, body):
            close()
        return response

    return answer


def _is_left(environ: Environ, body: _Counting) -> bool:
    if environ.get("HTTP_TRANSFER_ENCODING"):
        return True  # its end is known only by reading it, which Django does not
    length = environ.get("CONTENT_LENGTH") or "0"
    return not length.isdecimal() or int(length) > body.taken
