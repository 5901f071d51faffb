"""Writing in a run's copy: saved with the run at once; a round takes it, at once where the run rests."""

import hashlib

from aicmo_site.kernel.persistence import atomic
from onboarding.contracts import FieldProblem
from orchestration import edits
from orchestration.engine.events import tell
from orchestration.errors import InvalidEdit, TextChanged, TextNotFound, WrongState
from orchestration.models import Run, RunEdit, Status
from orchestration.options import COPY, stops_of
from orchestration.services import Versions, get_run, locked_run, send_back
from orchestration.workflow import LAST_STEP, Work
from production import services as production
from production.contracts import TextDTO, VersionDTO

MAX_TEXT = 100_000  # characters of one text
NO_STOP = "It has no stop at its copy, where somebody would approve what was written."
NOT_NOW = "Its copy can be written in while it rests there, and in the rounds before."


def version_of(content: str) -> str:
    """What names a text as somebody saw it."""
    return hashlib.sha256(content.encode()).hexdigest()


def texts_of(run: Run) -> tuple[TextDTO, ...]:
    """The texts of the run's copy as they stand; none before there is a copy, or where it is gone."""
    return production.texts_of(bundles=production.get_bundles(draft_id=Work(run).draft_id))


def edit_text(
    *, run_id: str, asset_id: str, content: str, version: str, actor: str, versions: Versions = None
) -> RunEdit | None:
    """Put a person's words in the place of a text of the run's copy, whose `version` they saw; None where these words
    stand there already.

    Raises RunNotFound, VersionChanged, WrongState, TextNotFound, InvalidEdit, or TextChanged with the text that
    somebody else wrote meanwhile.
    """
    return _written(run_id, asset_id, content, version, actor, f"edited by {actor}", versions)


def restore_text(
    *, run_id: str, asset_id: str, version_id: str, version: str, actor: str, versions: Versions = None
) -> RunEdit | None:
    """Put back a text that stood in this place before, as a new version. Raises what `edit_text` raises."""
    run = get_run(run_id=run_id)
    former = next((one for one in versions_of(run, asset_id) if one.version_id == version_id), None)
    if former is None:
        raise TextNotFound(run_id=run_id, text_id=version_id)
    reason = f"restored by {actor}, from round {former.round}"
    return _written(run_id, asset_id, former.text, version, actor, reason, versions)


def versions_of(run: Run, asset_id: str) -> list[VersionDTO]:
    """Every text that ever stood in the place of one, the oldest first. Raises TextNotFound."""
    here = _text(run, asset_id)
    stood = production.get_versions(draft_id=Work(run).draft_id, channel=here.channel, piece=here.piece)
    return [one for one in stood if (one.field, one.line) == (here.field, here.line)]


def _written(
    run_id: str, asset_id: str, content: str, version: str, actor: str, reason: str, versions: Versions
) -> RunEdit | None:
    require_text(content)
    with atomic():
        run = locked_run(run_id, versions)
        require_open(run)
        text = _text(run, asset_id)
        waits = edits.waiting(run_id).get(edits.place_of(text))
        stands = waits.text if waits else text.content
        if stands == content:
            return None
        if version_of(stands) != version:
            by = waits.author if waits else edits.author_of(run_id, text)
            raise TextChanged(run_id, stands, by=by, yours=content)
        row = edits.keep(run, text, content, actor, reason)
        tell(run_id, "edited", actor, place=text.where, line=text.line, reason=reason)
        if run.status == Status.AWAITING_APPROVAL:
            send_back(run_id=run_id, actor=actor)
    return row


def require_text(content: str) -> None:
    """Raises InvalidEdit."""
    if len(content) > MAX_TEXT:
        why = f"has {len(content):,} characters; at most {MAX_TEXT:,} are allowed"
    elif "\0" in content:
        why = "has a NUL character, which no text can keep"
    else:
        return
    raise InvalidEdit((FieldProblem("content", why),))


def require_open(run: Run) -> None:
    """Between its draft and its approval. Raises WrongState."""
    at_rest = run.status == Status.AWAITING_APPROVAL and run.awaiting == COPY
    under_way = run.status == Status.RUNNING and run.next_step != LAST_STEP and not run.cancel_requested
    if not (at_rest or under_way):
        raise WrongState(run_id=run.pk, status=run.status, verb="take edits", hint=NOT_NOW)
    if COPY not in stops_of(run.input):
        raise WrongState(run_id=run.pk, status=run.status, verb="take edits", hint=NO_STOP)


def _text(run: Run, asset_id: str) -> TextDTO:
    found = next((text for text in texts_of(run) if text.asset_id == asset_id), None)
    if found is None:
        raise TextNotFound(run_id=run.pk, text_id=asset_id)
    return found
