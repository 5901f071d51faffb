"""What depends on the rest of a batch, and lines that depend on each other."""

from dataclasses import replace

import pytest

from qc.rules import check_batch
from qc.tests.copies import codes, found, piece

TEXT = "The oven is warm before the street is awake, and the rye comes out first. Visit us."


def batch_codes(*batch):
    numbered = [replace(one, copy_id=f"c{number}") for number, one in enumerate(batch)]
    return [[issue.code for issue in checked.issues] for checked in check_batch(numbered)]


def test_a_near_copy_for_the_same_client_is_found_whatever_the_channel():
    near = piece(TEXT.replace("warm", "hot"), channel="linkedin_post")
    assert batch_codes(piece(TEXT), near) == [[], ["DUPLICATE"]]
    assert batch_codes(piece(TEXT), replace(near, client=replace(near.client, name="Another Mill"))) == [[], []]
    assert batch_codes(piece(TEXT), piece("The rye comes out first. Visit us in the morning.")) == [[], []]


def test_a_sentence_twice_in_one_text_is_major():
    assert ("DUPLICATE", "major", "text") in found("The oven is warm. Visit us. The oven is warm.")
    assert "DUPLICATE" not in codes("Visit us. The oven is warm. The oven is hot. Visit us.")


def test_another_client_of_the_batch_is_the_wrong_one():
    other = piece(TEXT, name="Another Mill")
    wrong = piece("Bread by Another Mill is warm. Visit us.", channel="x_post")
    assert batch_codes(other, wrong) == [[], ["WRONG_CLIENT", "UNKNOWN_NAME"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Welcome to VeloMax. Visit us.", True),
        ("We are hiring at VeloMax.", True),
        ("VeloMax: visit us.", True),
        ("Visit us. Your VeloMax team", True),
        ("Unlike VeloMax, we wash the frame. Visit us.", False),
        ("Faster than VeloMax? Visit us.", False),
        ("People come to us from VeloMax. Visit us.", False),
    ],
)
def test_a_competitor_in_the_sender_s_place_is_the_wrong_client_too(text, expected):
    said = codes(text, competitors=("VeloMax",))
    assert ("WRONG_CLIENT" in said, "COMPETITOR" in said) == (expected, True)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Discover VeloMax and bring a helmet.", True),
        ("es", "Descubre VeloMax y trae tu casco.", True),
        ("fr", "Découvrez VeloMax et venez à vélo.", True),
        ("de", "Entdecken Sie VeloMax und kommen Sie vorbei.", True),
        ("it", "Scopri la VeloMax e prenota.", True),
        ("pt", "Descubra a VeloMax e reserve.", True),
        ("nl", "Ontdek VeloMax en kom langs.", True),
        ("it", "Altro che VeloMax: prenota da noi.", False),
        ("es", "Más barato que VeloMax: reserva ya.", False),
        ("fr", "Moins loin que VeloMax : venez.", False),
    ],
)
def test_a_competitor_that_readers_are_sent_to_is_the_wrong_client(language, text, expected):
    said = codes(text, language=language, competitors=("VeloMax",))
    assert ("WRONG_CLIENT" in said, "COMPETITOR" in said) == (expected, True)


def ad(line, language="en"):
    fields = {
        "headline": ("One", "Two", line),
        "description": ("Book now.", "Visit us."),
        "final_url": ("https://a.example",),
    }
    return "NOT_STANDALONE" in codes(channel="google_ads_rsa", fields=fields, language=language)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "and much more besides"),
        ("en", "Which is why we bake"),
        ("en", "Bread, butter and"),
        ("en", "...then taste it"),
        ("en", "As mentioned above"),
        ("es", "que además es gratis"),
        ("fr", "qui sont faits ici"),
        ("de", "und vieles mehr"),
        ("it", "e molto altro"),
    ],
)
def test_a_line_that_leans_on_another_is_major(language, line):
    assert ad(line, language)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Then and Now: Old Bread"),
        ("en", "This Bread Is Warm"),
        ("en", "e-bikes for hire"),
        ("en", "With Love, From Rye"),
        ("es", "Y tú, ¿qué pan comes?"),
        ("de", "Brot für die Welt"),
        ("fr", "Le pain du matin"),
        ("en", "iPhone repairs"),
    ],
)
def test_a_line_of_its_own_is_left_alone(language, line):
    assert not ad(line, language)


@pytest.mark.parametrize(
    "text", ["AMAZING NIGHT TOURS", "LAST CHANCE TO BOOK", "ÚLTIMA OPORTUNIDAD", "Buy NOW OR NEVER, people", "HURRY!"]
)
def test_shouting_is_minor(text):
    assert ("ALL_CAPS", "minor", "text") in found(f"Visit us. {text}")


@pytest.mark.parametrize(
    "text",
    [
        "BMX, MTB and GPS",
        "UNESCO and UNICEF",
        "Reply STOP",
        "HARBOUR LANE BAKERY",
        "A PLAN B",
        "NASA JPL",
        "the NHS, RSPCA, RNLI",
    ],
)
def test_acronyms_and_names_are_no_shouting(text):
    assert "ALL_CAPS" not in codes(f"Visit us. {text}")


def test_a_sentence_of_sixty_words_is_too_long():
    assert ("TOO_LONG_SENTENCE", "minor", "text") in found("Visit " + "us " * 59 + ".")
    assert "TOO_LONG_SENTENCE" not in codes("Visit us " + "the " * 56 + "end. Done.")


def test_what_every_piece_must_say_is_no_copy_of_another_piece():
    must = "In an emergency, call 999."
    alone = piece(f"{must} Harbour Lane Bakery.", mandatory=(must,))
    said = [
        code for codes_of_one in batch_codes(alone, replace(alone, channel="linkedin_post")) for code in codes_of_one
    ]
    assert "DUPLICATE" not in said
