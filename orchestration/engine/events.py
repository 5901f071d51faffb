"""A run's story: one event per fact, written in the transaction that makes the fact true."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from orchestration.models import RunEvent


def tell_each(run_ids: Iterable[str], kind: str, actor: str) -> None:
    """The same fact of many runs."""
    now = timezone.now()
    RunEvent.objects.bulk_create(RunEvent(run_id=id, kind=kind, actor=actor[:150], at=now) for id in run_ids)


def tell(run_id: str, kind: str, actor: str, **data: Any) -> None:
    now = timezone.now()
    RunEvent.objects.create(run_id=run_id, kind=kind, actor=actor[:150], at=now, data=data)
