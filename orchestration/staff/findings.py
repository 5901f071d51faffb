"""What quality control found in a run's copy, each finding beside the text that it speaks of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from aicmo_site.kernel.errors import NotFound
from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.places import Place
from orchestration.models import Run
from orchestration.staff.excerpts import Excerpt, excerpt
from orchestration.staff.labels import name_of
from orchestration.waivers import codes_that_heed_words
from orchestration.workflow import Work
from production.contracts import NOTE, DraftBundleDTO
from qc.contracts import CRITICAL


@dataclass(frozen=True)
class FindingRow:
    """One issue, and the texts it speaks of."""

    severity: str
    code: str
    place: str
    at: Place
    line: int  # which text of that field, from 0, and where in it
    span: tuple[int, int] | None
    reason: str
    suggestion: str
    fingerprint: str
    waived_by: str
    evidence: str
    stops: bool  # whether its piece does not go out
    heeds_words: bool  # whether a word that is right for the client settles it
    texts: list[Excerpt]


def verdict(run: Run, work: Work) -> dict[str, Any] | None:
    """The verdict on the copy as it stands; of a run that was undone, what the evidence kept of it."""
    try:
        result, bundles = thaw(work.result), work.copy[1]
    except NotFound:
        result, bundles = run.evidence.get("qc"), ()
    if not result:
        return None
    return {
        "score": f"{result.get('score', 0):.2f}",
        "threshold": f"{settings.AICMO_QC_THRESHOLD:.2f}",
        "passed": result.get("passed"),
        "findings": findings_of(result, bundles),
        "stopped": [_stopped(piece) for piece in result.get("stopped", ())],
        "not_evaluated": _not_evaluated(result.get("not_evaluated", ())),
    }


def findings_of(result: Mapping[str, Any], bundles: "tuple[DraftBundleDTO, ...]") -> list[FindingRow]:
    """Of a verdict, as plain data, on these bundles."""
    return [_finding(issue, bundles) for issue in result.get("issues", ())]


def _stopped(piece: dict[str, Any]) -> dict[str, Any]:
    """A piece that must not go out, by the name that people know it by, with the codes that stop it."""
    return {"name": name_of(Place.parse(f"{piece['piece']}/")) or "the whole", "codes": piece["codes"]}


def _not_evaluated(rules: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each rule that gave no verdict, once, with its reason and the pieces that it left out; critical ones first."""
    pieces: dict[tuple[bool, str, str], list[str]] = {}
    for rule in rules:
        place = Place.parse(rule.get("section", "")).copy_id
        pieces.setdefault((not rule.get("critical"), rule.get("code", ""), rule.get("reason", "")), []).append(place)
    return [
        {"code": code, "reason": reason, "critical": not harmless, "places": ", ".join(filter(None, places))}
        for (harmless, code, reason), places in sorted(pieces.items())
    ]


def _finding(issue: dict[str, Any], bundles: "tuple[DraftBundleDTO, ...]") -> FindingRow:
    place, evidence = Place.parse(issue.get("section", "")), issue.get("evidence", "")
    bundle = next((one for one in bundles if place.channel == one.channel), None)
    texts = _texts(bundle, place, issue) if bundle else []
    return FindingRow(
        severity=issue.get("severity", ""),
        code=issue.get("code", ""),
        place=name_of(place),
        at=place,
        line=issue.get("line", 0),
        span=_span(issue),
        reason=issue.get("reason", ""),
        suggestion=issue.get("suggestion", ""),
        fingerprint=issue.get("fingerprint", ""),
        waived_by=issue.get("waived_by", ""),
        evidence=evidence,
        stops=not issue.get("waived_by") and (issue.get("stops", False) or issue.get("severity") == CRITICAL),
        heeds_words=issue.get("code") in codes_that_heed_words(),
        texts=texts or ([excerpt(evidence, evidence)] if evidence else []),
    )


def _texts(bundle: DraftBundleDTO, place: Place, issue: dict[str, Any]) -> list[Excerpt]:
    """The text that the finding names, its place marked; else all of its field, or those that hold the evidence."""
    texts, evidence = _judged(bundle, place), issue.get("evidence", "")
    line, span = issue.get("line", 0), _span(issue)
    if span and line < len(texts):
        return [excerpt(texts[line], evidence, span)]
    holding = [text for text in texts if evidence and evidence.casefold() in text.casefold()]
    return [excerpt(text, evidence) for text in holding or texts]


def _span(issue: dict[str, Any]) -> tuple[int, int] | None:
    start, end = issue.get("start"), issue.get("end")
    return None if start is None or end is None else (start, end)


def _judged(bundle: DraftBundleDTO, place: Place) -> list[str]:
    """The texts of a field as quality control counts them; of one piece, where the place names it."""
    return [
        asset.content
        for asset in bundle.assets
        if asset.asset_type == place.field and asset.format not in (NOTE, "image")
        if place.piece in ("", asset.piece)
    ]
