"""What orchestration refuses, and why."""

from aicmo_site.kernel.errors import Conflict, NotFound, Rejected
from onboarding.contracts import FieldProblem


class RunNotFound(NotFound):
    """There is no run {run_id}."""

    code = "run_not_found"


class BriefBusy(Conflict):
    """Brief {brief_id} has a live run already: {run_id} ({status})."""

    code = "brief_busy"


class BriefUnfinished(Conflict):
    """Brief {brief_id} cannot be reused: run {run_id}, which made it, is {status} and not COMPLETED."""

    code = "brief_unfinished"


class WrongState(Conflict):
    """Run {run_id} is {status}: it cannot {verb}. {hint}"""

    code = "wrong_state"


class DecidedAlready(Conflict):
    """Run {run_id} changed while you decided; it is now {status}. Look at it again."""

    code = "decided_already"


class ContentChanged(Conflict):
    """Run {run_id} awaits approval of another text: content_sha256 is {content_sha256}."""

    code = "content_changed"


class PiecesStopped(Conflict):
    """Quality control stops {pieces} of run {run_id}: change these texts, or let the findings pass, then approve."""

    code = "pieces_stopped"


class PieceNotFound(NotFound):
    """The copy of run {run_id} has no piece {place}."""

    code = "piece_not_found"


class PieceChanged(Conflict):
    """Piece {place} of run {run_id} is not as you saw it: its sha256 is {sha256}."""

    code = "piece_changed"


class VersionChanged(Conflict):
    """Run {run_id} is no longer as you saw it; it is now {status}. Look at it again."""

    code = "version_changed"


class KeyReused(Rejected):
    """This idempotency key was used before, for another request (run {run_id})."""

    code = "idempotency_key_reused"


class RetriedAlready(Conflict):
    """Run {retry_of} is being retried already: {run_id} ({status})."""

    code = "retried_already"


class IssueNotFound(NotFound):
    """The verdict of run {run_id} has no finding {fingerprint}."""

    code = "issue_not_found"


class NoWordToAllow(Conflict):
    """There is no word to allow: {why}"""

    code = "no_word_to_allow"


class InvalidWishes(Rejected):
    """The wishes cannot be taken: {reason}"""

    code = "invalid_wishes"

    def __init__(self, problems: tuple[FieldProblem, ...]):
        self.problems = tuple(problems)
        super().__init__(reason="; ".join(map(str, self.problems)))


class InvalidComment(InvalidWishes):
    """The comment cannot be taken: {reason}"""

    code = "invalid_comment"


class InvalidEdit(InvalidWishes):
    """The text cannot be saved: {reason}"""

    code = "invalid_edit"


class NotChecked(Rejected):
    """Quality control does not read this along: {why}. It does in the round, once it is saved."""

    code = "not_checked"


class TextNotFound(NotFound):
    """The copy of run {run_id} has no text {text_id}."""

    code = "text_not_found"


class TextChanged(Conflict):
    """Somebody else ({by}) has written here since you looked; nothing of yours was saved. Compare the two."""

    code = "text_changed"

    def __init__(self, run_id: str, current: str, *, by: str, yours: str):
        self.shown = {"current": current, "yours": yours, "by": by}
        super().__init__(run_id=run_id, by=by)


class CommentNotFound(NotFound):
    """Run {run_id} has no comment {comment_id}."""

    code = "comment_not_found"


class LinkNotFound(NotFound):
    """Run {run_id} has no client's link {link_id}."""

    code = "link_not_found"


class LinkClosed(Conflict):
    """This link leads nowhere any more: it is {why}."""

    code = "link_closed"


class LinkMayNot(Conflict):
    """This link cannot be used to {verb}."""

    code = "link_may_not"


class IntakeNotKept(Conflict):
    """The form of brief {brief_id} is not there any more, so that it cannot be read again: start from an intake."""

    code = "intake_not_kept"
