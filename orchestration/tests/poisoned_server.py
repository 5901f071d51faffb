"""gunicorn as it is, but some words are poison to whoever works on them: for tests of what holds a server up.

Children import the program that they belong to, and so this file: the words are poison to them too.
"""

import json
import os
import signal
import sys

import django

django.setup()

import onboarding.services  # noqa: E402  needs the applications
import qc.services  # noqa: E402


def spin() -> None:
    """For ever, on a whole core, deaf to every signal that can be ignored."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    while True:
        pass


def swell() -> None:
    bytearray(10**11)


POISON = {"spin-poison": spin, "abort-poison": os.abort, "swell-poison": swell}


def poisoned(work, words):
    """The same work, but for the poison in the words that it is given."""

    def taste(*args, **kwargs):
        for word, effect in POISON.items():
            if word in words(*args):
                effect()
        return work(*args, **kwargs)

    return taste


onboarding.services.understand = poisoned(
    onboarding.services.understand, lambda intake, *_: json.dumps(dict(intake.responses), default=list)
)
qc.services.check_batch = poisoned(qc.services.check_batch, lambda batch, *_: str([copy.fields for copy in batch]))

if __name__ == "__main__":
    from gunicorn.app.wsgiapp import run

    sys.argv[0] = "gunicorn"
    run()
