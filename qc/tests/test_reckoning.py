"""What follows from the client's figures is true; a figure beside them is not."""

import pytest

from qc.tests.copies import codes

PRICES = ("Adults £11, children £4", "A card for ten visits costs £80", "Membership £60 a year")
TIMES = ("Open from 9.30 to 16.00", "The bus leaves at 7:15 and arrives at 8:40")


@pytest.mark.parametrize(
    ("language", "facts", "text"),
    [
        ("en", PRICES, "Two adults and three children pay £34."),
        ("en", PRICES, "With the card for ten, each visit is £8."),
        ("en", PRICES, "Children pay £7 less."),
        ("en", PRICES, "That is £5 per month."),
        ("de", ("Eintritt 12 Euro",), "Zu zweit zahlt ihr 24 Euro."),
        ("fr", ("Aller-retour 14 €, moins de 12 ans 7 €",), "Deux adultes et un enfant de huit ans paient 35 €."),
        ("nl", ("Een aandeel kost € 250, maximaal twintig per huishouden",), "Je kunt voor hoogstens € 5.000 meedoen."),
        ("pl", ("Kurs kosztuje 40 zł, dla członków 25 zł",), "Członkowie płacą 15 zł mniej."),
        ("ja", ("一般900円、高校生以下無料",), "大人2人なら合わせて1,800円です。"),
        ("it", ("Canone da 6,20 € al metro quadrato",), "Per cinquanta metri quadrati il canone è di 310 €."),
        ("en", TIMES, "We are open for six and a half hours."),
        ("fr", ("Départ à 7 h 15, arrivée à 8 h 40",), "Vous arrivez une heure vingt-cinq plus tard."),
        ("ja", ("10時から15時まで",), "5時間、開いています。"),
        ("en", ("62 cloths, 41 of them never shown",), "Two thirds of the cloths are new."),
        ("fr", ("120 donneurs, dont 30 nouveaux",), "Un donneur sur quatre est nouveau."),
        ("ja", ("野菜の7割は県内産",), "県外の野菜は3割です。"),
        ("it", ("44 alloggi", "Un terzo degli alloggi è per i giovani"), "Circa quindici alloggi sono per i giovani."),
        ("de", ("Der Verband versorgt 47.000 Menschen",), "Fast 50.000 Menschen trinken mit."),
        ("de", ("Gebraut seit 1874", "Anstich 2027"), "Seit mehr als 150 Jahren wird gebraut."),
        ("ja", ("組合員は18,400人",), "組合員は1万8千人を超えました。"),
    ],
)
def test_what_follows_from_facts_is_no_mismatch(language, facts, text):
    assert "FACT_MISMATCH" not in codes(text, language=language, facts=facts)


@pytest.mark.parametrize(
    ("language", "facts", "text"),
    [
        ("en", PRICES, "Two adults and three children pay £36."),
        ("en", PRICES, "Admission is £7."),  # what two prices differ by, and no word that says so
        ("de", ("Führung 12 Euro, mit drei Proben 18 Euro",), "Die Führung kostet 6 Euro, mit drei Proben 18 Euro."),
        ("fr", ("120 donneurs, dont 30 nouveaux",), "Un donneur sur trois est nouveau."),
        ("fr", ("12 rue du Lavoir, téléphone 03 53 01 47 20",), "Un habitant sur six donne."),
        ("de", ("Der Verband versorgt 47.000 Menschen",), "Im Schnitt trinkt jeder 118 Liter am Tag."),
        ("de", ("Teilnahme ab 16 Jahren",), "Dabei sein dürfen alle ab 15 Jahren."),
        ("fr", ("On peut donner de 18 à 70 ans",), "Vous avez entre 23 et 70 ans ?"),
        ("it", ("Bambini da 4 a 11 anni",), "Bambini da 7 a 11 anni."),
        ("en", ("The oldest is from 1840",), "The oldest is from 1842."),
        ("es", ("38 ponentes", "Propuestas hasta el 26 de febrero de 2027"), "26 ponentes."),
        ("pl", ("W komorach jest 14 stopni",), "Na dole jest 16 stopni."),
        ("pl", ("Od 10.00 do 18.00",), "Czynne od 10.07 do 18.00."),
        ("fr", ("Départ à 7 h 15",), "Départ à 7 h 40."),
        ("de", ("Wir haben 12 Plätze",), "Wir sind 280. Kommt vorbei."),
        ("ja", ("組合員は18,400人",), "市内の三世帯に一世帯が組合員です。"),
    ],
)
def test_what_does_not_follow_is_one(language, facts, text):
    assert "FACT_MISMATCH" in codes(text, language=language, facts=facts)


@pytest.mark.parametrize(
    ("language", "facts", "text", "is_wrong"),
    [
        ("de", ("Treffpunkt Gerbergasse 7, Altenfurt", "um 14 Uhr"), "Gerbergasse 14. Das Tor steht offen.", True),
        ("de", ("Treffpunkt Gerbergasse 7, Altenfurt",), "Gerbergasse 7. Das Tor steht offen.", False),
        ("it", ("Biglietteria al molo 3", "alle 8.00"), "Biglietti al molo 8 di Porto.", True),
        ("pl", ("ul. Młyńska 21, Dąbrowiec",), "Przy Młyńskiej 28. Mamy czas.", True),
        ("es", ("El sábado 11 de septiembre, Olmo 18",), "El sábado 18 hay fiesta.", True),
        ("es", ("El sábado 11 de septiembre, Olmo 18",), "El sábado 11 hay fiesta.", False),
    ],
)
def test_a_number_that_names_a_place_or_a_day_is_that_of_the_facts(language, facts, text, is_wrong):
    assert ("FACT_MISMATCH" in codes(text, language=language, facts=facts)) == is_wrong
