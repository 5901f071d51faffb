"""What notes and exclusions rule out in words of their own stays out, and what was confided does, in any words."""

import pytest

from qc.tests.copies import codes

NITRATE = "Gespräch mit Frau Wieland. Thema Nitrat bitte auslassen, keine Vergleiche mit Mineralwasser."


@pytest.mark.parametrize(
    ("language", "options", "text"),
    [
        ("de", {"facts": (NITRATE,)}, "Wir erklären, was wir gegen Nitrat tun."),
        ("de", {"facts": (NITRATE,)}, "Besser als jedes Mineralwasser."),
        ("it", {"facts": ("Appunti: non parlare di moto ondoso né di ritardi.",)}, "Il moto ondoso? Nessun problema."),
        ("it", {"facts": ("Appunti: non parlare di moto ondoso né di ritardi.",)}, "Mai un ritardo."),
        ("en", {"exclusions": ("Nothing about slug pellets or peat",)}, "We never use peat."),
        ("ja", {"facts": ("メモ:贋作の件には触れないこと。",)}, "贋作の話もあります。"),
        (
            "fr",
            {"internal": ("Le département paie la moitié du coût, à garder pour nous",)},
            "La moitié du coût est payée.",
        ),
        (
            "pl",
            {"facts": ("Notatki: Bartek. Lokal mamy tylko na 2028 rok, nie mówić.",)},
            "Nasz lokal zamykamy w 2028 roku.",
        ),
    ],
)
def test_what_is_ruled_out_or_confided_is_unwanted(language, options, text):
    assert "BANNED_TERM" in codes(text, language=language, **options)


@pytest.mark.parametrize(
    ("language", "options", "text"),
    [
        ("de", {"facts": (NITRATE, "Klares Wasser")}, "Klares Wasser aus dem Tal."),
        (
            "fr",
            {"facts": ("La neige sans le volant", "Notes : éviter le thème du manque de neige.")},
            "La neige est là.",
        ),
        (
            "en",
            {"facts": ("Call with Petra. The project group works under the roof of the town hall.",)},
            "The project group works here.",
        ),
        ("en", {"facts": ("We never leave out a vegetable",)}, "Eat a vegetable."),
    ],
)
def test_what_is_not_is_left_alone(language, options, text):
    assert "BANNED_TERM" not in codes(text, language=language, **options)
