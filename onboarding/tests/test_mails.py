"""What everyday mails tell in passing is offered, each with its very words."""

import pytest

from onboarding.tests.test_understanding import brief_of


def read(mail):
    return brief_of({"client_name": "Ada", "raw_notes": mail})


def words_of(brief, field):
    return " ".join(question.words for question in brief.open_questions if question.field == field)


@pytest.mark.parametrize(
    ("mail", "aim", "audience"),
    [
        (
            "Hi! Dog owners in the park should keep their dogs on a lead from May on. Thanks, Bo",
            "Dog owners in the park should keep their dogs on a lead",
            "Dog owners",
        ),
        (
            "Hey, quick one. We'd like people to return their old batteries at the depot. Mostly families. Thanks",
            "people to return their old batteries",
            "families",
        ),
        (
            "Moin, die Leute im Viertel sollen ihr Laub in die Körbe bringen. LG",
            "die Leute im Viertel sollen ihr Laub in die Körbe bringen",
            "Leute im Viertel",
        ),
        (
            "Bonjour, les habitants doivent sortir les bacs la veille. Merci, L.",
            "les habitants doivent sortir les bacs la veille",
            "les habitants",
        ),
        (
            "Hola, los vecinos tienen que sacar el vidrio los martes. Un saludo",
            "los vecinos tienen que sacar el vidrio los martes",
            "los vecinos",
        ),
        (
            "Ciao, i residenti devono registrarsi entro giugno. Grazie",
            "i residenti devono registrarsi entro giugno",
            "i residenti",
        ),
    ],
)
def test_an_aim_and_an_audience_told_in_passing_are_offered(mail, aim, audience):
    brief = read(mail)
    assert any(aim.casefold() in said.casefold() for said in brief.objectives)
    assert audience.casefold() in brief.target_audience.casefold()
    assert aim.casefold() in words_of(brief, "objectives").casefold()
    assert audience.casefold() in words_of(brief, "target_audience").casefold()


@pytest.mark.parametrize(
    ("mail", "channels"),
    [
        ("Facebook for sure, and flyers in the shops.", {"facebook_post", "print"}),
        ("LinkedIn auf jeden Fall, Plakate auch.", {"linkedin_post", "outdoor"}),
        ("People with outdoor pools should check them. Newsletter definitely.", {"email"}),
        ("Our outdoor clothing is made to last.", set()),
        ("Outdoor and radio, please.", {"outdoor", "radio"}),
        ("We want outdoor posters.", {"outdoor"}),
    ],
)
def test_channels_are_what_is_wished_for_and_no_adjective(mail, channels):
    assert set(read(mail).scope.deliverables) == channels


def test_what_is_stated_stands_above_what_is_told_in_passing():
    brief = read("Our goal is to sell 40 tickets. Visitors should come early. Audience: jazz lovers.")
    assert brief.objectives == ("Sell 40 tickets.",)
    assert brief.target_audience == "jazz lovers"


@pytest.mark.parametrize("mail", ["Readers should not be made to feel guilty.", "People must never see the price."])
def test_what_must_not_be_is_no_aim(mail):
    assert read(mail).objectives == ()
