"""The rules that judge copy: `find_issues` runs them all. How grave each is, and why, is in rules.json."""

from qc.rules.judging import find_issues

__all__ = ["find_issues"]
