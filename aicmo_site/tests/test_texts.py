"""Sentences, words, terms and beginnings of words in a text: what each reading takes, and what it leaves."""

import pytest

from aicmo_site.kernel.text.alternatives import either
from aicmo_site.kernel.text.folding import as_name, latin, unaccented
from aicmo_site.kernel.text.identification import likeliest, ranked
from aicmo_site.kernel.text.sentences import covered, sentences, without_links, without_phrases, without_quotes, words
from aicmo_site.kernel.text.stems import Stems, stem
from aicmo_site.kernel.text.terms import OrderedTerms, Terms, contains, holds, instead, names, without
from aicmo_site.kernel.text.whole_words import stands_in


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("Vol. 2 is here. No. 5 too.", ["Vol. 2 is here.", "No. 5 too."]),
        ("On 3. May it is. Fine.", ["On 3. May it is.", "Fine."]),
        ("By A. Smith. Fine.", ["By A. Smith.", "Fine."]),
        ("He said “Go.” Then left.", ["He said “Go.”", "Then left."]),
        ("(Go.) Then left.", ["(Go.)", "Then left."]),
        ("今日。明日", ["今日。", "明日"]),
        ("a\nb\n\nc", ["a", "b", "c"]),
        ("a.b", ["a.b"]),
        (" \n ", []),
    ],
)
def test_a_sentence_ends_where_people_end_it(text, parts):
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Read www.a.example/b-c, it's 5.5%!", ["Read", "www.a.example/b-c,", "it's", "5.5%"]),
        ("a@b.c #tag O'Brien", ["a@b.c", "tag", "O'Brien"]),
        ("– !", []),
    ],
)
def test_a_word_is_a_run_of_letters_and_digits(text, runs):
    assert words(text) == runs


@pytest.mark.parametrize(
    ("blanked", "text", "rest"),
    [
        (without_links, "See https://a.example/b c", "See                     c"),
        (without_links, "me@a.example now", "             now"),
        (without_links, "www.a.example", " " * 13),
        (without_links, "a.example", "a.example"),
        (without_quotes, "He “says” it", "He        it"),
        (without_quotes, "He „says“ it", "He        it"),
        (without_quotes, 'He "says" it', "He        it"),
        (without_quotes, "«a» b 『c』", "    b    "),
        (without_quotes, f"“{'a' * 300}”", " " * 302),
        (without_quotes, f"“{'a' * 301}”", f"“{'a' * 301}”"),
    ],
)
def test_what_is_blanked_out_keeps_its_place(blanked, text, rest):
    assert blanked(text) == rest


def test_phrases_are_blanked_out_as_whole_words_the_longest_first():
    assert without_phrases("Ada Bikes and Ada, ADA BIKES!", ["ada", "Ada Bikes"]) == "          and    ,          !"
    assert without_phrases("Adamant Ada", ["Ada"]) == "Adamant    "
    assert without_phrases("x\x01y Ada", ["Ada"]) == "x\x01y    "
    assert without_phrases("Adamant", ["Ada", ""]) == "Adamant"
    assert covered("abcdef", [(1, 3)], " ") == "a  def"


@pytest.mark.parametrize(
    ("text", "term", "is_held"),
    [
        ("no pain, no gain", "no pain no gain", True),
        ("cheap bread", "cheap", True),
        ("cheaper bread", "cheap", False),
        ("recheap", "cheap", False),
        ("c++ here", "c++", True),
        ("安いパン", "安い", True),
        ("x安いパン", "x安い", True),
        ("xx安い", "x安い", False),
        ("5$ 50$", "$5", False),
        ("a", "", False),
        ("", "a", False),
    ],
)
def test_a_text_holds_a_term_as_whole_words(text, term, is_held):
    assert holds(text, term) == is_held
    assert list(Terms([term]).held_by(text)) == [term] * is_held


def test_terms_are_told_in_their_order_and_taken_out():
    assert list(Terms(["bread", "", "cheap", "c++", "rye"]).held_by("cheap bread, c++")) == ["bread", "cheap", "c++"]
    assert without("cheap, cheap bread cheaper", ["cheap", ""]).split() == ["bread", "cheaper"]
    assert instead("cheap bread", "cheap", "X") == "X bread"
    assert contains("Big  Café here", "big café")
    assert [names(text, "c++") for text in ("c++", "abc++", "c++x")] == [True, False, True]
    assert [names(text, "$5") for text in ("a$5", "$5x", "$5")] == [True, False, True]
    assert [names(text, "yams") for text in ("Ask Yams", "xyams", "yamsx", "")] == [True, False, False, False]


def test_the_first_in_order_stands_as_a_word_or_in_a_script_without_words():
    assert OrderedTerms(["b c", "b", "a"]).first_in("a b c") == "b c"
    assert [OrderedTerms(["b"]).first_in(text) for text in ("abc", "b_", "ab", "B")] == ["", "", "", "b"]
    assert OrderedTerms(["パ"]).first_in("xパy") == "パ"


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        *(("ponies", "pon"), ("boxes", "box"), ("Türen", "tur"), ("cats", "cat"), ("pizza", "pizz"), ("piano", "pian")),
        *(("bus", "bus"), ("buses", "bus"), ("bees", "bee"), ("ies", "ies"), ("enen", "ene"), ("as", "as")),
    ],
)
def test_a_stem_has_three_letters_at_least(word, stemmed):
    assert stem(word) == stemmed


def test_a_beginning_stands_at_a_word_and_one_of_another_script_anywhere():
    stems = Stems(["win", "wi", "パン"])
    assert [stems.occur(unaccented(text)) for text in ("We win", "twin", "あパンい", "paw")] == [
        True,
        False,
        True,
        False,
    ]
    assert stems.found(unaccented("winner パン")) == {"win", "wi", unaccented("パン")}
    assert stems.found("will") == {"wi"}


@pytest.mark.parametrize(
    ("words", "text", "stand"),
    [
        ("ada", "ada bikes", True),
        ("ada", "adam ada", True),
        ("ada", "adam", False),
        ("ada", "xada ada5 ada_ _ada", False),
        ("ada", "(ada)", True),
        ("ada", "", False),
    ],
)
def test_words_stand_as_a_whole(words, text, stand):
    assert stands_in(words, text) == stand


def test_a_language_is_likelier_by_a_margin_or_none_is():
    english, german = "The ferry leaves at the hour", "Die Fähre fährt jede Stunde ab"
    assert [likeliest(text, margin=0.4) for text in (english, german, "asdf")] == ["en", "de", ""]
    assert likeliest(english, margin=5) == ""
    assert ranked(english)[0][0] == "en"


def test_words_of_one_first_letter_stand_together_the_longest_first():
    assert either(["may", "march", "april"]) == "m(?:arch|ay)|april"
    assert either(["May", "march"]) == "march|May"
    assert either(["a.b"]) == r"a\.b"


def test_letters_are_written_in_latin_as_far_as_they_go():
    assert [latin(letter) for letter in ("þorn", "ð", "ŋɛɔ", "ß", "æ", "ı", "ø", "ﬁ", "ж")] == [
        *("thorn", "d", "ngeo", "ss", "ae", "i", "o", "fi", "ж")
    ]
    assert [as_name(text) for text in ("a_b-c", "a’b", "①", "C#")] == ["a b c", "a b", "1", "c"]
