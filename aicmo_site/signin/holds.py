"""Waits that grow with every wrong guess, counted in the database for all processes together.

A guess is counted before it is judged, and forgiven if it was none: however many arrive at once, no more are judged
than the rules allow. While a wait lasts nothing is judged, counted or written.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from django.db import connection, transaction

from aicmo_site.models import Hold

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
FORGOTTEN = 5_000  # rows a minute at most: more than strangers can have judged
Holds = dict[str, tuple[int, float]]  # by key: failures, and until when no guess is judged


class HeldUp(Exception):
    """Too many wrong guesses; this one was not judged. `seconds` is the rest of the wait."""

    def __init__(self, seconds: float):
        super().__init__(f"wait {seconds:.0f} s")
        self.seconds = seconds


@dataclass(frozen=True)
class Rule:
    """With the `free`-th failure waits begin: `first` seconds, then twice as long each time, up to `cap`. All is
    forgotten when `memory` seconds have passed since the last wait."""

    free: float
    cap: float = HOUR
    first: float = MINUTE
    memory: float = DAY

    def wait(self, failures: int) -> float:
        doublings = failures - self.free
        return 0.0 if doublings < 0 else min(self.cap, self.first * 2.0 ** min(doublings, 20))


BESIEGED = Rule(free=1, cap=DAY)
SIEGE = 20  # failures of an account from strange places; beyond them each such place is BESIEGED
RULES = {
    "address": Rule(free=10),  # whatever the account
    "account": Rule(free=inf, memory=HOUR),  # only counts: what strangers tried on it
    "known": Rule(free=5),  # an account from where it has signed in before
    "strange": Rule(free=5, cap=DAY),  # an account from anywhere else
    "reset_address": Rule(free=10),  # mails with a link
    "reset_account": Rule(free=3),
    "told": Rule(free=1, first=DAY, cap=DAY),  # mails about an attack
}


@dataclass(frozen=True)
class Counted:
    """A guess that may be judged. `waits` are those that began with it, by kind."""

    keys: Mapping[str, str]
    until: Mapping[str, float]
    waits: Mapping[str, float]


def clock() -> float:
    return time.time()


def count(keys: Mapping[str, str]) -> Counted:
    """Count one guess under these keys (by kind, see RULES). HeldUp if it must wait."""
    now = clock()
    refuse_while_waiting(*keys.values())
    with transaction.atomic():
        holds = _locked(keys.values())
        _refuse_until(max(until for _, until in holds.values()), now)
        counted = _counted(keys, holds, now)
        _write(holds)
    _forget(now)
    return counted


def refuse_while_waiting(*keys: str) -> None:
    """HeldUp while a wait lasts under any of these keys; one short statement, for this is what a flood meets."""
    now = clock()
    _refuse_until(_execute(_LAST_WAIT.format(_marks(keys, "%s")), [*keys, now])[0][0] or 0.0, now)


def forgive(counted: Counted) -> None:
    """It was no wrong guess: nothing of it stays, and this place starts anew with this account."""
    now = clock()
    with transaction.atomic():
        holds = _locked(counted.keys.values())
        for kind, key in counted.keys.items():
            failures, until = holds[key]
            failures = 0 if kind in ("known", "strange") else max(failures - 1, 0)
            holds[key] = failures, now if until == counted.until[kind] else until  # else a later guess began the wait
        _write(holds)


def _counted(keys: Mapping[str, str], holds: Holds, now: float) -> Counted:
    """Count in `holds`, in place."""
    failures: dict[str, int] = {}
    waits: dict[str, float] = {}
    for kind, key in keys.items():
        before, until = holds[key]
        failures[kind] = 1 + (before if now <= until + RULES[kind].memory else 0)
        waits[kind] = _rule(kind, failures).wait(failures[kind])
        holds[key] = failures[kind], now + waits[kind]
    return Counted(keys, {kind: now + wait for kind, wait in waits.items()}, waits)


def _rule(kind: str, failures: Mapping[str, int]) -> Rule:
    return BESIEGED if kind == "strange" and failures["account"] > SIEGE else RULES[kind]


def _refuse_until(until: float, now: float) -> None:
    if until > now:
        raise HeldUp(until - now)


# --- the rows

_LAST_WAIT = "SELECT MAX(until) FROM aicmo_holds WHERE key IN ({}) AND until > %s"
_LOCK = """
    INSERT INTO aicmo_holds (key, failures, until) VALUES {}
    ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING key, failures, until
"""
_WRITE = """
    INSERT INTO aicmo_holds (key, failures, until) VALUES {}
    ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, until = excluded.until
"""


def _locked(keys: Iterable[str]) -> Holds:
    """The rows of these keys, made where there are none, and nobody else's until the transaction ends."""
    wanted = sorted(keys)  # in one order, so that no two wait for one another
    rows = _execute(_LOCK.format(_marks(wanted, "(%s, 0, 0)")), wanted)
    return {key: (failures, until) for key, failures, until in rows}


def _write(holds: Holds) -> None:
    values = [value for key in sorted(holds) for value in (key, *holds[key])]
    _execute(_WRITE.format(_marks(holds, "(%s, %s, %s)")), values)


def _marks(rows: Iterable[Any], marks: str) -> str:
    return ", ".join(marks for _ in rows)


def _execute(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


_last_look = [0.0]


def _forget(now: float) -> None:
    """Once a minute rows that no rule remembers go, none that somebody is using."""
    if 0 <= now - _last_look[0] < MINUTE:
        return
    _last_look[0] = now
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        old = Hold.objects.filter(until__lt=now - DAY).select_for_update(skip_locked=skip)[:FORGOTTEN]
        if ids := [hold.pk for hold in old]:
            Hold.objects.filter(pk__in=ids).delete()
