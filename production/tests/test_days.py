"""Nothing is called for before it exists; a release bears its own day, an event its own."""

from dataclasses import replace

import pytest

from onboarding.contracts import DateDTO, FactDTO
from production.tests.briefs import brief, composed
from production.tests.test_proof_points import planned

EARLY, LATER = "2027-02-10", "2027-02-17"
DOWNLOAD = {"call_to_action": "Download Ferry App", "launch_day": LATER, "launch_date": "17 February 2027"}
TOLD = ("The ferry leaves every hour", "Bikes travel free")


def copy_of(**fields):
    return planned(brief(**{"key_messages": TOLD, **fields}), (EARLY, LATER))


def test_before_the_launch_nobody_is_called_to_what_is_not_there():
    early, later = copy_of(**DOWNLOAD).values()
    assert ("Download" in early, "More at https://ferries.example" in early) == (False, True)
    assert "Download Ferry App: https://ferries.example" in later


def test_the_first_piece_that_may_call_is_made_though_its_message_was_said():
    early, later = copy_of(**DOWNLOAD, key_messages=TOLD[:1]).values()
    assert ("Download" in early, "Download" in later) == (False, True)


@pytest.mark.parametrize(
    "call", ["Register now", "Book your seat", "Jetzt anmelden", "Inscrivez-vous", "Reserva tu plaza"]
)
def test_what_is_done_ahead_is_called_for_ahead(call):
    assert call in copy_of(**{**DOWNLOAD, "call_to_action": call})[EARLY]


def test_people_are_called_to_an_event_before_its_day():
    event = (DateDTO("event", "2027-03-01", "", "The boat show is 1 March."),)
    assert "Visit us" in copy_of(**{**DOWNLOAD, "call_to_action": "Visit us"}, dates=event)[EARLY]


@pytest.mark.parametrize(
    "date",
    [
        DateDTO("presale", LATER, "", "Vorverkauf ab 17. Februar"),
        DateDTO("starts", LATER, "", "Ticket sales start on 17 February"),
        DateDTO("not_before", LATER, "", "Bookings not before 17 February"),
    ],
)
def test_a_call_before_the_day_that_opens_it_says_from_when(date):
    early, later = copy_of(call_to_action="Book your seat", dates=(date,)).values()
    assert "From 17 February 2027: Book your seat: https://ferries.example" in early
    assert "\n\nBook your seat: https://ferries.example" in later


def test_a_day_that_nobody_has_confirmed_holds_the_call_back_and_is_not_named():
    date = DateDTO("presale", LATER, "", "Presale from 17 February")
    fact = FactDTO("dates.0", "raw_notes", "Presale from 17 February", None, "proposed", "fact_1")
    early = copy_of(call_to_action="Book your seat", dates=(date,), facts=(fact,))[EARLY]
    assert ("Book" in early, "17 February" in early) == (False, False)


def test_a_call_in_a_language_without_words_of_ours_waits_for_its_day():
    date = DateDTO("presale", LATER, "", "Presale")
    early = copy_of(call_to_action="Koop je kaart", language="nl", dates=(date,))[EARLY]
    assert "Koop" not in early


def test_a_press_release_is_dated_on_its_day():
    source = brief(deliverables=("press_release",), key_messages=TOLD, launch_date="17 February 2027", launch_day=LATER)
    assert planned(source, (EARLY,))[EARLY].startswith("10 February 2027 – The ferry leaves every hour.")


def test_a_release_bears_the_day_that_the_brief_names_for_it():
    date = DateDTO("not_before", "2027-02-12", "", "Press release: not before 12 February.")
    source = brief(deliverables=("press_release",), key_messages=TOLD, dates=(date,))
    assert planned(source, (EARLY,))[EARLY].startswith("12 February 2027 – ")


def test_without_a_day_a_release_has_no_dateline():
    assert planned(brief(deliverables=("press_release",)), ("",))[""].startswith("The ferry leaves every hour.")


FAIR = DateDTO("event", "2027-03-14", "2027-03-16", "The fair is 14 to 16 March 2027.")


def days_of(**fields):
    """The descriptions of an event, and the posts of a campaign, with a launch of their own."""
    source = brief(key_messages=TOLD, launch_date="17 February 2027", launch_day=LATER, **fields)
    event = replace(source, scope=replace(source.scope, deliverables=("event",)))
    _, (bundle,) = composed(event, stages=("announce",))
    described = next(asset.content for asset in bundle.assets if asset.asset_type == "description")
    return described, planned(source, (EARLY,))[EARLY]


def test_an_event_names_its_own_days_and_the_launch_only_where_no_other_is_told():
    described, _ = days_of(dates=(FAIR,))
    assert "\n\nDate: 14 March 2027 – 16 March 2027\n\n" in described
    assert "February" not in described
    assert "\n\nDate: 17 February 2027\n\n" in days_of()[0]


@pytest.mark.parametrize(("messages", "is_told"), [(TOLD, False), (("See us at the fair",), True)])
def test_a_campaign_that_speaks_of_the_event_names_its_day_everywhere(messages, is_told):
    source = brief(key_messages=messages, dates=(FAIR,))
    assert ("Date: 14 March 2027" in planned(source, (EARLY,))[EARLY]) is is_told


@pytest.mark.parametrize("other", [DateDTO("event", "2027-04-01"), None])
def test_of_several_events_or_an_unconfirmed_one_no_day_is_told(other):
    fact = FactDTO("dates.0", "raw_notes", FAIR.words, None, "proposed", "fact_1")
    dates, facts = ((FAIR, other), ()) if other else ((FAIR,), (fact,))
    described, _ = days_of(dates=dates, facts=facts)
    assert "Date:" not in described


ORDERED = {"press events": False, "Pressekonferenz": False, "events": True}


@pytest.mark.parametrize("ordered", ORDERED)
def test_an_event_for_the_press_is_on_a_day_of_its_own(ordered):
    fact = FactDTO("scope.deliverables.0", "channels.0", ordered, "event", "stated")
    launch = {"launch_date": "17 February 2027", "launch_day": LATER}
    _, bundles = composed(brief(deliverables=("event",), key_messages=TOLD, facts=(fact,), **launch))
    told = [asset.content for asset in bundles[0].assets if not asset.is_note]
    assert any("17 February 2027" in text for text in told) is ORDERED[ordered]
