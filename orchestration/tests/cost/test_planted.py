"""The law notices a station that takes the square of the time, names it and the field, and lets a linear one pass."""

import re

import pytest

from orchestration import workflow
from orchestration.cost import law, matrix, trials
from orchestration.cost.measuring import StationBroke, load

SIZES = (20, 1_000, 10_000)
QUADRATIC = re.compile(r"(?:\d)+x")  # from each digit to the last one
LINEAR = re.compile(r"(?<!\d)(?:\d)+x")
VERBS = {
    "brief": (workflow.onboarding, "understand_intake"),
    "plan": (workflow.strategy, "plan_strategy"),
    "copy": (workflow.production, "compose_draft"),
    "qc": (workflow.qc, "judge"),
    "document": (workflow.delivery, "write_package"),
}


@pytest.fixture
def plant(monkeypatch):
    """Work that a station does besides its own, on the tone as the client gave it."""

    load()  # as it is without

    def planted(station, work):
        services, verb = VERBS[station]
        sound = getattr(services, verb)

        def worked(**given):
            tone = given["intake"].responses.get("tone", "") if "intake" in given else given["brief"].tone
            work(tone)
            return sound(**given)

        monkeypatch.setattr(services, verb, worked)

    return planted


def two_fields():
    return matrix.together(("website", "tone"), "digits", SIZES)


@pytest.mark.parametrize("station", VERBS)
def test_a_quadratic_pattern_in_any_station_breaks_the_law_and_is_found(plant, station, monkeypatch):
    monkeypatch.setattr(law, "ATTEMPTS", 1)  # it is far beyond what noise can do
    plant(station, QUADRATIC.search)
    found = law.breaches(two_fields())
    assert {(growth.station, growth.trial.what) for growth in found} == {(station, "tone")}
    assert str(found[0]).startswith(f"{station}: tone of digits takes ")


def test_linear_patterns_in_all_stations_keep_the_law(plant):
    for station in VERBS:
        plant(station, LINEAR.search)
    assert law.breaches(two_fields()) == []


def test_a_station_that_never_returns_is_ended_and_found(plant, monkeypatch):
    monkeypatch.setattr(law, "ATTEMPTS", 1)  # it never does

    def hang(tone):
        while "7" * 500 in tone:
            pass

    plant("plan", hang)
    found = law.breaches(matrix.text_trial("tone", "digits", SIZES), patience=1)
    assert [(growth.station, growth.sizes, growth.seconds[1]) for growth in found] == [("plan", (20, 1_000), law.NEVER)]


def test_a_station_that_raises_is_no_figure(plant):
    def refuse(tone):
        raise RecursionError(f"too deep for {len(tone)}")

    plant("copy", refuse)
    with pytest.raises(StationBroke, match="tone of digits: RecursionError: too deep for 20"):
        law.breaches(matrix.text_trial("tone", "digits", SIZES))


def test_who_costs_more_with_each_of_ten_sentences_is_found(plant):
    plant("copy", lambda tone: None)
    trial = matrix.sentences_trial()
    figures = {"copy": {2: 0.1, 5: 0.15, 8: 0.19, 10: 0.21}, "qc": {2: 0.1, 5: 0.1, 8: 0.15, 10: 0.2}}
    growths = list(law._in_all(trial, figures))
    assert [(growth.sizes[1], growth.breaks_the_law) for growth in growths] == [(5, False), (8, False), (10, True)]


def figures_of(small, large, base=0.1):
    return {"brief": {20: base, 1_000: base + small, 10_000: base + large}}


@pytest.mark.parametrize(
    ("small", "large", "broken"),
    [
        (0.05, 0.5, False),  # ten times as much
        (0.05, 0.59, False),  # as sorting has it
        (0.05, 0.7, True),
        (0.001, 0.1, False),  # a hundred times, but of what the machine's noise alone may be
        (0.001, 0.2, True),
        (-0.02, 0.1, False),  # noise
    ],
)
def test_growth_is_judged_beyond_the_base_and_above_the_noise(small, large, broken):
    trial = matrix.text_trial("tone", "digits", SIZES)
    (growth,) = law._by_station(trial, figures_of(small, large))
    assert growth.breaks_the_law is broken


def test_the_allowance_follows_the_sizes():
    """Twelve times for ten times as much: pinned, for a looser law would pass for one that is kept."""
    trial = matrix.item_trial("key_messages")
    assert [trial.times_allowed(*step) for step in trial.steps] == [pytest.approx(12), pytest.approx(4.8)]
    assert (trials.MARGIN, law.FLOOR, law.ATTEMPTS) == (1.2, 0.01, 3)


def test_one_bad_figure_is_measured_again(monkeypatch):
    """Another process on the same core may double what a child takes; it does not do so each time."""
    taken = iter([figures_of(0.05, 0.9), figures_of(0.05, 0.5)])
    monkeypatch.setattr(law, "measure", lambda *_: next(taken))
    assert law.breaches(matrix.text_trial("tone", "digits", SIZES)) == []
    assert next(taken, None) is None
