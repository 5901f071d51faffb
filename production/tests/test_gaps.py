"""What cannot be written is named beside the copy; what can be is never excused."""

import pytest

from production.tests.briefs import brief, composed

LONG = "Supported by the Regional Development Agency and eleven partners. " * 8


def gaps(source):
    """(channel, what it waits for) of every note on something that is missing."""
    _, bundles = composed(source)
    notes = [(b.channel, a) for b in bundles for a in b.assets if "waits_for" in a.metadata]
    assert all(note.is_note and note.content for _, note in notes)
    return {(channel, note.metadata["waits_for"]) for channel, note in notes}


def test_a_brief_with_all_it_takes_leaves_nothing_open():
    channels = ("facebook_post", "google_ads_rsa", "email", "sms", "outdoor", "website", "print")
    assert gaps(brief(deliverables=channels)) == set()


def test_an_article_that_is_shorter_than_its_kind_asks_for_proof_of_each_message():
    source = brief(deliverables=("press_release", "blog_post", "facebook_post"))
    assert gaps(source) == {("press_release", "proof"), ("blog_post", "proof")}
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
    from production.offline.open_points import _gap

    assert words in _gap(brief(language=language), "call_to_action", "call_to_action").words


def test_a_document_among_the_messages_is_left_out_and_one_among_what_must_appear_is_named():
    document = "All of our terms, in full. " * 200
    source = brief(key_messages=("Bikes travel free", document), mandatory_inclusions=("Harbour Ferries", document))
    _, (bundle,) = composed(source)
    assert "All of our terms" not in "".join(asset.content for asset in bundle.assets if not asset.is_note)
    assert gaps(source) == {("facebook_post", "mandatory_inclusions.1")}
