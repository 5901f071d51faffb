"""Links, personal data, labels of paid posts."""

import pytest

from qc.tests.copies import codes, found

SITE = "https://harbourlane.example"


@pytest.mark.parametrize(
    "link",
    [
        "htps://a.example",
        "http//a.example",
        "https:/a.example",
        "https//a.example",
        "http:a.example/x",
        "www,a.example",
        "https://a",
        "https://",
        "https://a..example/x",
        "https://https://a.example",
        "https://harbourlnae.example/x",
        "hhttps://a.example",
    ],
)
def test_a_malformed_address_is_critical(link):
    assert ("BROKEN_LINK", "critical", "text") in found(f"Visit us: {link}", website=SITE)


@pytest.mark.parametrize(
    "text",
    [
        "https://a.example/x?b=c#d.",
        "(www.a.example)",
        "a.example/x",
        "{{unsubscribe_url}}",
        "https://tickets.a.example:8080/",
        "Book here: https://a.example",
        "https://münchen.example",
        "Ratio 3:1, at 9:30, and/or",
        "Come over here.",
    ],
)
def test_a_whole_address_is_left_alone(text):
    given = ("a.example/x", "münchen.example")
    assert "BROKEN_LINK" not in codes(f"Visit us. {text}", website=SITE, facts=given)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Book your place here."),
        ("es", "Reserve aquí."),
        ("fr", "Cliquez ici."),
        ("de", "Hier anmelden."),
        ("nl", "Klik hier."),
    ],
)
def test_a_pointer_without_an_address_is_major(language, text):
    assert ("BROKEN_LINK", "major", "text") in found(text, language=language)


@pytest.mark.parametrize(
    ("channel", "field"), [("instagram_post", "caption"), ("tiktok_video", "caption"), ("youtube_video", "title")]
)
def test_an_address_that_cannot_be_tapped_is_minor(channel, field):
    assert ("LINK_NOT_CLICKABLE", "minor", field) in found(channel=channel, fields={field: (f"See {SITE}/x",)})
    assert "LINK_NOT_CLICKABLE" not in codes(channel=channel, fields={field: ("Link in bio. Ask Dr.Who, e.g. me",)})


@pytest.mark.parametrize(
    "query",
    [
        "utm_source=",
        "utm_source=a&utm_source=b",
        "utm_source=a&utm_medium=b?utm_campaign=c",
        "utm_medium=b",
        "utm_sorce=a",
    ],
)
def test_bad_campaign_parameters_are_minor_in_texts_fields_and_links(query):
    assert ("UTM_BAD", "minor", "text") in found(f"Visit {SITE}/?{query}")
    ad = {"headline": ("A", "B", "C"), "description": ("Book now.", "Visit us."), "final_url": (f"{SITE}/?{query}",)}
    assert ("UTM_BAD", "minor", "final_url") in found(channel="google_ads_rsa", fields=ad)


def test_links_beside_the_text_are_judged_too():
    from dataclasses import replace

    from qc.rules import check_batch
    from qc.tests.copies import piece

    two = (f"{SITE}/?utm_source=a&utm_campaign=x", f"{SITE}/?utm_source=a&utm_campaign=y")
    (checked,) = check_batch([replace(piece("Visit us."), links=two)])
    assert [(issue.code, issue.section) for issue in checked.issues] == [("UTM_BAD", "c1/links")]


@pytest.mark.parametrize("query", ["utm_source=a&utm_medium=b&utm_campaign=c", "q=&b=1&b=2", ""])
def test_good_parameters_are_left_alone(query):
    assert "UTM_BAD" not in codes(f"Visit {SITE}/?{query}")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Write to anna.b84@gmail.com."),
        ("en", "Her mobile is +44 7700 900123."),
        ("en", "Call John Miller on 07700 900123."),
        ("en", "Pay to DE89 3704 0044 0532 0130 00."),
        ("en", "SSN 123-45-6789."),
        ("en", "She lives at 14 Elm Road."),
        ("en", "Card 4111 1111 1111 1111."),
        ("es", "Su móvil particular es 600 123 456."),
        ("fr", "Son portable : 06 12 34 56 78."),
        ("de", "Seine private Nummer: 0151 23456789."),
        ("it", "Il suo cellulare è 333 123 4567."),
    ],
)
def test_personal_data_are_critical(language, text):
    assert ("PII", "critical", "text") in found(text, language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Call us on 020 7946 0000."),
        ("en", "Write to hello@harbourlane.example or maria.lopez@harbourlane.example."),
        ("en", "Order 123456789 ships on 12.05.2026."),
        ("de", "Rufen Sie uns an: 089 1234567."),
        ("en", "Find us at 14 Elm Road."),
        ("en", "Press office: 020 7946 0001."),
    ],
)
def test_addresses_of_the_client_are_none(language, text):
    assert "PII" not in codes(text, language=language, website=SITE)


def test_a_number_that_the_client_gave_may_be_private():
    assert "PII" not in codes("Call John Miller on 07700 900123.", facts=("call John Miller on 07700900123",))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ad. Visit us."),
        ("en", "#ad I went."),
        ("en", "[Sponsored] Visit."),
        ("es", "Publicidad. Venga."),
        ("fr", "Collaboration commerciale : venez."),
        ("de", "Anzeige: Kommen Sie."),
        ("it", "#pubblicità Venite."),
        ("nl", "Advertentie. Kom."),
        ("en", "Paid partnership with Rye. Visit us."),
    ],
)
def test_a_clear_label_at_the_start_is_left_alone(language, text):
    assert not {"MISSING_DISCLOSURE", "DISCLOSURE_BURIED"} & set(codes(text, language=language, paid_endorsement=True))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I love it. Visit us.", "MISSING_DISCLOSURE"),
        ("We added a roof, so visit.", "MISSING_DISCLOSURE"),
        ("I went there and loved the rye. Visit us. #ad", "DISCLOSURE_BURIED"),
        ("#sp Visit us.", "DISCLOSURE_BURIED"),
        ("In collaboration with the bakery: visit us.", "DISCLOSURE_BURIED"),
    ],
)
def test_a_paid_post_without_a_clear_label_is_critical(text, code):
    assert (code, "critical", "text") in found(text, paid_endorsement=True)
    assert not {"MISSING_DISCLOSURE", "DISCLOSURE_BURIED"} & set(codes(text))
