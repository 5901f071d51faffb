"""Runs the rules over a batch. A rule that breaks, or cannot read the language, is reported: nobody has looked."""

import hashlib
import json
import logging
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import Any

from aicmo_site.kernel.frozen import thaw
from qc.contracts import CRITICAL, MINOR, CheckedDTO, CopyDTO, NotEvaluatedDTO, QcIssueDTO
from qc.engine.heeding import heeding_words
from qc.engine.registry import Finding, Neighbours, Rule, Unread

LONGEST_EVIDENCE = 200
_BETWEEN = "\0"  # two texts: in no evidence
log = logging.getLogger(__name__)


def check_batch(batch: Sequence[CopyDTO], rules: Sequence[Rule]) -> tuple[CheckedDTO, ...]:
    """What the rules say of each piece, in the order of the batch; never raises for what a text holds."""
    return tuple(_checked(batch, rules))


def _checked(batch: Sequence[CopyDTO], rules: Sequence[Rule]) -> Iterator[CheckedDTO]:
    neighbours = Neighbours(tuple({copy.client.name: copy.client for copy in batch}.values()))
    for copy in batch:
        yield _check(copy, neighbours, rules)
        neighbours.before[copy.client.name].append(copy)


def _check(copy: CopyDTO, neighbours: Neighbours, rules: Sequence[Rule]) -> CheckedDTO:
    issue = partial(_issue, copy, Fingerprints(copy), Places(copy))
    said = [line for rule in rules if rule.applies_to(copy) for line in _apply(rule, copy, neighbours, issue)]
    return CheckedDTO(
        issues=tuple(line for line in said if isinstance(line, QcIssueDTO)),
        not_evaluated=tuple(line for line in said if isinstance(line, NotEvaluatedDTO)),
    )


def _apply(
    rule: Rule, copy: CopyDTO, neighbours: Neighbours, issue: Callable[[Rule, Finding], QcIssueDTO]
) -> Iterator[QcIssueDTO | NotEvaluatedDTO]:
    if not rule.reads(copy):
        yield _not_evaluated(copy, rule, f"There are no words of the language “{copy.language}” for it yet.")
        return
    try:
        found = dict.fromkeys(_look(rule, copy, neighbours))  # each said once
    except Exception:
        log.exception("rule %s broke on %s", rule.code, copy.copy_id)
        yield _not_evaluated(copy, rule, "The rule broke on this text; the log has its details.")
        return
    for line in found:
        yield issue(rule, line) if isinstance(line, Finding) else _partly(copy, rule, line)


def _look(rule: Rule, copy: CopyDTO, neighbours: Neighbours) -> Iterable[Finding | Unread]:
    look = partial(rule.check, neighbours=neighbours) if rule.in_batch else rule.check
    return heeding_words(copy, look) if rule.heeds_allowed_words and copy.client.allowed_words else look(copy)


def _issue(copy: CopyDTO, prints: "Fingerprints", places: "Places", rule: Rule, finding: Finding) -> QcIssueDTO:
    line, start, end = places.of(finding.field, finding.evidence)
    return QcIssueDTO(
        severity=finding.severity or rule.severity,
        section=f"{copy.copy_id}/{finding.field}",
        reason=finding.reason or rule.why,
        code=rule.code,
        evidence=shortened(finding.evidence),
        suggestion=rule.suggestion,
        line=line,
        start=start,
        end=end,
        fingerprint=prints.of(rule.code, finding.field, finding.evidence) if rule.waivable else "",
        stops=rule.stops and finding.severity != MINOR,
    )


class Fingerprints:
    """Hashes of findings with the text they were made on: the field's, or, for a finding on the whole, the piece's.

    A text is hashed once, however many findings there are on it.
    """

    def __init__(self, copy: CopyDTO):
        self.copy = copy
        self._texts: dict[str, str] = {}

    def of(self, code: str, field: str, evidence: str = "") -> str:
        return _hash([self.copy.copy_id, code, field, evidence, self._text(field)])

    def _text(self, field: str) -> str:
        known = field if field in self.copy.fields else ""
        if known not in self._texts:
            whole = {"fields": thaw(self.copy.fields), "images": thaw(self.copy.images)}
            self._texts[known] = _hash(thaw(self.copy.fields[known]) if known in self.copy.fields else whole)
        return self._texts[known]


def _hash(data: Any) -> str:
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")).hexdigest()


class Places:
    """Where evidence stands in the fields of a piece. A field's texts are put together once, to be searched at once."""

    def __init__(self, copy: CopyDTO):
        self.copy = copy
        self._searched: dict[str, tuple[str, str, list[int]]] = {}

    def of(self, field: str, evidence: str) -> tuple[int, int | None, int | None]:
        """The text of the field that holds the evidence, and from where to where; a remark in brackets has no place."""
        whole, lowered, starts = self._of_field(field)
        found = [at for at in (whole.find(evidence), lowered.find(evidence.lower())) if at >= 0] if evidence else []
        if not found:
            return 0, None, None
        lines = [bisect_right(starts, at) - 1 for at in found]
        line = min(lines)
        start = found[lines.index(line)] - starts[line]
        return line, start, start + len(evidence)

    def _of_field(self, field: str) -> tuple[str, str, list[int]]:
        """All texts in one, the same in small letters, and where each begins."""
        if field not in self._searched:
            texts = [text + _BETWEEN for text in self.copy.fields.get(field, ())]
            starts = list(accumulate(map(len, texts), initial=0))
            lowered = (low if len(low := text.lower()) == len(text) else text for text in texts)
            self._searched[field] = "".join(texts), "".join(lowered), starts
        return self._searched[field]


def _not_evaluated(copy: CopyDTO, rule: Rule, reason: str) -> NotEvaluatedDTO:
    return NotEvaluatedDTO(rule.code, reason, critical=rule.severity == CRITICAL, section=f"{copy.copy_id}/")


def _partly(copy: CopyDTO, rule: Rule, line: Unread) -> NotEvaluatedDTO:
    """The rule looked, with less than it has for other languages: that alone fails nothing."""
    return NotEvaluatedDTO(rule.code, line.reason, critical=False, section=f"{copy.copy_id}/")


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_EVIDENCE else text[: LONGEST_EVIDENCE - 1] + "…"
