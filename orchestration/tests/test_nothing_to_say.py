"""A campaign of which no text would say anything: it fails, is undone, and says what it needs."""

import pytest

from orchestration.models import Status
from orchestration.operations.deliver import deliver
from orchestration.tests.conftest import SMALL, everything, nothing
from orchestration.worker import run_to_rest

INTAKE = {name: value for name, value in SMALL.items() if name != "key_messages"}
NEEDS = "key_messages, proof_points, mandatory_inclusions, call_to_action"


@pytest.mark.usefixtures("persistence_mode")
def test_the_run_is_undone_at_once_and_names_the_fields(submit):
    run = run_to_rest(submit().pk)
    assert (run.status, run.retry_count) == (Status.COMPENSATED, 0)
    assert run.last_error.startswith("NothingToSay")
    assert NEEDS in run.last_error
    assert everything() == nothing()


def test_the_preview_says_so_too():
    result = deliver(INTAKE, actor="test", dry_run=True, keep_files=False)
    assert (result["status"], result["assets"], NEEDS in result["error"]) == (Status.COMPENSATED, [], True)


def test_one_message_is_enough():
    result = deliver({**INTAKE, "key_messages": ["Repairs are free"]}, actor="test", dry_run=True, keep_files=False)
    assert result["status"] == Status.COMPLETED
