"""Each line of copy against the facts of one client: a number that contradicts them, is not in them, or is neither."""

import pytest

from aicmo_site.kernel.extract.quantities import quantities
from qc.tests.copies import found

FACTS = (
    "pottery course, 12 lessons, 240 EUR",
    "starts on 7 September at 18:30",
    "Tuesday to Friday from 10 am to 6 pm",
    "workshop: 14 Mill Lane",
    "1,200 pots fired in 2024, 35% less gas than before",
    "tours on Saturdays in May",
    "lasts 90 minutes",
)


def severity(text, language="en", facts=FACTS, **options):
    return [
        grave for code, grave, _ in found(text, language=language, facts=facts, **options) if code == "FACT_MISMATCH"
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Twelve lessons for €240."),
        ("en", "It starts on September 7th at 6.30pm."),
        ("en", "We open at 10am, from Tuesday to Friday."),
        ("en", "Find us at 14 Mill Lane."),
        ("en", "In 2024 we fired 1200 pots and used 35 per cent less gas."),
        ("en", "Three cats, two kilns, one potter."),
        ("en", "No 9-to-5, but a 360° view. Open 24/7, profits split 50-50 or 50/50."),
        ("fr", "Ouvert 24h/24, 7/7."),
        ("en", "Clay needs eighteen hours to dry."),
        ("en", "Our 3rd kiln, the 21st century one."),
        ("en", "1. Wedge\n2. Throw\n3. Fire"),
        ("en", "5 reasons to throw a pot."),
        ("en", "Made with MP3s, A4 paper and 3D printing in Covid-19 times."),
        ("en", "More: https://pots.example/2031/99?x=77 #pots2031"),
        ("en", "A thousand thanks, a hundred times."),
        ("en", "We counted the pots on Monday."),
        ("en", "We may march on."),
        ("en", "Still thinking about tours? Then this may help, and so may a visit."),
        ("es", "Doce clases por 240 euros, desde el 7 de septiembre a las 18.30 h."),
        ("es", "Una vez más, mil gracias: la visita dura noventa minutos."),
        ("fr", "Douze leçons pour 240 €, dès le 7 septembre à 18h30."),
        ("fr", "Un tour tout neuf, et dix doigts."),
        ("de", "Zwölf Stunden Töpfern? Nein, 12 Termine ab 7.9. um 18.30 Uhr für 240,00 Euro."),
        ("it", "Dodici lezioni a 240 euro, dal 7 settembre alle 18:30."),
        ("pt", "Doze aulas por 240 euros a partir de 7 de setembro às 18h30."),
        ("nl", "Twaalf lessen voor € 240, vanaf 7 september om 18.30 uur."),
        ("pl", "Kurs od 7 września, 240 euro."),
        ("ja", "9月7日から、240ユーロ。"),
        ("ko", "9월"),
    ],
)
def test_a_fact_in_whatever_spelling_is_left_alone(language, text):
    assert severity(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Twelve lessons for €420."),
        ("en", "Twelve lessons for 240 GBP."),
        ("en", "It starts on 17 September."),
        ("en", "It starts on 7 October."),
        ("en", "It starts on 7 September at 8 pm."),
        ("en", "Only 10 lessons."),
        ("en", "The pottery course has fifteen lessons."),
        ("en", "We used 53% less gas."),
        ("en", "Tours on Sundays in May."),
        ("en", "Tours on Saturdays in June."),
        ("en", "The pottery course lasts 45 minutes."),
        ("es", "El curso cuesta 260 euros."),
        ("es", "Empieza el 8 de septiembre."),
        ("fr", "Le cours coûte 204 €."),
        ("fr", "Rendez-vous à 19h30."),
        ("de", "Der Kurs beginnt am 9. September."),
        ("de", "Los geht es um 17 Uhr, für zweihundert Euro."),
        ("it", "Il corso costa 245 euro."),
        ("pt", "O curso começa a 9 de setembro."),
        ("nl", "De cursus kost 250 euro."),
    ],
)
def test_another_value_for_the_same_thing_is_critical(language, text):
    assert severity(text, language)[:1] == ["critical"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The first 20 people get a mug."),
        ("en", "Since 1987 we have fired pots."),
        ("en", "More than fifty volunteers help."),
        ("es", "Más de 300 vecinos lo saben."),
        ("de", "Über 80 Vereine sind dabei."),
    ],
)
def test_a_number_that_no_fact_speaks_of_is_major(language, text):
    assert severity(text, language, facts=("pottery course",)) == ["major"]


@pytest.mark.parametrize(
    ("language", "twelve", "thirteen"), [("en", "Twelve", "Thirteen"), ("de", "Zwölf", "Dreizehn")]
)
def test_a_count_in_words_needs_a_fact_from_thirteen_on(language, twelve, thirteen):
    texts = [f"{count} friends built this kiln." for count in (twelve, thirteen)]
    assert [severity(text, language, facts=("pottery course",)) for text in texts] == [[], ["major"]]


@pytest.mark.parametrize(
    ("language", "fact", "text", "expected"),
    [
        ("en", "2027-03-12", "We open on 12 March 2027.", []),
        ("en", "2027-03-12", "We open on 2028-12-03.", ["critical"]),
        ("de", "Eröffnung 12.03.2027", "Eröffnung am 12.03.2029.", ["critical"]),
        ("ja", "2027年5月20日", "2027年5月25日に開店。", ["critical"]),
        ("ja", "令和9年3月12日", "2027年3月12日に開店。", []),
        ("en", "3-5 May 2027", "From 3 to 5 May.", []),
        ("en", "3-5 May 2027", "From 3 to 6 May.", ["critical"]),
        ("en", "We open on 3 May 2027", "We open on Tuesday 3 May 2027.", ["critical"]),
        ("en", "We open on 3 May 2027", "We open on Tuesday, 3 May.", ["critical"]),
        ("en", "We open on 3 May 2027", "We open on Monday 3 May.", []),
        ("en", "We open on Tuesday 3 May 2027", "We open on Tuesday 3 May 2027.", []),
        ("en", "We open on 3 May", "We open on Tuesday 3 May.", []),
        ("ja", "open until 22:00", "22時まで営業しています。", []),
        ("ja", "open until 22:00", "21時まで営業しています。", ["critical"]),
        ("en", "Doors 7.30 pm", "Doors open at half past seven.", []),
        ("de", "Doors 7.30 pm", "Einlass um halb neun.", ["critical"]),
        ("en", "the course lasts 6 weeks", "The course lasts 6-8 weeks.", ["critical"]),
        ("fr", "l'atelier dure trois jours", "L'atelier dure trois semaines.", ["critical"]),
        ("de", "der Kurs dauert 3 Wochen", "Der Kurs dauert drei Monate.", ["critical"]),
        ("en", "the course lasts two weeks", "The course lasts 14 days.", []),
        ("en", "delivery in 3 days", "Three weeks of sun.", []),
        ("de", "ab 16 Jahren", "Ab 18 Jahren sind Sie dabei.", ["critical"]),
        ("de", "ab 16 Jahren", "Ab sechzehn Jahren sind Sie dabei.", []),
        ("de", "ab 16 Jahren", "Seit 18 Jahren backen wir.", []),
        ("es", "a partir de 16 años", "Desde 18 años.", ["critical"]),
        ("fr", "dès 16 ans", "Dès 16 ans.", []),
        ("es", "El taller empieza a las 18:00", "El taller empieza a las 6 de la tarde.", []),
        ("es", "El taller empieza a las 18:00", "El taller empieza a las 6 de la mañana.", ["critical"]),
        ("de", "Einlass 19:00", "Einlass um 7 Uhr abends.", []),
        ("zh", "2027年6月12日开业", "6月12日星期六开业。", []),
        ("zh", "2027年6月12日开业", "6月12日星期五开业。", ["critical"]),
        ("ja", "2027年6月12日開催", "6月12日（土・祝）に開催。", []),
        ("ja", "2027年6月12日開催", "6月12日日曜日に開催。", ["critical"]),
        ("ru", "открытие 12 июня 2027 г. в 18:00", "Открытие 12 июня в 7 вечера.", ["critical"]),
        ("he", "הפתיחה ב-12 ביוני 2027", "הפתיחה ב-13 ביוני.", ["critical"]),
        ("vi", "khai trương ngày 12 tháng 6 năm 2027", "Khai trương 12/6/2027.", []),
        ("en", "over 2,500 members", "Over two thousand six hundred members.", ["critical"]),
        ("es", "2.350 socios", "Dos mil trescientos cincuenta socios.", []),
        ("nl", "twaalfhonderd auto's", "Er staan 1.200 auto's.", []),
        ("nl", "1.200 auto's", "Er staan dertienhonderd auto's.", ["critical"]),
    ],
)
def test_days_and_times_are_held_against_the_facts_in_whatever_spelling(language, fact, text, expected):
    assert severity(text, language, facts=(fact,)) == expected


def test_the_number_of_a_claim_is_no_second_finding():
    assert severity("100% safe, always. Visit us.", facts=()) == []


def test_mandatory_texts_and_names_may_hold_numbers():
    assert severity("Studio 54 says: rule 7 applies.", mandatory=("rule 7 applies",), name="Studio 54", facts=()) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("£1.2m", "en", [("money", {1_200_000})]),
        ("1.200,50 €", "de", [("money", {"1200.50"})]),
        ("1 200 €", "fr", [("money", {1200})]),
        ("4–8 May", "en", [("date", {(5, 4)}), ("date", {(5, 8)})]),
        ("2026-05-04", "en", [("date", {(5, 4)})]),
        ("17. April 2027", "de", [("date", {(4, 17)})]),
        ("half past, 7:05 a.m.", "en", [("time", {425})]),
        ("zwei Prozent, 7 Prozent", "de", [("percent", {2}), ("percent", {7})]),
        ("soixante et onze pots", "fr", [("number", {71})]),
    ],
)
def test_values_are_read_as_people_write_them(text, language, expected):
    from decimal import Decimal

    read = [
        (one.kind, {v if isinstance(v, tuple) else Decimal(v) for v in one.values})
        for one in quantities(text, language)
    ]
    wanted = [(kind, {v if isinstance(v, tuple) else Decimal(v) for v in values}) for kind, values in expected]
    assert read == wanted


LISTED = ("adults £14", "children £6", "a 10 km walk", "Call 01632 960123", "open until 6pm")


@pytest.mark.parametrize(
    "text",
    [
        "Adults £6, children £14.",
        "A 10 mile walk by the river.",
        "Call 01632 960132.",
    ],
)
def test_the_value_of_another_thing_is_critical(text):
    assert severity(text, facts=LISTED)[:1] == ["critical"]


@pytest.mark.parametrize(
    "text",
    [
        "Adults £14, children £6.",
        "Children £6 and adults £14.",
        "A walk of 10 kilometres.",
        "Call +44 1632 960123.",
        "Made for iPhone 16 and Windows 12.",
        "Volume one sold out: Vol. 3 is here.",
        "1:20 How to hold the shears",
        "Haircuts as in the 1970s.",
    ],
)
def test_the_value_of_the_same_thing_and_the_digits_of_a_name_are_left_alone(text):
    assert severity(text, facts=LISTED) == []


def test_a_fact_that_tells_more_than_a_price_is_no_list_of_prices():
    facts = ("pottery course, 12 lessons, 240 EUR", "glazing kit 20 EUR")
    assert severity("The kit of the pottery course costs 20 EUR.", facts=facts) == []


def test_an_article_joins_no_price_and_count():
    facts = ("a pack £5", "12 cans")
    assert severity("£5 a 12 pack.", facts=facts) == []


def test_a_dollar_may_be_any_and_a_named_one_is_no_other():
    facts = ("entry C$5",)
    assert severity("Entry for $5.", facts=facts) == []
    assert severity("Entry for US$5.", facts=facts) == ["critical"]


@pytest.mark.parametrize(
    ("fact", "copy", "is_wrong"),
    [
        ("We open on 12 June.", "We open on 12 June 2027.", False),
        ("We open on 12 June 2027.", "We open on 12 June.", False),
        ("We open on 12 June 2026.", "We open on 12 June 2027.", True),
    ],
)
def test_a_year_that_only_one_of_the_two_names_contradicts_nothing(fact, copy, is_wrong):
    assert bool(severity(copy, facts=(fact,))) == is_wrong
