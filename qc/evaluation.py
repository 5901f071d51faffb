"""How well the rules do on drafts whose defects somebody has labelled. Schema: `qc/rules/README.md`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from qc.contracts import CRITICAL, MAJOR, SEVERITIES, CheckedDTO, CodeMeasureDTO, ConfusionDTO, MeasureDTO
from qc.engine.registry import data


def compare(labelled: Sequence[Mapping[str, Any]], checked: Sequence[CheckedDTO]) -> MeasureDTO:
    """Codes are compared per draft, each once; tolerated ones are neither right nor wrong."""
    unknown = _unknown(labelled)
    pairs = [
        (draft, _wanted(draft), _found(draft, verdict, unknown))
        for draft, verdict in zip(labelled, checked, strict=True)
    ]
    clean = [found for _, wanted, found in pairs if not wanted]
    return MeasureDTO(
        drafts=len(pairs),
        clean=len(clean),
        quiet=sum(not {CRITICAL, MAJOR} & set(found.values()) for found in clean),
        codes=_codes([(set(wanted), set(found)) for _, wanted, found in pairs]),
        confusions=tuple(
            _confusion(draft, wanted, found) for draft, wanted, found in pairs if set(wanted) != set(found)
        ),
        severities=tuple(_severity(name, pairs) for name in SEVERITIES),
        unlabelled=tuple((code, number) for code in sorted(unknown) if (number := _drafts_with(code, checked))),
    )


def _unknown(labelled: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Codes that came after the set was labelled: nobody has said where they are right, and so where they are cries."""
    young = {code for code, line in data("rules").items() if not line.get("labelled", True)}
    return frozenset(young - {code for draft in labelled for code in (*_wanted(draft), *draft.get("tolerated", ()))})


def _drafts_with(code: str, checked: Sequence[CheckedDTO]) -> int:
    return sum(any(issue.code == code for issue in verdict.issues) for verdict in checked)


def _wanted(draft: Mapping[str, Any]) -> dict[str, str]:
    return {defect["code"]: defect["severity"] for defect in draft.get("defects", ())}


def _found(draft: Mapping[str, Any], verdict: CheckedDTO, unknown: frozenset[str]) -> dict[str, str]:
    """Codes with the gravest severity found."""
    ignored = set(draft.get("tolerated", ())) - set(_wanted(draft)) | unknown
    grave_last = sorted(verdict.issues, key=lambda issue: -SEVERITIES.index(issue.severity))
    return {issue.code: issue.severity for issue in grave_last if issue.code not in ignored}


def _codes(pairs: Sequence[tuple[set[str], set[str]]]) -> tuple[CodeMeasureDTO, ...]:
    right = Counter(code for wanted, found in pairs for code in wanted & found)
    missed = Counter(code for wanted, found in pairs for code in wanted - found)
    cried = Counter(code for wanted, found in pairs for code in found - wanted)
    return tuple(
        CodeMeasureDTO(code, right[code], missed[code], cried[code]) for code in sorted({*right, *missed, *cried})
    )


def _confusion(draft: Mapping[str, Any], wanted: Mapping[str, str], found: Mapping[str, str]) -> ConfusionDTO:
    return ConfusionDTO(draft["id"], tuple(sorted(set(wanted) - set(found))), tuple(sorted(set(found) - set(wanted))))


def _severity(name: str, pairs: Sequence[tuple[Any, dict[str, str], dict[str, str]]]) -> tuple[str, int, int]:
    mine = [(code in found) for _, wanted, found in pairs for code, severity in wanted.items() if severity == name]
    return name, sum(mine), len(mine)
