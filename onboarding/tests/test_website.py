"""The website that only the notes name."""

import pytest

from onboarding.tests.test_understanding import GOOD, asked, brief_of


def noted(notes, **fields):
    return brief_of({**GOOD, "website": None, "raw_notes": notes, **fields})


@pytest.mark.parametrize(
    ("notes", "site"),
    [
        ("Our site is www.wheels.example and has it all.", "www.wheels.example"),
        ("Unsere Seite: https://radhaus.example/kurse.", "https://radhaus.example/kurse"),
        ("Notre site : roue-libre.example, et le blog https://blog.roue-libre.example", "roue-libre.example"),
        ("O nosso site é www.merceria.example", "www.merceria.example"),
        ("Il sito è teatrominimo.example .", "teatrominimo.example"),
        ("Zapisy na https://laka.example/dzien", "https://laka.example/dzien"),
        ("公式サイト https://yunosato.example", "https://yunosato.example"),
        ("موقعنا: https://alnoor.example", "https://alnoor.example"),
        ("See adasbikes.example, mail ada@other.example", "adasbikes.example"),
    ],
)
def test_a_site_that_is_clearly_the_client_s_is_found_and_confirmed(notes, site):
    brief = noted(notes)
    assert (brief.website, asked(brief)) == (site, [("website", "unconfirmed")])
    assert [(source.source, site in source.words) for source in brief.facts if source.field == "website"] == [
        ("raw_notes", True)
    ]


@pytest.mark.parametrize(
    "notes",
    [
        "Our site is one.example, the new website two.example.",
        "Look at https://www.nytimes.com/bikes for the style.",
    ],
)
def test_several_sites_or_a_doubtful_one_are_a_question(notes):
    brief = noted(notes)
    assert (brief.website, asked(brief)) == ("", [("website", "unclear")])


@pytest.mark.parametrize(
    "notes",
    [
        "Mail: ada@adasbikes.example",
        "The competitor has https://roadrunner.example",
        "Their page is roadrunner.example",
        "Pictures: https://drive.google.com/x and https://instagram.com/adasbikes",
        "Schönes Ende.Dann das Logo logo.png und brief.docx.",
        "Last year the website was old.example",
    ],
)
def test_what_is_no_site_of_the_client_is_not_taken(notes):
    brief = noted(notes, competitors=["Roadrunner"])
    assert (brief.website, asked(brief)) == ("", [("website", "missing")])
