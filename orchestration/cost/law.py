"""Whether a trial keeps the law, and what names the culprit where it does not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from orchestration.cost.measuring import Figures, Limit, measure
from orchestration.cost.trials import Trial

FLOOR = 0.01  # seconds: growth is told from no less, where the noise of a busy machine is as large
ATTEMPTS = 3  # who breaks the law does so in each: another process on the same core can double a figure
PATIENCE = 10.0  # CPU seconds after which a station is ended whatever it did before
BEYOND = 1.5  # it is ended at so many times what is allowed, so that figures just past that are seen
NEVER = float("inf")
TOGETHER = "all stations"


@dataclass(frozen=True)
class Growth:
    """What a station takes at two sizes of a trial, in CPU seconds, infinite where it was ended; how many times as
    much that is, beyond the base, and how many times are allowed."""

    trial: Trial
    station: str
    sizes: tuple[int, int]
    seconds: tuple[float, float]
    times: float
    allowed: float

    @property
    def breaks_the_law(self) -> bool:
        return self.times > self.allowed

    def __str__(self) -> str:
        (small, large), (less, more) = self.sizes, self.seconds
        taken = f"{less:.3f} s at {small:,} and {in_words(more, '.3f', ' s')} at {large:,}"
        times = f"{in_words(self.times, '.1f', ' times')}, {self.allowed:.1f} allowed"
        return f"{self.station}: {self.trial} takes {taken}: {times}"


def in_words(figure: float, form: str, unit: str) -> str:
    return "more than it may" if figure == NEVER else f"{figure:{form}}{unit}"


def breaches(trial: Trial, patience: float = PATIENCE) -> list[Growth]:
    """What breaks the law, by its least growth of ATTEMPTS; of a trial of much at once, what in it does by itself."""
    broken = _broken(trial, patience)
    for _ in range(ATTEMPTS - 1):
        if broken:
            again = _broken(trial, patience)
            broken = {key: min(growth, again[key], key=_times) for key, growth in broken.items() if key in again}
    if not broken:
        return []
    return [found for part in trial.parts for found in breaches(part, patience)] or list(broken.values())


def _broken(trial: Trial, patience: float) -> dict[tuple[str, tuple[int, int]], Growth]:
    """What breaks the law as measured once."""
    return {(growth.station, growth.sizes): growth for growth in growths(trial, patience) if growth.breaks_the_law}


def _times(growth: Growth) -> float:
    return growth.times


def growths(trial: Trial, patience: float = PATIENCE) -> list[Growth]:
    """As measured once: of each station between one size and the next, or of all together where the trial says so."""
    figures = measure(trial, limit(trial, patience))
    return list(_in_all(trial, figures) if trial.most_times else _by_station(trial, figures))


def _by_station(trial: Trial, figures: Figures) -> Iterator[Growth]:
    for station, costs in figures.items():
        if (ended := next((size for size in trial.sizes[:2] if costs.get(size) == NEVER), None)) is not None:
            yield Growth(trial, station, (trial.base, ended), (costs[trial.base], NEVER), NEVER, 1)
        for small, large in trial.steps:
            if large in costs:
                times = (costs[large] - costs[trial.base]) / _beyond_base(trial, costs, small)
                allowed = trial.times_allowed(small, large)
                yield Growth(trial, station, (small, large), (costs[small], costs[large]), times, allowed)


def _in_all(trial: Trial, figures: Figures) -> Iterator[Growth]:
    base = sum(costs[trial.base] for costs in figures.values())
    for size in (size for size in trial.sizes[1:] if any(size in costs for costs in figures.values())):
        seconds = sum(costs.get(size, 0) for costs in figures.values())
        yield Growth(trial, TOGETHER, (trial.base, size), (base, seconds), seconds / base, trial.most_times)


def _beyond_base(trial: Trial, costs: Mapping[int, float], size: int) -> float:
    return max(costs[size] - costs[trial.base], FLOOR)


def limit(trial: Trial, patience: float) -> Limit:
    """The CPU time after which a station is ended: somewhat more than what is allowed, and never more than patience."""
    before = {large: small for small, large in trial.steps}

    def seconds(costs: Mapping[int, float], size: int) -> float:
        if size not in before or trial.most_times:
            return patience
        small = before[size]
        allowed = costs[trial.base] + trial.times_allowed(small, size) * _beyond_base(trial, costs, small)
        return min(BEYOND * allowed, patience)

    return seconds
