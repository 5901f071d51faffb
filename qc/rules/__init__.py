"""The rules that judge copy, all listed in catalogue.py. How grave each is, and why, is in rules.json."""

from collections.abc import Sequence

from qc.contracts import CheckedDTO, CopyDTO
from qc.engine import judging
from qc.engine.registry import Rule
from qc.rules.catalogue import RULES


def check_batch(batch: Sequence[CopyDTO], rules: Sequence[Rule] = RULES) -> tuple[CheckedDTO, ...]:
    """What all rules, or these, say of each piece, in the order of the batch; never raises for what a text holds."""
    return judging.check_batch(batch, rules)
