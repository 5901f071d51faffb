from dataclasses import replace

import pytest

from qc.rules import check_batch
from qc.tests.copies import codes, found, piece


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Bread is warm. Come and taste it."),
        ("en", "Bread is warm, link in bio"),
        ("en", "Warm bread: harbourlane.example"),
        ("en", "Warm bread, 020 7946 0000"),
        ("en", "Tap to set it up."),
        ("en-GB", "Warm bread, so hurry along or call 5."),
        ("es", "Pan caliente. Reserve su plaza."),
        ("es", "Pásate por la calle Mayor."),
        ("es", "Pan caliente: acércate hoy."),
        ("fr", "Du pain chaud. Venez le goûter."),
        ("de", "Warmes Brot. Kommen Sie vorbei."),
        ("it", "Pane caldo. Vieni a trovarci."),
        ("pt-BR", "Pão quente. Saiba mais."),
        ("nl", "Warm brood. Kom langs."),
        ("ko", "따뜻한 빵."),
        ("de", "Warmes Brot. Hier entlang."),
        ("de", "Warmes Brot. Leg los."),
        ("de", "Warmes Brot. Gern folgen."),
        ("de", "Warmes Brot. Weitergeben."),
        ("es", "Pan caliente. Por aquí."),
        ("fr", "Du pain chaud. Par ici."),
    ],
)
def test_copy_that_says_what_to_do_or_that_we_cannot_read_is_left_alone(language, text):
    assert "MISSING_CTA" not in codes(text, language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The rays follow the torch like cats. Fridays in June, 18 EUR."),
        ("es", "El pan sale caliente del horno cada mañana."),
        ("es", "El pan no tiene límite."),
        ("fr", "Le pain sort du four chaque matin."),
        ("de", "Das Brot kommt morgens aus dem Ofen."),
    ],
)
def test_copy_that_leaves_the_reader_standing_is_major(language, text):
    assert ("MISSING_CTA", "major", "text") in found(text, language=language)


@pytest.mark.parametrize("language", ["und", "ko", "en", "de"])
@pytest.mark.parametrize(
    "text", ["Harbour Lane Bakery", "#HARBOUR LANE BAKERY!", "Harbour Lane Bakery {{unsubscribe_url}}"]
)
def test_a_name_alone_calls_for_nothing_in_any_language(language, text):
    assert ("MISSING_CTA", "major", "text") in found(text, language=language, aliases=("Harbour Lane",))


@pytest.mark.parametrize("text", ["Harbour Lane Bakery: 빵", "Harbour Lane Bakery 24", "…"])
def test_a_name_with_a_word_beside_it_is_more_than_a_name(text):
    assert "MISSING_CTA" not in codes(text, language="ko")


def test_a_name_alone_that_waits_for_the_client_is_no_fault_but_nobody_calls_it_judged():
    copy = replace(piece("Harbour Lane Bakery", language="und"), waits_for=("call_to_action",))
    (checked,) = check_batch([copy])
    assert [issue.code for issue in checked.issues] == []
    (said,) = [rule for rule in checked.not_evaluated if rule.code == "MISSING_CTA"]
    assert (said.critical, said.reason) == (False, "Nothing but the client's name stands here.")


def test_the_client_s_own_call_counts_in_its_words():
    assert codes("Bread. Hop over to the quay.", call_to_action="hop over to the quay") == []


def test_a_field_for_the_call_is_one_and_posters_need_none():
    fields = {"headline": ("Bread",), "body": ("Warm",), "call_to_action": ("Quay Street",)}
    assert codes(channel="print", fields=fields) == []
    assert codes(channel="outdoor", fields={"headline": ("Bread",)}) == []


@pytest.mark.parametrize(
    "way_out",
    [
        "Reply STOP to opt out", "Txt STOP", "To opt-out call us",
        "Unsubscribe: a.example", "{{unsubscribe_url}}", "Newsletter abbestellen",
        "BAJA al 123", "Pour vous désinscrire, cliquez", "配信停止はこちら",
        "Отписаться", "Per disiscriverti o cancellati qui",
    ],
)  # fmt: skip
def test_a_message_with_a_way_out_in_any_language_is_left_alone(way_out):
    assert "OPT_OUT_MISSING" not in codes(f"Visit us. {way_out}", channel="sms")


@pytest.mark.parametrize("text", ["Visit us.", "Stop by our shop on Monday.", "Bus stop: Quay. Visit us."])
def test_a_message_without_a_way_out_is_critical(text):
    assert ("OPT_OUT_MISSING", "critical", "text") in found(text, channel="sms")
    assert "OPT_OUT_MISSING" not in codes(text)


@pytest.mark.parametrize("alt", ["", "  ", None, "loaf.jpg", "IMG_2034.JPG", "image", "Foto", "loaf"])
def test_an_image_without_a_real_description_is_major(alt):
    assert found(images=({"name": "loaf.jpg", "alt": alt},)) == [("ALT_MISSING", "major", "assets")]


@pytest.mark.parametrize(
    "alt", ["A sliced rye loaf on a board", "ライ麦パン", "Image of a loaf", "Our shop at harbour.png, lit"]
)
def test_a_described_image_is_left_alone(alt):
    assert codes(images=({"name": "loaf.jpg", "alt": alt},)) == []


def test_a_field_for_the_description_is_judged_too():
    fields = {"text": ("Visit us",), "alt_text": ("IMG_1.png",)}
    assert found(channel="x_post", fields=fields) == [("ALT_MISSING", "major", "alt_text")]
