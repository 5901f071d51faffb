"""What people wrote in the copy of a run: kept by place beside it from the moment it is saved, taken by a round."""

from collections.abc import Mapping, Sequence

from django.db.models import Max
from django.utils import timezone

from aicmo_site.kernel.ids import derived_id
from onboarding.contracts import FieldProblem
from orchestration.errors import InvalidEdit
from orchestration.models import Run, RunEdit
from production.contracts import PERSON, EditDTO, TextDTO, VersionDTO

MOST_EDITS = 1_000  # of one run
A_ROUND = "a round"
PLACE = ("channel", "piece", "field", "line")
Place = tuple[str, str, str, int]


def place_of(text: RunEdit | TextDTO | EditDTO | VersionDTO) -> Place:
    return text.channel, text.piece, text.field, text.line


def standing(run_id: str) -> tuple[EditDTO, ...]:
    """Those that hold, in the order in which they were written: of each place the last one is what stands."""
    return tuple(map(_value, RunEdit.objects.filter(run_id=run_id, is_over=False)))


def waiting(run_id: str) -> Mapping[Place, RunEdit]:
    """The last one of each place that no round has taken yet."""
    return {place_of(row): row for row in RunEdit.objects.filter(run_id=run_id, round=None)}


def author_of(run_id: str, text: TextDTO) -> str:
    """Who wrote a text as it stands: the person, or a round."""
    mine = RunEdit.objects.filter(run_id=run_id, text=text.content, **{name: getattr(text, name) for name in PLACE})
    row = mine.last() if text.author == PERSON else None
    return row.author if row else A_ROUND


def wait(run_id: str) -> bool:
    return RunEdit.objects.filter(run_id=run_id, round=None).exists()


def _value(row: RunEdit) -> EditDTO:
    told = {name: getattr(row, name) for name in (*PLACE, "text", "reason", "at")}
    return EditDTO(edit_id=row.pk, **told, is_fresh=row.round is None)


def keep(run: Run, text: TextDTO, content: str, actor: str, reason: str) -> RunEdit:
    """Keep what somebody wrote in the place of a text, within the commit that locks the run. Raises InvalidEdit."""
    last = RunEdit.objects.filter(run_id=run.pk).aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    if position >= MOST_EDITS:
        raise InvalidEdit((FieldProblem("content", f"this run has {MOST_EDITS:,} edits: no more are taken"),))
    return RunEdit.objects.create(
        id=derived_id("edit", run.pk, str(position)),
        run_id=run.pk,
        position=position,
        **{name: getattr(text, name) for name in PLACE},
        text=content,
        author=actor[:150],
        reason=reason,
        at=timezone.now(),
    )


def take(run: Run, edits: Sequence[EditDTO], texts: Sequence[TextDTO]) -> int:
    """The round has taken these edits, in the commit of its copy; gives how many were new. Where another text stands in
    the place of one it is over: a later edit, or a wish, took its place."""
    stands = {place_of(text): text.content for text in texts}
    last = {place_of(edit): edit.edit_id for edit in edits}
    over = [
        edit.edit_id
        for edit in edits
        if edit.edit_id != last[place_of(edit)] or stands.get(place_of(edit), edit.text) != edit.text
    ]
    fresh = [edit.edit_id for edit in edits if edit.is_fresh]
    rows, now = RunEdit.objects.filter(run_id=run.pk), timezone.now()
    rows.filter(pk__in=fresh).update(round=run.revision + 1, updated_at=now)
    rows.filter(pk__in=over).update(is_over=True, updated_at=now)
    return len(fresh)


def take_along(former: Run, run: Run) -> None:
    """What stands of a run's edits, for its retry, within the commit that begins it: there no round has them yet."""
    last = {place_of(row): row for row in RunEdit.objects.filter(run_id=former.pk, is_over=False)}
    RunEdit.objects.bulk_create(
        RunEdit(
            id=derived_id("edit", run.pk, str(position)),
            run_id=run.pk,
            position=position,
            **{name: getattr(row, name) for name in (*PLACE, "text", "author", "reason", "at")},
        )
        for position, row in enumerate(sorted(last.values(), key=lambda row: row.position))
    )
