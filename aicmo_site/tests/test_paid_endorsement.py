"""Who is paid to post is read from what the client ordered, in many languages."""

import pytest

from aicmo_site.kernel.paid_endorsement import _table, is_paid, labels_in
from qc.engine.patterns import patterns_of
from qc.tests.copies import piece


@pytest.mark.parametrize(
    "ordered",
    [
        "Instagram influencers",
        "Instagram + influencerzy",
        "インスタグラムのインフルエンサー",
        "Instagramインフルエンサー",
        "marken­botschafter, Botschafterinnen",
        "UGC creators",
        "блогеры",
    ],
)
def test_people_who_are_paid_are_recognised(ordered):
    assert is_paid("instagram_post", (ordered,))


@pytest.mark.parametrize("ordered", ["Instagram", "ducglas", "co-operators, procreators", "recreators"])
def test_other_words_are_not_taken_for_them(ordered):
    assert not is_paid("instagram_post", (ordered,))


def test_only_where_people_post_themselves():
    assert not is_paid("outdoor", ("influencers",))


@pytest.mark.parametrize("label", _table()["labels"])
def test_every_label_is_clear_to_readers_of_some_language(label):
    languages = ("en", "es", "fr", "de", "it", "pt", "nl", "pl", "sv", "da", "ja")
    assert any(patterns_of("disclosure", "clear", piece(language=tag)).search(f"#{label}") for tag in languages)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("TikTok #ad", ["#ad"]),
        ("TikTok (#Anzeige)", ["#Anzeige"]),
        ("Bitte mit „Werbung“ kennzeichnen", ["Werbung"]),
        ("mit Kennzeichnung Werbung", ["Werbung"]),
        ("All posts must be labelled as ad.", ["ad"]),
        ("paid partnership label on Instagram", ["paid partnership"]),
        ("mention « publicité » obligatoire", ["publicité"]),
        ("Facebook ads, an ad in the paper, #adventure, Anzeigen", []),
    ],
)
def test_a_label_is_known_by_its_mark_or_the_word_beside_it(text, words):
    assert [label.words for label in labels_in(text)] == words
