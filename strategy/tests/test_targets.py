"""Numbers read out of an objective: which of them are targets, of what, and by how much."""

import pytest

from strategy.tests.sentences import read


@pytest.mark.parametrize(
    ("objective", "value", "unit"),
    [
        ("Reach 250,000 monthly active users by the end of 2015", "250000", "monthly active users"),
        ("250K MAU", "250000", "MAU"),
        ("12.000 Besucher im ersten Jahr", "12000", "Besucher"),
        ("Attirer 80 000 visiteurs en 2008", "80000", "visiteurs"),
        ("Conseguir 1,5 millones de visitas", "1500000", "visitas"),
        ("Raise €50,000 by 2027", "50000", "EUR"),
        ("Win 2000 members", "2000", "members"),
        ("Reach 400 people in 3 cities", "400", "people"),
        ("Sell 500 tickets at €25 each", "500", "tickets"),
        ("زيادة عدد المشاركين إلى ٤٠٠ مشارك خلال 3 أشهر", "400", "مشارك"),
        ("来場者を400人集める", "400", "人"),
        ("5월 가족 체험 예약 150팀", "150", "팀"),
        ("3개월 안에 신규 고객 200명", "200", "명"),
        ("三個月內招收120位新會員", "120", "位"),
        ("Cost per lead under €20", "20", "EUR"),
        ("Raise ₹3,00,000 by 1 May 2027", "300000", "INR"),
        ("Raise EUR 2000 by May", "2000", "EUR"),
        ("Raise CA$ 500 for seeds", "500", "CAD"),
        ("Raise 5 TEUR", "5000", "EUR"),
        ("Raise 250 zł", "250", "PLN"),
    ],
)
def test_a_number_with_its_noun_is_a_target(objective, value, unit):
    assert [found[:2] for found in read(objective)] == [(value, unit)]


@pytest.mark.parametrize(
    ("objective", "found"),
    [
        ("Increase donations by 20%", [("20", "%", "donations", "more", "", None)]),
        ("Reduce food waste by 10 % within 6 months", [("10", "%", "food waste", "less", "", 180)]),
        ("Raise the share of cyclists to 20 %", [("20", "%", "share of cyclists", "", "", None)]),
        ("Den Radanteil von 12 % auf 20 % erhöhen", [("20", "%", "Radanteil", "", "12", None)]),
        ("Besucherzahl um 2.000 auf 12.000 erhöhen", [("12000", "Besucherzahl", "Besucherzahl", "", "", None)]),
        ("Grow followers from 1.2k to 3k", [("3000", "followers", "followers", "", "1200", None)]),
        ("Sign up 40 schools (12 so far)", [("40", "schools", "schools", "", "12", None)]),
        ("Increase sales to €2m", [("2000000", "EUR", "sales", "", "", None)]),
        ("Reducir los impropios por debajo del 10 %", [("10", "%", "impropios", "", "", None)]),
        ("Cut complaints below 5%", [("5", "%", "complaints", "", "", None)]),
        ("Shift 8% of short car trips to bus", [("8", "%", "", "", "", None)]),
        ("Que 4.000 hogares recojan su cubo", [("4000", "hogares", "", "", "", None)]),
        ("Reducir un 30 por ciento el consumo de agua", [("30", "%", "consumo de agua", "less", "", None)]),
        ("500 nieuwe leden binnen een jaar", [("500", "nieuwe leden", "nieuwe leden", "", "", 365)]),
        ("売上を20%増やす", [("20", "%", "売上", "more", "", None)]),
        ("زيادة التبرعات بنسبة ٢٠٪ خلال ثلاثة أشهر", [("20", "%", "التبرعات", "more", "", 90)]),
        ("Passer de 400 à 600 adhérents", [("600", "adhérents", "adhérents", "", "400", None)]),
        ("Aumentar un 20 % las reservas en seis meses", [("20", "%", "reservas", "more", "", 180)]),
        ("Augmenter de 15 % les réservations d’ici trois mois", [("15", "%", "réservations", "more", "", 90)]),
        ("Die Spenden bis Ende 2027 um 20 % steigern", [("20", "%", "Spenden", "more", "", 405)]),
        ("20 % mehr Besucher in drei Monaten", [("20", "%", "Besucher", "more", "", 90)]),
        ("Aumentare le iscrizioni del 15% entro il 2027", [("15", "%", "iscrizioni", "more", "", 405)]),
        ("2027年3月までに会員を500人にする", [("500", "人", "", "", "", 130)]),
        ("Pozyskać 5 tys. subskrybentów w 3 miesiące", [("5000", "subskrybentów", "subskrybentów", "", "", None)]),
        ("Привлечь 300 участников до 1 мая 2027", [("300", "участников", "участников", "", "", None)]),
        ("الوصول إلى 500 متطوع في ١٥ مايو ٢٠٢٧", [("500", "متطوع", "متطوع", "", "", None)]),
        (
            "Win 300 members (currently 240) and 40 volunteers by 30 June 2027",
            [("300", "members", "members", "", "240", 221), ("40", "volunteers", "volunteers", "", "", 221)],
        ),
    ],
)
def test_a_sentence_says_what_is_counted_from_where_by_how_much_and_until_when(objective, found):
    assert read(objective) == found


@pytest.mark.parametrize(
    "objective",
    [
        "Make people aware that the Main Library reopens in September 2025",
        "Lower tobacco use among teenagers aged 13 to 18",
        "Reach adults of 25-40 in the city",
        "Finish within 12 weeks",
        "The first since 1997",
        "Zehn Ziele bis 2030",
        "Continue phase 2",
        "Sell tickets at €25",
        "Save 10 % on your first order",
        "3 von 4 Haushalten trennen Müll",
        "Open 24 hours a day, 7 days a week",
        "Increase bookings 10%–15%",
        "Raise between £5,000 and £8,000",
        "Zebrać od 20 do 30 tys. zł",
        "Zebrać od 20 000 do 30 000 zł do maja 2027",
        "Vybrat od 20 do 30 tisíc Kč",
        "Собрать от 20 до 30 тыс. руб.",
        "Samla in 20 till 30 tusen kr",
        "20 tot 30 leden werven",
        "Raise £10-15k",
        "Win between 10 and 15 members",
        "Zwischen 30 und 40 Mitglieder gewinnen",
        "Be known by 01/02/2027",
        "Zwischen 2026 und 2028 bekannter werden",
        "Make 1 in 4 residents aware",
        "Win 5 of the 10 largest retailers",
        "Promote the 5 km run",
        "Celebrate our 50th anniversary",
        "Promote our 24/7 helpline 0800 123 456",
        "",
        "²³ ٣",
    ],
)
def test_a_year_an_age_a_price_a_range_or_a_duration_is_no_target(objective):
    assert read(objective) == []


@pytest.mark.parametrize(
    ("objective", "value"),
    [
        ("Win thirty qualified leads", "30"),
        ("Captar treinta clientes", "30"),
        ("Gagner trente clients", "30"),
        ("Dreißig Kunden gewinnen", "30"),
        ("Win twenty-five members", "25"),
        ("Win eleven members", "11"),
        ("Win twelve new partners", "12"),
        ("Win a hundred members", "100"),
        ("Win two hundred volunteers", "200"),
        ("Captar treinta y cinco clientes", "35"),
        ("Win a hundred and fifty members", "150"),
        ("Gagner trente-cinq clients", "35"),
    ],
)
def test_a_number_in_words_is_a_number(objective, value):
    assert [found[0] for found in read(objective)] == [value]


@pytest.mark.parametrize("objective", ["One team for all", "Win ten members", "Zehn Mitglieder gewinnen"])
def test_a_small_number_word_is_none(objective):
    assert read(objective) == []


@pytest.mark.parametrize(
    ("objective", "units"),
    [
        ("60 neue Patientinnen und Patienten gewinnen", ["neue Patientinnen und Patienten"]),
        ("60 Kundinnen und Partner gewinnen", ["Kundinnen"]),
        ("Vender 5.000 garrafas de 5 litros", ["garrafas"]),
        ("Reduce water use to 5 litres a day", ["litres"]),
        ("Llenar la agenda: 80 citas nuevas al mes", ["citas nuevas al mes"]),
        ("20 Anfragen pro Woche", ["Anfragen pro Woche"]),
    ],
)
def test_what_is_counted_has_both_forms_its_rate_and_no_size(objective, units):
    assert [unit for _, unit, *_ in read(objective)] == units


def test_a_lead_in_is_no_name_of_what_is_counted():
    ((value, _, name, _, baseline, _),) = read("L'objectif c'est de passer de 310 à 450 vaccinés inscrits")
    assert (value, name, baseline) == ("450", "vaccinés inscrits", "310")


@pytest.mark.parametrize(
    ("objective", "units"),
    [
        ("Win 40 alpha beta gamma delta", ["alpha beta gamma delta"]),
        ("Win 40 alpha beta gamma delta epsilon", ["alpha beta gamma delta"]),  # four words at most
        ("Win 40 alpha of", ["alpha"]),
        ("Win 40 Frauen und Frauens", ["Frauen und Frauens"]),
        ("Win 40 alte und alte", ["alte"]),  # too short for two forms of a noun
        ("Win " + "1" * 15 + " members", ["members"]),
        ("Win " + "1" * 16 + " members", []),
        ("Win 0 members", []),
        ("a" * 1987 + " win 30 members", ["membe"]),  # two thousand characters are a goal
        ("a" * 1990 + " win 30 members", []),
        ("Win between 30 and 40 members", []),
        ("Win between " + " " * 10 + "30 and 40 members", ["members"]),
    ],
)
def test_what_is_counted_is_told_in_few_words_of_a_short_sentence(objective, units):
    assert [unit for _, unit, *_ in read(objective)][-1:] == units


@pytest.mark.parametrize(("words", "named"), [(8, True), (9, False)])
def test_a_name_of_a_measure_has_eight_words_at_most(words, named):
    ((_, _, name, *_),) = read("Raise the " + "share " * words + "to 30 %")
    assert name == ("share " * words).strip() * named


@pytest.mark.parametrize("count", [23, 24, 25])
def test_a_sentence_of_more_than_two_dozen_numbers_is_a_table(count):
    objective = "Win " + ", ".join(f"{10 + number} members" for number in range(count))
    assert len(read(objective)) == min(count, 24)


@pytest.mark.parametrize(
    ("objective", "found"),
    [
        ("Win 300 members (now we have 240)", [("300", "members", "members", "", "240", None)]),
        ("Win 300 members (240 we have now)", [("300", "members", "members", "", "240", None)]),
        ("Now 240, 300 members wanted", [("300", "members wanted", "members wanted", "", "240", None)]),
        ("現在200人 会員を300人にする", [("300", "人", "", "", "200", None)]),
        ("Cut waste right under 10 %", [("10", "%", "waste right", "", "", None)]),
        ("Reach 0 %", []),
        ("Reach under 0 %", []),
        ("Shift 8%", [("8", "%", "Shift", "", "", None)]),
        ("20 % less waste", [("20", "%", "waste", "less", "", None)]),
        ("Grow from 10 to 20 members", [("20", "members", "members", "", "10", None)]),
        ("From 10 to 20 members", []),
        ("Mehr Besucher von 10 auf 20", [("20", "Mehr Besucher", "Mehr Besucher", "", "10", None)]),
        ("Raise by 5 to 20 members", [("20", "members", "members", "", "", None)]),
        ("Grow by 5 litros", [("5", "litros", "litros", "more", "", None)]),
        ("Win so that 40 people come", [("40", "people", "", "", "", None)]),
        ("Raise £500 each", []),
        ("Raise sales by £500", [("500", "GBP", "sales", "more", "", None)]),
        ("Raise sales to £500", [("500", "GBP", "sales", "", "", None)]),
        ("Lower cost by £500", [("500", "GBP", "cost", "less", "", None)]),
        ("Offer 500 £ off", []),
        ("Win 400 members by 2027 with ads", [("400", "members", "members", "", "", 405)]),
        ("Until 2027 win 40 members", [("40", "members", "members", "", "", 405)]),
        ("Increase by 2000 members", [("2000", "members", "members", "more", "", None)]),
        ("Increase to 2000 members", [("2000", "members", "members", "", "", None)]),
        ("Win 40 members in 2027 with ads", [("40", "members", "members", "", "", None)]),
        ("In 2027 visitors come", []),
        ("Since 2019 40 members", []),
    ],
)
def test_words_beside_a_number_say_what_it_is_to_the_aim(objective, found):
    assert read(objective) == found
