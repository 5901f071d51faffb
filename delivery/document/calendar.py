"""When what happens: an overview of all channels, and a list of the weeks in which there is something to do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from delivery.document.appearances import appearance_of
from delivery.document.labels import Labels
from delivery.document.periods import Period, periods
from production.contracts import DraftBundleDTO
from strategy.contracts import ChannelPlanDTO, MilestoneDTO, PieceDTO, StrategyDocDTO

MOST_COLUMNS = 10  # of the overview, to fit on a sheet of A4 beside the channels' names
MOST_ROWS = 60
MOST_LINES_TOGETHER = 9


@dataclass(frozen=True)
class Column:
    """One period of the overview; `date` only where all texts of the period appear on one day."""

    label: str
    date: str = ""


@dataclass(frozen=True)
class OverviewRow:
    """The numbers of a channel's texts, one cell for each column."""

    channel: str
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Line:
    """One thing that happens; `date` is "" where the row's date says it, or nobody knows it."""

    text: str
    channel: str = ""
    date: str = ""


@dataclass(frozen=True)
class Row:
    when: str
    date: str = ""
    milestones: tuple[Line, ...] = ()
    pieces: tuple[Line, ...] = ()
    tactics: tuple[Line, ...] = ()

    @property
    def is_short(self) -> bool:
        """Short enough to stay on one sheet, with its week."""
        return len(self.milestones) + len(self.pieces) + len(self.tactics) <= MOST_LINES_TOGETHER


@dataclass(frozen=True)
class Calendar:
    columns: tuple[Column, ...]
    overview: tuple[OverviewRow, ...]
    rows: tuple[Row, ...]


def calendar(strategy: StrategyDocDTO, labels: Labels) -> Calendar:
    """The overview is empty where no piece is planned."""
    milestones = strategy.timeline.milestones
    tactics = [tactic for plan in strategy.channels for tactic in plan.tactics]
    published = _pieces(strategy.channels)
    weeks = [piece.week for piece in published]
    every_week = weeks + [milestone.week for milestone in milestones] + [tactic.week for tactic in tactics]
    columns = periods(weeks, MOST_COLUMNS)
    return Calendar(
        columns=tuple(_column(period, published, labels) for period in columns),
        overview=tuple(_overview(plan, columns, labels) for plan in strategy.channels if plan.pieces),
        rows=tuple(_row(period, strategy, labels) for period in periods(every_week, MOST_ROWS)),
    )


def as_made(strategy: StrategyDocDTO, bundles: Sequence[DraftBundleDTO]) -> StrategyDocDTO:
    """The plan without the pieces that were not written, so that no number leads nowhere; a channel whose copy names
    no piece, or that has none yet, keeps them all."""
    made = {bundle.channel: {appearance_of(asset).piece for asset in bundle.assets} - {None} for bundle in bundles}
    plans = (
        replace(plan, pieces=tuple(piece for piece in plan.pieces if piece.number in made[plan.channel]))
        if made.get(plan.channel)
        else plan
        for plan in strategy.channels
    )
    return replace(strategy, channels=tuple(plans))


def _pieces(plans: Sequence[ChannelPlanDTO]) -> list[PieceDTO]:
    return [piece for plan in plans for piece in plan.pieces]


def _column(period: Period, pieces: Sequence[PieceDTO], labels: Labels) -> Column:
    days = {piece.on for piece in pieces if period.holds(piece.week)}
    date = labels.date(days.pop(), short=True) if len(days) == 1 else ""
    return Column(f"{period.first}" if period.first == period.last else f"{period.first}–{period.last}", date)


def _overview(plan: ChannelPlanDTO, columns: Sequence[Period], labels: Labels) -> OverviewRow:
    cells = (tuple(str(piece.number) for piece in plan.pieces if period.holds(piece.week)) for period in columns)
    return OverviewRow(labels.channel(plan.channel), tuple(cells))


def _row(period: Period, strategy: StrategyDocDTO, labels: Labels) -> Row:
    milestones = [milestone for milestone in strategy.timeline.milestones if period.holds(milestone.week)]
    plans = [(plan, [piece for piece in plan.pieces if period.holds(piece.week)]) for plan in strategy.channels]
    days = [each.on for each in milestones] + [piece.on for _, pieces in plans for piece in pieces]
    common = _first_day(days) if period.first == period.last else _common_day(days)
    return Row(
        when=_when(period, labels),
        date=labels.date(common),
        milestones=tuple(Line(each.name, date=_own_day(each, common, labels)) for each in milestones),
        pieces=tuple(_published(plan, piece, common, labels) for plan, pieces in plans for piece in pieces),
        tactics=tuple(
            Line(labels.without_channel(tactic.tactic, plan.channel), labels.channel(plan.channel))
            for plan in strategy.channels
            for tactic in plan.tactics
            if period.holds(tactic.week)
        ),
    )


def _when(period: Period, labels: Labels) -> str:
    if period.first == period.last:
        return labels.page["week"].format(n=labels.number(period.first))
    return labels.page["week_range"].format(first=labels.number(period.first), last=labels.number(period.last))


def _first_day(days: Sequence[str]) -> str:
    """The day that stands at a week; what happens on another one has its own."""
    return min(filter(None, days), default="")


def _common_day(days: Sequence[str]) -> str:
    return days[0] if len(set(days)) == 1 else ""


def _own_day(each: MilestoneDTO | PieceDTO, common: str, labels: Labels) -> str:
    return "" if each.on == common else labels.date(each.on)


def _published(plan: ChannelPlanDTO, piece: PieceDTO, common: str, labels: Labels) -> Line:
    name = labels.page["piece"].format(n=labels.number(piece.number))
    language = labels.language_name(piece.language) if piece.language else ""
    told = ", ".join(filter(None, (labels.kind("stage", piece.stage), language)))
    text = f"{name} ({told})" if told else name
    return Line(text, labels.channel(plan.channel), _own_day(piece, common, labels))
