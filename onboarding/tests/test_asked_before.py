"""What was asked before and has its answer is not asked again; what was asked and has none is."""

import pytest

from onboarding.tests.test_understanding import GOOD, brief_of

HEAD = "From: Ann <ann@client.example>\nSubject: Re: Spring\n\n"
BELOW = "\n\nOn Mon, 23 Nov 2026 at 10:00, Jo <jo@agency.example> wrote:\n"


def asked(notes):
    questions = brief_of({**GOOD, "raw_notes": notes}).open_questions
    return " ".join(f"{one.words} {one.question}" for one in questions)


@pytest.mark.parametrize(
    ("notes", "question"),
    [
        ("We asked: may we show the old logo? They said yes.", "old logo"),
        ("I asked Ann “can we say free?” and she said no.", "say free"),
        ("Our question was: does the offer hold in July? It does.", "hold in July"),
        ("We asked: who signs off?\nMia does.", "signs off"),
        ("Wir haben gefragt: Dürfen wir das Logo ändern? Ja.", "Logo"),
        ("Nous avons demandé : peut-on montrer les prix ? Oui.", "montrer"),
        ("Hemos preguntado: ¿se puede enseñar el precio? Sí, claro.", "enseñar"),
        ("Abbiamo chiesto: si può mostrare il logo? Certo.", "mostrare"),
        (f"{HEAD}The old logo is fine.{BELOW}> May we show the old logo?", "May we show"),
        (f"{HEAD}Yes to TikTok.{BELOW}> Do you want TikTok too?", "want TikTok too"),
    ],
)
def test_what_has_its_answer_is_not_asked_again(notes, question):
    assert question in notes
    assert question not in asked(notes)


@pytest.mark.parametrize(
    ("notes", "question"),
    [
        ("May we show the old logo?", "old logo"),
        ("We asked: may we show the old logo?", "old logo"),
        ("We asked: may we show the old logo? No answer yet.", "old logo"),
        ("We asked: may we show the old logo? We are waiting for the chair.", "old logo"),
        ("We asked: may we show the old logo?\nWe asked: who signs off?", "old logo"),
        ("Wir haben gefragt: Dürfen wir das Logo ändern? Noch keine Antwort.", "Logo"),
        (f"{HEAD}The budget is fine.{BELOW}> May we show the old logo?", "old logo"),
        (f"{HEAD}May we show the old logo?{BELOW}> The old logo is blue.", "May we show"),
    ],
)
def test_what_has_none_is(notes, question):
    assert question in asked(notes)
