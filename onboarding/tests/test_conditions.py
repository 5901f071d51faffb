"""What must hold, of which only the notes tell: the plan shows it."""

import pytest

from onboarding.tests.test_understanding import GOOD, brief_of


def conditions(notes):
    return brief_of({**GOOD, "raw_notes": notes}).conditions


@pytest.mark.parametrize(
    "said",
    [
        "Two waves are a must.",
        "Every post has to carry the sign of the funder.",
        "As peças devem sair em duas fases.",
        "Die Kampagne muss mehrjährig laufen.",
        "Le plan doit tenir en deux phases.",
        "Los vecinos deben participar.",
        "Plan 2028-2030.",
        "The fiscal year ends June 30.",
        "Book a table at hare.example/taproom.",
    ],
)
def test_what_binds_the_plan_is_told(said):
    assert conditions(f"They are seven people. {said} Coffee was good.") == (said,)


@pytest.mark.parametrize(
    "notes",
    [
        "They are seven people.",
        "Must it be Spanish?",
        "Last year it had to be Spanish; until 2019 it was a must.",
        "| Radio | must | 30 seconds |",
        "I am on leave until 8 May 2199.",
        "Дата: 3 червня 2199, 10:20",
        "Between us, it must be cheap.",
        f"It must be {'very ' * 60}long.",
    ],
)
def test_what_binds_nothing_or_is_none_of_the_clients_business_is_not(notes):
    assert conditions(notes) == ()


def test_what_is_asked_about_or_stands_in_the_brief_is_not_told_twice():
    assert (
        conditions("The line “Bread must rise early” is approved, use it. Grants must be checked, to be confirmed.")
        == ()
    )


def test_few_are_told():
    assert len(conditions(" ".join(f"Text {number} must rhyme." for number in range(40)))) == 6
