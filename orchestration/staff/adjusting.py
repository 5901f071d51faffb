"""The plan adjusted at its stop: a form whose cells are the plan as it stands, and what the last adjusting changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.errors import NotFound
from onboarding.contracts import FieldProblem
from orchestration.models import Run
from orchestration.plan_in_lines import difference, plan_in_lines
from orchestration.services import MAX_REASON
from orchestration.workflow import Work
from strategy.contracts import (
    BACK,
    CHANNEL,
    DAY,
    ORDER,
    OUT,
    PIECES,
    SHARE,
    TARGET,
    WEEK,
    WEEKS,
    AdjustmentDTO,
    ChannelPlanDTO,
    KpiDTO,
    StrategyDocDTO,
)


@dataclass(frozen=True)
class Cell:
    """One thing that can be adjusted: as it stands, and as it was typed. where: its channel, stage or measure."""

    name: str
    label: str
    about: str
    stands: str
    typed: str
    where: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """How the browser asks for it."""
        return {CHANNEL: "checkbox", DAY: "date"}.get(self.about, "text")

    @property
    def is_out(self) -> bool:
        return self.typed == OUT

    @property
    def is_changed(self) -> bool:
        return _number(self.typed) != _number(self.stands)


@dataclass(frozen=True)
class Line:
    """The cells of the campaign, of a channel or of a measure, with one reason for what is changed in them."""

    number: int
    title: str
    cells: tuple[Cell, ...]
    reason: str


def lines(plan: StrategyDocDTO, posted: Mapping[str, str] | None = None) -> list[Line]:
    """The form: the plan as it stands, or as it was typed."""
    return [
        Line(number, title, tuple(_typed(cells, number, posted)), _clean((posted or {}).get(f"reason.{number}", "")))
        for number, (title, cells) in enumerate(_lines(plan))
    ]


def adjustments_in(form: Sequence[Line]) -> list[dict[str, str]]:
    """What was changed, in the order of the form, as `adjust_plan` takes it."""
    return [
        {"about": cell.about, "value": cell.typed, "reason": line.reason[:MAX_REASON], **dict(cell.where)}
        for line, cell in _changed(form)
    ]


def told(problems: Sequence[FieldProblem], form: Sequence[Line]) -> str:
    """What is wrong with what was typed, by the names of the form."""
    changed = [*_changed(form)]
    said: dict[str, None] = {}
    for problem in problems:
        _, _, number = problem.field.partition(".")
        place = number.partition(".")[0]
        line, cell = changed[int(place)] if place else (None, None)
        where = "" if line is None or cell is None else line.title
        if cell and not problem.field.endswith(".reason"):
            where = f"{where}, {cell.label}"
        said[f"{where}: {problem.message}" if where else problem.message] = None
    return "; ".join(said)


def _changed(form: Sequence[Line]) -> Iterator[tuple[Line, Cell]]:
    yield from ((line, cell) for line in form for cell in line.cells if cell.is_changed)


def _typed(cells: Sequence[Cell], number: int, posted: Mapping[str, str] | None) -> Iterator[Cell]:
    for place, cell in enumerate(cells):
        name = f"cell.{number}.{place}"
        if posted is None:
            typed = cell.stands
        elif cell.about == CHANNEL:
            typed = OUT if name in posted else BACK
        else:
            typed = _clean(posted.get(name, cell.stands))
        yield replace(cell, name=name, typed=typed)


def _lines(plan: StrategyDocDTO) -> Iterator[tuple[str, list[Cell]]]:
    yield "The campaign", [_cell("Weeks", WEEKS, plan.timeline.duration_weeks)]
    for place, channel in enumerate(plan.channels, start=1):
        yield channel_of(channel.channel).name, [*_of_channel(channel, place)]
    for each in plan.adjustments:
        if each.about == CHANNEL and not each.lapsed:
            yield channel_of(each.channel).name, [_cell("Leave it out", CHANNEL, OUT, channel=each.channel)]
    yield from ((kpi.name, [_of_measure(kpi)]) for kpi in plan.kpis)


def _of_channel(channel: ChannelPlanDTO, place: int) -> Iterator[Cell]:
    where = {"channel": channel.channel}
    yield _cell("Share in percent", SHARE, channel.budget_allocation_pct, **where)
    yield _cell("Place among the channels", ORDER, place, **where)
    by_stage = {piece.stage: piece for piece in channel.pieces}
    yield _cell("Texts, one for each stage", PIECES, len(by_stage), **where)
    for stage, piece in by_stage.items():
        about, when = (DAY, piece.on) if piece.on else (WEEK, piece.week)
        yield _cell(f"{about.capitalize()} of “{stage}”", about, when, **where, stage=stage)
    yield _cell("Leave it out", CHANNEL, BACK, **where)


def _of_measure(kpi: KpiDTO) -> Cell:
    stands = "" if kpi.target_value is None else f"{kpi.target_value:f}"
    return _cell(f"Target ({kpi.unit})" if kpi.unit else "Target", TARGET, stands, measure=kpi.name)


def _cell(label: str, about: str, stands: Any, **where: str) -> Cell:
    return Cell("", label, about, str(stands), str(stands), tuple(where.items()))


def _clean(text: str) -> str:
    return text.replace("\0", "").strip()


def _number(text: str) -> Decimal | str:
    """So that 60 and 60.0 are one."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


# --- what became of it


@dataclass(frozen=True)
class Adjusted:
    """The last adjusting of a plan. `gone`, `new`: the lines in which it differs from the former; standing, lapsed: all
    that people have wanted otherwise, in words."""

    by: str
    gone: list[str]
    new: list[str]
    standing: list[tuple[str, AdjustmentDTO]]
    lapsed: list[tuple[str, AdjustmentDTO]]


def adjusted(run: Run, work: Work) -> Adjusted | None:
    if not run.adjustments:
        return None
    last = run.events.filter(kind="decided", data__decision="adjust_plan").order_by("id").last()
    try:
        plan = work.strategy
    except NotFound:  # gone with the run, or in this moment
        return None
    gone, new = difference(last.data["former"], plan_in_lines(plan)) if last else ([], [])  # a retry has no former plan
    named = [(in_words(each), each) for each in plan.adjustments]
    standing = [(words, each) for words, each in named if not each.lapsed]
    return Adjusted(last.actor if last else "", gone, new, standing, [one for one in named if one not in standing])


def in_words(adjustment: AdjustmentDTO) -> str:
    value = adjustment.value
    said = {
        SHARE: f"{value} percent",
        CHANNEL: "left out",
        ORDER: f"place {value}",
        WEEKS: f"{value} weeks",
        PIECES: f"texts for {value} stages" if value != "1" else "texts for 1 stage",
        DAY: f"“{adjustment.stage}” on {value}",
        WEEK: f"“{adjustment.stage}” in week {value}",
        TARGET: value or "to be agreed",
    }[adjustment.about]
    whose = channel_of(adjustment.channel).name if adjustment.channel else adjustment.measure or "The campaign"
    return f"{whose}: {said}"
