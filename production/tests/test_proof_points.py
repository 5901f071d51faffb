"""Facts that stand beside a message, in the client's words."""

from dataclasses import replace

from onboarding.contracts import ProofPointDTO
from production.offline.facts.read import facts_of
from production.offline.generator import compose
from production.tests.briefs import NO_FEEDBACK, NOW, assets_of, brief, composed
from strategy.contracts import STAGES, PieceDTO
from strategy.planning import plan

POINTS = (ProofPointDTO("The ferry carries forty bikes"), ProofPointDTO("The crossing takes nine minutes"))


def bodies(source, **options):
    texts = assets_of(source, **options)
    return [asset.content for _, asset in texts if asset.asset_type in ("text", "body", "caption", "script")]


def test_each_piece_says_one_and_the_next_piece_the_next():
    first, second, *_ = bodies(brief(proof_points=POINTS))
    assert "The ferry carries forty bikes." in first
    assert "The crossing takes nine minutes." not in first
    assert "The crossing takes nine minutes." in second


def test_where_there_is_room_all_of_them_are_said():
    for channel in ("press_release", "blog_post", "website", "print"):
        told = bodies(brief(deliverables=(channel,), proof_points=POINTS))[0]
        assert all(f"{point.text}." in told for point in POINTS), channel


def test_none_is_said_after_its_day():
    source = brief(proof_points=(ProofPointDTO("The open day is 7 March 2026", "2026-03-07"),))
    doc = plan(source, strategy_id="strategy_1", now=NOW)
    pieces = tuple(PieceDTO(number, "announce", 1, on) for number, on in enumerate(DAYS, start=1))
    doc = replace(doc, channels=tuple(replace(channel, pieces=pieces) for channel in doc.channels))
    _, bundles = compose(source, doc, draft_id="draft_1", revision=0, feedback=NO_FEEDBACK, now=NOW)
    told = {
        asset.metadata["on"]: "open day" in asset.content for asset in bundles[0].assets if asset.asset_type == "text"
    }
    assert told == {"": True, "2026-03-07": True, "2026-03-08": False}


DAYS = ("", "2026-03-07", "2026-03-08")


def test_a_banned_or_unfinished_one_and_one_that_is_a_message_are_left_out():
    points = (
        *POINTS,
        ProofPointDTO("Cheap as chips"),
        ProofPointDTO("Opens at XXX"),
        ProofPointDTO("Bikes travel free."),
    )
    facts = facts_of(brief(proof_points=points, excluded_terms=("cheap",), key_messages=("Bikes travel free",)))
    assert facts.proofs == POINTS


def test_a_short_text_is_led_by_the_message_and_not_by_a_fact():
    long = ProofPointDTO("The ferry " + "carries bikes and prams and boxes and " * 8)
    (text, *_) = bodies(brief(deliverables=("x_post",), proof_points=(long,)))
    assert "ferry leaves every hour" in text
    assert long.text[:30] not in text


def test_the_matrix_names_the_proof_of_each_piece():
    draft, _ = composed(brief(proof_points=POINTS), stages=("announce", "explain"))
    assert [row["proof"] for row in draft.metadata["messages"]] == [("proof_points.0",), ("proof_points.1",)]
    assert "## Proof points" in draft.body


def test_a_day_to_come_is_said_first_but_where_a_text_explains():
    source = brief(proof_points=(*POINTS, ProofPointDTO("The open day is 7 March 2026", "2026-03-07")))
    doc = plan(source, strategy_id="strategy_1", now=NOW)
    pieces = tuple(PieceDTO(number, stage, 1, "2026-03-01") for number, stage in enumerate(STAGES, start=1))
    doc = replace(doc, channels=tuple(replace(channel, pieces=pieces) for channel in doc.channels))
    draft, _ = compose(source, doc, draft_id="draft_1", revision=0, feedback=NO_FEEDBACK, now=NOW)
    said = {row["stage"]: "proof_points.2" in row["proof"] for row in draft.metadata["messages"]}
    assert said == {"announce": True, "explain": False, "act": True, "remind": True}
