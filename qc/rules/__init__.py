"""The rules that judge copy: `check_batch` runs them all. How grave each is, and why, is in rules.json."""

from qc.engine.judging import check_batch

__all__ = ["check_batch"]
