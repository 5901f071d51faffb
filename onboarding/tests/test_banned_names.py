"""Bans that name a name become rules for that name."""

import pytest

from onboarding.exclusions.banned_names import banned_names
from onboarding.tests.test_understanding import GOOD, asked, brief_of


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("Don't mention our old name (Bike & Sons)", ("Bike & Sons",)),
        ("Do not mention our former brand name Velo-City in any post", ("Velo-City",)),
        ("Bitte nicht den alten Namen Radhaus nennen", ("Radhaus",)),
        ("Den alten Namen „Radhaus“ nicht mehr verwenden", ("Radhaus",)),
        ("Ne pas citer notre ancien nom (Vélo Plus)", ("Vélo Plus",)),
        ("No mencionar el nombre anterior: Bicis Paco", ("Bicis Paco",)),
        ("Non usare il vecchio nome Bici Rossi", ("Bici Rossi",)),
        ("Não usar o nome antigo (Bicicletas Sol)", ("Bicicletas Sol",)),
        ("De oude naam Fietshuis niet gebruiken", ("Fietshuis",)),
        ("Nie używać starej nazwy (Rowerek)", ("Rowerek",)),
        ("Eski adımız (Bisikletçi) kullanılmasın", ("Bisikletçi",)),
        ("旧社名（さくら自転車）は使わないでください", ("さくら自転車",)),
        ("لا تذكر الاسم القديم (دراجتي)", ("دراجتي",)),
        ("Never mention Acme Corp, Zero Co or Wheelers", ("Acme Corp", "Zero Co", "Wheelers")),
        ("No mencionar a Telefónica", ("Telefónica",)),
        ('never say "cheap"', ("cheap",)),
    ],
)
def test_a_name_that_is_banned_is_a_banned_term_in_field_and_notes(said, terms):
    assert brief_of({**GOOD, "exclusions": [said]}).excluded_terms == terms
    noted = brief_of({**GOOD, "raw_notes": said})
    assert (noted.excluded_terms, asked(noted, "exclusions")) == (terms, [("exclusions", "unconfirmed")])


@pytest.mark.parametrize(
    "said",
    [
        "Do not mention prices",
        "Nicht die Preise erwähnen",
        "Please don't mention I am the owner",
        "Our old name was Bike & Sons and people still use it",
        "Don't mention Roadrunner unless asked",
        "Avoid the old name.",
        "We never liked Facebook.",
        "Do not mention that we closed in May",
    ],
)
def test_a_ban_that_names_no_name_stays_for_people(said):
    assert brief_of({**GOOD, "exclusions": [said]}).excluded_terms == ()
    assert brief_of({**GOOD, "raw_notes": said}).excluded_terms == ()


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("Do not mention our old name Casa de Campo", ("Casa de Campo",)),
        ("Do not mention our old name Bank of England", ("Bank of England",)),
        ("Do not mention our old name Haus von Berg", ("Haus von Berg",)),
        ("Do not mention our old name Casa der Campo", ("Casa",)),
        ("Do not mention Ace", ("Ace",)),
        ("Do not mention Ac", ()),
        ("Do not mention One Two Three Four Five", ("One Two Three Four Five",)),
        ("Do not mention One Two Three Four Five Six", ("One Two Three Four Five",)),
        ("Do not mention den Radhaus or the Velohaus", ("Radhaus", "Velohaus")),
        ("Nicht Radhaus oder den Velohof erwähnen", ()),
        ("Do not mention our old name (" + "a" * 60 + ")", ("a" * 60,)),
        ("Do not mention our old name (" + "a" * 61 + ")", ()),
        ("No nombrar ni Metro ni IGA", ("Metro", "IGA")),
        ("No nombrar ni Metro ni IG", ("Metro",)),
    ],
)
def test_a_name_ends_where_a_name_does(said, terms):
    assert banned_names(said) == terms
