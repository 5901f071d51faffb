"""Work by child processes: answers and errors come back as themselves, and whatever a child does, it ends."""

import os
import pickle
import signal
import sys
import threading
import time
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pytest
from django.db import connections

from aicmo_site.kernel import children, persistence
from aicmo_site.kernel.children import PreviewDied, PreviewsBusy, PreviewTooSlow, in_child
from aicmo_site.kernel.errors import NotFound, Transient
from aicmo_site.kernel.frozen import freeze
from aicmo_site.kernel.strict_json import MalformedJSON
from aicmo_site.tests.at_once import at_once
from onboarding.contracts import BriefNotFound, FactDTO, FieldProblem, InvalidIntake
from onboarding.services import check_intake

FOR_EVER = partial(time.sleep, 600)


def raising(error):
    raise error


def not_to_be_pickled():
    class Local(Exception): ...

    raise Local("of a function")


def swallowing_every_signal():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    while True:
        time.sleep(600)


def test_the_answer_comes_from_another_process():
    assert in_child(os.getpid) != os.getpid()


def begins_with():
    """What a child finds: whether all is loaded, copied tables, open connections, threads of the fork server."""
    opened = [connection.alias for connection in connections.all(initialized_only=True) if connection.connection]
    threads = Path(f"/proc/{os.getppid()}/task")
    count = len(list(threads.iterdir())) if threads.exists() else 1
    return "orchestration.loading" in sys.modules, persistence._tables.cache_info().currsize, opened, count


def test_a_child_begins_with_everything_loaded_and_nothing_that_a_fork_must_not_share():
    assert in_child(begins_with) == (True, 0, [], 1)


def test_values_travel_as_they_are():
    value = FactDTO("launch_date", "raw_notes", "in May")
    assert in_child(dict, value=value, nested=freeze({"a": [{"b": 1}]})) == {
        "value": value,
        "nested": {"a": ({"b": 1},)},
    }
    assert isinstance(pickle.loads(pickle.dumps(freeze({"a": {"b": 1}})))["a"], MappingProxyType)


@pytest.mark.parametrize(
    "error",
    [
        NotFound(what="run", id="r"),
        Transient(reason="slow"),
        BriefNotFound(brief_id="b"),
        MalformedJSON("it is not JSON", "field"),
        InvalidIntake((FieldProblem("a.b", "is wrong"), FieldProblem("", "too"))),
        PreviewsBusy(),
    ],
)
def test_errors_come_back_as_themselves(error):
    with pytest.raises(type(error)) as caught:
        in_child(raising, error=error)
    assert (str(caught.value), vars(caught.value)) == (str(error), vars(error))
    assert type(caught.value) is type(error)


def test_a_verb_refuses_there_as_it_does_here():
    with pytest.raises(InvalidIntake) as here:
        check_intake(responses={"tone": 1})
    with pytest.raises(InvalidIntake) as there:
        in_child(check_intake, responses={"tone": 1})
    assert there.value.problems == here.value.problems


def test_a_bug_comes_with_the_traceback_of_the_child():
    with pytest.raises(ZeroDivisionError) as caught:
        in_child(divmod_of_nothing)
    assert "in divmod_of_nothing" in caught.value.__notes__[0]


def divmod_of_nothing():
    return divmod(1, 0)


def test_an_error_that_cannot_travel_comes_as_its_text():
    with pytest.raises(RuntimeError, match="of a function"):
        in_child(not_to_be_pickled)


@pytest.mark.parametrize("work", [FOR_EVER, swallowing_every_signal])
def test_what_takes_too_long_is_ended_and_said_so(settings, work):
    settings.AICMO_PREVIEW_SECONDS = 1
    with pytest.raises(PreviewTooSlow, match="more than 1 seconds"):
        in_child(work)
    assert children._processes.active_children() == []


@pytest.mark.parametrize(
    "work", [os.abort, partial(os._exit, 0), partial(signal.raise_signal, signal.SIGKILL), partial(bytearray, 10**11)]
)
def test_a_child_that_dies_is_a_clear_problem_and_the_next_one_lives(work, caplog):
    with pytest.raises(PreviewDied):
        in_child(work)
    assert "died: exit code" in caplog.text
    assert in_child(os.getpid) != os.getpid()
    assert children._processes.active_children() == []


def test_only_so_many_are_under_way_and_the_others_are_refused_at_once(settings, monkeypatch):
    monkeypatch.setattr(children, "_places", threading.BoundedSemaphore(2))
    settings.AICMO_PREVIEW_SECONDS = 5

    def ask(_number):
        try:
            in_child(FOR_EVER)
        except (PreviewsBusy, PreviewTooSlow) as error:
            return type(error)

    ended = at_once(*(partial(ask, number) for number in range(8)))
    assert sorted(ended, key=str) == [PreviewTooSlow] * 2 + [PreviewsBusy] * 6
    assert in_child(os.getpid)  # both places are free again


def test_a_child_whose_parent_is_gone_is_ended_by_the_system(settings):
    """What `_end` does is patched out, as if the server had been killed."""
    settings.AICMO_PREVIEW_SECONDS = 0.5
    started = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(children, "_end", lambda child, patience: started.append(child))
        with pytest.raises(PreviewTooSlow):
            in_child(swallowing_every_signal)
    (child,) = started
    child.join(60)
    assert child.exitcode == -signal.SIGALRM
    child.close()
