"""What a client does through a link: remarks, answers and one decision, told as theirs. Each is one commit, in which
the link must still stand for the copy that was read."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from aicmo_site.kernel.persistence import atomic
from orchestration import services
from orchestration.errors import ContentChanged, LinkClosed, LinkMayNot
from orchestration.models import CommentKind, ReviewLink, Run, Status
from orchestration.options import COPY
from orchestration.run_state import version
from orchestration.wishes import Wish, add_comment, ask_for_all

APPROVE, ASK = "approve", "request_changes"
BY_CLIENT = "client: "  # no name of an account has a colon, so that nobody is taken for a client
LEVELS = list(ReviewLink.May.values)  # each may what those before it may


def actor_of(link: ReviewLink) -> str:
    return f"{BY_CLIENT}{link.label}"


def may(link: ReviewLink, level: str) -> bool:
    return LEVELS.index(link.may) >= LEVELS.index(level)


def is_asked(link: ReviewLink) -> bool:
    """Whether the run rests at exactly this copy; a race is still settled by the verb itself."""
    run = link.run
    return _rests_at_copy(run) and run.content_sha256 == link.content_sha256


def say(
    link: ReviewLink, *, seen: str, remarks: Sequence[Wish] = (), answers: Sequence[Mapping[str, Any]] = ()
) -> None:
    """Remarks on the copy that was read, and answers to questions of its brief: with these all is made again, and is
    the agency's to show again. Raises LinkMayNot, LinkClosed, ContentChanged, InvalidComment, or what answering does.
    """
    with atomic():
        _hold(link, ReviewLink.May.COMMENT, seen)
        _keep(link, remarks, CommentKind.COMMENT)
        if answers:
            _answer(link, _at_this_copy(link, seen), answers)


def approve(link: ReviewLink, *, seen: str, remarks: Sequence[Wish] = (), word: str = "") -> None:
    """The link's one decision on this copy. Raises as `say`, or what approving does."""
    with atomic():
        _hold(link, ReviewLink.May.DECIDE, seen, decision=APPROVE, decided_at=timezone.now())
        run = _at_this_copy(link, seen)
        _keep(link, remarks, CommentKind.COMMENT)
        services.approve_run(content_sha256=seen, comment=word, **_by(link, run))


def ask(
    link: ReviewLink,
    *,
    seen: str,
    wishes: Sequence[Wish] = (),
    word: str = "",
    answers: Sequence[Mapping[str, Any]] = (),
) -> None:
    """The link's one decision on this copy: what is wished goes with the next round. Answers that come with it are that
    round's reason too. Raises as `say`, or what asking for changes does."""
    with atomic():
        _hold(link, ReviewLink.May.DECIDE, seen, decision=ASK, decided_at=timezone.now())
        run = _at_this_copy(link, seen)
        if answers:
            _keep(link, [*wishes, *([{"text": word}] if word else [])], CommentKind.WISH)
            ask_for_all(link.run_id)
            _answer(link, run, answers)
        else:
            services.request_changes(wishes=wishes, comment=word, **_by(link, run))


def _by(link: ReviewLink, run: Run) -> dict[str, Any]:
    """Whoever decides at the same moment, one wins."""
    return {"run_id": run.pk, "actor": actor_of(link), "versions": [version(run)]}


def _answer(link: ReviewLink, run: Run, answers: Sequence[Mapping[str, Any]]) -> None:
    services.answer_run(answers=answers, **_by(link, run))


def _keep(link: ReviewLink, remarks: Sequence[Wish], kind: CommentKind) -> None:
    for one in remarks:
        add_comment(run_id=link.run_id, actor=actor_of(link), kind=kind, **one)


def _hold(link: ReviewLink, level: str, seen: str, **decided: Any) -> None:
    """Nobody revokes, renews or uses the link for a decision while this commit lasts."""
    if not may(link, level):
        raise LinkMayNot(verb=level)
    now = timezone.now()
    mine = ReviewLink.objects.filter(pk=link.pk, revoked_at=None, expires_at__gt=now)
    undecided = {"decision": ""} if decided else {}
    if mine.filter(content_sha256=seen, **undecided).update(**decided, updated_at=now):
        return
    if mine.filter(content_sha256=seen).exists():
        raise LinkClosed(why="used already for a decision on this copy")
    if mine.exists():
        raise ContentChanged(run_id=link.run_id, content_sha256=link.content_sha256)
    raise LinkClosed(why="revoked or expired")


def _at_this_copy(link: ReviewLink, seen: str) -> Run:
    """The run as it rests at what was read."""
    run = services.get_run(run_id=link.run_id)
    if not _rests_at_copy(run) or run.content_sha256 != seen:
        raise ContentChanged(run_id=run.pk, content_sha256=run.content_sha256)
    return run


def _rests_at_copy(run: Run) -> bool:
    return run.status == Status.AWAITING_APPROVAL and run.awaiting == COPY
