"""A client's figures, prices and noes in a copywriter's ordinary words, beside what only looks like them."""

import pytest

from qc.tests.copies import codes, found

BOUNDED = [
    ("en", "38,500 books", "Not far off forty thousand books.", "Not far off sixty thousand books."),
    ("en", "47 stalls", "Getting on for fifty stalls.", "Getting on for eighty stalls."),
    ("de", "Milch von 23 Höfen", "Gut zwanzig Höfe liefern Milch.", "Gut dreißig Höfe liefern Milch."),
    ("de", "412 Plätze in der Halle", "Um die vierhundert Plätze.", "Um die sechshundert Plätze."),
    (
        "fr",
        "7 € la demi-journée, 14 € la journée",
        "Une journée pour moins de quinze euros.",
        "Une journée pour moins de dix euros.",
    ),
    ("fr", "Durée : 2 h 50", "Un peu moins de trois heures de spectacle.", "Un peu moins de cinq heures de spectacle."),
    ("fr", "Durée : 2 h 50", "Deux heures cinquante de musique.", "Trois heures cinquante de musique."),
    ("es", "26 cursos", "Más de dos docenas de cursos.", "Más de tres docenas de cursos."),
    ("pt", "26 cursos", "Mais de duas dúzias de cursos.", "Mais de quatro dúzias de cursos."),
    ("it", "Mele 2,20 €, pere 2,80 €", "Le mele a poco più di due euro.", "Le mele a poco più di tre euro."),
    (
        "pt",
        "Café 1,90 €, bolo 4,80 €",
        "Um café por pouco menos de dois euros.",
        "Um café por pouco menos de cinco euros.",
    ),
    ("nl", "48 bedden", "Zo'n vijftig bedden.", "Zo'n tachtig bedden."),
    ("sv", "45 utställare", "Drygt fyrtio utställare.", "Drygt sextio utställare."),
    ("da", "47 boder", "Op mod 50 boder.", "Op mod 90 boder."),
    ("pl", "98 miejsc", "Niecałe 100 miejsc.", "Niecałe 200 miejsc."),
    ("ja", "1キロ450円", "1キロでも500円でおつりがきます。", "1キロでも300円でおつりがきます。"),
]


@pytest.mark.parametrize(("language", "fact", "text", "wrong"), BOUNDED)
def test_a_figure_is_rounded_beside_a_word_that_says_so_and_no_further(language, fact, text, wrong):
    assert "FACT_MISMATCH" not in codes(text, language=language, facts=(fact,))
    assert "FACT_MISMATCH" in codes(wrong, language=language, facts=(fact,))


@pytest.mark.parametrize(
    ("language", "fact", "text"),
    [
        ("en", "Joining is free", "Joining won't cost you a penny."),
        ("de", "Die Führung ist kostenlos", "Die Führung kostet Sie keinen Cent."),
        ("fr", "La visite est gratuite", "La visite ne coûte pas un centime."),
        ("es", "La visita es gratis", "En la visita no pagas nada."),
        ("it", "La visita è gratuita", "Per la visita non paghi nulla."),
        ("pt", "A visita é gratuita", "Na visita não paga nada."),
        ("nl", "De rondleiding is gratis", "De rondleiding kost geen cent."),
        ("sv", "Visningen är gratis", "Visningen kostar inte ett öre."),
        ("pl", "Wstęp jest bezpłatny", "Wstęp nie kosztuje ani grosza."),
    ],
)
def test_not_a_penny_is_free_where_a_fact_says_so_and_an_offer_where_none_does(language, fact, text):
    assert not {"FACT_DENIED", "BANNED_CLAIM", "FACT_MISMATCH"} & set(codes(text, language=language, facts=(fact,)))
    assert "BANNED_CLAIM" in codes(text, language=language)


def test_whether_it_is_the_same_that_costs_nothing_is_asked_where_no_word_says_so():
    facts = ("45 € por curso; gratis para personas desempleadas",)
    said = found("Si estás en paro, no pagas nada.", language="es", facts=facts)
    assert [severity for code, severity, _ in said if code == "BANNED_CLAIM"] == ["minor"]


@pytest.mark.parametrize(
    ("language", "facts", "text", "is_denied"),
    [
        (
            "en",
            ("Anyone can apply; no experience needed", "Win twelve new volunteers by the end of the year"),
            "The volunteers need no experience and train for one year.",
            False,
        ),
        ("en", ("Volunteers train for one year",), "The volunteers do not train for one year.", True),
        (
            "sv",
            ("40 kr för barn 4–17 år, gratis för barn under 4 år",),
            "Barn 4–17 år betalar 40 kr, det är allt.",
            False,
        ),
        ("sv", ("Gratis för barn under fyra år",), "Barn under fyra år betalar fullt.", True),
    ],
)
def test_a_no_and_a_price_that_the_client_names_itself_turn_nothing_over(language, facts, text, is_denied):
    assert ("FACT_DENIED" in codes(text, language=language, facts=facts)) == is_denied


def test_the_client_s_own_domain_is_in_no_other_language():
    own = {"name": "丘の上りんご園", "website": "https://www.okanoue-ringo.example"}
    assert "LANG_MISMATCH" not in codes("丘の上りんご園 · okanoue-ringo.example", language="ja", **own)
    assert "LANG_MISMATCH" in codes("丘の上りんご園 · come and pick our apples", language="ja", **own)
