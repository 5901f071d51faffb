import pytest

from qc.tests.copies import codes, found


@pytest.mark.parametrize(
    "slot",
    [
        "{{shop_name}}", "{{ }}", "{{unsubscribe_url}} {{x}}", "{first_name}",
        "${price}", "{% name %}", "*|FNAME|*", "%%name%%",
        "[XX]", "[xxx]", "[...]", "[FIRST NAME]", "[your company]", "[Nombre]",
        "[insert date]", "<your name>", "[Datum einfügen]",
        "TBD", "TBC", "insert the opening hours here", "XX%", "€XX",
    ],
)  # fmt: skip
def test_an_unfilled_slot_is_critical(slot):
    assert ("PLACEHOLDER", "critical", "text") in found(f"Visit us on {slot} in May.")


@pytest.mark.parametrize(
    "text",
    [
        "Unsubscribe: {{unsubscribe_url}}", "{{ unsubscribe_url }}", "[Ad] a new loaf", "[Video] the ovens", "siglo XX",
        "sizes up to XXL", "the XXX Olympiad", "we insert a card here and there", "a smile :-} {", "[Date night](https://a.example)",
        "5 < 6 and 7 > 6", "todo incluido", "array[0]",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_slot_is_none(text):
    assert "PLACEHOLDER" not in codes(f"Visit us. {text}")


def test_todo_is_a_word_in_spanish():
    assert "PLACEHOLDER" in codes("TODO: write this. Visit us.")
    assert "PLACEHOLDER" not in codes("TODO: pan, café y dulces. Visite la tienda.", language="es")


def test_filler_latin_is_critical():
    assert found("LOREM  ipsum, visit us") == [("LOREM", "critical", "text")]
    assert codes("Ipso facto: visit us, dear Lorem readers") == []


@pytest.mark.parametrize(
    "markup",
    [
        "**Two reasons**",
        "__really__",
        "# Bread",
        "[a link](https://a.example)",
        "`code`",
        "<b>warm</b>",
        "<br/>",
        "Tom &amp; Ann",
    ],
)
def test_markup_that_readers_would_see_is_major(markup):
    assert ("MARKUP_LEAK", "major", "text") in found(f"{markup}\nVisit us.")


@pytest.mark.parametrize(
    "text", ["#bread #rye", "2 * 3 * 4", "*warm*", "a_b_c", "snake__case", "R&D; a & b", "<3 bread", "** 5 stars **"]
)
def test_marks_that_are_no_markup_are_left_alone(text):
    assert "MARKUP_LEAK" not in codes(f"{text} Visit us.")


def test_markdown_may_stand_in_a_page_of_the_website():
    fields = {"headline": ("h",), "body": ("## Bread\n**warm**",), "call_to_action": ("Visit us",)}
    assert codes(channel="website", fields=fields) == []


@pytest.mark.parametrize(
    "text", ["niÃ±os", "cafÃ©", "itâ€™s", "â€œbreadâ€\x9d", "Â£5", "brea\ufffdd", "ðŸ˜€", "Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "ï»¿hello"]
)
def test_mis_decoded_letters_are_major(text):
    assert ("ENCODING", "major", "text") in found(f"{text}. Visit us.")


@pytest.mark.parametrize(
    "text",
    [
        "NÃO",
        "AMANHÃ…",
        "“MANHÔ",
        "CAFÉ” – OLÉ™",
        "Â",
        "Ðe Ñandú",
        "señor, naïve, Straße",
        "привет",
        "20 € – “hello”",
        "PÂTÉ",
    ],
)
def test_letters_that_only_look_mis_decoded_are_left_alone(text):
    assert "ENCODING" not in codes(f"{text}. Visit us.")
