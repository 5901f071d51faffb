"""What must hold in a file of rules, so that a slip is found when it is read and not in a client's plan."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from aicmo_site.kernel.channels import channels
from aicmo_site.kernel.languages import WRITTEN
from strategy.contracts import STAGES
from strategy.rules.advice_checks import Wrongs, check_advice, check_notes
from strategy.rules.texts import SLOT, SUMMARY_SLOTS, RuleError, check_all, check_slots, parts

KINDS = ("awareness", "consideration", "conversion", "retention", "behaviour")
SCHEDULES = ("start", "event", "later_event")
MOMENTS = ("kickoff", "prepare", "produce", "launch", "event_day", "review", "end", *STAGES)


def check(file: str, book: Any) -> None:
    """Raises RuleError for the first thing that is wrong."""
    if not isinstance(book, dict) or next(iter(book), None) != "about" or not book["about"]:
        raise RuleError(file, "", "it must begin with an “about” that says what it is for")
    check_all(file, book)
    try:
        for rule, wrong in _CHECKS.get(file, _nothing)(book):
            raise RuleError(file, rule, wrong)
    except (KeyError, TypeError, AttributeError, ValueError, InvalidOperation) as error:
        if isinstance(error, RuleError):
            raise
        raise RuleError(file, "", f"something is missing or of the wrong kind: {error!r}") from error


def _nothing(book: dict[str, Any]) -> Wrongs:
    yield from ()


def _known(line: Mapping[str, Any], *, objectives: str = "objectives") -> Wrongs:
    """The kinds of channel, the channels and the objectives that a rule names must exist."""
    names = {
        "kinds": {channel.kind for channel in channels().values()} | {"other"},
        "channels": set(channels()),
        objectives: set(KINDS),
    }
    for field, allowed in names.items():
        for name in line.get(field, ()):
            if name not in allowed:
                yield line["id"], f"“{name}” is not among the {field}: {', '.join(sorted(allowed))}"


def _budget(book: dict[str, Any]) -> Wrongs:
    for row in book["reserve"]:
        if not 5 <= Decimal(str(row["percent"])) <= 10:
            yield row["id"], "the reserve must be from 5 to 10 percent"
        if row["when"] not in ("budget_open", "always"):
            yield row["id"], "“when” must be budget_open or always"
    if book["reserve"][-1]["when"] != "always":
        yield "", "the last rule of the reserve must be for “always”"
    for row in book["weights"]:
        yield from _known(row)
        for kind in KINDS:
            if not isinstance(row[kind], int) or not 1 <= row[kind] <= 100:
                yield row["id"], f"the weight for {kind} must be a whole number from 1 to 100"


def _audience(book: dict[str, Any]) -> Wrongs:
    for row in book["rules"]:
        yield from _known(row)
        if not isinstance(row["percent"], int) or not 50 <= row["percent"] <= 200:
            yield row["id"], "“percent” must be a whole number from 50 (half the weight) to 200 (twice)"
        if not any(row["words"].values()):
            yield row["id"], "it has no words to be recognised by"


def _objectives(book: dict[str, Any]) -> Wrongs:
    for row in [*book["kinds"], book["fallback"]]:
        if row["kind"] not in KINDS:
            yield row["id"], f"the kind must be one of {', '.join(KINDS)}"
    for row in book["weak"]:
        if row["kind"] not in KINDS or not all(row["stems"].get(language) for language in WRITTEN):
            yield "", f"of “weak” the kind must be one of {', '.join(KINDS)}, with words in every language"
    for row in book["kinds"]:
        if not all(row["stems"].get(language) for language in WRITTEN):
            yield row["id"], "it needs words in every language"
        for pair in row.get("pairs", ()):
            if not all(pair.get("before", {}).get(lang) or pair.get("after", {}).get(lang) for lang in WRITTEN):
                yield row["id"], "a pair needs words before or after the people in every language"
    for words in ("verbs", "things", "purposes"):
        if not all(book["task"][words].get(language) for language in WRITTEN):
            yield book["task"]["id"], f"“{words}” are needed in every language"
    if not all(book["people"].get(language) for language in WRITTEN):
        yield "", "“people” needs words in every language"


def _kpis(book: dict[str, Any]) -> Wrongs:
    for number in ("per_objective", "per_objective_at_least"):
        if not isinstance(book[number], int) or not 1 <= book[number] <= 4:
            yield "", f"“{number}” must be a whole number from 1 to 4"
    for row in book["rules"]:
        yield from _known(row)
        if row["objective"] not in KINDS:
            yield row["id"], f"the objective must be one of {', '.join(KINDS)}"
        if row.get("needs", "website") != "website":
            yield row["id"], "what it needs can only be “website”"
        if "target" in row and not Decimal(str(row["target"])) > 0:
            yield row["id"], "a target must be a number above zero"
    for kind in KINDS:
        if not any(row["objective"] == kind and not (row["kinds"] or row.get("channels")) for row in book["rules"]):
            yield "", f"{kind} needs a rule that applies to any channel"


def _pieces(book: dict[str, Any]) -> Wrongs:
    for row in [*book["rules"], book["fallback"]]:
        yield from _known(row)
        if not row["stages"] or not set(row["stages"]) <= set(STAGES):
            yield row["id"], f"stages must be some of {', '.join(STAGES)}"
        counts = [row["pieces_by_weeks"][weeks] for weeks in sorted(row["pieces_by_weeks"], key=int)]
        if not counts or "1" not in row["pieces_by_weeks"] or counts != sorted(counts) or counts[0] < 1:
            yield row["id"], "“pieces_by_weeks” must begin at week 1 with at least one piece, and never fall"
        if counts[-1:] > [len(row["stages"])]:
            yield row["id"], "it needs as many stages as pieces"
        for schedule, moments in row.get("moments", {}).items():
            if schedule not in SCHEDULES or not set(moments.values()) <= set(book["moments"]):
                yield row["id"], f"“moments” must be some of the file’s, for the schedules {', '.join(SCHEDULES)}"
    for moment in book["moments"].values():
        if not (-1 <= moment.get("place", 2) <= 1 or moment.get("days_to_event", 1) <= 0):
            yield (
                moment["id"],
                "“place” must be from -1 (announcement) over 0 (launch) to 1 (end), or “days_to_event” not above 0",
            )
    for schedule in SCHEDULES:
        if set(STAGES) != set(book["schedules"][schedule]) or not set(book["schedules"][schedule].values()) <= set(
            book["moments"]
        ):
            yield "", f"the schedule {schedule} needs one of the moments for each stage"
    if not 0 < book["announced"]["share_of_lead"] <= 1 or not 1 <= book["announced"]["most_weeks"] <= 8:
        yield "announced", "“share_of_lead” must be from 0 to 1, “most_weeks” from 1 to 8"


def _milestones(book: dict[str, Any]) -> Wrongs:
    for row in book["milestones"]:
        if not 0 <= row["share"] <= row.get("share_for_event", 1) <= 1:
            yield row["id"], "“share” must be from 0 (start) to 1 (end)"
    needed = {"kickoff", "plan", "first_round", "copy", "production", "announcement", "launch", "review", "end"} - {
        row["id"] for row in book["milestones"]
    }
    if needed:
        yield "", f"these milestones are needed: {', '.join(sorted(needed))}"


def _tactics(book: dict[str, Any]) -> Wrongs:
    for row in book["rules"]:
        yield from _known(row)
        if row["when"] not in MOMENTS:
            yield row["id"], f"“when” must be one of {', '.join(MOMENTS)}"
        if "in_piece" in row and row["when"] not in STAGES:
            yield row["id"], "“in_piece” needs a stage of the pieces as its “when”"
        if SLOT.search(row["reason"]["en"]):
            yield row["id"], "a reason has no slots"


def _summary(book: dict[str, Any]) -> Wrongs:
    for group, frames in book.items():
        for _, texts in parts(frames, ""):
            if isinstance(texts.get("en"), str):
                check_slots("summary.json", group, SLOT.findall(texts["en"]), SUMMARY_SLOTS.get(group, set()))
    yield from ()


_CHECKS: dict[str, Callable[[dict[str, Any]], Wrongs]] = {
    "budget.json": _budget,
    "audience.json": _audience,
    "objectives.json": _objectives,
    "kpis.json": _kpis,
    "pieces.json": _pieces,
    "milestones.json": _milestones,
    "tactics.json": _tactics,
    "summary.json": _summary,
    "advice.json": check_advice,
    "notes.json": check_notes,
}
