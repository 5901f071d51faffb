"""The wishes of a run: what people want changed in its copy, kept as comments until a person ends them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.db.models import Max
from django.utils import timezone

from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.ids import derived_id
from aicmo_site.kernel.persistence import atomic
from aicmo_site.kernel.places import Place
from onboarding.contracts import FieldProblem
from orchestration.engine.events import tell
from orchestration.errors import CommentNotFound, InvalidWishes
from orchestration.models import CommentState, Run, RunComment
from production import services as production
from production.contracts import ContentDraftDTO, WishDTO

PLACE = ("channel", "piece", "field", "passage")
MOST_WISHES = 100  # of one decision
NOWHERE = "the copy has no such place"
Wish = Mapping[str, Any]  # {place: {channel, piece, field, passage}, text}; no place is the campaign


def standing(run_id: str, *, fresh: bool = False) -> tuple[WishDTO, ...]:
    """The wishes that nobody ended, in the order in which they were made. fresh: as if each were made now."""
    rows = RunComment.objects.filter(run_id=run_id).exclude(state=CommentState.ENDED)
    return tuple(wish_of(row, fresh=fresh) for row in rows)


def wish_of(row: RunComment, *, fresh: bool = False) -> WishDTO:
    last = row.outcomes[-1] if row.outcomes and not fresh else {"parts": []}
    became = tuple(part["became"] for part in last["parts"])
    return WishDTO(row.id, row.text, **{name: getattr(row, name) for name in PLACE}, became=became)


def require_places(wishes: Sequence[Wish], run: Run) -> None:
    """Raises InvalidWishes naming each wish whose place the copy does not have."""
    bundles = production.get_bundles(draft_id=derived_id("draft", run.pk))
    wrong = tuple(
        FieldProblem(f"wishes.{number}.place", NOWHERE)
        for number, wish in enumerate(wishes)
        if wish.get("place") and not production.has_place(bundles=bundles, wish=WishDTO("", "", **wish["place"]))
    )
    if wrong:
        raise InvalidWishes(wrong)


def keep(run: Run, wishes: Sequence[Wish], actor: str) -> None:
    """Keep the wishes of a decision, within its commit."""
    now, begin = timezone.now(), _next_position(run.pk)
    RunComment.objects.bulk_create(
        RunComment(
            id=derived_id("comment", run.pk, str(position)),
            run_id=run.pk,
            position=position,
            text=wish["text"],
            author=actor[:150],
            at=now,
            **(wish.get("place") or {}),
        )
        for position, wish in enumerate(wishes, start=begin)
    )


def take_along(former: Run, run: Run) -> None:
    """The wishes that stand of a run, for its retry, within the commit that begins it."""
    rows = RunComment.objects.filter(run_id=former.pk).exclude(state=CommentState.ENDED)
    RunComment.objects.bulk_create(
        RunComment(
            id=derived_id("comment", run.pk, str(position)),
            run_id=run.pk,
            position=position,
            **{name: getattr(row, name) for name in (*PLACE, "text", "author", "at")},
        )
        for position, row in enumerate(rows)
    )


def _next_position(run_id: str) -> int:
    last = RunComment.objects.filter(run_id=run_id).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def told(wishes: Sequence[Wish]) -> str:
    """The wishes of a decision as its comment: each on a line, with its place before it."""
    return "\n".join(filter(None, (f"{_place(wish)}{wish['text']}" for wish in wishes)))


def _place(wish: Wish) -> str:
    place = wish.get("place") or {}
    where = str(Place(*(place.get(name, "") for name in ("channel", "piece", "field")))).rstrip("/")
    passage = f" “{place['passage']}”" if place.get("passage") else ""
    return f"{where}{passage}: " if where or passage else ""


def record_outcomes(run: Run, draft: ContentDraftDTO) -> dict[str, int]:
    """Keep what became of each wish in this round, in the commit of its copy; gives how many are done and open."""
    round, counts = run.revision + 1, Counter[str]()
    by_id = {outcome["id"]: outcome for outcome in _outcomes(draft)}
    there = RunComment.objects.filter(run_id=run.pk, pk__in=by_id).exclude(state=CommentState.ENDED)
    rows = list(there.select_for_update())  # nobody ends one between reading and writing
    for row in rows:
        done = by_id[row.pk]["done"]
        row.state = CommentState.DONE if done else CommentState.OPEN
        row.outcomes = [*row.outcomes, {"round": round, "done": done, "parts": by_id[row.pk]["parts"]}]
        row.updated_at = timezone.now()
        counts[row.state] += 1
    RunComment.objects.bulk_update(rows, ["state", "outcomes", "updated_at"])
    return {"wishes_done": counts["done"], "wishes_open": counts["open"]} if counts else {}


def _outcomes(draft: ContentDraftDTO) -> list[dict[str, Any]]:
    return thaw(draft.metadata.get("feedback", {}).get("wishes", []))


def reasons(run: Run, draft: ContentDraftDTO) -> dict[str, str]:
    """By place, the wishes for which a text was changed."""
    texts = dict(RunComment.objects.filter(run_id=run.pk).values_list("pk", "text"))
    said: dict[str, list[str]] = {}
    for outcome in _outcomes(draft):
        for place in dict.fromkeys(place for part in outcome["parts"] for place in part["places"]):
            said.setdefault(place, []).append(texts.get(outcome["id"], ""))
    return {place: "; ".join(filter(None, wished)) for place, wished in said.items()}


def end_comment(*, run_id: str, comment_id: str, actor: str) -> RunComment:
    """A person is content, or gives up: the wish goes with no further round. Ended already, it stays so.

    Raises CommentNotFound.
    """
    mine = partial(RunComment.objects.filter, run_id=run_id, pk=comment_id)
    ended = {"state": CommentState.ENDED, "resolved_by": actor[:150], "resolved_at": timezone.now()}
    with atomic():
        if mine().exclude(state=CommentState.ENDED).update(**ended, updated_at=timezone.now()):
            tell(run_id, "wish_ended", actor, comment=comment_id, text=mine().get().text)
    row = mine().first()
    if row is None:
        raise CommentNotFound(run_id=run_id, comment_id=comment_id)
    return row
