"""One intake through the whole pipeline, now and in the foreground: here, or as a preview in a child."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext, suppress
from typing import Any

from aicmo_site.kernel.children import in_child
from aicmo_site.kernel.persistence import in_memory
from onboarding import services as onboarding
from onboarding.contracts import ClientDTO, NormalizedBriefDTO
from orchestration.engine.time_limits import raise_error
from orchestration.errors import WrongState
from orchestration.models import Run, Status
from orchestration.operations.report import report
from orchestration.options import BRIEF
from orchestration.services import answer_run, cancel_run, same_json, submit_run
from orchestration.worker import run_to_rest

Observe = Callable[..., None]
MOST_RESTING = 20  # of a client's, that are compared
Ask = Callable[[NormalizedBriefDTO], list[dict[str, Any]]]


def deliver(
    intake: Mapping[str, Any] | None,
    *,
    brief: NormalizedBriefDTO | None = None,
    actor: str,
    dry_run: bool = False,
    force_qc_fail: bool = False,
    accept_proposals: bool = False,
    ask: Ask | None = None,
    observe: Observe = lambda *_: None,
    keep_files: bool = True,
    client: ClientDTO | None = None,
) -> dict[str, Any]:
    """A new run to its end, from an intake or from a brief that is kept. Raises InvalidIntake, or what reusing raises.

    The dry run leaves no row and no file in storage; with `keep_files` its artifacts lie in a temporary folder. It
    never rests: it accepts what is proposed. Any other run rests at its brief where what copy is made of is only
    proposed, unless that is accepted, or `ask` gives the answers to a brief. `client`: what is remembered of the
    intake's, which the dry run's own database does not know.
    """
    with in_memory() if dry_run else nullcontext():
        if brief and dry_run:
            onboarding.normalize_brief(brief=brief)
        if client and dry_run:
            onboarding.keep_client(client=client)
        brief_id = brief.brief_id if brief else ""
        earlier = resting_runs_of(intake) if intake else []
        run = submit_run(
            intake=intake,
            brief_id=brief_id,
            actor=actor,
            force_qc_fail=force_qc_fail,
            accept_proposals=accept_proposals or dry_run,
            stops=[BRIEF] if ask else [],
        )
        try:
            run = run_to_rest(run.pk, observe=observe, limit=raise_error)
            if ask and run.awaiting == BRIEF:
                said = ask(onboarding.get_brief(brief_id=run.brief_id))
                answer_run(run_id=run.pk, actor=actor, answers=said, go_on=True)
                run = run_to_rest(run.pk, observe=observe, limit=raise_error)
        except KeyboardInterrupt:
            with suppress(WrongState):  # it is being undone already, or has ended
                cancel_run(run_id=run.pk, actor=actor, comment="interrupted at the terminal")
            run_to_rest(run.pk, observe=observe)
            raise
        return {**report(run, keep_files=keep_files), "resting": earlier}


def resting_runs_of(intake: Mapping[str, Any]) -> list[str]:
    """The latest runs of the same words, from whatever file, that rest at their brief: a person may go on there.
    Raises InvalidIntake."""
    client_id = onboarding.check_intake(responses=intake).client_id
    resting = Run.objects.filter(client_id=client_id, status=Status.AWAITING_APPROVAL, awaiting=BRIEF)
    return [
        run.pk
        for run in resting.order_by("-created_at")[:MOST_RESTING]
        if same_json(_words_of(run.input.get("intake") or {}), _words_of(intake))
    ]


def _words_of(intake: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in intake.items() if name != "source"}


def preview(
    intake: Mapping[str, Any] | None = None, *, brief_id: str = "", actor: str, force_qc_fail: bool = False
) -> dict[str, Any]:
    """What `deliver` would report, by a child process that ends at its deadline. Raises what a child may, InvalidIntake
    or BriefNotFound.

    What is to be read or refused is read and refused here: the child asks no database but its own.
    """
    brief = onboarding.get_brief(brief_id=brief_id) if brief_id else None
    client = None if brief else client_of_intake(intake)
    options = {"actor": actor, "force_qc_fail": force_qc_fail, "dry_run": True, "keep_files": False}
    return in_child(deliver, intake=intake, brief=brief, client=client, **options)


def client_of_intake(intake: Any) -> ClientDTO | None:
    """What is remembered of the client whose intake this is. Raises InvalidIntake."""
    return onboarding.recall_client(client_id=onboarding.check_intake(responses=intake).client_id)
