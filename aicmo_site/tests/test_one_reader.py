"""All stations read a value alike: what the brief says of it, what a target makes of it, what copy may say."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from aicmo_site.kernel import extract
from aicmo_site.kernel.extract.quantities import quantities
from aicmo_site.kernel.extract.reading import MONEY
from aicmo_site.kernel.languages import primary_of
from onboarding.tests.test_understanding import GOOD, brief_of
from strategy.objectives.targets import targets_in

CORPUS = Path(extract.__file__).parent / "corpus"
LANGUAGE = "en-GB"


def spellings(dimension):
    lines = (CORPUS / f"unanimous_{dimension}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(*(json.loads(line)[key] for key in ("text", "language", "value")), id=line) for line in lines]


@pytest.mark.parametrize(("text", "language", "value"), spellings("money"))
def test_a_sum_is_the_same_in_the_brief_in_a_target_and_in_copy(text, language, value):
    assert (in_the_brief(text, language), in_a_target(text, language), in_copy(text, language)) == (
        expected_of_a_brief(value),
        expected_of_a_target(value),
        expected_of_copy(value),
    )


def in_the_brief(text, language):
    budget = brief_of({**GOOD, "language": language or LANGUAGE, "budget": text}).budget
    return budget and (budget.amount, budget.currency)


def in_a_target(text, language):
    return [
        (target.value, target.unit)
        for target in targets_in(f"Raise {text} for the lifeboat", date(2026, 11, 30), language)
    ]


def in_copy(text, language):
    sums = [one for one in quantities(f"Win {text}.", primary_of(language or LANGUAGE)) if one.kind == MONEY]
    return [(set(one.values), set(one.currencies)) for one in sums]


def expected_of_a_brief(value):
    return value and (Decimal(value.get("low") or value["amount"]), value["currency"])


def expected_of_a_target(value):
    """A range is none."""
    return [(Decimal(value["amount"]), value["currency"])] if value and "amount" in value else []


class Containing(set):
    def __eq__(self, other):
        return self <= other

    __hash__ = None


def expected_of_copy(value):
    amounts = [value[name] for name in ("amount", "low", "high") if name in value] if value else []
    return [({Decimal(amount).normalize()}, Containing({value["currency"]})) for amount in amounts]
