"""Quality control: copy gets a verdict. Its values and errors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aicmo_site.kernel.errors import NotFound, Rejected
from aicmo_site.kernel.frozen import Value

CONTRACT_VERSION = "4"

CRITICAL, MAJOR, MINOR = SEVERITIES = ("critical", "major", "minor")


@dataclass(frozen=True)
class ClientFactsDTO(Value):
    """What a rule may know of the client."""

    name: str
    aliases: tuple[str, ...] = ()
    website: str = ""
    facts: tuple[str, ...] = ()
    mandatory: tuple[str, ...] = ()  # each must appear, case aside
    banned_terms: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    call_to_action: str = ""  # in the client's own words
    allowed_words: tuple[str, ...] = ()  # spellings and names that are right for this client
    internal: tuple[str, ...] = ()  # what the agency knows and the public must not
    exclusions: tuple[str, ...] = ()  # what must not appear, in the client's sentences


@dataclass(frozen=True)
class CopyDTO(Value):
    """One piece of copy to judge: the fields of its channel, each with one or more texts in order."""

    copy_id: str
    channel: str
    language: str
    client: ClientFactsDTO
    fields: Mapping[str, tuple[str, ...]]
    images: tuple[Mapping[str, Any], ...] = ()  # {"name", "alt"}
    paid_endorsement: bool = False
    waits_for: tuple[str, ...] = ()  # what its makers have named as missing: open with the client, no fault of the copy
    links: tuple[str, ...] = ()  # addresses that go out with the copy but stand in none of its fields
    must_name_client: bool = False  # ours must; copy from elsewhere appears under the client's own account


@dataclass(frozen=True)
class QcIssueDTO(Value):
    """One finding. `section` is `<copy_id>/<field>`, or "" where the finding is about the whole.

    Where the place is known, text number `line` of that field (from 0) has it from `start` up to `end`, in code points.
    """

    severity: str
    section: str
    reason: str
    code: str = ""
    evidence: str = ""
    suggestion: str = ""
    line: int = 0
    start: int | None = None
    end: int | None = None
    fingerprint: str = ""  # of this finding on exactly this text; another text, another one; "" where none may waive it
    waived_by: str = ""  # the person who let it pass; it then counts for nothing
    stops: bool = False  # its piece does not go out, whatever the score

    @property
    def stops_its_piece(self) -> bool:
        """Critical ones always do, and of the others those of rules that stop; what was let pass never does."""
        return not self.waived_by and (self.stops or self.severity == CRITICAL)


@dataclass(frozen=True)
class StoppedPieceDTO(Value):
    """A piece that must not go out, by its `copy_id` ("" for the whole), and why: codes and reasons, in order."""

    piece: str
    codes: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class NotEvaluatedDTO(Value):
    """A rule that gave no verdict on a piece: it broke, or lacks the language. Critical ones fail the draft."""

    code: str
    reason: str
    critical: bool
    section: str = ""


@dataclass(frozen=True)
class CheckedDTO(Value):
    """What the rules say of one piece of copy."""

    issues: tuple[QcIssueDTO, ...]
    not_evaluated: tuple[NotEvaluatedDTO, ...] = ()

    def answer(self, copy_id: str, *, shown_as: str = "") -> dict[str, Any]:
        """As programs read it: {id, issues: [{code, severity, field, reason, evidence, suggestion, line, start, end,
        stops}], not_evaluated: [{code, critical, reason}]}; start and end are null where the place is not known."""
        same = ("code", "severity", "reason", "evidence", "suggestion", "line", "start", "end", "stops")
        issues = [
            {**{name: getattr(issue, name) for name in same}, "field": issue.section.removeprefix(f"{copy_id}/")}
            for issue in self.issues
        ]
        unseen = [{"code": rule.code, "critical": rule.critical, "reason": rule.reason} for rule in self.not_evaluated]
        return {"id": shown_as or copy_id, "issues": issues, "not_evaluated": unseen}


@dataclass(frozen=True)
class QcResultDTO(Value):
    """The latest verdict on a draft; `score` from 0 to 1, see qc/scoring.py for its formula."""

    result_id: str
    draft_id: str
    passed: bool
    score: float
    issues: tuple[QcIssueDTO, ...]
    evaluated_at: datetime
    not_evaluated: tuple[NotEvaluatedDTO, ...] = ()
    stopped: tuple[StoppedPieceDTO, ...] = ()  # the pieces that must not go out; with one of them nothing has passed


@dataclass(frozen=True)
class RuleDTO(Value):
    """A rule as people should know it: why it is there, and what to do about what it finds."""

    code: str
    severity: str
    why: str
    suggestion: str
    channels: tuple[str, ...] = ()  # empty: all, but for those of not_channels
    not_channels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()  # that it has words of; empty: it needs none
    heeds_allowed_words: bool = False  # a word that is right for the client is no finding of this rule
    stops: bool = False  # what it finds stops its piece, however grave it is


@dataclass(frozen=True)
class CodeMeasureDTO(Value):
    """How well one code does on labelled drafts: found rightly, missed, cried where it is not."""

    code: str
    right: int
    missed: int
    cried: int


@dataclass(frozen=True)
class ConfusionDTO(Value):
    """One draft that was judged otherwise than labelled."""

    copy_id: str
    missed: tuple[str, ...]
    cried: tuple[str, ...]


@dataclass(frozen=True)
class MeasureDTO(Value):
    """How well the rules do on labelled drafts; `quiet` are clean ones without a critical or major finding."""

    drafts: int
    clean: int
    quiet: int
    codes: tuple[CodeMeasureDTO, ...]
    confusions: tuple[ConfusionDTO, ...]
    severities: tuple[tuple[str, int, int], ...]  # (severity as labelled, right, labelled)
    unlabelled: tuple[tuple[str, int], ...] = ()  # (code that no label of the set can know, drafts that have it)


@dataclass(frozen=True)
class WaiverDTO(Value):
    """A person's word that one finding on one exact text may stand; it never covers another text."""

    waiver_id: str
    client_id: str
    issue: QcIssueDTO
    reason: str
    waived_by: str
    decided_in: str = ""  # the run it was decided in


class ReasonMissing(Rejected):
    """Say why: {what} without a reason helps nobody who comes later."""

    code = "reason_missing"


class NotWaivable(Rejected):
    """{issue_code} cannot be waived: that is no matter of judgement."""

    code = "not_waivable"


class WaiverNotFound(NotFound):
    """There is no waiver {waiver_id}."""

    code = "waiver_not_found"


class AllowedWordNotFound(NotFound):
    """There is no allowed word {word_id}."""

    code = "allowed_word_not_found"


class ResultNotFound(NotFound):
    """There is no QC result for {draft_id}."""

    code = "qc_result_not_found"


class InvalidCopy(Rejected):
    """This is not a draft that can be judged: {reason}"""

    code = "invalid_copy"
