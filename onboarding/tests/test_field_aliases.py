"""Forms of other houses, with names of their own."""

import pytest

from onboarding.tests.test_understanding import GOOD, asked, brief_of

EMPTY = {**GOOD, "objectives": None, "target_audience": None, "channels": None, "raw_notes": "Form attached."}


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        (
            "Campaign Goals",
            "- Sell bicycles\n- Win members",
            lambda brief: brief.objectives == ("Sell bicycles", "Win members"),
        ),
        ("who_are_we_talking_to", "Commuters", lambda brief: brief.target_audience == "Commuters"),
        ("Zielgruppe", "Pendler", lambda brief: brief.target_audience == "Pendler"),
        ("targetAudience", ["Commuters", "Families"], lambda brief: brief.target_audience == "Commuters; Families"),
        ("platforms", "Insta, SMS", lambda brief: brief.scope.deliverables == ("instagram_post", "sms")),
        ("Don'ts", "no rush / don't say 'cheap'", lambda brief: brief.excluded_terms == ("cheap",)),
    ],
)
def test_an_answer_under_another_name_is_read_and_confirmed(name, value, read):
    brief = brief_of({**EMPTY, name: value})
    assert read(brief)
    assert name not in brief.further_answers
    assert any(question.words == name for question in brief.open_questions)
    assert any(source.source == name for source in brief.facts)


def test_an_answer_of_ours_is_not_overruled():
    brief = brief_of({**GOOD, "goals": ["Something else"]})
    assert brief.objectives == tuple(GOOD["objectives"])
    assert list(brief.further_answers["goals"]) == ["Something else"]


@pytest.mark.parametrize("name", ["notes on lunch", "favourite colour", "offer", "preferred_contact", "x" * 200])
def test_a_name_that_means_none_of_ours_is_kept_as_it_is(name):
    brief = brief_of({**EMPTY, name: "Blue"})
    assert brief.further_answers[name] == "Blue"
    assert ("other", "unconfirmed") not in asked(brief)


@pytest.mark.parametrize("value", [True, {"a": 1}, 7, None, "", []])
def test_what_our_field_cannot_hold_is_not_read(value):
    brief = brief_of({**EMPTY, "goals": value})
    assert brief.objectives == ()
