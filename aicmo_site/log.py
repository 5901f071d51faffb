"""What the log says of refusals."""

import logging
import re


class OneLine(logging.Filter):
    """A refusal (4xx) is one line: where in the code it was raised helps nobody, and strangers can cause any number."""

    def filter(self, record: logging.LogRecord) -> bool:
        if 400 <= getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
            record.msg, record.args = " ".join(record.getMessage().split()), ()
        return True


_SECRET = re.compile(r"(/review/)[^/\s?\"']+")


class NoSecret(logging.Filter):
    """The address of a client's link is the key to it: a log has only that somebody asked for one."""

    def filter(self, record: logging.LogRecord) -> bool:
        if "/review/" in (said := record.getMessage()):
            record.msg, record.args = _SECRET.sub(r"\1…", said), ()
        return True


def hide_secrets_of_server() -> None:
    """In gunicorn's log of requests too, where one is kept: it is set up before our settings are read."""
    logging.getLogger("gunicorn.access").addFilter(NoSecret())
