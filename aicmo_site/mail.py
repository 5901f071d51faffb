"""Mails, sent beside the request: nobody waits for a mail server, and none that is away breaks what was done."""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.core.mail import send_mail

logger = logging.getLogger(__name__)
_sender = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


def send_later(*, subject: str, text: str, to: str) -> None:
    """Send one mail to one person. It touches no database; a failure is one line in the log."""
    _sender.submit(_send, subject, text, to)


def until_sent() -> None:
    """Wait until every mail so far was sent or failed. For tests and for commands that end."""
    _sender.submit(int).result()


def _send(subject: str, text: str, to: str) -> None:
    try:
        send_mail(" ".join(subject.split()), text, None, [to])
    except Exception as error:  # whatever a mail server does, the sign-in has happened
        logger.warning("A mail could not be sent (%s): %s: %s", subject, type(error).__name__, error)
