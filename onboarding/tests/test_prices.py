"""What the notes say against the plan: other prices, times of silence; and approvals, which are no campaign."""

import pytest

from onboarding.tests.test_understanding import GOOD, brief_of


def fields_asked(**answers):
    return {(question.field, question.kind) for question in brief_of({**GOOD, **answers}).open_questions}


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("From £49 per user per year", "The price goes UP to £59 in April."),
        ("Su primera revisión, 39 euros", "La Dra. Olmo dice que la revisión sube a 45 € en enero."),
        ("Con 50 euro adotti una canna", "Il listino dice 60 euro."),
        ("Die Kiste kostet 18 Euro", "Die Kiste kostet bald 19,50 €."),
        ("From £49 a year", "The price goes up to £98."),
        ("From £49 a year", "The price goes down to £24.50."),
        ("L'abonnement est à 20 €", "L'abonnement passe à 24 € en mai."),
    ],
)
def test_a_price_that_the_notes_change_is_asked_about(message, said):
    assert ("key_messages", "contradiction") in fields_asked(key_messages=[message], raw_notes=said)


@pytest.mark.parametrize(
    "said",
    [
        "The price stays at £49.",  # the same
        "The stall costs £900.",  # for something else
        "The price of a stall goes up to £99.",  # more than twice as much
        "The price of a mug goes down to £24.",
        "Last year the price was £45.",
        "We raised £60 at the door.",
        "The price goes up to €59.",  # in another currency
    ],
)
def test_other_sums_of_the_notes_are_no_other_price(said):
    assert ("key_messages", "contradiction") not in fields_asked(key_messages=["From £49 a year"], raw_notes=said)


@pytest.mark.parametrize(
    "said",
    [
        "Purdah is 22 March - 6 May so nothing may go out then!!",
        "Elecciones municipales en mayo: nada antes.",
        "Sperrfrist bis zur Sitzung des Rates.",
        "Le communiqué est sous embargo.",
    ],
)
def test_a_time_in_which_nothing_may_appear_is_asked_about(said):
    assert ("other", "unconfirmed") in fields_asked(raw_notes=said)


def test_how_long_an_approval_takes_is_no_length_of_the_campaign():
    for said in ("Die Freigabe dauert 3 Wochen.", "La validation dure 3 semaines."):
        assert not any(field == "timeline_weeks" for field, _ in fields_asked(timeline_weeks=40, raw_notes=said))
    assert ("timeline_weeks", "contradiction") in fields_asked(timeline_weeks=40, raw_notes="Sie dauert 3 Wochen.")


@pytest.mark.parametrize(("before", "is_asked"), [(499, True), (500, False)])
def test_five_hundred_changed_prices_are_compared_and_no_more(before, is_asked):
    notes = " ".join(f"The price goes up to £{1000 + number}." for number in range(before))
    asked = fields_asked(key_messages=["From £49 a year"], raw_notes=f"{notes} The price goes up to £59.")
    assert (("key_messages", "contradiction") in asked) == is_asked
