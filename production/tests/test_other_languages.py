"""Languages that we cannot write, other scripts and emoji."""

import pytest

from aicmo_site.kernel.channels import channels
from aicmo_site.kernel.text.terms import contains
from production.tests.briefs import brief, texts_of, words_of
from production.tests.limits import limits_hold


def test_a_language_that_we_cannot_write_gets_as_many_pieces_as_its_own_sentences_can_fill():
    def pieces(*messages):
        return len(texts_of(brief(deliverables=("x_post",), language="cy", key_messages=messages))["x_post"])

    assert pieces("Mae'r fferi yn gadael bob awr o'r gloch") == 1
    assert pieces("Mae'r fferi yn gadael bob awr o'r gloch", "Beiciau am ddim ar bob cwch drwy'r gaeaf") > 1


def test_an_address_has_a_line_of_its_own_in_a_language_that_we_cannot_write_shortest_where_it_is_not_clickable():
    source = brief(deliverables=("facebook_post", "instagram_post"), language="cy", key_messages=("Beiciau am ddim",))
    texts = texts_of(source)
    assert "\nhttps://ferries.example\n" in words_of(texts["facebook_post"])
    assert "\nferries.example\n" in words_of(texts["instagram_post"])  # without it nobody is told where to go


def test_an_unknown_language_is_written_in_the_briefs_own_words_only():
    source = brief(
        deliverables=("facebook_post", "google_ads_rsa"),
        language="cy",
        key_messages=("Mae'r fferi yn gadael bob awr", "Beiciau am ddim"),
    )
    own = "Mae'r fferi yn gadael bob awr Beiciau am ddim Harbour Ferries · https://ferries.example ferries.example"
    own += " #HarbourFerries"
    allowed = set(own.split())
    for fields in texts_of(source).values():
        assert {word.rstrip(".") for word in words_of(fields).split()} <= allowed


@pytest.mark.parametrize(
    ("language", "name", "message"),
    [
        ("ja", "港のフェリー株式会社", "毎時出航します。自転車は無料です"),
        ("ar", "عبّارات الميناء", "العبّارة تغادر كل ساعة"),
        ("he", "מעבורות הנמל", "המעבורת יוצאת בכל שעה"),
        ("en", "Ferry 👨‍👩‍👧‍👦 Co", "Bikes travel free 🚲👍🏽"),
        ("hi", "बंदरगाह फ़ेरी", "नाव हर घंटे चलती है"),
    ],
)
def test_other_scripts_and_emoji_stay_unharmed(language, name, message):
    source = brief(deliverables=tuple(channels()), language=language, client_name=name, key_messages=(message,))
    texts = texts_of(source)
    limits_hold({channel: fields for channel, fields in texts.items() if channel != "sms"})
    assert message in words_of(texts["facebook_post"])
    assert all(contains(words_of(fields), name) for fields in texts.values())
