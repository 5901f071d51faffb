"""Contact data are found in many countries' writing and hidden from a model; days, times and sums are left."""

import time

import pytest

from aicmo_site.kernel.contact_data import HOME, MAIL, NUMBER, contacts_in
from aicmo_site.kernel.model.hiding import Hidden

FOUND = [
    ("Ask Tom on 07700 900123 before noon", NUMBER, "07700 900123"),
    ("or +44 (0)20 7946 0123.", NUMBER, "+44 (0)20 7946 0123"),
    ("die Wache hat 0951/123456", NUMBER, "0951/123456"),
    ("Paul : 01.23.45.67.89", NUMBER, "01.23.45.67.89"),
    ("call (202) 555-0123", NUMBER, "(202) 555-0123"),
    ("mobil 20 12 34 56", NUMBER, "20 12 34 56"),
    ("Kari 912 34 567", NUMBER, "912 34 567"),
    ("zadzwoń 600 123 456", NUMBER, "600 123 456"),
    ("João, 11 98765-4321", NUMBER, "11 98765-4321"),
    ("Priya 98765 43210", NUMBER, "98765 43210"),
    ("Tel. 12345", NUMBER, "12345"),
    ("電話:12345", NUMBER, "12345"),
    ("From: Sarah <sarah.miller@gmail.example>", MAIL, "sarah.miller@gmail.example"),
    ("anna (at) web (punkt) example", MAIL, "anna (at) web (punkt) example"),
    ("He lives at 12 Mill Road, Cambridge CB1 2AB", HOME, "12 Mill Road, Cambridge CB1 2AB"),
    ("Frau Keller, Hauptstraße 5a, 96047 Bamberg", HOME, "Hauptstraße 5a, 96047 Bamberg"),
    ("Lange Straße 12, 12345 Berlin", HOME, "Lange Straße 12, 12345 Berlin"),
    ("Mme Durand, 12 rue de la Paix, 75002 Paris", HOME, "12 rue de la Paix, 75002 Paris"),
    ("vive en calle Mayor 5", HOME, "calle Mayor 5"),
    ("Rua das Flores, 10", HOME, "Rua das Flores, 10"),
    ("ul. Długa 7", HOME, "ul. Długa 7"),
    ("Storgatan 12", HOME, "Storgatan 12"),
    ("電話は03-1234-5678です", NUMBER, "03-1234-5678"),
    ("Ring 07700 900123 - 07700 900124", NUMBER, "07700 900123 - 07700 900124"),
    ("call 07700\n900123", NUMBER, "07700\n900123"),
    ("07700 900123\n2027 is the year", NUMBER, "07700 900123"),
    ("0951 1234\n12.05.2027 launch", NUMBER, "0951 1234"),
    ("07700 900123\n12.05.2027 launch", NUMBER, "07700 900123"),
    ("07700\u2009900\u2009123", NUMBER, "07700\u2009900\u2009123"),
    ("0951–123456", NUMBER, "0951–123456"),
    ("０３－１２３４－５６７８", NUMBER, "０３－１２３４－５６７８"),
    ("٠٧٧٠٠ ٩٠٠١٢٣", NUMBER, "٠٧٧٠٠ ٩٠٠١٢٣"),
    ("https://wa.me/447700900123", NUMBER, "447700900123"),
    ("Pilar 612345678", NUMBER, "612345678"),
    ("Tom 555-0100", NUMBER, "555-0100"),
    ("jana @ example.com", MAIL, "jana @ example.com"),
    ("jana＠example.com", MAIL, "jana＠example.com"),
    ("jana at example dot com", MAIL, "jana at example dot com"),
    ("wohnt Unter den Linden 5", HOME, "Unter den Linden 5"),
    ("Am Markt 7, 10115 Berlin", HOME, "Am Markt 7, 10115 Berlin"),
    ("PO Box 123", HOME, "PO Box 123"),
    ("12 m from rue de la Paix 12", HOME, "rue de la Paix 12"),
    ("住所:東京都千代田区丸の内1-9-1", HOME, "東京都千代田区丸の内1-9-1"),
    ("北京市朝阳区建国路88号", HOME, "北京市朝阳区建国路88号"),
]
NONE = [
    "Launch 03.05.2027, doors 09.00-17.30, then 03.05.-05.05.2027 and 2027-05-03",
    "500 000 000 Ft or 120.000.000 € or £12,000",
    "1 800 000 people, 25 000 000 impressions, 2026-2027, 12-16 weeks",
    "via WhatsApp, 12 posts, on the way 4 Facebook posts",
    "The 14 June Street Fair",
    "In 2027 Best Place to work, auf dem Weg 2027",
    "phone: 5 calls a day, @quaycafe, quay.example/menu, look at quay.example",
    "Am Freitag 5, am Montag 12. Zum Preis von 5 Euro, Am 3. Mai, Zum 1. Mai 2027",
    "05.05.\n06.05.2027\n10:00\n12:00",
    "200-500 visitors, 1990–2000, 120 – 150 guests, 100000000 people, 123456789 euros",
    "２０２７年５月３日 10時, 千代田区で10-12人, 渋谷区5-6月",
]


@pytest.mark.parametrize(("text", "kind", "words"), FOUND)
def test_found(text, kind, words):
    assert [(one.kind, one.words) for one in contacts_in(text)] == [(kind, words)]


@pytest.mark.parametrize("text", NONE)
def test_left(text):
    assert contacts_in(text) == []


def test_the_same_words_are_the_same_mark_and_come_back():
    text = "Tom: 07700 900123.\nAnna: anna@web.example, or Tom, 07700 900123 again. [mail 1] is no mark of ours."
    hidden = Hidden()
    marked = hidden.of(text)
    assert marked == "Tom: [telephone 1].\nAnna: [mail 1], or Tom, [telephone 1] again. [mail 2] is no mark of ours."
    assert hidden.restored({"facts": [{"quote": marked, "number": 1}]}) == {"facts": [{"quote": text, "number": 1}]}


def test_what_only_looks_like_a_mark_comes_back_as_it_was_in_whichever_text_of_a_question_it_stands():
    texts = ["Call 07700 900123", "[telephone 1] and [telephone 2] stand in the minutes", "[mail 1], ana@web.example"]
    hidden = Hidden(shown=["[mail 2] is printed"])
    marked = hidden.within({"texts": texts, "count": 3})
    assert marked["texts"][0] == "Call [telephone 1]"
    assert "[mail 2]" not in marked["texts"][2], "it is taken"
    assert hidden.restored(marked) == {"texts": texts, "count": 3}
    assert hidden.restored("[mail 2]") == "[mail 2]"


def test_what_overlaps_is_hidden_whole_and_shown_only_where_all_of_it_is():
    pair = "07700 900123 - 07700 900124"
    assert Hidden().of(f"Ring {pair}.") == "Ring [telephone 1]."
    assert Hidden(shown=["Ring 07700 900124"]).of(f"Ring {pair}.") == "Ring [telephone 1]."


def test_what_is_shown_anyway_stays_however_it_is_written():
    hidden = Hidden(shown=["Call 01632 960123"])
    assert hidden.of("+44 1632 960123 or 07700 900123") == "+44 1632 960123 or [telephone 1]"


@pytest.mark.parametrize("bit", ["01 ", "12 Mill ", "Straße ", "calle A ", "Tel. 1", "a@", "+1 ("])
def test_ten_times_the_text_takes_nothing_like_a_hundred_times_as_long(bit):
    def seconds(size):
        began = time.process_time()
        contacts_in((bit * size)[:size])
        return time.process_time() - began

    small, large = (min(seconds(size + again) for again in range(3)) for size in (3_000, 30_000))
    assert large < 30 * max(small, 0.01)
