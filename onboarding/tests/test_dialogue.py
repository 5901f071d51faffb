"""Calls, chats and mails: what is asked there, and what is answered."""

import pytest

from onboarding.notes.dialogue import Turn, answers, settled
from onboarding.notes.spoken_answers import spoken_answers
from onboarding.tests.test_understanding import GOOD, brief_of

CALL = """[00:01] Jo: And success is?
[00:02] Ada: Three hundred test rides by June. Last year it was forty.
[00:03] Jo: Who's it for?
[00:04] Ada: Commuters between 25 and 50.
[00:05] Jo: What do you say to them?
[00:06] Ada: The line that lands is "Leave the car at home." It just works.
[00:07] Jo: Tone?
[00:08] Ada: Dry, a bit funny.
[00:09] Jo: What's the one thing they should do?
[00:10] Ada: Book a test ride.
[00:11] Jo: Any must-haves?
[00:12] Ada: "Built in Leeds", please.
[00:13] Jo: Can we say 13 days?
[00:14] Ada: Let me check with legal."""
EMPTY = {
    **GOOD,
    **dict.fromkeys(
        ("objectives", "target_audience", "key_messages", "tone", "call_to_action", "mandatory_inclusions")
    ),
}


def test_what_a_call_answers_fills_the_fields_left_empty():
    brief = brief_of({**EMPTY, "raw_notes": CALL})
    assert brief.objectives == ("Three hundred test rides by June.",)
    assert brief.target_audience == "Commuters between 25 and 50."
    assert brief.key_messages == ("Leave the car at home",)
    assert (brief.tone, brief.call_to_action) == ("Dry, a bit funny.", "Book a test ride")
    assert brief.mandatory_inclusions == ("Built in Leeds",)
    asked = {question.field for question in brief.open_questions if question.kind == "unconfirmed"}
    assert {"objectives", "target_audience", "key_messages", "tone", "call_to_action", "mandatory_inclusions"} <= asked


def test_an_answer_of_the_form_stands_above_the_call():
    brief = brief_of({**GOOD, "tone": "Solemn", "raw_notes": CALL})
    assert (brief.tone, brief.objectives) == ("Solemn", tuple(GOOD["objectives"]))


def test_a_question_that_is_answered_is_settled_and_one_put_off_is_not():
    assert "Tone?" in settled(CALL)
    assert "Can we say 13 days?" not in settled(CALL)
    asked = [q.words for q in brief_of({**GOOD, "raw_notes": CALL}).open_questions if q.field == "other"]
    assert [words.split("?")[0] for words in asked] == ["Can we say 13 days"]


def test_a_mail_that_answers_below_the_quoted_question_is_read():
    mail = """> 1. Channels: you said radio and posters, and something for schools. Is that the list?

Radio yes. Posters yes, on the ring road. No TikTok please. Flyers are somebody else's.

> 2. Who signs off?

Ada does."""
    brief = brief_of({**GOOD, "channels": None, "raw_notes": mail})
    assert brief.scope.deliverables[:2] == ("radio", "outdoor")
    assert not any(channel.startswith("other:") for channel in brief.scope.deliverables)
    assert not any("signs off" in question.words for question in brief.open_questions)


@pytest.mark.parametrize(
    "notes",
    [
        "Budget: 5,000. Tone: dry. Audience: commuters.",
        "Who's it for? Nobody said.",
        "Ada: we open in May.",
        "",
        "Q: " * 50,
        "?\n" * 2000,
        ("A: x?\nB: y\n" * 2000),
    ],
)
def test_notes_that_are_no_talk_answer_nothing(notes):
    assert answers(notes) == {}


@pytest.mark.parametrize("turns", [7, 8, 9])
def test_an_answer_has_eight_turns_at_most(turns):
    said = "\n".join(f"{('Bob', 'Cat')[turn % 2]}: Say {turn}." for turn in range(turns))
    found = answers(f"Ann: Who is the audience?\n{said}\nAnn: Fine.\nBob: ok\nCat: ok")
    assert len(found["target_audience"]) == min(turns, 8)


@pytest.mark.parametrize(("before", "is_settled"), [(188, False), (189, True)])
def test_an_answer_that_is_none_says_so_in_its_first_two_hundred_characters(before, is_settled):
    answer = ("aaa " * 60)[: before - 1] + " let me check"
    assert bool(settled(f"Ann: Is it free?\nBob: {answer}.\nAnn: Fine.\nBob: Good.")) == is_settled


@pytest.mark.parametrize(
    ("field", "answer", "value"),
    [
        ("objectives", "Two words.", []),
        ("objectives", "Now three words.", ["Now three words."]),
        ("call_to_action", "word " * 7 + "word.", ["word " * 7 + "word"]),
        ("call_to_action", "word " * 8 + "word.", []),
        ("tone", "ab " * 99 + "abc", ["ab " * 99 + "abc"]),  # 300 characters
        ("tone", "ab " * 99 + "abcd", [("ab " * 99).strip() + "…"]),
    ],
)
def test_an_answer_is_as_long_as_its_field_may_be(field, answer, value):
    assert [said for said, _ in spoken_answers(field, [Turn("Bob", answer)])] == value
