"""Facts in the client's words: each with the message that it proves, or by itself."""

from dataclasses import replace

import pytest

from onboarding.contracts import ProofPointDTO
from production.offline.facts.read import facts_of
from production.offline.frame_files import words_of as words
from production.offline.generator import compose
from production.tests.briefs import NO_FEEDBACK, NOW, assets_of, brief, composed
from strategy.contracts import PieceDTO
from strategy.planning import plan

BIKES, CROSSING = ProofPointDTO("Forty bikes fit on each boat"), ProofPointDTO("The ferry crosses in nine minutes")
POINTS = (BIKES, CROSSING)


def bodies(source, **options):
    texts = assets_of(source, **options)
    return [asset.content for _, asset in texts if asset.asset_type in ("text", "body", "caption", "script")]


def paired(messages, points, language="en", **fields):
    source = brief(key_messages=messages, proof_points=tuple(map(ProofPointDTO, points)), language=language, **fields)
    facts = facts_of(source, common=words(language).common)
    proofs = {message: [str(point) for point in facts.proofs[message]] for message in messages}
    return proofs, [str(point) for point in facts.unplaced]


@pytest.mark.parametrize(
    ("language", "messages", "point", "proven"),
    [
        ("en", ("Feel sick? Get tested", "Wear a mask in shared rooms"), "Tests are free at all county sites", 0),
        ("en", ("Feel sick? Get tested", "Wear a mask in shared rooms"), "You get your result within two days", None),
        ("en", ("Feel sick? Get tested", "Wear a mask in shared rooms"), "Masks stop nine drops in ten", 1),
        ("de", ("Reparieren statt wegwerfen", "Kaffee ist immer da"), "212 Geräte repariert im letzten Jahr", 0),
        ("fr", ("La vaccination est gratuite", "Sans rendez-vous le mardi"), "11 000 vaccinations en 2026", 0),
        ("es", ("Recicla en tu barrio", "Menos ruido"), "El reciclaje creció un tercio", 0),
        ("pl", ("Naprawiamy rowery", "Kawa gratis"), "Naprawiliśmy 300 rowerów", 0),
        ("en", ("Bikes travel free",), "Nothing that it shares a word with", 0),  # there is no other message
    ],
)
def test_a_fact_proves_the_message_that_it_shares_words_with(language, messages, point, proven):
    proofs, unplaced = paired(messages, (point,), language)
    assert [message for message in messages if proofs[message]] == ([] if proven is None else [messages[proven]])
    assert unplaced == ([point] if proven is None else [])


def test_common_words_and_the_clients_name_prove_nothing():
    messages = ("Harbour Ferries make your days longer", "Bikes travel free")
    assert paired(messages, ("Harbour Ferries have been there for years and days",))[1] != []


def test_each_piece_says_what_proves_its_own_message():
    first, second, *_ = bodies(brief(proof_points=POINTS))
    assert first.startswith("The ferry leaves every hour. The ferry crosses in nine minutes.")
    assert second.startswith("Bikes travel free. Forty bikes fit on each boat.")


def test_where_there_is_room_each_stands_behind_its_message():
    (body, *_) = bodies(brief(deliverables=("press_release",), proof_points=POINTS), stages=("announce",))
    assert "every hour. The ferry crosses in nine minutes.\n\nBikes travel free. Forty bikes fit on each boat." in body


def test_a_fact_that_proves_no_message_leads_a_piece_of_its_own_or_none():
    kettle = ProofPointDTO("The kettle is always on")
    texts = bodies(brief(proof_points=(kettle,)), stages=("announce", "explain", "act"))
    assert [text.startswith("The kettle is always on.") for text in texts] == [False, False, True]
    assert "kettle" not in "".join(bodies(brief(proof_points=(kettle,)), stages=("announce", "explain")))


@pytest.mark.parametrize(
    "fact", ["Doors open at 10 am", "The open day is 7 March 2027", "A day pass costs 12 euros", "Open Mondays 9-17 h"]
)
def test_days_hours_and_prices_hold_for_all_messages_and_stand_apart_from_them(fact):
    for text in bodies(brief(proof_points=(ProofPointDTO(fact),)), stages=("announce", "explain")):
        assert f"\n\n{fact}.\n\n" in text


def test_a_fact_that_speaks_for_the_call_to_action_stands_before_it():
    point = ProofPointDTO("B@D v1.0 is open source")
    (text, *_) = bodies(brief(proof_points=(point,), call_to_action="Download B@D v1.0"))
    assert "B@D v1.0 is open source.\n\nDownload B@D v1.0: https://ferries.example" in text


def planned(source, days):
    doc = plan(source, strategy_id="strategy_1", now=NOW)
    pieces = tuple(PieceDTO(number, "announce", 1, on) for number, on in enumerate(days, start=1))
    doc = replace(doc, channels=tuple(replace(channel, pieces=pieces) for channel in doc.channels))
    _, bundles = compose(source, doc, draft_id="draft_1", revision=0, feedback=NO_FEEDBACK, now=NOW)
    return {
        asset.metadata["on"]: asset.content
        for bundle in bundles
        for asset in bundle.assets
        if asset.asset_type in ("text", "body")
    }


def test_none_is_said_after_its_day():
    told = ("The ferry leaves every hour", "Bikes travel free", "Dogs are welcome")
    source = brief(key_messages=told, proof_points=(ProofPointDTO("The open day is 7 March 2026", "2026-03-07"),))
    texts = planned(source, ("", "2026-03-07", "2026-03-08"))
    assert {day: "open day" in text for day, text in texts.items()} == {
        "": True,
        "2026-03-07": True,
        "2026-03-08": False,
    }


def test_a_banned_or_unfinished_one_and_one_that_is_a_message_are_left_out():
    points = (*POINTS, *map(ProofPointDTO, ("Cheap as chips", "Opens at XXX", "Bikes travel free.")))
    facts = facts_of(brief(proof_points=points, excluded_terms=("cheap",), key_messages=("Bikes travel free",)))
    assert facts.all_proofs == POINTS


def test_a_short_text_is_led_by_the_message_and_not_by_a_fact():
    long = ProofPointDTO("The ferry " + "carries bikes and prams and boxes and " * 8)
    (text, *_) = bodies(brief(deliverables=("x_post",), proof_points=(long,)))
    assert "ferry leaves every hour" in text
    assert long.text[:30] not in text


def test_the_matrix_names_the_proof_of_each_piece():
    draft, _ = composed(brief(proof_points=POINTS), stages=("announce", "explain"))
    assert [row["proof"] for row in draft.metadata["messages"]] == [("proof_points.1",), ("proof_points.0",)]
    assert "## Proof points" in draft.body
