"""A channel in several languages gets each piece in each of them, and its label stands before all else."""

from dataclasses import replace

import pytest

from aicmo_site.kernel.text.identification import ranked
from production.tests.briefs import brief, composed

BOTH = brief(
    deliverables=("instagram_post", "email"),
    language="de",
    key_messages=(
        "Brot, das nachts gebacken wird",
        "Du pain cuit la nuit",
        "Mehl aus einer Mühle",
        "La farine du village",
    ),
    call_to_action="Jetzt bestellen",
    languages={"instagram_post": ("de", "fr")},
)
TOLD_APART = ("de", "fr", "en", "es")


def pieces(source, channel):
    """(language, texts) of each piece of a channel, and what its notes wait for."""
    _, bundles = composed(source)
    (bundle,) = [bundle for bundle in bundles if bundle.channel == channel]
    found = {}
    for asset in bundle.assets:
        words, waits = found.setdefault((asset.metadata["piece"], asset.metadata["language"]), ([], []))
        (waits if asset.is_note else words).append(asset.metadata.get("waits_for") if asset.is_note else asset.content)
    return [(language, "\n".join(words), waits) for (_, language), (words, waits) in found.items()]


def is_in(text):
    return next(tag for tag, _ in ranked(text) if tag in TOLD_APART)


def test_each_piece_is_written_in_its_own_language_with_the_messages_in_it():
    made = pieces(BOTH, "instagram_post")
    assert [language for language, *_ in made[:4]] == ["de", "fr", "de", "fr"]
    assert [is_in(words) for _, words, _ in made] == [language for language, *_ in made]
    assert not any("nachts" in words or "bestellen" in words for language, words, _ in made if language == "fr")
    assert {language for language, *_ in pieces(BOTH, "email")} == {"de"}


def test_where_no_message_is_in_it_they_stay_and_wait_for_a_translation():
    source = brief(languages={"facebook_post": ("es",)}, key_messages=("Bikes travel free on every ferry",))
    (language, words, waits), *_ = pieces(source, "facebook_post")
    assert (language, "Bikes travel free" in words, "translation" in waits) == ("es", True, True)


def test_in_a_language_without_frames_only_the_clients_words_stand():
    source = brief(
        languages={"facebook_post": ("it",)}, key_messages=("Le biciclette viaggiano gratis su ogni traghetto",)
    )
    (_, words, waits), *_ = pieces(source, "facebook_post")
    assert "Le biciclette viaggiano gratis" in words
    assert "other_words" in waits


@pytest.mark.parametrize("channel", ["facebook_post", "instagram_post", "tiktok_video", "email", "linkedin_post"])
@pytest.mark.parametrize("label", ["#ad", "Anzeige"])
def test_a_label_stands_first_in_every_piece_of_its_channel_and_in_no_other(channel, label):
    source = brief(deliverables=(channel, "x_post"), labels={channel: (label,)})
    _, bundles = composed(source)
    told = {
        bundle.channel: [
            asset.content.startswith(label)
            for asset in bundle.assets
            if asset.asset_type in ("text", "caption", "body") and not asset.is_note
        ]
        for bundle in bundles
    }
    assert told[channel]
    assert all(told[channel])
    assert not any(told["x_post"])


def test_a_campaign_in_one_language_is_written_as_before():
    source = brief()
    _, bundles = composed(source)
    _, again = composed(replace(source, languages={"facebook_post": (source.language,)}))
    assert [a.content for a in bundles[0].assets] == [a.content for a in again[0].assets]
    assert {asset.metadata["language"] for asset in bundles[0].assets} == {source.language}
