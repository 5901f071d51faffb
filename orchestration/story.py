"""A run's story: one event per fact, written in the transaction that makes the fact true."""

from typing import Any

from django.utils import timezone

from orchestration.models import RunEvent


def tell(run_id: str, kind: str, actor: str, **data: Any) -> None:
    now = timezone.now()
    RunEvent.objects.create(run_id=run_id, kind=kind, actor=actor[:150], at=now, data=data)
