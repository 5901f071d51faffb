"""Numbers as people write them, against corpus/numbers.jsonl: every way to read each, the usual one first."""

import json
from pathlib import Path

import pytest

from aicmo_site.kernel import extract
from aicmo_site.kernel.extract.numbers import find_numbers

LINES = (Path(extract.__file__).parent / "corpus" / "numbers.jsonl").read_text(encoding="utf-8").splitlines()
CASES = [json.loads(line) for line in LINES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_number_is_read_in_every_way_that_it_may_be_meant(case):
    """`values` null: no number at all; an empty list: one that cannot be read."""
    found = find_numbers(case["text"], case["language"])
    wanted = [] if case["values"] is None else [case["values"]]
    assert [[str(value) for value in number.values] for number in found] == wanted


@pytest.mark.parametrize(
    "text",
    ["20%", "20 %", "20\u202f%", "20 percent", "20-percent", "20 pct", "20 Prozent", "20-prozentiger", "20 por ciento"],
)
def test_a_share_is_one_with_its_sign_or_its_word(text):
    [number] = find_numbers(f"Save {text} now")
    assert (str(number.values[0]), number.percent, number.end - number.start) == ("20", True, len(text))


def test_a_number_says_where_it_stands_and_what_touches_it():
    text = "Walk 5km with 20 % less"
    [walked, less] = find_numbers(text)
    assert (text[walked.start : walked.end], walked.glued, less.percent) == ("5", "km", True)
    assert text[less.start : less.end] == "20 %"
