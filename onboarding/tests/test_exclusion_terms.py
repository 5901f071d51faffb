"""Which terms a client's exclusions name."""

import pytest

from onboarding.exclusions.read import excluded_terms


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("don't say 'cheap', no roses in Feb, don't mention Bloom & Co", ["cheap", "Bloom & Co"]),
        ("Ne pas dire « bio », pas de photos, ne pas citer Fermes du Lac", ["bio", "Fermes du Lac"]),
        ("Kein Wort wie „billig“, keine Rabatte", ["billig"]),
        ("Never say cheap, budget or bargain", ["cheap", "budget", "bargain"]),
        ("Nunca decir barato o ganga", ["barato", "ganga"]),
        ('Do not say "cheap", not even as a joke', ["cheap"]),
        ("Never say cheap or anything that sounds like discount stores", []),
        ("No prometer precios de tren ni de hotel", []),
        ("No images of people vaping or smoking", []),
    ],
)
def test_each_ban_of_a_sentence_names_its_own_terms(said, terms):
    assert list(excluded_terms([said])) == terms
