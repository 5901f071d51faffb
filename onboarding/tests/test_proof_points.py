"""Facts that copy may cite, and days and offers that only the notes tell."""

import pytest

from onboarding.contracts import ACCEPT, PROPOSED, REJECT, AnswerDTO, ProofPointDTO
from onboarding.services import understand_intake
from onboarding.tests.factories import IntakeFactory
from onboarding.tests.test_understanding import GOOD, asked, brief_of

# The form is of 5 January 2026.


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("Open day on 7 March 2026", "2026-03-07"),
        ("Flohmarkt am 7. und 8. März 2026", "2026-03-08"),
        ("Portes ouvertes du 7 au 9 mars 2026", "2026-03-09"),
        ("Jornada de puertas abiertas: 7 de marzo de 2026", "2026-03-07"),
        ("Open every day from 7 March 2026", ""),
        ("Ab dem 7. März 2026 täglich geöffnet", ""),
        ("Ouvert dès le 7 mars 2026", ""),
        ("Abierto desde el 7 de marzo de 2026", ""),
        ("The workshop burned down on 7 March 2019", ""),
        ("Eleven benches", ""),
        ("Every second Saturday in March", ""),
    ],
)
def test_a_fact_is_over_after_the_last_day_that_it_names(said, until):
    brief = brief_of({**GOOD, "proof_points": [said]})
    assert brief.proof_points == (ProofPointDTO(said, until),)
    assert asked(brief) == []


def test_proof_points_are_read_like_every_list():
    brief = brief_of({**GOOD, "proof_points": "- Eleven benches\n- TBD; Tools for two hundred jobs"})
    assert [point.text for point in brief.proof_points] == ["Eleven benches", "Tools for two hundred jobs"]
    assert asked(brief) == [("proof_points", "missing")]
    noted = brief_of({**GOOD, "raw_notes": "USP: bikes with a lifetime guarantee"})
    assert [point.text for point in noted.proof_points] == ["bikes with a lifetime guarantee"]
    assert asked(noted) == []


def test_a_proof_point_that_an_exclusion_forbids_is_asked_about():
    brief = brief_of({**GOOD, "proof_points": ["Rides from £5"], "exclusions": ["No prices"]})
    assert asked(brief) == [("proof_points", "contradiction")]


@pytest.mark.parametrize(
    "ban",
    [
        "No prices on social media",
        "No prices on Instagram",
        "Never quote a price",
        "No price claims in social posts",
        "Keine Preise auf Facebook",
    ],
)
def test_a_price_is_ruled_out_wherever_the_ban_says_it_and_no_channel_with_it(ban):
    told = {"proof_points": ["Rides from £5"], "channels": ["Instagram", "Facebook"], "exclusions": [ban]}
    brief = brief_of({**GOOD, **told})
    assert asked(brief) == [("proof_points", "contradiction")]
    assert (brief.proofs, brief.scope.deliverables) == ((), ("instagram_post", "facebook_post"))


@pytest.mark.parametrize(
    "said",
    [
        "The summer fair is on 7 and 8 March, doors from 10 am.",
        "There is a free workshop on 14 March 2026.",
        "They give 20% off for students in the first week.",
        "Guided tours cost £15.",
        "Eröffnungsfest ist am 7. März ab 14 Uhr.",
        "Der Eintritt kostet 12 €.",
        "Il y aura une dégustation le 7 mars.",
        "Portes ouvertes de 10h à 18h.",
        "El taller gratuito es el 7 de marzo.",
        "Hay un concierto a las 20:30.",
        "La festa è il 7 marzo.",
        "A degustação é no dia 7 de março.",
        "De open dag is op 7 maart.",
    ],
)
def test_what_only_the_notes_offer_the_public_is_asked_about_once(said):
    notes = f"{said} {said} The owner is called Ada."
    (question,) = brief_of({**GOOD, "raw_notes": notes}).open_questions
    assert (question.field, question.kind) == ("proof_points", "unconfirmed")
    assert said.rstrip(".") in question.words
    assert "Ada" not in question.words


@pytest.mark.parametrize(
    "said",
    [
        "Call with Ada on 7 March about the open day.",
        "Print deadline for the workshop flyer is 7 March.",
        "The board approves the festival text on 7 March.",
        "Der Vorstand gibt das Konzert am 7. März frei.",
        "L'agence rend les maquettes du salon le 7 mars.",
        "La imprenta necesita el cartel de la feria el 7 de marzo.",
        "The fair on 7 March 2024 was a disaster.",
        "Last year they gave 20% off.",
        "They moved in on 7 March 2026.",
        "Open days are lovely.",
        "Is the workshop on 7 March?",
    ],
)
def test_work_on_the_campaign_and_what_is_over_is_not_for_the_public(said):
    brief = brief_of({**GOOD, "raw_notes": said})
    assert asked(brief, "proof_points") == []


def test_what_copy_says_anyway_is_not_asked_about():
    said = "Opening weekend is 7 and 8 March, doors from 10 am."
    for told in ({"proof_points": [said]}, {"key_messages": ["Come on 7 and 8 March, doors 10 am"]}):
        assert asked(brief_of({**GOOD, **told, "raw_notes": said}), "proof_points") == []


def test_many_offers_are_one_question():
    notes = "\n".join(f"Concert number {hour} starts at {hour}:30." for hour in range(12, 22))
    (question,) = brief_of({**GOOD, "raw_notes": notes}).open_questions
    assert question.words.count("Concert") == 4


@pytest.mark.parametrize(
    "said", ["Open day on 7 March 2025", "Flohmarkt am 7. März 2025", "The sale ends on 1 January 2026"]
)
def test_an_occasion_that_is_over_is_asked_about_and_not_said(said):
    brief = brief_of({**GOOD, "proof_points": [said]})
    assert asked(brief) == [("proof_points", "contradiction")]
    assert brief.proofs == ()


@pytest.mark.parametrize("said", ["The first festival was on 7 March 1998", "Open every day from 7 March 2025"])
def test_history_and_what_goes_on_is_said(said):
    brief = brief_of({**GOOD, "proof_points": [said]})
    assert [point.text for point in brief.proofs] == [said]
    assert asked(brief) == []


@pytest.mark.parametrize(
    ("notes", "proposed"),
    [
        ("- The open day is on 7 March 2026.\nSee you!", "The open day is on 7 March 2026."),
        ("Der Gutschein über 50 Euro gilt bei allen Tierärzten im Kreis.", None),
        ("Open day | 7 March 2026", ""),  # a row of a table is no sentence for print
        ("1. Ada calls.\n2. Tickets are 12 EUR at the fair.", ""),
        ("Helen said the open day is on 7 March 2026.", ""),
        ("Vouchers cost us 3 EUR each at the open day.", ""),  # the client's side of it
        ("Der Stand auf der Messe kostet uns 2.000 Euro.", ""),
    ],
)
def test_a_sentence_that_only_the_notes_tell_is_proposed_and_said_by_no_copy_until_then(notes, proposed):
    brief = brief_of({**GOOD, "raw_notes": notes})
    right = () if proposed == "" else (proposed or notes,)
    assert tuple(point.text for point in brief.proof_points) == right
    told = [fact for fact in brief.facts if fact.field.startswith("proof_points")]
    assert [(fact.state, fact.words in notes) for fact in told] == [(PROPOSED, True)] * len(right)
    assert brief.for_copy().proof_points == ()
    assert len(asked(brief, "proof_points")) == 1


@pytest.mark.parametrize(("decision", "left"), [(ACCEPT, 1), (REJECT, 0)])
def test_what_people_say_to_it_holds_and_it_is_asked_no_more(decision, left):
    form = IntakeFactory(responses={**GOOD, "raw_notes": "The open day is on 7 March 2026."})
    first = understand_intake(intake=form, brief_id="b")
    [fact] = [one for one in first.facts if one.field.startswith("proof_points")]
    said = AnswerDTO(fact.id, decision, field=fact.field, words=fact.words)
    again = understand_intake(intake=form, brief_id="b", answers=[said])
    assert len(again.for_copy().proof_points) == left
    assert asked(again, "proof_points") == []
