"""Sums as people write them, against corpus/money.jsonl: what is read of each, and what only looks like one."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from aicmo_site.kernel import extract
from aicmo_site.kernel.extract.money import find_money, read_amount
from aicmo_site.kernel.extract.sums import with_ranges

LINES = (Path(extract.__file__).parent / "corpus" / "money.jsonl").read_text(encoding="utf-8").splitlines()
CASES = [json.loads(line) for line in LINES]


def told(money):
    known = {"amount": str(money.amount), "currency": money.currency}
    more = {"high": str(money.top or ""), "bound": money.bound}
    unsure = {"sure": False} if money.currencies and not money.sure else {}
    return known | {name: value for name, value in more.items() if value} | unsure


@pytest.mark.parametrize("case", [case for case in CASES if "near" not in case], ids=lambda case: case["text"])
def test_a_sum_is_read_as_its_corpus_says(case):
    read = with_ranges(read_amount(case["text"], case["language"]), case["text"])
    assert [told(money) for money in read] == case["read"]


@pytest.mark.parametrize("case", [case for case in CASES if "near" in case], ids=lambda case: case["text"])
def test_what_only_looks_like_a_sum_is_none(case):
    assert [money for money in find_money(case["text"], case["language"]) if money.currencies] == []


def test_a_sum_says_where_it_stands():
    text = "Bring ５０,０００ 円 or CAD $5,000 along"
    assert [text[money.start : money.end] for money in find_money(text)] == ["５０,０００ 円", "CAD $5,000"]


@pytest.mark.parametrize("text", ["₹5q", "$5q", "12.5B", "€50/00", "5k5 EUR", "5 gazillion dollars", "€5 USD"])
def test_what_touches_a_sum_and_is_not_understood_makes_it_unreadable(text):
    assert read_amount(text) == []


def test_what_another_answer_names_tells_what_a_letter_multiplies_by():
    assert [money.amount for money in read_amount("5L", currency="INR")] == [Decimal(500_000)]
    assert read_amount("5L", currency="EUR") == []


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("The pool is 50 m, heated by the sun", []),
        ("a 50m pool and a 25m outdoor pool", []),
        ("the lanes are about 25m", []),
        ("a wall 50m long", []),
        ("5m for the pool", [5_000_000]),
        ("We have 1.2m", [1_200_000]),
        ("€2 m", [2_000_000]),
        ("a £2m pool", [2_000_000]),
        ("Budget 1.5 M", [1_500_000]),
    ],
)
def test_metres_are_no_millions(text, amounts):
    assert [money.amount for money in find_money(text)] == amounts
