import pytest

from qc.tests.copies import codes, found

AD = {
    "headline": ("Spring Bike Service", "Book a Repair", "Local Workshop"),
    "description": ("Book online today.", "Ready the same day."),
    "final_url": ("https://northfold.example",),
}


def ad(**changes):
    return found(channel="google_ads_rsa", fields=AD | changes)


@pytest.mark.parametrize(
    ("channel", "fits", "over"),
    [
        ("x_post", "visit " + "a" * 274, "visit " + "a" * 275),
        ("x_post", "visit " + "日" * 137, "visit " + "日" * 138),
        ("threads_post", "visit " + "é" * 247, "visit " + "é" * 248),
        ("bluesky_post", "visit " + "👨‍👩‍👧‍👦" * 100, "visit " + "a" * 295),
    ],
)
def test_a_text_is_measured_in_the_unit_of_its_platform(channel, fits, over):
    assert "LEN_OVER" not in codes(fits, channel=channel)
    assert ("LEN_OVER", "critical", "text") in found(over, channel=channel)


def test_a_second_limit_in_another_unit_counts_too():
    assert codes("visit " + "👨‍👩‍👧‍👦" * 130, channel="bluesky_post") == ["LEN_OVER"]


def test_what_the_platform_only_cuts_is_major():
    fields = {"title": ("Open" * 13,), "body": ("Tap to read",)}
    assert found(channel="push_mobile", fields=fields) == [("LEN_OVER", "major", "title")]


def test_an_advice_of_a_platform_is_no_limit():
    assert codes(channel="press_release", fields={"headline": ("a" * 200,), "body": ("b",)}) == []


def test_every_line_of_a_field_is_measured():
    found = ad(headline=("a" * 31, "b" * 30, "日" * 16))
    assert [code for code, _, _ in found].count("LEN_OVER") == 2


def test_a_text_message_is_measured_in_segments():
    end = " Reply STOP to opt out. Call us."
    assert codes("a" * (459 - len(end)) + end, channel="sms") == []
    assert found("a" * (460 - len(end)) + end, channel="sms") == [("SEGMENTS", "major", "text")]
    assert codes("’" + "a" * 200 + end, channel="sms") == ["SEGMENTS"]
    assert codes("a" * 1600 + end, channel="sms") == ["LEN_OVER", "SEGMENTS"]


@pytest.mark.parametrize(("number", "expected"), [(2, ["COUNT_RANGE"]), (3, []), (15, []), (16, ["COUNT_RANGE"])])
def test_an_ad_needs_a_number_of_headlines(number, expected):
    assert [code for code, _, _ in ad(headline=tuple(f"Headline {n}" for n in range(number)))] == expected


def test_an_empty_line_is_no_headline():
    assert ad(headline=("One", "Two", " ")) == [("COUNT_RANGE", "critical", "headline")]


@pytest.mark.parametrize("text", ["", "  \n"])
def test_a_required_text_that_is_empty_is_critical(text):
    assert ("EMPTY", "critical", "text") in found(text)


def test_a_missing_field_is_named_and_a_missing_image_description_is_none():
    fields = {"title_tag": ("t",), "meta_description": ("m",), "body": ("Book at harbourlane.example",), "h1": ("h",)}
    assert codes(channel="blog_post", fields=fields) == []
    assert found(channel="email", fields={"subject": ("s",), "body": ("Visit us. Unsubscribe: x.example",)}) == [
        ("EMPTY", "critical", "preheader")
    ]


def test_an_address_that_is_set_where_the_ad_is_booked_is_missed_only_in_copy_of_our_own():
    lines = {"headline": ("Warm rye bread", "Open at seven", "Come to the quay"), "description": ("Rye.", "Order now.")}
    said = [codes(channel="google_ads_rsa", fields=lines, must_name_client=ours) for ours in (False, True)]
    assert ["EMPTY" in found for found in said] == [False, True]
    assert "EMPTY" in codes(channel="google_ads_rsa", fields={**lines, "final_url": (" ",)})


@pytest.mark.parametrize(
    ("channel", "tags", "expected"),
    [
        ("instagram_post", "#a #b #c #d #e", []),
        ("instagram_post", "#a #b #c #d #e #f", ["HASHTAG_OVER"]),
        ("instagram_post", "#パン #خبز #brød #क्रम #e #f", ["HASHTAG_OVER"]),
        ("instagram_post", "#1 #2 #3 #4 #5 #6 a#b c/#d", []),
        ("x_post", "#a #b #c #d #e #f #g", []),
    ],
)
def test_hashtags_are_counted_where_the_platform_does(channel, tags, expected):
    name = "caption" if channel == "instagram_post" else "text"
    assert codes(channel=channel, fields={name: ("Visit us. " + tags,)}) == expected


def test_a_character_that_the_platform_refuses_is_critical():
    fields = {"title": ("Feeding <time>",), "description": ("Visit us.",)}
    assert found(channel="youtube_video", fields=fields)[0] == ("FORBIDDEN_CHAR", "critical", "title")


def test_a_channel_that_we_do_not_know_has_no_limits():
    assert codes("Visit us. " + "a" * 100_000, channel="other:radio-x") == []
