"""What people say of a run's copy, at its place. A wish is a comment that asks: it goes with every round until a person
ends it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.ids import derived_id
from aicmo_site.kernel.persistence import atomic
from aicmo_site.kernel.places import Place
from aicmo_site.kernel.rows import one_at_a_time
from onboarding.contracts import FieldProblem
from orchestration.engine.events import tell
from orchestration.errors import CommentNotFound, InvalidComment, InvalidWishes, RunNotFound
from orchestration.models import CommentKind, CommentState, Run, RunComment
from production import services as production
from production.contracts import ContentDraftDTO, WishDTO

PLACE = ("channel", "piece", "field", "passage")
MOST_WISHES = 100  # of one decision
MAX_PASSAGE = 20_000  # characters of the words that something is about
MOST_COMMENTS = 1_000  # of one run
NOWHERE = "the copy has no such place"
Wish = Mapping[str, Any]  # {place: {channel, piece, field, passage}, text}; no place is the campaign


def standing(run_id: str) -> tuple[WishDTO, ...]:
    """The wishes that nobody ended, in the order in which they were made."""
    return tuple(map(wish_of, _open_wishes(run_id)))


def asked_for(run_id: str, *, fresh: bool = False) -> tuple[WishDTO, ...]:
    """Those of them that a round takes, whatever began it: none that was only said, and waits for somebody who may ask
    for changes. fresh: as if each were made now."""
    return tuple(wish_of(row, fresh=fresh) for row in _open_wishes(run_id).filter(is_parked=False))


def ask_for_all(run_id: str) -> None:
    """Somebody asks for changes: what was wished before goes along, within the commit of their decision."""
    RunComment.objects.filter(run_id=run_id, is_parked=True).update(is_parked=False, updated_at=timezone.now())


def _open_wishes(run_id: str) -> "QuerySet[RunComment]":
    return RunComment.objects.filter(run_id=run_id, kind=CommentKind.WISH).exclude(state=CommentState.ENDED)


def wish_of(row: RunComment, *, fresh: bool = False) -> WishDTO:
    last = row.outcomes[-1] if row.outcomes and not fresh else {"parts": []}
    became = tuple(part["became"] for part in last["parts"])
    return WishDTO(row.id, row.text, **{name: getattr(row, name) for name in PLACE}, became=became)


def require_places(wishes: Sequence[Wish], run: Run) -> None:
    """Raises InvalidWishes naming each wish whose place the copy does not have."""
    wrong = tuple(FieldProblem(f"wishes.{number}.place", NOWHERE) for number in _misplaced(wishes, run.pk))
    if wrong:
        raise InvalidWishes(wrong)


def _misplaced(said: Sequence[Wish], run_id: str) -> list[int]:
    """Which of them name a place that the copy does not have."""
    if not any(one.get("place") for one in said):
        return []
    bundles = production.get_bundles(draft_id=derived_id("draft", run_id))
    placed = ((number, WishDTO("", "", **(one.get("place") or {}))) for number, one in enumerate(said))
    return [
        number
        for number, wish in placed
        if said[number].get("place") and not production.has_place(bundles=bundles, wish=wish)
    ]


def keep(run: Run, wishes: Sequence[Wish], actor: str) -> None:
    """Keep the wishes of a decision, within its commit."""
    ask_for_all(run.pk)
    begin = _next_position(run.pk)
    RunComment.objects.bulk_create(
        _comment(run.pk, position, actor, wish["text"], **(wish.get("place") or {}))
        for position, wish in enumerate(wishes, start=begin)
    )


def _comment(run_id: str, position: int, actor: str, text: str, **columns: Any) -> RunComment:
    id, now = derived_id("comment", run_id, str(position)), timezone.now()
    return RunComment(id=id, run_id=run_id, position=position, text=text, author=actor[:150], at=now, **columns)


def add_comment(
    *,
    run_id: str,
    actor: str,
    text: str,
    kind: str = CommentKind.COMMENT,
    place: Mapping[str, str] = MappingProxyType({}),
    reply_to: str = "",
) -> RunComment:
    """Say something of a run's copy, or in reply, which stands in the place of its thread; a wish waits there until
    somebody asks for changes. `place`: {channel, piece, field, passage}, what is left out is the whole.

    Raises RunNotFound, CommentNotFound, or InvalidComment naming the field.
    """
    if not Run.objects.filter(pk=run_id).exists():
        raise RunNotFound(run_id=run_id)
    thread = get_comment(run_id=run_id, comment_id=reply_to) if reply_to else None
    thread = get_comment(run_id=run_id, comment_id=thread.reply_to) if thread and thread.reply_to else thread
    if thread and thread.state == CommentState.ENDED:
        raise InvalidComment((FieldProblem("reply_to", "this thread is ended: begin another"),))
    if thread and (place or kind != CommentKind.COMMENT):
        raise InvalidComment((FieldProblem("reply_to", "a reply stands where its thread does, and asks for nothing"),))
    if _misplaced([{"place": place}], run_id):
        raise InvalidComment((FieldProblem("place", NOWHERE),))
    where = {name: getattr(thread, name) for name in PLACE} if thread else dict(place)
    where["reply_to"] = thread.pk if thread else ""
    asks = kind == CommentKind.WISH
    with atomic():
        row = _comment(run_id, _next_position(run_id), actor, text, kind=kind, is_parked=asks, **where)
        if row.position >= MOST_COMMENTS:
            raise InvalidComment((FieldProblem("text", f"this run has {MOST_COMMENTS} comments: no more are taken"),))
        row.save(force_insert=True)
        facts = {"asks": asks, "place": where_of(row), "text": text}
        tell(run_id, "commented", actor, comment=row.pk, **facts)
    return row


def get_comment(*, run_id: str, comment_id: str) -> RunComment:
    """Raises CommentNotFound."""
    row = RunComment.objects.filter(run_id=run_id, pk=comment_id).first()
    if row is None:
        raise CommentNotFound(run_id=run_id, comment_id=comment_id)
    return row


def where_of(row: RunComment) -> str:
    """The place of a comment as findings have it: `x_post#2/text`."""
    return str(Place(row.channel, row.piece, row.field))


def right_to_end(row: RunComment) -> str:
    """As the table of permissions has it: a wish is ended by those who may ask for its round."""
    return "run-request_changes" if row.kind == CommentKind.WISH else "run-resolve_comment"


def take_along(former: Run, run: Run) -> None:
    """The wishes that stand of a run, for its retry, within the commit that begins it."""
    RunComment.objects.bulk_create(
        RunComment(
            id=derived_id("comment", run.pk, str(position)),
            run_id=run.pk,
            position=position,
            **{name: getattr(row, name) for name in (*PLACE, "text", "author", "at", "is_parked")},
        )
        for position, row in enumerate(_open_wishes(former.pk))
    )


def _next_position(run_id: str) -> int:
    """Within the commit that takes it."""
    one_at_a_time(f"comments on {run_id}")
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
    """A person is content, or gives up: a wish goes with no further round, a thread is resolved. Ended already, it
    stays so. Raises CommentNotFound, or InvalidComment of a reply, which ends with its thread.
    """
    if thread := get_comment(run_id=run_id, comment_id=comment_id).reply_to:
        raise InvalidComment((FieldProblem("comment_id", f"it is a reply, and ends with its thread, {thread}"),))
    mine = partial(RunComment.objects.filter, run_id=run_id, pk=comment_id)
    ended = {"state": CommentState.ENDED, "resolved_by": actor[:150], "resolved_at": timezone.now()}
    with atomic():
        changed = mine().exclude(state=CommentState.ENDED).update(**ended, updated_at=timezone.now())
        row = get_comment(run_id=run_id, comment_id=comment_id)
        if changed:
            kind = "wish_ended" if row.kind == CommentKind.WISH else "comment_resolved"
            tell(run_id, kind, actor, comment=comment_id, text=row.text)
    return row
