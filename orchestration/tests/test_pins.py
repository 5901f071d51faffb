"""What a run costs the database: commits and statements, pinned; no statement more for fifty children than for five."""

from dataclasses import replace
from unittest.mock import patch

import pytest
from django.db import connections

from aicmo_site.kernel.ids import derived_id
from aicmo_site.kernel.meter import metered
from aicmo_site.kernel.persistence import alias
from orchestration.models import Status
from orchestration.tests.conftest import everything, example
from orchestration.worker import run_to_rest
from production.contracts import AssetDTO
from qc.contracts import MINOR, QcIssueDTO
from strategy.contracts import TacticDTO

pytestmark = pytest.mark.usefixtures("persistence_mode")
INTAKE = example()

COMMITS = 7  # the submission, the claim, five steps
STATEMENTS = {"sqlite": 71, "postgresql": 74}  # PostgreSQL takes three advisory locks where SQLite has one writer
OF_THE_MODEL = 3  # what was asked of a language model is looked for in three steps, but in memory


def with_children(count):
    """The verbs that prepare a step, each made to give `count` children of every kind."""
    from delivery import services as delivery
    from production import services as production
    from qc import services as qc
    from strategy import services as strategy

    plan, compose, judge, write = (
        strategy.plan_strategy,
        production.compose_draft,
        qc.judge,
        delivery.write_package,
    )

    def many_tactics(**arguments):
        made = plan(**arguments)
        tactics = tuple(TacticDTO(f"tactic {n}") for n in range(count))
        return replace(made, channels=(replace(made.channels[0], tactics=tactics),))

    def many_bundles(**arguments):
        draft, bundles = compose(**arguments)

        def bundle(n):  # as many texts in all as SQLite takes versions of in one statement: 999 values, 14 of each
            assets = tuple(
                AssetDTO(derived_id("asset", draft.draft_id, str(n), str(m)), "text", "", {}, f"text {n} {m}")
                for m in range(count // 3 if n == 0 else 1)
            )
            bundle_id = derived_id("bundle", draft.draft_id, str(n))
            return replace(bundles[0], bundle_id=bundle_id, channel=f"other:{n}", assets=assets)

        return draft, tuple(bundle(n) for n in range(count))

    def many_issues(**arguments):
        issues = tuple(QcIssueDTO(MINOR, "x", f"reason {n}", "TYPO") for n in range(count))
        return replace(judge(**arguments), issues=issues, passed=True)

    def many_artifacts(**arguments):
        made = write(**arguments)
        return replace(made, artifacts=tuple(replace(made.artifacts[0], name=f"{n}.html") for n in range(count)))

    return patch.multiple(
        "orchestration.workflow",
        strategy=Verbs(strategy, plan_strategy=many_tactics),
        production=Verbs(production, compose_draft=many_bundles),
        qc=Verbs(qc, judge=many_issues),
        delivery=Verbs(delivery, write_package=many_artifacts),
    )


class Verbs:
    """A station's verbs with some replaced."""

    def __init__(self, module, **replaced):
        self.__dict__.update({**vars(module), **replaced})


def cost_of_a_run(submit):
    with metered() as meter:
        run = run_to_rest(submit().pk)
    assert run.status == Status.COMPLETED
    return meter.commits, meter.statements


@pytest.mark.parametrize("count", [5, 50])
def test_a_run_costs_seven_commits_and_the_same_statements_however_many_children(submit, count):
    with with_children(count):
        asked = 0 if alias().startswith("inmemory-") else OF_THE_MODEL
        assert cost_of_a_run(submit) == (COMMITS, STATEMENTS[connections[alias()].vendor] + asked)
    rows = everything()
    children = ("tactic_assignments", "production_bundles", "qc_issues", "delivery_artifacts")
    assert [len(rows[table]) for table in children] == [count] * 3 + [count + 1]  # and the working paper
    assert len(rows["production_bundle_assets"]) == count // 3 + count - 1
