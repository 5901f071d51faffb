"""The client's answers as the document shows them, with where they were read."""

from delivery.document import answers
from delivery.document.answers import Fact, Item
from delivery.tests.campaigns import full_brief
from delivery.tests.pages import EN, page


def test_answers_say_where_they_were_read():
    facts = {fact.name: fact for fact in answers.facts(full_brief(), EN)}
    assert facts["Launch"] == Fact("Launch", "1 June 2026", "from your notes: “Launch on the first of June?”")
    assert facts["Channels"].source == "from your notes: “and a text message to regulars”"
    assert facts["Budget"] == Fact("Budget", "£12k a year (£12,000 per year)")
    messages = next(each for each in answers.lists(full_brief(), EN) if each.name == "Key messages")
    assert messages.items == (Item("Rye, seeds, patience"), Item("Open before the first ferry", "from your notes"))


def test_what_the_form_says_of_itself_is_no_answer_of_the_client():
    assert answers.further(full_brief(), EN) == (Fact("Favourite colour", "blue"),)
    told = [(fact.name, fact.value) for fact in answers.reference(full_brief(), EN)]
    assert told == [
        ("Your reference", "quay-17"),
        ("Source of the brief: title", "Intake call"),
        ("Source of the brief: address", "https://quay.example/call"),
        ("Source of the brief: seen on", "2 May 2026"),
        ("Assumed when the form was filled in", "Tone, Must not appear"),
    ]
    assert not any(raw in page() for raw in ("external_id", "assumed_fields", "External id"))
