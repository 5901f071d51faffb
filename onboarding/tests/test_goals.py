"""Aims, audiences and open questions that free notes tell: how many, how short, and of whom."""

import pytest

from onboarding.tests.test_understanding import GOOD, asked, brief_of

EMPTY = {**GOOD, "objectives": None, "target_audience": None}


def test_three_sentences_are_the_aims_or_the_audience_and_no_more():
    aims = " ".join(f"We want to win {number} members by {number} May." for number in range(11, 16))
    assert len(brief_of({**EMPTY, "raw_notes": aims}).objectives) == 3
    groups = " ".join(f"Our target audience is group {number} of all." for number in range(1, 6))
    told = brief_of({**EMPTY, "raw_notes": groups}).target_audience
    assert told == "Group 1 of all. Group 2 of all. Group 3 of all."


@pytest.mark.parametrize(
    ("lead", "is_kept"), [("In short the plan is", False), ("In very short the plan is", True), ("In short", False)]
)
def test_five_words_and_a_colon_only_lead_to_an_aim(lead, is_kept):
    brief = brief_of({**EMPTY, "raw_notes": f"{lead}: we want to win 40 members."})
    assert brief.objectives == ((f"{lead}: " if is_kept else "") + "we want to win 40 members.",)


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        ("Which one?", []),
        ("Which one then?", ["Which one then?"]),
        ("We like it. Do we know so?", ["We like it. Do we know so?"]),
        ("We like it. Do we really know so?", ["Do we really know so?"]),  # five words stand by themselves
        ("Do we know so?", ["Do we know so?"]),  # behind nothing
        ("We like it.", []),
    ],
)
def test_a_short_question_is_told_with_the_sentence_before_it_and_a_bare_one_is_none(notes, words):
    told = [one.words for one in brief_of({**GOOD, "raw_notes": notes}).open_questions if one.field == "other"]
    assert told == words


@pytest.mark.parametrize(
    ("audience", "notes", "is_asked"),
    [
        ("Commuters aged 25-40", "Our target audience is people aged 41-60.", True),
        ("Commuters aged 25-40", "Our target audience is people aged 40-60.", False),
        ("Commuters aged 25-40", "Our target audience is people aged 10-24.", True),
        ("Commuters aged 25-40", "Our target audience is people aged 10-25.", False),
        ("Commuters aged 25-40", "Our target audience is people aged 60-60.", False),
        ("Commuters aged 25-40", "Our target audience spends 50-60%.", False),
        ("Commuters", "Our target audience is people aged 41-60.", False),
        ("Commuters aged 25-40", "We know people aged 50-60.", False),
        ("25 bis 40", "Our target audience is people aged 41 to 60.", True),
        ("25～40", "Our target audience is people aged 41–60.", True),
    ],
)
def test_ages_that_do_not_touch_are_asked_about(audience, notes, is_asked):
    brief = brief_of({**GOOD, "target_audience": audience, "raw_notes": notes})
    assert (("target_audience", "contradiction") in asked(brief)) == is_asked


@pytest.mark.parametrize(
    "said",
    [
        "“Get your ticket” is what the button says.",
        "“Get your ticket” is the CTA",
        "„Get your ticket“ steht auf dem Button",
    ],
)
def test_what_the_button_says_comes_before_what_people_are_wished_to_do(said):
    notes = f"We want families to come on weekday mornings. {said}"
    assert brief_of({**GOOD, "call_to_action": None, "raw_notes": notes}).call_to_action == "Get your ticket"
    refused = notes.replace("“Get", "No “Get").replace("„Get", "Nicht „Get")
    assert brief_of({**GOOD, "call_to_action": None, "raw_notes": refused}).call_to_action != "Get your ticket"
