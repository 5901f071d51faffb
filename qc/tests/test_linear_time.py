"""Ten times the text takes about ten times the steps, whatever it consists of: a step is one call of a function."""

import json
import sys
from dataclasses import replace

import pytest

from qc.rules import check_batch
from qc.rules.catalogue import RULES
from qc.rules.registry import Neighbours
from qc.tests.copies import piece

SHORT, LONG, MOST_TIMES = 2_000, 20_000, 12
FIXED = 2_000  # steps that a rule may take whatever the length, such as filling a table
UNITS = ("1 ", "lamp", "a, ", "(", "https://a.example/b ", "👩‍👧 ", "שלום hello ", "We mend it. ", "12:30 ", "€5 ")


def of_length(unit, length):
    return piece((unit * length)[:length], banned_terms=("cheap",), facts=("Open from 9 to 12", "Lamps cost 5 euros"))


def apply(rule, copy):
    return list(rule.check(copy, Neighbours((copy.client,))) if rule.in_batch else rule.check(copy))


def steps(rule, copy):
    taken = 0

    def count(frame, event, argument):
        nonlocal taken
        taken += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        apply(rule, copy)
    finally:
        sys.setprofile(before)
    return taken


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
@pytest.mark.parametrize("unit", UNITS)
def test_ten_times_the_text_takes_at_most_twelve_times_the_steps(rule, unit):
    short, long = of_length(unit, SHORT), of_length(unit, LONG)
    apply(rule, short)  # what is loaded once is loaded now
    assert steps(rule, long) <= MOST_TIMES * steps(rule, short) + FIXED


def test_a_rule_that_takes_the_square_of_the_time_would_be_seen():
    def square(copy):
        (text,) = copy.fields["text"]
        return [abs(start) for start in range(len(text)) for _ in range(start // 500)]

    rule = replace(RULES[0], check=square, in_batch=False)
    assert steps(rule, of_length("a ", LONG)) > MOST_TIMES * steps(rule, of_length("a ", SHORT)) + FIXED


def test_ten_times_the_findings_in_ten_times_the_text_hash_about_ten_times_the_letters(monkeypatch):
    dumps, written = json.dumps, []

    def counted(data, **options):
        written.append(len(dumps(data, **options)))
        return dumps(data, **options)

    monkeypatch.setattr("qc.rules.judging.json.dumps", counted)

    def letters(sums):
        written.clear()
        text = " ".join(f"Pay €{1_000 + number}." for number in range(sums))
        (checked,) = check_batch([piece(text, facts=("Lamps cost 5 euros",))])
        assert len(checked.issues) > sums
        return sum(written)

    assert letters(1_000) <= MOST_TIMES * letters(100)
