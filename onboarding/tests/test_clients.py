"""What is remembered of a client: what a run leaves behind, what the next intake makes of it, what people write."""

from dataclasses import replace

import pytest

from onboarding.clients.remembered import cleaned, flaws_of_client, with_facts_of, written
from onboarding.contracts import (
    ACCEPT,
    CONFIRMED,
    CORRECT,
    CORRECTED,
    PROPOSED,
    REJECT,
    REJECTED,
    STATED,
    AnswerDTO,
    ClientDTO,
    IntakeFormDTO,
)
from onboarding.fields import ITEMS, ONE_ITEM, field_of
from onboarding.tests.factories import NOW, ClientFactory
from onboarding.understanding import understand

ADA = "ada-1"
FORM = {
    "client_name": "Ada Ltd",
    "objectives": ["Win 40 volunteers"],
    "target_audience": "Neighbours with something broken",
    "key_messages": ["Repairs are free"],
    "channels": ["X"],
}
FULL = FORM | {
    "website": "https://ada.example",
    "language": "en-GB",
    "tone": "Warm and plain",
    "exclusions": ["No discounts", "Never say “cheap”"],
    "mandatory_inclusions": ["Registered charity"],
    "competitors": ["Fixit Ltd"],
}
NOTHING = ClientDTO(ADA)


def brief_of(form, client=None, answers=(), **options):
    intake = IntakeFormDTO(form, NOW, client_id=ADA)
    return understand(intake, brief_id="brief_1", now=NOW, client=client, answers=answers, **options)


def known_after(form, client=NOTHING, *answers):
    return with_facts_of(brief_of(form, client, answers), client)


def said_to(brief, value, decision, new=None):
    fact = next(fact for fact in brief.standing_facts if fact.value == value)
    return AnswerDTO(fact.id, decision, new, fact.field, words=fact.words or str(fact.value), source=fact.source)


def of_client(brief):
    return {(fact.field.partition(".")[0], fact.value): fact.state for fact in brief.facts if fact.source == "client"}


# --- what a run leaves behind

ALL_OF_IT = ClientDTO(
    ADA,
    name="Ada Ltd",
    website="https://ada.example",
    language="en-GB",
    tone="Warm and plain",
    exclusions=("No discounts", "Never say “cheap”"),
    mandatory_inclusions=("Registered charity",),
    competitors=("Fixit Ltd",),
)


def test_what_the_form_states_is_remembered():
    assert known_after(FULL) == ALL_OF_IT


def test_what_is_only_proposed_is_not_and_what_is_confirmed_is():
    form = FORM | {"raw_notes": "Our website is https://ada.example/.\nNever say “bargain”.\nTone: warm."}
    brief = brief_of(form)
    assert PROPOSED in {fact.state for fact in brief.facts}
    known = with_facts_of(brief, NOTHING)
    assert (known.website, known.exclusions, known.tone) == ("", (), "warm")
    known = with_facts_of(brief_of(form, accept_proposals=True), NOTHING)
    assert known.website == "https://ada.example/"
    assert known.exclusions == ("Never say “bargain”.",)


def test_what_was_corrected_is_remembered_as_it_is_right():
    brief = brief_of(FULL)
    known = known_after(FULL, NOTHING, said_to(brief, "No discounts", CORRECT, "No discounts in May"))
    assert known.exclusions == ("No discounts in May", "Never say “cheap”")
    known = known_after(FULL, ALL_OF_IT, said_to(brief, "No discounts", CORRECT, "No discounts in May"))
    assert known.exclusions == ("Never say “cheap”", "No discounts in May")


@pytest.mark.parametrize("client", [NOTHING, ALL_OF_IT])
def test_what_was_rejected_is_not(client):
    brief = brief_of(FULL, client)
    answers = [said_to(brief, value, REJECT) for value in ("No discounts", "Registered charity", "https://ada.example")]
    known = known_after(FULL, client, *answers)
    assert (known.exclusions, known.mandatory_inclusions, known.website) == (("Never say “cheap”",), (), "")


def test_lists_are_joined_in_order_without_repeats_and_texts_are_the_newest():
    form = FORM | {"exclusions": ["NO  discounts", "No fireworks"], "tone": "Loud", "website": "https://new.example"}
    known = known_after(form, ALL_OF_IT)
    assert known.exclusions == ("No discounts", "Never say “cheap”", "No fireworks")
    assert (known.tone, known.website, known.language) == ("Loud", "https://new.example", "en-GB")


def test_a_list_stays_within_the_ceilings_of_an_intake():
    full = replace(ALL_OF_IT, exclusions=tuple(f"No {number}" for number in range(ITEMS)))
    assert known_after(FULL, full).exclusions == full.exclusions
    assert known_after(FORM | {"exclusions": ["x" * (ONE_ITEM + 1)]}).exclusions == ()


def test_what_an_internal_remark_says_is_not_remembered():
    form = FORM | {"raw_notes": "Between us: never say “zorgish” and do not mention Zorgcorp."}
    known = with_facts_of(brief_of(form, accept_proposals=True), NOTHING)
    assert "zorg" not in repr(known).casefold()


def test_another_name_becomes_the_name_and_the_former_one_an_alias():
    known = known_after(FULL | {"client_name": "ADA Group"}, ALL_OF_IT)
    assert (known.name, known.aliases) == ("ADA Group", ("Ada Ltd",))
    again = known_after(FULL, known)
    assert (again.name, again.aliases) == ("Ada Ltd", ("ADA Group",))


def test_what_a_person_wrote_no_run_takes_away():
    hand = {"exclusions": ("No discounts",), "website": ("https://ada.example",), "name": ("Ada Ltd",)}
    client = replace(ALL_OF_IT, by_hand=hand)
    brief = brief_of(FORM, client)
    answers = [said_to(brief, value, REJECT) for value in ("No discounts", "Never say “cheap”", "https://ada.example")]
    assert known_after(FORM, client, *answers) == replace(client, exclusions=("No discounts",))
    other = known_after(FULL | {"website": "https://new.example", "client_name": "Eve"}, client)
    assert (other.website, other.name, other.aliases) == ("https://ada.example", "Ada Ltd", ("Eve",))


def test_what_a_person_took_off_while_a_run_was_under_way_stays_off():
    brief = brief_of(FORM, ALL_OF_IT)
    assert with_facts_of(brief, NOTHING) == ClientDTO(ADA, name="Ada Ltd")


# --- the next intake


def test_the_next_brief_keeps_to_what_restricts_and_proposes_the_rest():
    brief = brief_of(FORM, ALL_OF_IT)
    assert of_client(brief) == {
        ("website", "https://ada.example"): PROPOSED,
        ("language", "en-GB"): PROPOSED,
        ("brand_guidelines", "Warm and plain"): PROPOSED,
        ("scope", "No discounts"): CONFIRMED,
        ("scope", "Never say “cheap”"): CONFIRMED,
        ("excluded_terms", "cheap"): CONFIRMED,
        ("mandatory_inclusions", "Registered charity"): CONFIRMED,
        ("competitors", "Fixit Ltd"): CONFIRMED,
    }
    assert brief.excluded_terms == ("cheap",)
    copy = brief.for_copy()
    assert (copy.website, copy.tone, copy.mandatory_inclusions) == ("", "", ("Registered charity",))
    asked = {question.field: question.kind for question in brief.open_questions}
    assert {asked[name] for name in ("website", "language", "tone")} == {"unconfirmed"}


def test_what_the_intake_says_itself_is_its_own_and_nothing_is_there_twice():
    brief = brief_of(FULL | {"exclusions": ["no  DISCOUNTS"], "tone": "Loud"}, ALL_OF_IT)
    assert {value for _, value in of_client(brief)} == {"Never say “cheap”", "cheap"}
    assert brief.scope.exclusions == ("no  DISCOUNTS", "Never say “cheap”")
    assert (brief.tone, brief.website) == ("Loud", "https://ada.example")


def test_beside_what_only_the_notes_say_it_stands_too():
    brief = brief_of(
        FORM | {"raw_notes": "Never say “cheap”.\nNever say “bargain”.\nMust appear: Since 1990"}, ALL_OF_IT
    )
    assert [fact.state for fact in brief.facts if fact.value.startswith("Never say “cheap”")] == [CONFIRMED]
    assert {"Since 1990", "Registered charity"} <= {*brief.mandatory_inclusions}
    assert "Never say “bargain”." in brief.scope.exclusions


def test_what_must_appear_and_tells_of_a_day_that_is_over_is_only_proposed():
    offer, number = "Book by 12 February 2026 and save 10 %", "Licensed since 1 May 1990"
    brief = brief_of(FORM, ClientDTO(ADA, mandatory_inclusions=(offer, number)))
    assert of_client(brief) == {("mandatory_inclusions", offer): PROPOSED, ("mandatory_inclusions", number): CONFIRMED}
    assert brief.for_copy().mandatory_inclusions == (number,)
    assert ("mandatory_inclusions", "unconfirmed") in {(asked.field, asked.kind) for asked in brief.open_questions}
    answered = brief_of(FORM, brief.client, [said_to(brief, offer, ACCEPT)])
    assert answered.for_copy().mandatory_inclusions == (offer, number)
    assert not [asked for asked in answered.open_questions if asked.field == "mandatory_inclusions"]


def test_a_doubtful_website_of_the_intake_is_asked_about_and_none_is_proposed():
    brief = brief_of(FORM | {"website": "see the flyer"}, ALL_OF_IT)
    assert (brief.website, ("website", "https://ada.example") in of_client(brief)) == ("", False)


def test_a_form_in_another_language_is_read_in_its_own():
    german = FORM | {"objectives": ["Wir wollen in diesem Jahr vierzig neue Ehrenamtliche für das Café gewinnen"]}
    assert brief_of(german, ALL_OF_IT).language == "de"
    assert brief_of(german, replace(ALL_OF_IT, language="de-AT")).language == "de-AT"
    assert brief_of(german | {"language": "de"}, replace(ALL_OF_IT, language="de-AT")).language == "de"


def test_a_channel_that_is_ruled_out_for_good_is_left_out_and_asked_about():
    brief = brief_of(FORM | {"channels": ["X", "TikTok"]}, ClientDTO(ADA, exclusions=("No TikTok, ever.",)))
    assert brief.scope.deliverables == ("x_post",)
    assert ("channels", "contradiction") in {(asked.field, asked.kind) for asked in brief.open_questions}


def test_a_form_that_calls_its_client_client_has_no_remembered_fact():
    form = {"client" if name == "client_name" else name: value for name, value in FORM.items()}
    (name,) = (fact for fact in brief_of(form).facts if fact.field == "client_name")
    assert (name.source, name.state) == ("client", STATED)
    assert known_after(form).name == "Ada Ltd"


def test_nothing_of_before_is_said_of_another_client_or_in_notes():
    assert brief_of(FORM, ClientDTO(ADA, internal_notes="zorg")) == brief_of(FORM)
    brief = brief_of(FORM, replace(ALL_OF_IT, internal_notes="zorg", merge_tags=("zorg",), aliases=("zorg",)))
    assert "zorg" not in repr(brief)


# --- and what people say to it


def test_every_remembered_fact_can_be_accepted_corrected_and_rejected():
    for value in ("https://ada.example", "en-GB", "Warm and plain", "No discounts", "Registered charity", "Fixit Ltd"):
        first = brief_of(FORM, ALL_OF_IT)
        accepted = brief_of(FORM, first.client, [said_to(first, value, ACCEPT)])
        assert [fact.state for fact in accepted.facts if fact.value == value] == [CONFIRMED]
        rejected = brief_of(FORM, first.client, [said_to(first, value, REJECT)])
        assert [(fact.source, fact.state) for fact in rejected.facts if fact.value == value] == [("client", REJECTED)]
        new = {"https://ada.example": "https://ada.example/new", "en-GB": "fr"}.get(value, f"{value} of mine")
        corrected = brief_of(FORM, first.client, [said_to(first, value, CORRECT, new)])
        assert [(fact.source, fact.state) for fact in corrected.facts if fact.value == new] == [("client", CORRECTED)]
        for brief in (rejected, corrected):
            assert value not in {fact.value for fact in brief.standing_facts}
            others = {fact.value for fact in first.standing_facts} - {value}
            assert others <= {fact.value for fact in brief.standing_facts}


def test_a_term_is_decided_with_the_exclusion_that_names_it():
    first = brief_of(FORM, ALL_OF_IT)
    brief = brief_of(FORM, first.client, [said_to(first, "cheap", REJECT)])
    assert (brief.scope.exclusions, brief.excluded_terms) == (("No discounts",), ())


def test_read_again_with_what_was_handed_over_it_is_the_same():
    first = brief_of(FORM, ALL_OF_IT)
    assert brief_of(FORM, first.client) == first
    answers = [said_to(first, "No discounts", REJECT)]
    again = brief_of(FORM, first.client, answers)
    assert brief_of(FORM, again.client, answers) == again


# --- what people write


def test_what_a_person_adds_or_changes_is_by_hand_and_what_they_leave_is_not():
    given = replace(ALL_OF_IT, tone="Loud", website="", exclusions=("No discounts", "No fireworks"))
    client = written(given, ALL_OF_IT)
    assert client.by_hand == {"tone": ("Loud",), "exclusions": ("No fireworks",)}
    again = written(replace(client, exclusions=("No fireworks",), by_hand={}), client)
    assert again.by_hand == {"tone": ("Loud",), "exclusions": ("No fireworks",)}
    assert written(ALL_OF_IT, None).by_hand["exclusions"] == ALL_OF_IT.exclusions


def test_what_is_written_is_cleaned():
    client = cleaned(ClientFactory(client_id="a", name="  Ada  ", exclusions=(" No prices ", "", "no PRICES")))
    assert (client.name, client.exclusions) == ("Ada", ("No prices",))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"client_id": ""}, "client_id"),
        ({"client_id": " ada"}, "client_id"),
        ({"client_id": "a" * 101}, "client_id"),
        ({"client_id": "e\u0301"}, "client_id"),  # of an intake it would be composed
        ({"name": ""}, "name"),
        ({"name": "a" * 201}, "name"),
        ({"tone": "a" * 20_001}, "tone"),
        ({"internal_notes": "a" * 20_001}, "internal_notes"),
        ({"exclusions": ("a" * 2_001,)}, "exclusions.0"),
        ({"aliases": tuple(map(str, range(201)))}, "aliases"),
        ({"website": "our new one"}, "website"),
        ({"website": "see https://ada.example"}, "website"),
        ({"language": "gibberish"}, "language"),
        ({"tone": "a\0b"}, "tone"),
        ({"exclusions": ("\ud800",)}, "exclusions.0"),
    ],
)
def test_what_cannot_be_kept_is_named(changes, field):
    assert list(flaws_of_client(ClientFactory(client_id="ada"), NOW)) == []
    client = ClientFactory(**{"client_id": "ada", **changes})
    assert {problem.field for problem in flaws_of_client(client, NOW)} == {field}


# --- what was said to it holds, whatever becomes of it

LOUD = ClientDTO(ADA, tone="Loud", website="https://new.example", exclusions=("No elephants",))


@pytest.mark.parametrize("later", [None, LOUD], ids=["forgotten", "another"])
@pytest.mark.parametrize(
    ("value", "decision", "new", "right"),
    [
        ("Warm and plain", ACCEPT, None, ("tone", "Warm and plain", CONFIRMED)),
        ("Warm and plain", CORRECT, "Warm", ("tone", "Warm", CORRECTED)),
        ("https://ada.example", ACCEPT, None, ("website", "https://ada.example", CONFIRMED)),
        ("No discounts", ACCEPT, None, ("exclusions", "No discounts", CONFIRMED)),
        ("No discounts", CORRECT, "No big discounts", ("exclusions", "No big discounts", CORRECTED)),
    ],
)
def test_an_answer_to_what_was_remembered_holds_whatever_is_remembered_by_now(later, value, decision, new, right):
    said = said_to(brief_of(FORM, ALL_OF_IT), value, decision, new)
    again = brief_of(FORM, later, [said])
    field, told, state = right
    stand = {(field_of(fact.field), fact.value): fact.state for fact in again.standing_facts}
    assert stand[field, told] == state
    others = {fact.value for fact in again.standing_facts if field_of(fact.field) == field} - {told}
    assert others == ({"No elephants"} if later and field == "exclusions" else set())
    assert not [asked for asked in again.open_questions if asked.field == field and "Last time" in asked.question]


def test_what_was_put_right_and_is_remembered_so_by_now_stands_once():
    said = said_to(brief_of(FORM, ALL_OF_IT), "No discounts", CORRECT, "No big discounts")
    by_now = replace(ALL_OF_IT, exclusions=("No big discounts",))
    assert brief_of(FORM, by_now, [said]).scope.exclusions == ("No big discounts",)


def test_a_no_to_what_was_remembered_is_none_to_what_is_remembered_by_now():
    said = said_to(brief_of(FORM, ALL_OF_IT), "Warm and plain", REJECT)
    assert brief_of(FORM, LOUD, [said]).tone == "Loud"
