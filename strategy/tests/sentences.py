"""What the plan makes of an objective's sentence."""

from datetime import date

from strategy.objectives.targets import targets_in
from strategy.planning import plan
from strategy.tests.briefs import NOW, brief

TODAY = date(2026, 11, 21)


def read(objective):
    """What a sentence asks for: number, unit, what is counted, relative or not, starting value, days."""
    return [
        (str(t.value), t.unit, t.name, t.change, str(t.baseline or ""), t.days) for t in targets_in(objective, TODAY)
    ]


def kpi(words, language="en", **fields):
    """The measure that the client's own sentence sets, in a plan of twelve weeks."""
    doc = plan(brief(objectives=(words,), language=language, **fields), strategy_id="strategy_1", now=NOW)
    return next(each for each in doc.kpis if each.rule.startswith("stated"))
