import time

import pytest

from aicmo_site.kernel.text.terms import names
from production.offline.clauses import heads
from production.offline.fitting import Piece, fit, text_of
from production.offline.links import ADDRESS
from production.offline.punctuation import capitalised, colon_after, ended, headline, tidy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("small swaps", "small swaps."),
        ("Really?", "Really?"),
        ("open at cals.org", "open at cals.org."),
        ("cals.org", "cals.org."),
        ("iPhone welcome", "iPhone welcome."),
        ("無料です", "無料です。"),
        ("무료입니다", "무료입니다."),
        ("नाव", "नाव।"),
        ("Un e\u0301te\u0301", "Un e\u0301te\u0301."),
        ("ฟรี", "ฟรี"),
        ("Free 🚲", "Free 🚲"),
        ("Sie sagt „ja“", "Sie sagt „ja“."),
        ("", ""),
    ],
)
def test_a_sentence_gets_the_end_mark_of_its_script_and_keeps_its_letters(text, expected):
    assert ended(text) == expected


def test_a_call_has_no_end_mark_but_keeps_a_question():
    assert [headline("Bikes travel free."), headline("Ready?"), headline("Come on!")] == [
        "Bikes travel free",
        "Ready?",
        "Come on",
    ]


def test_a_tag_or_an_address_keeps_its_letters():
    kept = ["#swapup now", "cals.org", "ßtest"]
    assert [capitalised(text) for text in kept] == kept


def test_list_marks_and_shouting_marks_are_tidied():
    assert tidy(" - Hello \n there!!! ") == "Hello there!"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The house is open again, the first time in years", ("The house is open again",)),
        ("Entry is free today, but not for dogs", ()),
        ("Call Mr. Smith for all of it", ()),
        ("Cheese, bread and wine in the hall", ()),
        ("48 new homes with two, three and four bedrooms", ()),
        ("Wir bauen für Familien, Paare oder Singles", ()),
        ("The old house (by the sea, in the north) is open", ()),
    ],
)
def test_clauses_are_dropped_only_where_the_rest_stands_alone(text, found):
    assert heads(text, ("but", "if")) == found


def test_without_binding_words_only_whole_sentences_are_dropped():
    assert heads("Un dau tri, pedwar. Pump chwech saith", ()) == ("Un dau tri, pedwar.",)


def test_a_term_is_found_as_a_whole_word():
    assert names("Ask about Yams today", "yams")
    assert not names("Dynamic yamsters", "yams")
    assert names("競合他社の船", "他社")


def test_the_least_needed_piece_goes_first_and_a_shorter_form_before_all():
    pieces = [Piece(("Long form.", "Short."), 3), Piece(("Needed.",), 0), Piece(("Spare.",), 9)]
    assert fit(pieces, count=len, soft=18)[0] == "Long form. Needed."
    assert fit(pieces, count=len, hard=14)[0] == "Short. Needed."
    assert fit(pieces, count=len, hard=7)[0] == "Needed."
    assert fit(pieces, count=len, hard=6)[0] == ""
    assert fit(pieces, count=len, hard=6, least=1)[0] == "Needed."
    assert fit(pieces, count=len, soft=6)[0] == "Short. Needed."


def test_only_what_is_least_needed_goes_to_meet_a_recommendation():
    pieces = [Piece(("Needed.",), 0), Piece(("A message.",), 4), Piece(("A proof of it.",), 5)]
    assert [fit(pieces, count=len, soft=soft)[0] for soft in (33, 32, 1)] == [
        "Needed. A message. A proof of it.",
        *["Needed. A message."] * 2,
    ]


def test_what_goes_on_in_a_line_is_ended_first_and_a_new_line_is_not():
    link, name = Piece(("More: x.example",), 1), Piece(("Harbour Ferries",), 1)
    assert text_of([link, name]) == "More: x.example. Harbour Ferries"
    assert text_of([link, Piece(("Harbour Ferries",), 1, join="\n")]) == "More: x.example\nHarbour Ferries"
    assert text_of([Piece(("無料です。",), 1), name]) == "無料です。Harbour Ferries"


@pytest.mark.parametrize(
    ("text", "ended_as", "with_colon"),
    [
        ("营业时间10:00—21:00", "营业时间10:00—21:00。", "营业时间10:00—21:00: "),
        ("扫码加入会员", "扫码加入会员。", "扫码加入会员："),
        ("अपनी साड़ी चुनें", "अपनी साड़ी चुनें।", "अपनी साड़ी चुनें: "),
        ("지금 예약하세요", "지금 예약하세요.", "지금 예약하세요: "),
        ("Open 10 to 19", "Open 10 to 19.", "Open 10 to 19: "),
    ],
)
def test_marks_are_those_of_the_script(text, ended_as, with_colon):
    assert (ended(text), text + colon_after(text, ": ")) == (ended_as, with_colon)


@pytest.mark.parametrize("unit", ["1.", "a-", "a", ".", "https://", "a.b/"])
def test_addresses_are_sought_in_time_that_grows_with_the_text(unit):
    begun = time.process_time()
    ADDRESS.sub(" ", unit * (100_000 // len(unit)))
    assert time.process_time() - begun < 1  # minutes where each place of the text is tried to its end
