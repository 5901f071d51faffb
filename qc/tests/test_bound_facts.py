"""Facts told otherwise are left alone; what no fact has, in words or figures, is found."""

import pytest

from qc.rules.internal import divided
from qc.tests.copies import codes

DAYS = ("Opening weekend is Saturday 17 and Sunday 18 April 2027, doors from 10 am",)
NOTES = (
    "The club was founded in the church hall and mends lamps for everybody who asks. Budget about 825k for one year, "
    "with a long approval list. The tender closed in spring and the agency starts soon."
)


@pytest.mark.parametrize(
    ("language", "facts", "text"),
    [
        ("en", ("one in four passengers comes by bus",), "25 % of passengers come by bus."),
        ("da", ("Hver fjerde ryger",), "En ud af fire ryger."),
        ("es", ("69.814 consultas en 2015",), "Casi 70.000 consultas en 2015."),
        ("sv", ("18 460 cyklister reste",), "Drygt 18 000 cyklister reste."),
        ("en", ("entry is free",), "Entry costs £0."),
        ("de", ("am 31.01.2018 beschlossen",), "Ende Januar 2018 war es so weit."),
        ("fr", ("samedi 11 et le dimanche 12 septembre 2027",), "Les 11 et 12 septembre, venez."),
        ("en", ("gala from Friday 6 to Sunday 8 August 2027",), "Gala: 6, 7 and 8 August."),
        ("es", ("escapadas de uno a tres días",), "Escapadas de 1, 2 o 3 días."),
        ("en", ("the shop opens at 10 am",), "It is 9.55 and the kettle is on."),
        ("de", ("Freiwillige Feuerwehr",), "112 wählen kann jeder."),
        ("en", DAYS, "Saturday 17 April: come in."),
    ],
)
def test_a_fact_told_otherwise_is_no_mismatch(language, facts, text):
    assert "FACT_MISMATCH" not in codes(text, language=language, facts=facts)


@pytest.mark.parametrize(
    ("language", "facts", "text"),
    [
        ("en", (), "One in five teens vapes."),
        ("de", ("Radfahren tut gut",), "Jeder dritte Gast kommt mit dem Rad."),
        ("da", ("Hver fjerde ryger",), "Hver tredje ryger."),
        ("en", DAYS, "On Saturday 18 April the workshop opens."),
        ("en", DAYS, "It opens in June."),
        ("en", ("the workshop has eleven benches", "fixers are there"), "Eleven fixers are waiting."),
        ("en", ("adults £14, children £6",), "Adults £6, children £14."),
        ("en", (), "Text SWAP to 88709."),
        ("de", (), "Ruf an: 0211 123456."),
        ("en", ("we mend things",), "Last year we mended 412 things."),
    ],
)
def test_what_no_fact_has_is_a_mismatch(language, facts, text):
    assert "FACT_MISMATCH" in codes(text, language=language, facts=facts)


@pytest.mark.parametrize(
    ("text", "is_broken"),
    [
        ("More at https://lane.example", False),
        ("More at https://lane.example/about/us", True),
        ("More at https://lane-club.example", True),
        ("Follow @lanebakery", True),
        ("Follow @lane", False),
    ],
)
def test_an_address_or_handle_that_no_fact_has_is_broken(text, is_broken):
    assert ("BROKEN_LINK" in codes(text, website="https://lane.example", facts=("@lane",))) == is_broken


def test_a_sentence_of_notes_about_money_is_internal_and_the_rest_is_not():
    public, private = divided((NOTES, "Plan your budget with us", "Intern: 740.000 Euro Umbau"))
    assert "Plan your budget with us" in public
    assert "Intern: 740.000 Euro Umbau" in private
    assert any("founded" in part for part in public)
    assert any("825k" in part for part in private)


def test_what_only_internal_notes_hold_is_unwanted_in_copy():
    assert "BANNED_TERM" in codes("It costs 825,000 dollars.", facts=(NOTES,))
    assert "BANNED_TERM" in codes("The tender is closed.", facts=(NOTES,))
    assert "BANNED_TERM" not in codes("The club mends lamps.", facts=(NOTES,))


@pytest.mark.parametrize(
    ("code", "language", "text", "options"),
    [
        ("QUOTATION", "en", "“I never saw her,” says Maria Lopez.", {}),
        ("QUOTATION", "es", "«No la vi venir», cuenta María López.", {}),
        ("COMPETITOR", "pt", "Mais perto que as praias uruguaias.", {"competitors": ("Uruguai",)}),
        ("BANNED_TERM", "pt", "Depois da pandemia, viaje.", {"exclusions": ("Não considerar a covid",)}),
        ("MISSING_MANDATORY", "de", "Eure Stadt Bamburg.", {"name": "Stadt Bamberg"}),
        (
            "FACT_DENIED",
            "de",
            "Der Stadtrat hat die Ziele abgelehnt.",
            {"facts": ("Der Stadtrat hat die Ziele übernommen",)},
        ),
        ("UNKNOWN_NAME", "en", "It goes for everyone in Pennsylvania.", {}),
        ("BANNED_CLAIM", "en", "Studies show that it works.", {}),
        ("BANNED_CLAIM", "de", "Radfahren stärkt das Immunsystem.", {}),
        ("BANNED_CLAIM", "en", "Free vests are waiting for you at every library.", {}),
        ("AI_RESIDUE", "en", "Look twice. [K1, O3]", {}),
        ("AI_RESIDUE", "de", "[PRÜFEN: Zahl]", {}),
        ("AI_RESIDUE", "fr", "Voici la publication pour la ville :\nVenez.", {}),
        ("AI_RESIDUE", "es", "Usa solo los hechos dados.", {}),
        ("BANNED_CLAIM", "fr", "Arrivée à l’heure garantie, ou vous êtes remboursé.", {}),
        ("BANNED_CLAIM", "en", "With us your child will never drown.", {}),
        ("BANNED_CLAIM", "es", "Quien venga recibe un segundo abono de regalo.", {"facts": ("Abono 36 €",)}),
        (
            "BANNED_CLAIM",
            "fr",
            "Pour les groupes, un accompagnateur voyage gratuitement.",
            {"facts": ("Gratuit pour les moins de 5 ans",)},
        ),
        ("BANNED_CLAIM", "ja", "本展は大賞を受賞しました。", {}),
        ("AI_RESIDUE", "pl", "Napisz post na Facebooka, w tonie ciepłym.", {}),
        ("AI_RESIDUE", "ja", "駅から歩いて12分です(F7)。", {"facts": ("駅から12分",)}),
        ("COMPETITOR", "pl", "Byliście w Kopalni Srebrnej?", {"competitors": ("Kopalnia Srebrna",)}),
        ("MISSING_MANDATORY", "fr", "La Maison du Don d'Arvyères.", {"name": "Maison du Don d'Arvières"}),
        ("MISSING_MANDATORY", "ja", "青滋の里美術館へ。", {"name": "青磁の里美術館"}),
        (
            "FACT_DENIED",
            "en",
            "It was made from woad, not from indigo.",
            {"facts": ("It was made from indigo, not from woad",)},
        ),
        ("FACT_DENIED", "nl", "Alleen eigenaren kunnen meedoen.", {"facts": ("Ook huurders kunnen meedoen",)}),
        ("FACT_DENIED", "ja", "予約が必要です。", {"facts": ("試食会は予約不要",)}),
        ("UNKNOWN_NAME", "de", "Von Gaustadt bis Nürnberg fährt die Stadt.", {}),
        ("TONE_JARS", "en", "Eleven people died. 🎉", {}),
        ("TO_THE_PRESS", "en", "For immediate release: we open.", {}),
        ("EMPTY_OPENING", "en", "In today's fast-paced world, bread matters.", {}),
        ("SLOGAN_ALTERED", "en", "Small changes add up.", {"facts": ("Small swaps add up",)}),
    ],
)
def test_each_kind_of_fault_has_its_code(code, language, text, options):
    assert code in codes(text, language=language, **options)


@pytest.mark.parametrize(
    ("code", "language", "text", "options"),
    [
        ("QUOTATION", "en", "“Look twice,” says Maria Lopez.", {"facts": ("Maria Lopez: “Look twice”",)}),
        ("QUOTATION", "de", "„Radfahren tut gut“ ist der zweite Satz.", {}),
        ("MISSING_MANDATORY", "de", "Das Rathaus Stadt Bambergs ist offen.", {"name": "Stadt Bamberg"}),
        ("FACT_DENIED", "en", "Repairs are not only free.", {"facts": ("Repairs are free",)}),
        ("BANNED_CLAIM", "en", "Repairs are free of charge.", {"facts": ("Repairs are free",)}),
        (
            "FACT_DENIED",
            "en",
            "Most of it has never been seen before.",
            {"facts": ("Most of it is seen for the first time",)},
        ),
        ("FACT_DENIED", "es", "La primera visita no te cuesta nada.", {"facts": ("Primera visita gratuita",)}),
        ("UNKNOWN_NAME", "fr", "Un arrêt à Saint-Loup.", {"facts": ("Arrêts à Saint-Loup",)}),
        (
            "BANNED_CLAIM",
            "fr",
            "Les enfants de moins de 5 ans voyagent gratuitement.",
            {"facts": ("Gratuit pour les moins de 5 ans",)},
        ),
        ("TONE_JARS", "en", "Bread is here. 🎉", {}),
    ],
)
def test_what_only_looks_like_one_is_left_alone(code, language, text, options):
    assert code not in codes(text, language=language, **options)
