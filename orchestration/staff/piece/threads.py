"""What people say of a run's copy, as the pages show it: a comment or a wish, and the replies to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.admin.utils import quote
from django.urls import reverse

from aicmo_site.kernel.places import Place
from orchestration.models import CommentKind, CommentState, Run, RunComment
from orchestration.staff.labels import name_of


@dataclass(frozen=True)
class Thread:
    row: RunComment
    replies: list[RunComment]

    @property
    def is_open(self) -> bool:
        return self.row.state != CommentState.ENDED

    @property
    def is_wish(self) -> bool:
        return self.row.kind == CommentKind.WISH

    @property
    def is_done(self) -> bool:
        return self.row.state == CommentState.DONE

    @property
    def where(self) -> str:
        return name_of(Place(self.row.channel, self.row.piece, self.row.field)) or "the whole campaign"

    @property
    def end_url(self) -> str:
        return reverse("admin:orchestration_run_end_wish", args=[quote(self.row.run_id), quote(self.row.pk)])


def threads_of(run: Run) -> list[Thread]:
    """In the order in which they began."""
    rows = list(run.comments.all())
    replies: dict[str, list[RunComment]] = {}
    for row in rows:
        replies.setdefault(row.reply_to, []).append(row)
    return [Thread(row, replies.get(row.pk, [])) for row in replies.get("", [])]


def stands(passage: str, texts: Iterable[str]) -> bool:
    """Whether the words that a comment is about are still there."""
    return any(passage in text for text in texts)
