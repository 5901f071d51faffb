"""The rules that judge copy: `find_issues` runs them all; rules.json says what each is called, how grave it is and why."""

from qc.rules.judging import find_issues

__all__ = ["find_issues"]
