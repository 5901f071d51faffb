"""Imported once, by the fork server of `kernel/children.py`: the whole house, warm, for every child to begin with."""

import gc
import json
import logging
from pathlib import Path

import django

django.setup()

from aicmo_site.kernel.persistence import close_tables  # noqa: E402  needs the applications
from orchestration.operations.deliver import deliver  # noqa: E402
from orchestration.staff import start_run as starting  # noqa: E402, F401

EXAMPLE = Path(__file__).resolve().parents[1] / "onboarding" / "examples" / "intake.json"


def warm_up() -> None:
    """Do once what previews do, so that word lists and rules are there; leave nothing that a fork must not share."""
    deliver(json.loads(EXAMPLE.read_text(encoding="utf-8")), actor="loading", dry_run=True, keep_files=False)
    close_tables()
    gc.collect()
    gc.freeze()  # a child that collects would copy what it could share


try:
    warm_up()
except Exception:  # children will load what they need, each for itself
    logging.getLogger(__name__).exception("Previews begin cold.")
