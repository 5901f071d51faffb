"""What must hold, of which only the notes tell: the plan shows it."""

import pytest

from onboarding.contracts import ACCEPT, CORRECT, REJECT, AnswerDTO
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
        "The blog post goes out two days after the release, not before.",
        "RD+2: publish the post.",
        "Die Plakate hängen drei Wochen vor dem Start.",
        "Le mail part deux jours après le lancement.",
        "Registration always runs through the local station.",
        "Die Anmeldung läuft immer über die örtliche Wache.",
    ],
)
def test_what_binds_the_plan_is_told(said):
    assert conditions(f"They are seven people. {said} Coffee was good.") == (said,)


@pytest.mark.parametrize(
    "notes",
    [
        "They are seven people.",
        "Must it be Spanish?",
        "She called two days after the meeting.",
        "The registration is slow.",
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


@pytest.mark.parametrize(
    ("place", "said", "value"),
    [
        ("launch_date", "We must launch on 14 May 2027.", "2027-05-21"),
        ("dates", "The fair must open on 3 June 2027 with us.", "4 June 2027"),
        ("scope.exclusions", "The posters must never show a horse.", "The posters must never show a cow."),
    ],
)
def test_a_sentence_whose_fact_was_put_right_binds_nobody_any_more(place, said, value):
    form = {**GOOD, "launch_date": "", "exclusions": [], "raw_notes": f"They are seven people. {said} Coffee was good."}
    first = brief_of(form)
    fact = next(fact for fact in first.facts if fact.field.startswith(place))
    assert fact.words == said

    def after(decision):
        answer = AnswerDTO(fact.id, decision, value if decision == CORRECT else None, fact.field, words=fact.words)
        return brief_of(form, answers=[answer]).conditions

    assert (after(ACCEPT), after(CORRECT), after(REJECT)) == (first.conditions, (), ())
