"""What cannot be written is named beside the copy; what can be is never excused."""

import pytest

from onboarding.contracts import DateDTO, ProofPointDTO
from production.contracts import NothingToSay
from production.tests.briefs import brief, composed

LONG = "Supported by the Regional Development Agency and eleven partners. " * 8


def gaps(source, *, stages=("announce",)):
    """(channel, what it waits for) of every note on something that is missing."""
    _, bundles = composed(source, stages=stages)
    notes = [(b.channel, a) for b in bundles for a in b.assets if "waits_for" in a.metadata]
    assert all(note.is_note and note.content for _, note in notes)
    return {(channel, note.metadata["waits_for"]) for channel, note in notes}


def test_a_brief_with_all_it_takes_leaves_nothing_open():
    for channel in ("facebook_post", "google_ads_rsa", "email", "sms", "outdoor", "website", "print"):
        assert gaps(brief(deliverables=(channel,))) == set(), channel


def test_two_pieces_that_can_only_say_the_same_ask_for_other_words():
    assert gaps(brief(deliverables=("facebook_post", "linkedin_post"))) == {("linkedin_post", "other_words")}


def test_a_piece_that_would_say_nothing_is_left_out_and_says_why():
    """Beside what must stand there is no room for a message on a short line."""
    source = brief(deliverables=("x_post", "website"), mandatory_inclusions=(LONG[:270],))
    _, bundles = composed(source, stages=("announce",))
    (note,) = bundles[0].assets
    assert (note.metadata["waits_for"], "no message fits" in note.content) == ("key_messages", True)
    assert any(not asset.is_note for asset in bundles[1].assets)


@pytest.mark.parametrize("fields", [{}, {"website": ""}, {"client_name": "X", "objectives": ()}])
def test_a_campaign_that_says_nothing_fails_and_says_what_it_needs(fields):
    source = brief(deliverables=("facebook_post", "google_ads_rsa", "outdoor"), key_messages=(), **fields)
    with pytest.raises(NothingToSay) as error:
        composed(source)
    needs = ("key_messages", "proof_points", "mandatory_inclusions", "call_to_action")
    assert error.value.facts["needs"].split(", ") == list(needs)
    assert all(name in str(error.value) for name in needs)


@pytest.mark.parametrize(
    "fields",
    [
        {"proof_points": (ProofPointDTO("The ferry carries forty bikes"),)},
        {"mandatory_inclusions": ("Licensed carrier",)},
        {"call_to_action": "Book your seat"},
    ],
)
def test_without_a_message_a_fact_what_must_appear_or_a_call_is_something_to_say(fields):
    _, (bundle,) = composed(brief(key_messages=(), **fields), stages=("announce",))
    told = str(next(iter(fields.values())))
    assert any(told.strip("()',") and not asset.is_note for asset in bundle.assets)


def test_a_fact_that_proves_no_message_and_finds_no_piece_is_asked_about_once():
    points = (ProofPointDTO("The kettle is always on"), ProofPointDTO("Every ferry has a lift"))
    source = brief(deliverables=("facebook_post", "email"), proof_points=points)
    _, bundles = composed(source, stages=("announce", "explain"))
    notes = [a for b in bundles for a in b.assets if a.metadata.get("waits_for") == "proof_points"]
    assert ["kettle" in note.content for note in notes] == [True]
    assert "lift" not in notes[0].content  # it stands with the message about the ferry


def test_an_event_whose_day_nobody_told_asks_for_it():
    assert ("event", "dates") in gaps(brief(deliverables=("event",), launch_date="", launch_day=""))
    launched = brief(deliverables=("event",), launch_date="3 May 2027", launch_day="2027-05-03")
    assert ("event", "dates") not in gaps(launched)
    told = brief(deliverables=("event",), dates=(DateDTO("event", "2027-05-07"),))
    assert ("event", "dates") not in gaps(told)


def test_an_article_that_is_shorter_than_its_kind_asks_for_proof_of_each_message():
    source = brief(deliverables=("press_release", "blog_post", "facebook_post"))
    assert gaps(source) >= {("press_release", "proof"), ("blog_post", "proof")}
    assert ("facebook_post", "proof") not in gaps(source)
    _, bundles = composed(source)
    note = next(asset for asset in bundles[0].assets if asset.metadata.get("waits_for") == "proof")
    assert all(message in note.content for message in source.key_messages)


def test_an_article_that_is_long_enough_asks_for_nothing():
    told = tuple(f"Boat {name} has a story: {'then it sailed on and ' * 6}came home" for name in "abcdefghijkl")
    assert gaps(brief(deliverables=("press_release",), key_messages=told)) == set()


def test_an_ad_waits_for_the_address_it_leads_to():
    source = brief(deliverables=("google_ads_rsa", "facebook_post"), website="", mandatory_inclusions=())
    assert gaps(source) == {
        ("google_ads_rsa", "final_url"),
        ("google_ads_rsa", "call_to_action"),
        ("facebook_post", "call_to_action"),
    }


def test_in_a_language_that_nobody_here_writes_an_ad_waits_for_its_lines_and_a_post_for_its_call():
    source = brief(
        deliverables=("google_ads_rsa", "facebook_post"),
        language="pt",
        website="",
        call_to_action="",
        key_messages=("O barco sai às oito",),
        mandatory_inclusions=(),
    )
    assert gaps(source) >= {
        ("google_ads_rsa", "headline"),
        ("google_ads_rsa", "final_url"),
        ("facebook_post", "call_to_action"),
    }


def test_what_must_appear_and_fits_nowhere_is_named_with_its_place_in_the_brief():
    found = gaps(brief(deliverables=("google_ads_rsa", "website"), mandatory_inclusions=("Harbour Ferries", LONG)))
    assert found == {
        *(("google_ads_rsa", waits_for) for waits_for in ("mandatory_inclusions.1", "call_to_action", "other_words")),
        ("website", "other_words"),
    }


def test_what_must_appear_and_is_forbidden_waits_for_an_answer():
    source = brief(mandatory_inclusions=("Never cheap",), excluded_terms=("cheap",))
    assert gaps(source) == {("facebook_post", "mandatory_inclusions.0")}


@pytest.mark.parametrize(("language", "words"), [("de", "Handlungs"), ("en", "what to do next"), ("pt", "what to do")])
def test_the_agency_reads_it_in_the_campaigns_language_or_in_english(language, words):
    from production.offline.open_points import gap

    assert words in gap(brief(language=language), "call_to_action", "call_to_action").words


def test_a_document_among_the_messages_is_left_out_and_one_among_what_must_appear_is_named():
    document = "All of our terms, in full. " * 200
    source = brief(key_messages=("Bikes travel free", document), mandatory_inclusions=("Harbour Ferries", document))
    _, (bundle,) = composed(source)
    assert "All of our terms" not in "".join(asset.content for asset in bundle.assets if not asset.is_note)
    assert gaps(source) == {("facebook_post", "mandatory_inclusions.1")}
