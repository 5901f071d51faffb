"""Counts as the platforms' own software gives them.

X: weighted lengths of twitter-text 3.1.0, of its conformance suite and by the npm package. Mastodon: the rules of its
StatusLengthValidator and what its specification asks. SMS: GSM 03.38 (3GPP TS 23.038).
A countdown in an English search ad counts 8, as Google's and Microsoft's API teams told and their users measured.
"""

import pytest

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.counting.text_messages import text_message
from aicmo_site.kernel.counting.units import count

FAMILY, RAINBOW, ENGLAND = "👨‍👩‍👧‍👦", "🏳️‍🌈", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
POEM = "故人西辞黄鹤楼，烟花三月下扬州。"


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        # of the conformance suite, emojis discounted
        ("Hi http://test.co", 26),
        ("http://test.co", 23),
        ("https://www.twitter.com/aloha " * 10, 240),
        (POEM * 10, 320),
        ("the" + POEM * 10, 323),
        ("😷" * 160, 320),
        ("x" * 279 + "A\u0301x", 281),
        (f"H🐱☺{FAMILY}", 7),
        ("😷👾😡🔥💩", 10),
        ("🙋🏽👨‍🎤", 4),
        (FAMILY * 140, 280),
        ("1\u20e3", 2),
        (f"Unicode 10.0 emoji: 🤪; 🧕; 🧕🏾; {ENGLAND}", 34),
        ("Unicode 9.0 emoji: 🤠; 💃; 💃🏾", 29),
        ("\u2000\u2005\u200a\u200b ‐ ‑ – — ― ‖ ‗ ‘ ’ “ ” ‟ ′ ‷", 32),
        ("randomurlrandomurlrandomurlrandomurlrandomurlrandomurlrandomurls.com", 68),
        ("ABC\u202a\uffffABC\ufffe", 12),
        ("\u2066\u202ahttp://foobar.پاکستان/\u202c\u2069", 31),
        # of the package
        *(
            (emoji + "\ufe0f", 2)
            for emoji in "⌚⌛◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛔⛪⛲⛳⛵⛺⛽❗⬛⬜⭐⭕🀄🈚🈯"
        ),
        *((emoji + "\ufe0f", 2) for emoji in "❤☀✈☎™©®‼"),
        *((emoji + "\ufe0f", 4) for emoji in "✨✅👍👾"),
        ("©", 1),
        ("®", 1),
        ("™", 2),
        ("a\ufe0f", 3),
        ("☎\ufe0e", 4),
        ("1\ufe0f\u20e3", 2),
        ("🇬🇧🇫🇷", 4),
        ("🇽🇽", 4),
        (f"{RAINBOW} 👩🏽‍🚀 👁️", 8),
        ("👨‍🐶", 5),
        ("🏽", 2),
        ("🫶", 2),
        ("Ends at 5pm.See example.org/a?b=c, (t.co/x)", 66),
        ("mail me@example.org or #example.org", 35),
        ("alder.example", 13),
        ("日本example.orgです", 31),
        ("저찀쯿쿿", 8),
        ("\u10ff\u1100", 3),  # the ends of the ranges that weigh one
        ("a\u200da\u200ea", 6),
        ("\u200f\u2010\u201f\u2020", 6),
        ("\u2031\u2032\u2037\u2038", 6),
        ("a." * 30 + "com", 23),
        ("a." * 51 + "com", 105),  # of more dots than addresses have: there the library's search costs their square
        ("", 0),
    ],
)
def test_x_weighs_a_text_as_its_own_library_does(text, weight):
    assert count("x_weighted", text) == weight


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("a" * 476 + f" http://{'b' * 30}.com/example", 500),
        ("a" * 476 + f"http://{'b' * 30}.com/example", 476 + 49),
        ("http://example.com/valid?" + "#foo?" * 1000, 5025),
        ("a" * 493 + f" @alice@{'b' * 30}.com", 500),
        (f"@alice@{'b' * 500}.com", 511),
        ("✨" * 500, 500),
        (FAMILY * 500, 500),
        ("🇬🇧🇫🇷", 2),
        ("e\u0301", 1),
        ("See https://example.org/a and https://example.org/spring/opening-hours", 55),
        ("(https://example.org/a_(b)).", 26),
        ("https://example.org/brot-für-日本/ und", 27),
        ("https://example.org/a?b=c&d=e#f!", 24),
        ("https://example.org?utm_source=mastodon, now", 28),
        ("https://example.org:8080/a", 23),
        ("example.org/a/long/path/without/its/protocol", 44),
        ("https://alder.example/bread", 27),  # no top level domain that exists: it becomes no link
        ("https://exa_mple/x", 18),
        ("@baker@social.example.org says", 11),
        ("me@example.org", 14),
        ("a/@baker@example.org", 20),
        ("https://example.org/@baker@social.example.org", 23),
        *((f"https://example.org/a{mark}", 24) for mark in "!*\"'「」;:=,.$%[]~&|@"),  # no end of a path
        *((f"https://example.org/a{mark}", 23) for mark in "-_+#/"),
        *((f"https://example.org/?a{mark}", 24) for mark in "!?*'();:+$%[].,~|@^"),  # no end of a query
        *((f"https://example.org/?a{mark}", 23) for mark in "-_#/=&"),
        ("https://example.org/?" + "a" * 4075, 23),  # of 4096 characters in all
        ("https://example.org/?" + "a" * 4076, 4097),
        (f"@alice@{'b' * 249}.com", 6),  # a server of 253 characters, as long as any
        (f"@alice@{'b' * 250}.com", 261),
        ("", 0),
    ],
)
def test_mastodon_counts_characters_as_people_see_them_and_23_for_a_link(text, length):
    assert count("mastodon", text) == length


@pytest.mark.parametrize(
    ("text", "encoding", "units", "segments"),
    [
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("@£$¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà", "GSM-7", 41, 1),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 \r\n", "GSM-7", 65, 1),
        ("!\"#%&'()*+,-./:;<=>?_", "GSM-7", 21, 1),
        *((char, "UCS-2", 1, 1) for char in "`ç’“–…ê\t"),
        *((char, "GSM-7", 2, 1) for char in "\f^{}\\[~]|€"),
        ("2€ [rye] {spelt} a~b ^ | \\", "GSM-7", 35, 1),
        ("]" * 80, "GSM-7", 160, 1),
        ("a" * 152 + "€" + "a" * 10, "GSM-7", 164, 2),
        ("a" * 152 + "€" + "a" * 151, "GSM-7", 305, 2),
        ("a" * 152 + "€" + "a" * 152, "GSM-7", 306, 3),  # the euro sign is not split: it opens the second segment
        ("’" + "a" * 69, "UCS-2", 70, 1),
        ("’" + "a" * 70, "UCS-2", 71, 2),
        ("’" + "a" * 133, "UCS-2", 134, 2),
        ("’" + "a" * 134, "UCS-2", 135, 3),
        ("’[]{}€", "UCS-2", 6, 1),
        ("😎" * 35, "UCS-2", 70, 1),
        ("😎" * 36, "UCS-2", 72, 2),
        ("😎" * 67, "UCS-2", 134, 3),  # 66 + 66 + 2: a pair is not split
        ("ça", "UCS-2", 2, 1),
        ("e\u0301", "UCS-2", 2, 1),
        ("\x1b", "UCS-2", 1, 1),  # the escape to the extension table is no character of a text
        ("Доброе утро", "UCS-2", 11, 1),
        ("", "GSM-7", 0, 1),
    ],
)
def test_a_text_message_is_told_in_units_segments_and_encoding(text, encoding, units, segments):
    told = text_message(text)
    assert (told.encoding, told.units, told.segments) == (encoding, units, segments)
    assert (count("sms_units", text), count("sms_segments", text)) == (units, segments)
    assert (told.single, told.joined) == {"GSM-7": (160, 153), "UCS-2": (70, 67)}[encoding]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("{KeyWord:Bread at night}", 14),
        ("{keyword:夜のパン} now", 12),
        ("{KEYWORD:Loaves}, {Param2:12} kinds", 16),
        ("{KeyWord}", 0),
        ("Bakery in {LOCATION(City):Leeds}", 15),
        ("In {LOCATION(State)}", 3),
        ("{CUSTOMIZER.Discount:10%} off", 7),
        ("{=Prices.From:£2} a loaf", 9),
        ("Ends in {COUNTDOWN(2027/05/03 12:00:00,5)}", 16),
        ('Ends in {=GLOBAL_COUNTDOWN("2027/05/03 12:00:00","en-US",3)}', 16),
        ('{=COUNTDOWN("2027/05/03 12:00:00","fr",3)}', 9),
        ('{=COUNTDOWN("2027/05/03 12:00:00","de",3)}', 10),
        ('{=COUNTDOWN("2027/05/03 12:00:00","zz",3)}', 8),
        ('{=COUNTDOWN("2027/05/03 12:00:00","pl",3)}', 10),  # 23 godziny, of which more are fewer letters
        ("{=IF(device=mobile,Tap to call):Call us today}", 13),
        ("{=IF(audience IN(Regulars,New),Welcome back):Hi}", 12),
        (f"{{CUSTOMIZER.{'a' * 80}:10%}}", 3),
        (f"{{CUSTOMIZER.{'a' * 81}:10%}}", 98),
        (f"{{={'a' * 60}.b:10%}}", 3),
        (f"{{={'a' * 61}.b:10%}}", 70),
        (f"{{LOCATION({'a' * 40}):Leeds}}", 5),
        (f"{{LOCATION({'a' * 41}):Leeds}}", 59),
        (f"{{=IF(device={'a' * 20},Tap):Call}}", 4),
        (f"{{=IF(device={'a' * 21},Tap):Call}}", 44),
        ("{bread} {KeyWord:a", 18),
        ("e\u0301 日本", 6),
    ],
)
def test_a_function_of_a_search_ad_counts_as_what_it_becomes(text, width):
    assert count("display_width", text) == width


@pytest.mark.parametrize(
    ("channel", "unit"),
    [
        *(("x_post", "x_weighted"), ("mastodon_post", "mastodon"), ("bluesky_post", "grapheme")),
        *(("threads_post", "utf8_bytes"), ("sms", "sms_units")),
    ],
)
def test_each_platform_has_its_own_way_of_counting(channel, unit):
    field = channel_of(channel).field("text")
    assert field is not None
    assert field.unit == unit


@pytest.mark.parametrize(
    ("text", "words"),
    [("bread", 1), ("don't stop 24h", 3), ("l’été", 1), ("पानी पीना", 2), ("夜のパン", 4), ("– !", 0)],
)
def test_words_are_counted_as_a_script_sets_them(text, words):
    assert count("words", text) == words


@pytest.mark.parametrize(("text", "units"), [("👨‍👩‍👧", 18), ("😎", 4), ("é’", 5), ("Brot", 4)])
def test_threads_counts_bytes(text, units):
    assert count("utf8_bytes", text) == units


@pytest.mark.parametrize(
    ("text", "units"), [("rye,bread", 9), ("rye bread,oven", 16), ("rye, bread", 10), ("a b,c d", 11), ("", 0)]
)
def test_youtube_counts_commas_and_quotes_tags_of_several_words(text, units):
    field = channel_of("youtube_video").field("tags_total")
    assert field is not None
    assert field.count(text) == units
