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
        ("pl", "Zwiedzanie jest bezpłatne", "Zwiedzanie nie kosztuje ani grosza."),
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


CLINIC = ("Consulta de 40 minutos na clínica 35 €; ao domicílio 50 €",)


@pytest.mark.parametrize(
    ("text", "is_swapped"),
    [
        ("Uma consulta custa 50 € na clínica e 35 € ao domicílio.", True),
        ("Uma consulta custa 35 € na clínica e 50 € ao domicílio.", False),
        ("Uma consulta por 50 €, e vamos nós até si.", False),
    ],
)
def test_a_price_is_that_of_the_place_and_not_of_what_all_are_for(text, is_swapped):
    assert ("FACT_MISMATCH" in codes(text, language="pt", facts=CLINIC)) == is_swapped


@pytest.mark.parametrize(
    ("language", "rival", "text", "is_found"),
    [
        ("de", "Sennerei Brandtal", "Die Brandtaler Sennerei kann das nicht.", True),
        ("de", "Sennerei Brandtal", "Im Brandtal steht keine andere Sennerei.", False),
        ("en", "Bakery Westwood", "Ask the Westwood Bakery.", True),
    ],
)
def test_a_competitor_is_one_in_another_order_too(language, rival, text, is_found):
    assert ("COMPETITOR" in codes(text, language=language, competitors=(rival,))) == is_found


@pytest.mark.parametrize(
    ("language", "notes", "text"),
    [
        (
            "en",
            "Notes: the ladder truck is off the road, do not let that out.",
            "Our ladder truck is off the road.",
        ),
        ("fr", "Notes : M. Roy valide. Le pont sera fermé en août, ne pas en parler.", "Pont fermé : août sans lui."),
        (
            "it",
            "Appunti: decide Ghilardi. La grandine ha rovinato le pere, non scriverlo.",
            "La grandine ne ha rovinate tante, di pere.",
        ),
        ("sv", "Anteckningar: Lund vill. Taket på ladan är dömt, säg inget om det.", "Taket på vår lada är dömt."),
    ],
)
def test_what_notes_tell_in_confidence_is_internal_in_other_words_too(language, notes, text):
    assert "BANNED_TERM" in codes(text, language=language, facts=("We are open", notes))
    assert "BANNED_TERM" not in codes("We are open.", language=language, facts=("We are open", notes))


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Every second member of our crew is a woman.", True),
        ("Every second counts when it burns.", False),
        ("Every second of it is fun.", False),
        ("We meet every second Tuesday.", False),
    ],
)
def test_every_second_is_a_share_where_it_says_of_whom(text, is_told):
    assert ("FACT_MISMATCH" in codes(text, facts=("we put out fires",))) == is_told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Jury gab ihm dafür Gold."),
        ("sv", "I fjol tog vi hem guld i Umeå."),
        ("pt", "E sim, já fomos eleitos hostel do ano."),
        ("fr", "Jamais vous n'entendrez plus belle Flûte dans toute la région."),
        ("it", "Mele così buone non le trovi da nessun'altra parte."),
        ("es", "No encontrarás churros así en ningún otro sitio."),
        ("en", "You won't find bread like this anywhere else."),
        ("es", "Con nosotros apruebas seguro."),
        ("ja", "風邪知らずの体になります。"),
        ("en", "An apple that keeps the doctor away."),
        ("sv", "Forskningen är enig om saken."),
        ("de", "Die Forschung ist sich einig."),
        ("pt", "Quem reservar recebe uma t-shirt."),
        ("fr", "Une coupe de crémant vous attend à l'entracte."),
        ("ja", "来場者はTシャツをもらえます。"),
    ],
)
def test_a_claim_in_other_words_is_one(language, text):
    assert "BANNED_CLAIM" in codes(text, language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das Laub färbt sich, und der Wald wird Gold."),
        ("sv", "Årets julmarknad ligger vid ån."),
        ("fr", "Il n'est jamais trop tard pour venir."),
        ("it", "Non c'è più posto in platea."),
        ("es", "Compra tu seguro con calma."),
        ("en", "You won't find a parking space here."),
        ("ja", "風邪の季節になりました。"),
        ("de", "Die Nachbarn sind sich einig."),
        ("pt", "Quem reservar recebe uma mensagem."),
        ("fr", "Une belle soirée vous attend."),
    ],
)
def test_what_only_looks_like_a_claim_is_none(language, text):
    assert "BANNED_CLAIM" not in codes(text, language=language)


@pytest.mark.parametrize(
    ("text", "is_residue"),
    [
        ("ご依頼の投稿文を作成しました。ご確認ください。\n\n夜の水槽へ。", True),
        ("ご依頼の品を作りました。お店でお渡しします。", False),
    ],
)
def test_a_text_handed_over_in_japanese_is_residue(text, is_residue):
    assert ("AI_RESIDUE" in codes(text, language="ja")) == is_residue


@pytest.mark.parametrize(
    ("language", "fact", "text", "is_turned"),
    [
        (
            "en",
            "Open Monday to Saturday; closed on Sundays",
            "We are open Monday to Saturday, and on Sundays too.",
            True,
        ),
        ("en", "Open Monday to Saturday; closed on Sundays", "We are open Monday to Saturday.", False),
        ("en", "Open Monday to Saturday; closed on Sundays", "We are closed on Saturdays.", True),
        ("de", "Hofladen Dienstag bis Samstag; Montag geschlossen", "Auch am Montag geöffnet.", True),
        ("de", "Montag geschlossen", "Am Montag, 5. April, haben wir geöffnet.", False),
        ("de", "Montag geschlossen", "Geöffnet täglich außer Montag.", False),
        ("fr", "Fermé le lundi", "Ouvert aussi le lundi.", True),
        ("ja", "営業は9時から16時、水曜定休", "水曜日も営業しています。", True),
        ("ja", "営業は9時から16時、水曜定休", "土曜日も営業しています。", False),
        ("pt", "Não aceita animais de estimação", "Os animais de estimação são bem-vindos.", True),
        ("pt", "Não aceita animais de estimação", "As crianças são bem-vindas.", False),
        ("en", "Dogs are not allowed in the garden", "Dogs are welcome in the garden.", True),
        ("en", "No booking needed for the tour", "Guests are welcome on the tour.", False),
        ("it", "I cani non possono entrare", "I cani sono benvenuti.", True),
    ],
)
def test_a_day_that_is_closed_or_a_guest_who_is_refused_is_a_fact_turned_over(language, fact, text, is_turned):
    assert ("FACT_DENIED" in codes(text, language=language, facts=(fact,))) == is_turned


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("南浜駅から歩いて6分。", True),
        ("北浜駅から歩いて6分。", False),
        ("最寄駅から歩いて6分。", False),
        ("駅から歩いて6分。", False),
    ],
)
def test_a_station_that_no_fact_names_is_asked_about(text, is_asked):
    assert ("UNKNOWN_NAME" in codes(text, language="ja", facts=("北浜駅から徒歩6分",))) == is_asked


def test_the_second_saturday_of_a_month_is_no_figure():
    facts = ("企画展は2027年4月10日(土)から",)
    assert "FACT_MISMATCH" not in codes("4月の第2土曜日に開幕します。", language="ja", facts=facts)
