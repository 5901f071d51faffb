"""What a platform or a medium asks of its copy: text messages, email, captions, search ads, print."""

import re

import pytest

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.counting.text_messages import text_message
from aicmo_site.kernel.counting.units import count
from aicmo_site.kernel.text.terms import contains
from production.offline.textmessages import straightened
from production.tests.briefs import brief, texts_of, words_of


def test_a_text_message_has_a_way_out_and_fits_into_one_part():
    for _, text in texts_of(brief(deliverables=("sms",)))["sms"]:
        assert "STOP" in text
        assert channel_of("sms").field("text").count(text) <= 160


def test_what_is_required_stays_in_a_text_message_even_if_it_takes_more_parts():
    law = (
        "Harbour Ferries is licensed by the harbour office and carries passengers at their own risk in weather that "
        * 2
    )
    for _, text in texts_of(brief(deliverables=("sms",), mandatory_inclusions=(law,)))["sms"]:
        assert contains(text, law)
        assert "STOP" in text
        assert count("sms_segments", text) <= 3


def test_a_text_message_says_the_message_the_name_and_the_way_out_even_where_what_is_required_is_too_long():
    law = "Carried at their own risk in weather that the harbour office calls rough. " * 9
    for _, text in texts_of(brief(deliverables=("sms",), mandatory_inclusions=(law,)))["sms"]:
        assert all(part in text for part in ("Harbour Ferries", "STOP"))
        assert re.search("The ferry leaves every hour|Bikes travel free", text)
        assert count("sms_segments", text) == 1


def test_a_text_message_has_straight_quotes_where_that_keeps_it_in_the_short_alphabet():
    law = "Don’t forget: “Bring a lock” – it’s a long ride…"
    for _, text in texts_of(brief(deliverables=("sms",), mandatory_inclusions=(law,)))["sms"]:
        assert text_message(text).encoding == "GSM-7"
        assert "Don't forget: \"Bring a lock\" - it's a long ride..." in text


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("„Früh auf“ – l’été", '"Früh auf" - l\'été'),
        ("12\u202f000\u00a0€", "12 000 €"),
        ("Don’t wait 🥖", "Don’t wait 🥖"),
        ("«Пора»", "«Пора»"),
    ],
)
def test_a_text_that_needs_the_long_alphabet_anyhow_keeps_its_marks(text, sent):
    assert straightened(text) == sent


def test_a_text_message_in_the_long_alphabet_fits_into_one_part_of_that_size():
    source = brief(
        deliverables=("sms",),
        key_messages=("🥖 Fresh bread, baked all night long in the old oven behind the mill on the quay",),
    )
    for _, text in texts_of(source)["sms"]:
        assert (text_message(text).encoding, text_message(text).segments) == ("UCS-2", 1)


@pytest.mark.parametrize(("name", "said"), [("TSV 1921 e.V.", "TSV 1921 e.V."), ("TSV Aldorf", "TSV Aldorf.")])
def test_a_name_that_ends_in_a_full_stop_gets_no_second_one(name, said):
    source = brief(deliverables=("press_release", "radio", "sms", "tv"), client_name=name, language="de")
    copy = "\n".join(map(words_of, texts_of(source).values()))
    assert (".." in copy, said in copy) == (False, True)


def test_an_email_can_be_unsubscribed_in_every_language():
    for language in ("en", "es", "fr", "de", "pt", "ja", ""):
        assert "{{unsubscribe_url}}" in words_of(texts_of(brief(deliverables=("email",), language=language))["email"])


def test_a_caption_sends_to_the_bio_and_not_to_an_address():
    copy = words_of(texts_of(brief(deliverables=("instagram_post",)))["instagram_post"])
    assert "bio" in copy
    assert "ferries.example" not in copy


def test_without_a_website_no_address_and_no_bio_is_promised():
    source = brief(deliverables=("instagram_post", "facebook_post", "website", "google_ads_rsa"), website="")
    copy = "\n".join(map(words_of, texts_of(source).values()))
    assert not re.search(r"(?i)\bbio\b|\w\.example|https?:|follow us|get in touch", copy)


def test_the_clients_own_call_to_action_is_used_with_the_address():
    texts = dict(texts_of(brief(deliverables=("direct_mail",), call_to_action="Book your seat."))["direct_mail"])
    assert texts["call_to_action"] == "Book your seat: ferries.example"


def test_a_question_as_call_to_action_keeps_its_mark():
    texts = dict(texts_of(brief(deliverables=("print",), call_to_action="Ready to sail?"))["print"])
    assert texts["call_to_action"] == "Ready to sail? ferries.example"


def test_a_search_ad_whose_message_is_too_long_for_a_headline_still_has_enough_lines():
    source = brief(deliverables=("google_ads_rsa",), key_messages=("The ferry leaves every hour from the old quay",))
    fields = [name for name, _ in texts_of(source)["google_ads_rsa"]]
    assert (fields.count("headline") >= 3, fields.count("description") >= 2) == (True, True)


def test_a_line_says_its_message_rather_than_the_call_where_both_do_not_fit():
    told = ("Bikes travel free", "Repairs are free; a donation keeps the kettle on, all the year")
    source = brief(deliverables=("google_ads_rsa",), key_messages=told, call_to_action="Book a seat today")
    lines = [text for name, text in texts_of(source)["google_ads_rsa"] if name == "description"]
    assert lines == ["Bikes travel free. Book a seat today: ferries.example", f"{told[1]}."]


def test_the_website_is_the_one_that_the_client_gave_and_no_partners():
    partner = ("Funded by the lottery, lottery.example",)
    texts = texts_of(brief(deliverables=("print", "facebook_post"), website="", mandatory_inclusions=partner))
    copy = "\n".join(map(words_of, texts.values()))
    assert "lottery.example" in copy
    assert "call_to_action" not in dict(texts["print"])
    assert not re.search(r"(?:More at|Details:) \S*lottery", copy)


def test_a_required_line_that_sends_to_an_address_is_the_call_to_action():
    texts = dict(texts_of(brief(deliverables=("print",), mandatory_inclusions=("Book at ferries.example",)))["print"])
    assert texts["call_to_action"] == "Book at ferries.example"


def test_a_long_message_is_shortened_by_clauses_and_never_within_words():
    message = "Bikes travel free on every boat, the small ones as well, all through the long winter season of the lake"
    title = dict(texts_of(brief(deliverables=("blog_post",), key_messages=(message,)))["blog_post"])["title_tag"]
    assert title == "Bikes travel free on every boat, the small ones as well"


def test_a_condition_is_never_cut_off():
    message = "Every ticket for the boat is free of charge, if you are a pupil or a student of this county"
    texts = texts_of(brief(deliverables=("google_ads_rsa", "blog_post"), key_messages=(message,)))
    assert "free" not in re.sub(f"(?i){re.escape(message)}", "", "\n".join(map(words_of, texts.values())))


def test_search_ads_take_unique_lines_and_place_what_is_required():
    required = ("Licensed carrier", "Registered with the harbour office of the lake district, section for ferries")
    fields = texts_of(brief(deliverables=("google_ads_rsa",), mandatory_inclusions=required))["google_ads_rsa"]
    assert len(fields) == len(set(fields))
    assert all(contains(words_of(fields), text) for text in required)
