"""Every sentence of the notes is used, asked about, internal, or left; and the notes stay as they are."""

import json
from pathlib import Path

import pytest

from onboarding.facts.accounted import accounted
from onboarding.services import check_intake, understand_intake

HERE = Path(__file__).parent
INTAKES = [*sorted(HERE.glob("briefs/*.json")), *sorted(HERE.glob("intakes/*.json"))]
MAIL = (
    "Hi,\n\nWe want 40 volunteers by June. It may open on 14 May?\n"
    "> Between us: the mayor is picky.\n\n> We want 40\n> volunteers by June. Best, Ada"
)
REMARK = "Between us: the mayor is picky."


def parts_of(notes):
    before, remark, after = notes.partition(REMARK)
    return [(before, False), (remark, True), (after, False)]


def marked(notes, facts=(), questions=()):
    return [(part.text, part.mark, part.facts) for part in accounted(parts_of(notes), facts, questions)]


def test_each_sentence_has_its_mark_wherever_a_thread_repeats_it():
    facts = [("fact_aim", "We want 40 volunteers by June.")]
    questions = [("question_day", "It may open on 14 May?")]
    assert marked(MAIL, facts, questions) == [
        ("Hi,\n\n", "left", ()),
        ("We want 40 volunteers by June. ", "used", ("fact_aim",)),
        ("It may open on 14 May?\n", "asked", ()),
        ("> ", "left", ()),
        (REMARK, "internal", ()),
        ("\n\n", "left", ()),
        ("> We want 40\n> volunteers by June. ", "used", ("fact_aim",)),
        ("Best, Ada", "left", ()),
    ]


def test_a_sentence_may_be_used_for_several_and_be_asked_about():
    facts = [("fact_a", "Instagram"), ("fact_b", "Instagram, for 900 EUR.")]
    (only,) = accounted([("Instagram, for 900 EUR.", False)], facts, [("question_c", "900 EUR … elsewhere")])
    assert (only.mark, only.facts, only.questions) == ("used", ("fact_a", "fact_b"), ("question_c",))


@pytest.mark.parametrize("quotation", ["", "…", " … ", "what nobody wrote"])
def test_what_does_not_stand_in_the_notes_marks_nothing(quotation):
    assert {mark for _, mark, _ in marked(MAIL, [("fact_x", quotation)])} == {"left", "internal"}


def test_no_notes_have_no_parts():
    assert accounted([("", False)], [("fact_x", "x")], []) == ()


def test_what_a_brief_read_in_its_notes_is_marked_there_and_what_was_rejected_is_not():
    notes = "The goal is to win 40 members. Our audience: people who like water. Thanks!"
    intake = check_intake(responses={"client_name": "Canoe Club", "raw_notes": notes})
    brief = understand_intake(intake=intake, brief_id="b")
    parts = brief.accounted_notes()
    assert "".join(part.text for part in parts) == notes
    used = {id for part in parts for id in part.facts}
    assert used == {fact.id for fact in brief.standing_facts if fact.source == "raw_notes" and fact.words}
    assert parts[-1].mark == "left"


@pytest.mark.parametrize("intake", INTAKES, ids=lambda path: path.stem)
def test_of_all_examples_the_notes_stay_to_the_letter_and_every_quotation_is_found(intake):
    form = check_intake(responses=json.loads(intake.read_text(encoding="utf-8")))
    brief = understand_intake(intake=form, brief_id="b")
    parts = brief.accounted_notes()
    assert "".join(part.text for part in parts) == brief.notes
    found = {id for part in parts for id in part.facts}
    assert [fact.words for fact in brief.standing_facts if _is_of_notes(fact) and fact.id not in found] == []


def _is_of_notes(fact):
    return fact.source == "raw_notes" and fact.words
