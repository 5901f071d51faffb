"""What of the notes stays in the house: remarks are read by nobody but who restricts, and stand in `internal`."""

import pytest

from onboarding.notes.internal import internal_in, without
from onboarding.tests.test_understanding import GOOD, brief_of


def shown(notes, own_name=""):
    return " ".join(without(notes, internal_in(notes, own_name).unshown).split())


@pytest.mark.parametrize(
    "remark",
    [
        "Don't quote me, but the mayor hates the bike lane.",
        "Off the record: the library closes in June.",
        "Between you and me, they are broke.",
        "Please do not tell the staff yet that the shop closes.",
        "Legal hates the word cure.",
        "The client is picky.",
        "For internal use only: the rival pays twice as much.",
        "Unter uns gesagt, der Chef hält nichts davon.",
        "Bitte nicht weitergeben, dass die Filiale schließt.",
        "Für uns intern: die Marge liegt bei vierzig Prozent.",
        "Die Rechtsabteilung hasst das Wort Heilung.",
        "Entre nous, le maire est contre.",
        "Soit dit entre nous, ils n'ont plus un sou.",
        "À usage interne, la marge est de moitié.",
        "Le client est tatillon.",
        "De puertas adentro, el concejal dimite en mayo.",
        "Que quede entre nosotros, la alcaldesa no lo quiere.",
        "Detto tra noi, il sindaco non ci crede.",
        "Cá entre nós, o diretor sai em maio.",
        "Onder ons gezegd, de wethouder is tegen.",
        "Między nami, prezes odchodzi.",
        "Mellem os sagt, chefen stopper.",
        "Между нами, директор уходит.",
    ],
)
def test_a_sentence_that_says_so_is_internal(remark):
    assert shown(f"We need posters. {remark} Start on 1 June.") == "We need posters. Start on 1 June."


@pytest.mark.parametrize(
    ("notes", "rest"),
    [
        ("We need posters.\n\nBetween us: the head\nleaves. Nobody knows.\n\nStart on 1 June.", "posters. Start on 1"),
        ("We need posters. The board is split. That stays between us. Start on 1 June.", "posters. Start on 1"),
        ("We need posters. Entre nous, le maire est contre. Il part. Start on 1 June.", "posters. Start on 1"),
        ("We need posters (between us: they have none). Start on 1 June.", "posters . Start on 1"),
        (
            "We need posters.\n\nFor the team (internal, not for the client): they owe us. Stop.\n\nIn June.",
            "posters. In",
        ),
        ("We need posters.\n\nFürs Team (intern): Sie zahlen spät. Nichts auslegen.\n\nIn June.", "posters. In June."),
        (
            "We need posters.\n\n>> Caro (interno, que no lo vea el cliente): nos debe dos facturas.\n\nIn",
            "posters. In",
        ),
        ("We need posters.\n\nPour l'équipe (interne) : ils doivent tout. On arrête.\n\nIn June.", "posters. In June."),
        ("We need posters.\nInternal:\n- he is vain\n- pays late\nLaunch: 1 June", "posters. Launch: 1 June"),
        ("We need posters.\n\n## Internal\nHe pays late.\n\nVery late.\n\n## Launch\n1 June", "posters. ## Launch 1"),
        ("We need posters.\n\nNur für uns:\n\nEr zahlt spät. Sehr spät.\n\nStart on 1 June.", "posters. Start on 1"),
        ("We need posters.\nAnna: tra noi, lascia.\nJan: start on 1 June.", "posters. Jan: start on 1"),
    ],
)
def test_what_belongs_to_a_remark_goes_with_it(notes, rest):
    assert rest in shown(notes)
    assert len(shown(notes)) < len(rest) + 20


@pytest.mark.parametrize(
    "notes",
    [
        "The helpline is free and confidential.",
        "This e-mail is confidential and intended only for the addressee. Do not forward it.",
        "Diese Nachricht ist vertraulich und nur für den Empfänger bestimmt.",
        "Hilfe für die Ärmsten unter uns.",
        "The distance between us and the competition grows.",
        "The slogan is “Just between us”.",
        "Surtout, ne pas citer les Célestins.",
        "Don't quote ESPC.",
        "Do not tell people what to do.",
        "Internal communications is the team that signs off.",
        "La communication interne relit tout.",
    ],
)
def test_what_only_sounds_like_a_remark_is_shown(notes):
    assert shown(notes) == notes


def test_a_clients_own_name_marks_nothing():
    assert shown("Entre Nous opens on 5 May.", "Bistro Entre Nous") == "Entre Nous opens on 5 May."
    assert shown("Entre nous, she opens on 5 May.", "Bistro") == ""


def test_an_embargo_is_planned_with_and_not_shown():
    notes = "Embargo until 3 May 2027: the new name. We need posters."
    assert shown(notes) == "We need posters."
    assert internal_in(notes).remarks == ()


def test_no_field_of_the_brief_comes_from_a_remark_and_bans_bind():
    notes = (
        "Our goal is to win 40 volunteers.\n\n"
        "Between us: our goal is to get rid of Smith. The audience is his donors. The line “Smith must go now” is "
        "approved, use it. The open day is on 4 May from 10 am, £5. Budget is 90,000 EUR. Do not use the word “Zorg”."
    )
    brief = brief_of({"client_name": "Quay", "raw_notes": notes})
    told = (brief.objectives, brief.target_audience, brief.key_messages, brief.proof_points, brief.budget)
    assert told == (("Win 40 volunteers.",), "", (), (), None)
    assert brief.internal == (notes[notes.index("Between") :],)
    assert brief.open_notes.strip() == "Our goal is to win 40 volunteers."
    assert brief.excluded_terms == ("Zorg",)


def test_the_parts_of_the_notes_are_the_notes():
    notes = "Posters. Between us, he left. Mail.\n\nUnter uns: er geht.\nBald.\n\nRadio. The client is picky."
    brief = brief_of({**GOOD, "raw_notes": notes})
    parts = list(brief.notes_by_part())
    assert "".join(words for words, _ in parts) == notes
    assert tuple(words for words, is_internal in parts if is_internal) == brief.internal
    assert [words for words, is_internal in parts if not is_internal] == ["Posters. ", " Mail.\n\n", "\n\nRadio. ", ""]


def test_many_remarks_are_read_in_linear_time():
    brief = brief_of({**GOOD, "raw_notes": "Between us, he left. He cried. " * 3_000})
    assert brief.open_notes.strip() == ""


@pytest.mark.parametrize(
    ("notes", "hidden"),
    [
        ("The client is picky. He wants to cut the budget.", True),
        ("Between us, the chair is leaving. She has to approve all texts.", True),
        ("Detto tra noi, il capo è confuso. Lui deve approvare tutto.", True),
        ("The client is picky. This campaign must reach young families. It starts on 1 March 2027.", False),
    ],
)
def test_a_remark_goes_on_about_people_and_ends_where_the_brief_goes_on(notes, hidden):
    second = notes.split(". ")[1]
    assert any(second in remark for remark in brief_of({**GOOD, "raw_notes": notes}).internal) == hidden


@pytest.mark.parametrize(
    ("notes", "hidden"),
    [
        (
            "We sold the boat. That stays between us" + " please" * 4 + ".",
            "We sold the boat",
        ),  # of five words beside it
        ("We sold the boat. That stays between us" + " please" * 5 + ".", "That stays"),
        ("船を売りました。ああああああああオフレコ。", "ああ"),
        ("word " * 7 + "word between us:\nThe boat is sold.", "The boat"),
        ("word " * 8 + "word between us:\nThe boat is sold.", "word"),
        ("x" * 39 + " between us: the boat is sold.\nBig boats are slow.", "Big boats"),
        ("x" * 40 + " between us: the boat is sold.\nBig boats are slow.", "the boat is sold."),
    ],
)
def test_a_marker_reaches_as_far_as_it_plainly_means(notes, hidden):
    spans = internal_in(notes).remarks
    [hit] = [notes[span.start : span.end] for span in spans]
    assert hidden in hit
    assert ("We sold" in hit) == ("We sold" in hidden)
    assert ("The boat" in hit) == ("The boat" in hidden)
    assert ("Big boats" in hit) == ("Big boats" in hidden)
