"""Every text that ever stood in a run's copy, to read where the copy went with its run."""

from itertools import groupby

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from aicmo_site.admin import row_url
from aicmo_site.kernel.places import Place
from orchestration.kept_texts import texts_that_stood
from orchestration.models import Run
from orchestration.staff.campaign import seen_by
from orchestration.staff.labels import name_of, state_of
from orchestration.staff.piece.versions import versions_of
from orchestration.staff.run_page import client_name
from production.contracts import VersionDTO


@require_safe
def texts(request: HttpRequest, object_id: str) -> HttpResponse:
    """By piece, the versions, the latest first; each with the texts that it was the first to have."""
    run = seen_by(request, object_id)
    rows = sorted(texts_that_stood(run.pk), key=_piece)
    if not rows:
        raise Http404("This run never had a text.")
    pieces = [
        (name_of(Place(*piece)), versions_of(own)[::-1])
        for piece, own in ((piece, list(group)) for piece, group in groupby(rows, key=_piece))
    ]
    context = {
        **admin.site.each_context(request),
        "title": f"Texts that stood: {client_name(run)}",
        "client": client_name(run),
        "run_url": row_url(Run, run.pk),
        "state": state_of(run),
        "pieces": pieces,
    }
    return TemplateResponse(request, "staff/texts.html", context)


def _piece(row: VersionDTO) -> tuple[str, str]:
    return row.channel, row.piece
