"""What a step keeps before it is done: slow results that nobody should have to wait for, or pay for, twice."""

from collections.abc import Iterator
from contextlib import contextmanager

from aicmo_site.kernel.persistence import atomic
from orchestration.engine.heartbeat import prolong
from orchestration.engine.leases import PROGRESS, Lease, prove
from orchestration.engine.time_limits import start_over
from orchestration.models import Run, Status


@contextmanager
def progress(run: Run) -> Iterator[None]:
    """A commit of its own, for `prepare`: the lease is proven and renewed, and the step's time begins anew.

    What is written here outlives the step's failure: a workflow that does so names how it is removed (`clear`).
    """
    lease = lease_of(run)
    with atomic(durable=True):
        prove(lease, Status.RUNNING)
        yield
    for name, value in PROGRESS.items():
        setattr(run, name, value)
    prolong(lease)
    start_over()


def lease_of(run: Run) -> Lease:
    """The lease under which a worker read the run."""
    return Lease(run.pk, run.claimed_by, run.epoch, run.workflow_version)
