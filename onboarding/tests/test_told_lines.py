import pytest

from onboarding.notes.sentences import sentences
from onboarding.notes.told_lines import line_everywhere, messages_in


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("People should know that the bridge stays open during works.", "The bridge stays open during works"),
        ("If folks remember just one thing, make it this: the bus is free.", "the bus is free"),
        ("Hängen bleiben soll: Wir sind für alle da.", "Wir sind für alle da"),
        ("Le message à faire passer, c'est que le compost ne sent pas.", "Le compost ne sent pas"),
        ("Lo que la gente tiene que recordar es que el bus es gratis.", "El bus es gratis"),
        ("Il messaggio principale è che il museo è di tutti.", "Il museo è di tutti"),
        ("De kernboodschap is: samen eten verbindt.", "samen eten verbindt"),
        ("Główny przekaz kampanii to czyste powietrze zaczyna się w domu.", "Czyste powietrze zaczyna się w domu"),
        ("And we want to celebrate that the valley is free of litter.", "The valley is free of litter"),
        ("Y celebrar que la isla es la primera que recicla.", "La isla es la primera que recicla"),
        ("This is what people should remember:\nOur water is clean.", "Our water is clean"),
    ],
)
def test_what_people_are_to_remember_is_a_message(said, message):
    assert [told.line for told in messages_in(sentences(said))] == [message]


@pytest.mark.parametrize(
    "said",
    [
        "We celebrate the birthday in May.",
        "We do not celebrate that he left.",
        "Our main message has been the same for years.",
        "The key message is on page 3 of the deck.",
        "The message is clear.",
        "Main message: none so far.",
        "Die Nachricht von Herrn Weiß ist angekommen.",
        "Was sich die Leute merken, ist immer die Farbe.",
        "Le message de Paul est arrivé.",
        "Il messaggio è arrivato ieri.",
        "What matters is that the kids have fun.",
        "One thing I must say: your invoice was wrong.",
    ],
)
def test_other_messages_and_things_are_none(said):
    assert messages_in(sentences(said)) == []


def test_a_clause_whose_verb_stands_last_cannot_stand_alone():
    told = messages_in(["Die Botschaft ist, dass Ehrenamt Spaß macht."])
    assert [(one.line, one.stands_alone) for one in told] == [("Ehrenamt Spaß macht", False)]


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("On every poster it must say: Doors close at ten.", "Doors close at ten"),
        ("Überall muss der Satz stehen: Gefördert von der Stadt Ulm.", "Gefördert von der Stadt Ulm"),
        ("Sur chaque affiche doit figurer : Avec la Ville de Tours.", "Avec la Ville de Tours"),
        ("En todos los carteles debe poner: Colabora la Diputación.", "Colabora la Diputación"),
        ("Su ogni locandina va scritto: ingresso libero.", "ingresso libero"),
        ("Op elke poster moet staan: met dank aan Fonds Zuid.", "met dank aan Fonds Zuid"),
        ("Na każdym plakacie musi być: Wstęp wolny.", "Wstęp wolny"),
        ("All posters must be blue: the council insists.", ""),
        ("We have been everywhere: Rome, Paris, Oslo.", ""),
        ("Everywhere you look: bins.", ""),
        ("Auf jedem Plakat steht unser Name: das reicht.", ""),
    ],
)
def test_what_must_stand_everywhere_stands_behind_its_colon(said, line):
    assert line_everywhere(said) == line
