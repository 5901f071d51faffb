"""What sentences of the notes mean for the plan."""

import pytest

from onboarding.contracts import OpenQuestionDTO
from strategy.planning import plan
from strategy.tests.briefs import NOW, brief


def told(notes, **fields):
    advice = plan(brief(notes=notes, **fields), strategy_id="strategy_1", now=NOW).advice
    return {each.rule: each for each in advice if each.rule.startswith("note_")}


@pytest.mark.parametrize(
    ("language", "notes", "rule", "words"),
    [
        (
            "en",
            "They open in 2027. The trustee signs off all copy. Call Ann.",
            "approval",
            "The trustee signs off all copy",
        ),
        (
            "es",
            "Hablé con Eva.\nLa junta tiene que aprobar cada texto.",
            "approval",
            "La junta tiene que aprobar cada texto",
        ),
        ("fr", "Le maire relit tout avant parution.", "approval", "Le maire relit tout avant parution"),
        ("de", "Frau Öz muss freigeben, dauert eine Woche.", "approval", "Frau Öz muss freigeben, dauert eine Woche"),
        ("en", "Must be evaluated at the end!", "proof", "Must be evaluated at the end!"),
        ("de", "Mit Verwendungsnachweis.", "proof", "Mit Verwendungsnachweis"),
        (
            "en",
            "Of the budget 60% is for media, 40 % for the rest.",
            "split",
            "Of the budget 60% is for media, 40 % for the rest",
        ),
        ("es", "Los picos en julio y agosto.", "season", "Los picos en julio y agosto"),
        ("en", "Die Hochsaison beginnt im Mai.", "season", "Die Hochsaison beginnt im Mai"),
    ],
)
def test_a_sentence_that_matters_is_quoted_with_what_follows(language, notes, rule, words):
    (advice,) = told(notes, language=language).values()
    assert (advice.rule, advice.words) == (f"note_{rule}", words)
    assert words in advice.text


@pytest.mark.parametrize(
    "notes",
    [
        "",
        "The council decided in May.",
        "We signed the lease.",
        "About 60% of the budget is for media.",
        "A 20% discount and 10% more visitors last year.",
        f"The trustee signs off {'every single word ' * 20}.",
    ],
)
def test_other_sentences_are_left_alone(notes):
    assert told(notes) == {}


def test_what_an_open_question_quotes_already_is_not_told_again():
    words = "The budget: 60% for media, 40% for production?"
    asked = OpenQuestionDTO("budget", "unclear", words, "What does it cover?")
    assert (set(told(words)), told(words, open_questions=(asked,))) == ({"note_split"}, {})


def test_a_launch_that_is_fixed_is_not_asked_to_move():
    assert told("Busiest in June.", launch_date="2026-05-04") == {}


def test_the_clients_own_risk_comes_first_and_its_question_is_asked_about_its_field():
    notes = "The trustee signs off all copy. 60% media, 40% production."
    advice = plan(brief(notes=notes), strategy_id="strategy_1", now=NOW).advice
    assert next(each.rule for each in advice if each.kind == "risk") == "note_approval"
    assert [each.field for each in advice if each.kind == "question"] == ["budget"]


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        ("Bien. ¡La junta tiene que aprobar cada texto!", "¡La junta tiene que aprobar cada texto!"),
        ("¿Bien? ¿La junta tiene que aprobar cada texto?", "¿La junta tiene que aprobar cada texto?"),
        ("(So it is). The trustee signs off all copy", "The trustee signs off all copy"),
        ("It is so. the trustee signs off all copy", "It is so. the trustee signs off all copy"),
        ("Call Dr. The trustee signs off all copy", "The trustee signs off all copy"),
        ("By A. The trustee signs off all copy", "By A. The trustee signs off all copy"),
    ],
)
def test_a_sentence_begins_behind_a_mark_with_a_capital(notes, words):
    (advice,) = told(notes).values()
    assert advice.words.rstrip(".") == words
