"""What a text says of a date, as far as it goes: a month without a day stays one."""

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

WEEKS = 53
ANY_YEAR = 2024  # a leap year
EARLY, MIDDLE, LATE, FIRST_HALF, SECOND_HALF, SOME = "early", "middle", "late", "first half", "second half", "some"
_PARTS = {EARLY: (1, 10), MIDDLE: (11, 20), LATE: (21, 31), FIRST_HALF: (1, 15), SECOND_HALF: (16, 31)}


@dataclass(frozen=True)
class PartialDate:
    """What a text says of a date; None for what it does not say. `ambiguous`: day and month could be swapped.
    `part`: of the month. `day_first`: what figures that can be read in one way only show of the writer's order."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    ambiguous: bool = False
    quarter: int | None = None
    week: int | None = None  # of the ISO calendar
    half: int | None = None  # of the year
    part: str = field(default="", compare=False)
    day_first: bool | None = field(default=None, compare=False)

    @property
    def is_whole(self) -> bool:
        return None not in (self.year, self.month, self.day) and not self.ambiguous

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a day, in some year where none is named."""
        year = ANY_YEAR if self.year is None else self.year
        return MINYEAR <= year <= MAXYEAR and (self.day or 1) <= monthrange(year, self.month or 1)[1]

    @property
    def readings(self) -> tuple["PartialDate", ...]:
        """Every way to read it: 3/4/2027 is a day of April or of March."""
        one = replace(self, ambiguous=False)
        return (one, replace(one, month=self.day, day=self.month)) if self.ambiguous else (one,)

    def as_date(self) -> date | None:
        """The day, None where the date is not whole or does not exist."""
        return date(self.year or 0, self.month or 0, self.day or 0) if self.is_whole and self.exists else None

    def days(self) -> tuple[date, date] | None:
        """The first and the last day that it may mean, None without a year or a reading of its own."""
        if not self.year or self.ambiguous or not self.exists or self.part == SOME:
            return None
        if self.week:
            monday = date.fromisocalendar(self.year, min(self.week, 52), 1) + timedelta(weeks=self.week // WEEKS)
            return monday, monday + timedelta(days=6)
        first, last = self._months()
        if self.day:
            return date(self.year, first, self.day), date(self.year, first, self.day)
        begin, end = _PARTS.get(self.part, (1, 31))
        return date(self.year, first, begin), date(self.year, last, min(end, monthrange(self.year, last)[1]))

    def _months(self) -> tuple[int, int]:
        if self.month:
            return self.month, self.month
        length, at = (3, self.quarter) if self.quarter else (6, self.half or 1)
        return length * (at - 1) + 1, length * at

    def contradicts(self, other: "PartialDate") -> bool:
        """Whether both say something of a year, quarter, month, week or day, and not the same."""
        if self.ambiguous or other.ambiguous:
            return False
        mine, theirs = self._told(), other._told()
        return any(mine[name] != theirs[name] for name in mine.keys() & theirs.keys())

    def _told(self) -> dict[str, int]:
        day = self.as_date()
        quarter = (self.month - 1) // 3 + 1 if self.month else self.quarter
        half = (quarter + 1) // 2 if quarter else self.half
        week = day.isocalendar().week if day else self.week
        told = {"year": self.year, "quarter": quarter, "month": self.month, "day": self.day, "week": week}
        return {name: part for name, part in (told | {"half": half}).items() if part is not None}


@dataclass(frozen=True)
class FoundDate:
    """A date in its place in a text; `outer` is that with its day of the week. `dates`: one; both ends of a span of
    days; or each day of "3 and 4 May"."""

    start: int
    end: int
    dates: tuple[PartialDate, ...]
    outer: tuple[int, int]
    is_span: bool = False
    is_choice: bool = False  # "5 or 6 May"
    weekday: int | None = None  # that the text names with it; Monday is 0

    def first_day(self) -> date | None:
        """That of a span, which may leave its year to the last one; else the one day that it is."""
        if not self.is_span:
            return self.dates[0].as_date() if len(self.dates) == 1 else None
        first, end = self.dates[0], self.dates[-1].as_date()
        years = (first.year,) if first.year or not end else (end.year, end.year - 1)
        days = (replace(first, year=year).as_date() for year in years)
        return next((day for day in days if day and end and day <= end), None)

    def wrong_weekday(self) -> date | None:
        """Its day, where the text calls it by another day of the week."""
        day = self.dates[0].as_date()
        return day if day and self.weekday is not None and day.weekday() != self.weekday else None
