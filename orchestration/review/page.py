"""The page behind a client's link: what is to be read and decided, and what its reader says."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from aicmo_site.kernel import formats
from aicmo_site.kernel.errors import Conflict
from aicmo_site.kernel.languages import primary_of
from aicmo_site.sandbox import sandboxed
from delivery import services as delivery
from onboarding.contracts import InvalidAnswers
from orchestration.errors import ContentChanged, InvalidWishes
from orchestration.kept_texts import texts_that_stood
from orchestration.models import ReviewLink, RunComment
from orchestration.review import acts
from orchestration.review.entrance import FOREIGN, Closed, entered, language_of, private, require_open
from orchestration.review.forms import Typed, is_own, token_of_form, typed_in
from orchestration.review.links import link_of
from orchestration.review.pieces import ShownPiece, pieces_of, said_by
from orchestration.review.words import words_in
from orchestration.services import MAX_COMMENT
from orchestration.workflow import Work
from production.contracts import VersionDTO

READ, COMMENT, DECIDE = ReviewLink.May.READ, ReviewLink.May.COMMENT, ReviewLink.May.DECIDE
SAY, APPROVE, ASK = "say", acts.APPROVE, acts.ASK
DONE = (SAY, "answer", APPROVE, ASK)


class NothingSaid(Exception):
    """The form was sent without what it asks for; or with answers beside an approval. `args[0]`: which of our words."""


@private("GET", "HEAD", "POST")
def review(request: HttpRequest, token: str) -> HttpResponse:
    """GET: the page. POST: what its reader says; then the page again."""
    if request.method == "POST":
        return _taken(request, token, typed_in(request))
    link, work = entered(request, token)
    done = request.GET.get("done", "")
    return _page(link, work, notice=f"done_{done}" if done in DONE else "")


@private("GET", "HEAD")
def document(request: HttpRequest, token: str) -> HttpResponse:
    """The client's edition alone."""
    _, work = entered(request, token)
    return sandboxed(delivery.preview_document(brief=work.brief, strategy=work.strategy, bundles=work.copy[1]))


def _taken(request: HttpRequest, token: str, typed: Typed) -> HttpResponse:
    """Done, or the page again as things are now, with all that was typed and why it was not taken."""
    link, work = entered(request, token, typed)
    if not is_own(request, link):
        raise Closed(FOREIGN, language_of(request, work), typed=typed)
    problems, status = set[str](), 409
    try:
        return HttpResponseRedirect(f"?done={_done(request, link, typed)}", status=303)
    except NothingSaid as error:
        notice, status = error.args[0], 400
    except InvalidAnswers as error:
        ids, notice, status = list(typed.answers), "invalid", 422
        numbers = (problem.field.partition(".")[0] for problem in error.problems)
        problems = {ids[int(number)] for number in numbers if number.isdigit()}
    except ContentChanged:
        notice = "changed"
    except InvalidWishes:  # more remarks than a run takes
        notice, status = "busy", 429
    except Conflict:
        notice = "taken"
    link = link_of(token) or link  # and its run, as they are now
    work = require_open(request, link, Work(link.run), typed)
    return _page(link, work, notice=notice, status=status, typed=typed, problems=problems)


def _done(request: HttpRequest, link: ReviewLink, typed: Typed) -> str:
    """What was done, as DONE has it. Raises NothingSaid, or what `acts` raise."""
    seen, what = request.POST.get("content", ""), request.POST.get("do", SAY)
    if what == APPROVE:
        if typed.answers:
            raise NothingSaid("both")
        acts.approve(link, seen=seen, remarks=typed.wishes, word=typed.word)
        return APPROVE
    if not typed.texts:
        raise NothingSaid("nothing")
    if what == ASK:
        acts.ask(link, seen=seen, wishes=typed.wishes, word=typed.word, answers=typed.given)
        return ASK
    remarks = [*typed.wishes, *([{"text": typed.word}] if typed.word else [])]
    acts.say(link, seen=seen, remarks=remarks, answers=typed.given)
    return "answer" if typed.answers else SAY


def _page(
    link: ReviewLink,
    work: Work,
    *,
    notice: str = "",
    status: int = 200,
    typed: Typed | None = None,
    problems: Collection[str] = (),
) -> HttpResponse:
    """`notice`: which of our words stand above; `typed` stays in its place; `problems`: IDs of questions."""
    shown = delivery.for_review(brief=work.brief, strategy=work.strategy, bundles=work.copy[1])
    words, asked, typed = words_in(shown.language), acts.is_asked(link), typed or Typed()
    may_decide = asked and acts.may(link, DECIDE) and not link.decision
    may_comment = acts.may(link, COMMENT)
    said = said_by(link)
    pieces = pieces_of(work.copy[1], shown)
    there = {piece.place for piece in pieces}
    is_late = any(typed.seen.get(piece.place) != piece.hash for piece in pieces) if typed.seen else False
    stood = texts_that_stood(link.run_id) if is_late else ()
    elsewhere = [f"{place}: {text}" for place, text in typed.remarks.items() if place not in there]
    context = {
        "w": words,
        "shown": shown,
        "title": shown.title,
        "language": shown.language,
        "direction": shown.direction,
        "for": words["for"].format(label=link.label),
        "footer": words["footer"].format(label=link.label),
        "own": _own(shown.language, shown.tag),
        "letter": words[f"letter_{DECIDE if may_decide else COMMENT if may_comment else READ}"],
        "open_until": _day(link.expires_at, shown.language),
        "decided": _decided(link, words, shown.language),
        "questions": [
            {"asked": one, "typed": typed.answers.get(one.id, ""), "is_wrong": one.id in problems}
            for one in (shown.questions if asked and may_comment else ())
        ],
        "pieces": [
            {
                "piece": piece,
                "remark_on": words["remark_on"].format(name=piece.name),
                "typed": typed.remarks.get(piece.place, ""),
                **_changed(piece, typed.seen, stood),
                "said": _said(said.get(piece.place, []), words, shown.language),
            }
            for piece in pieces
        ],
        "said": _said([row for place in said if place not in there for row in said[place]], words, shown.language),
        "word": "\n".join(filter(None, (typed.word, *elsewhere))),
        "may_comment": may_comment,
        "may_decide": may_decide,
        "notice": words.get(notice, ""),
        "is_trouble": status != 200,
        "content": link.content_sha256,
        "form": token_of_form(link, link.content_sha256),
        "longest": MAX_COMMENT,
    }
    return HttpResponse(render_to_string("review/page.html", context), status=status)


def _changed(piece: ShownPiece, seen: Mapping[str, str], stood: Sequence[VersionDTO]) -> dict[str, Any]:
    """Whether it is another than was read, where that is told, and what is new in it."""
    is_new = bool(seen) and seen.get(piece.place) != piece.hash
    return {"is_new": is_new, "changes": piece.changes(seen.get(piece.place, ""), stood) if is_new else []}


def _own(language: str, tag: str) -> SafeString:
    """The attribute of what holds the campaign's words, where they are in another language than ours."""
    return format_html(' lang="{}"', tag) if primary_of(tag) != language else SafeString("")


def _day(at: datetime, language: str) -> str:
    return formats.day(at.date(), language)


def _decided(link: ReviewLink, words: Mapping[str, str], language: str) -> str:
    if not link.decided_at:
        return ""
    return words["approved_on" if link.decision == APPROVE else "asked_on"].format(day=_day(link.decided_at, language))


def _said(rows: Sequence[RunComment], words: Mapping[str, str], language: str) -> list[tuple[str, str]]:
    return [(words["you_said"].format(day=_day(row.at, language)), row.text) for row in rows]
