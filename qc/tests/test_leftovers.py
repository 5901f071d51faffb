import pytest

from qc.rules import check_batch
from qc.tests.copies import codes, found, piece


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


SLOTS = {
    "en": "[CTA here]|[insert image]|[CTA]|[link]|<Your logo here>|(insert link here)|[price to be confirmed]",
    "es": "[insertar imagen]|[enlace aquí]|[precio por confirmar]|[CTA aquí]|[nombre]",
    "fr": "[insérer le visuel]|[lien ici]|[tarif à compléter]|(insérer la photo)",
    "de": "[Bild einfügen]|[Hier Zitat]|(Link einfügen)|[Preis noch offen]|[Hier Zitat der Leiterin einfügen]",
    "it": "[immagine qui]|[inserire il titolo]|[data da confermare]",
    "pt": "[texto aqui]|[horário a definir]|[inserir imagem]",
    "nl": "[afbeelding invoegen]|[knop hier]|[prijs]",
    "pl": "[zdjęcie tutaj]|[uzupełnij]",
}
LABELS = {
    "en": "[Video]|[Click here]|[Book here]|[Add to cart]|[Photo: Ann Lee]|[Watch the video here]|(link in bio)"
    "|(book here)|(watch the video here)|[EU] 2016/679|[as amended]|[sic]|[1]|(you are here)|(insert a coin to play)"
    "|[Sound on]",
    "es": "[Publicidad]|(más aquí)|[Vídeo]|(el enlace está aquí)",
    "fr": "[Publicité]|[Vidéo]|(voir ici)|(photo : Ann Lee)",
    "de": "[Werbung]|[§ 5 TMG]|[Video]|(hier klicken)|[Hier buchen]",
    "it": "[Pubblicità]|(clicca qui)|[Video]",
    "pt": "[Publicidade]|[Vídeo]|(saiba mais aqui)",
    "nl": "[Advertentie]|[Klik hier]",
}


def each(table):
    return [(language, text) for language, texts in table.items() for text in texts.split("|")]


@pytest.mark.parametrize(("language", "slot"), each(SLOTS))
def test_what_was_to_be_filled_in_is_seen_in_every_language(language, slot):
    assert ("PLACEHOLDER", "critical", "text") in found(f"Visit us. {slot}", language=language)


@pytest.mark.parametrize(("language", "text"), each(LABELS))
def test_labels_asides_and_the_brackets_of_lawyers_are_no_slots(language, text):
    assert "PLACEHOLDER" not in codes(f"Visit us. {text}", language=language)


def test_todo_is_a_word_in_spanish():
    assert "PLACEHOLDER" in codes("TODO: write this. Visit us.")
    assert "PLACEHOLDER" not in codes("TODO: pan, café y dulces. Visite la tienda.", language="es")


def test_a_mark_that_waits_for_a_person_stops_its_piece_in_whatever_field_and_nobody_waives_it():
    marked = piece(channel="blog_post", fields={"body": ("Doors open at [CHECK] nine.",), "slug": ("[CHECK]-kettle",)})
    (checked,) = check_batch([marked])
    marks = [issue for issue in checked.issues if issue.code == "CHECK_MARK"]
    assert [(one.section, one.stops_its_piece, one.fingerprint) for one in marks] == [
        ("c1/body", True, ""),
        ("c1/slug", True, ""),
    ]


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
