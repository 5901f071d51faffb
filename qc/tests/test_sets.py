"""The labelled sets: no rule may find less, or cry more, than `qc/rules/README.md` says."""

import json
from pathlib import Path

import pytest

from qc.drafts import parse_draft
from qc.evaluation import compare
from qc.rules import check_batch


@pytest.mark.parametrize(
    ("name", "right", "missed", "cried"), [("labelled", 46, 0, 0), ("second_set", 80, 0, 0), ("third_set", 32, 1, 1)]
)
def test_the_sets_are_judged_as_the_readme_says(name, right, missed, cried):
    drafts = [json.loads(line) for line in Path(__file__).with_name(f"{name}.jsonl").read_text("utf-8").splitlines()]
    told = compare(drafts, check_batch([parse_draft(draft) for draft in drafts]))
    counts = [sum(getattr(code, figure) for code in told.codes) for figure in ("right", "missed", "cried")]
    assert counts == [right, missed, cried]
