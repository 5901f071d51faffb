"""Constants of the offline writer: what is taken, shortened, quoted or given up at each bound, and just beyond."""

import pytest

from aicmo_site.kernel.channels import channel_of
from onboarding.contracts import ProofPointDTO
from production.offline.clauses import heads
from production.offline.facts.read import facts_of
from production.offline.fitting import Piece, fit
from production.offline.generator import _repeats
from production.offline.hashtags import tag_of
from production.offline.links import source_of
from production.offline.punctuation import end_mark, has_colon, headline
from production.offline.slots import headlines, messages
from production.offline.textmessages import fit_in_parts, straightened
from production.tests.briefs import assets_of, brief, composed
from production.tests.test_leading import occasion


def test_a_brief_has_a_dozen_messages_and_eight_facts():
    facts = facts_of(
        brief(
            key_messages=tuple(f"Message {number} of us" for number in range(20)),
            proof_points=tuple(ProofPointDTO(f"Fact {number} of us") for number in range(20)),
        )
    )
    assert (len(facts.messages), len(facts.all_proofs) + len(facts.unplaced)) == (12, 8)


@pytest.mark.parametrize(("length", "is_told"), [(3_000, True), (3_001, False)])
def test_a_text_of_three_thousand_characters_is_a_message(length, is_told):
    assert bool(facts_of(brief(key_messages=("a" * length,))).messages) == is_told


@pytest.mark.parametrize(("length", "is_told"), [(60, True), (61, False)])
def test_a_trade_is_told_in_sixty_characters(length, is_told):
    assert bool(facts_of(brief(industry="a" * length)).industry) == is_told


@pytest.mark.parametrize(("length", "is_quoted"), [(70, True), (71, False)])
def test_a_message_of_seventy_characters_can_be_quoted(length, is_quoted):
    assert facts_of(brief(key_messages=("a" * length + ".",))).slogans == ("a" * length * is_quoted,)


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Harbour Lane", "#HarbourLane"),
        ("One Two Three Four", "#OneTwoThreeFour"),
        ("One Two Three Four Five", ""),
        ("a" * 29, "#A" + "a" * 28),
        ("a" * 30, ""),
        ("Charity 1234", "#Charity1234"),
        ("Charity 12345", ""),  # of a register
        ("24 Hours", ""),
    ],
)
def test_a_tag_is_a_short_name(name, tag):
    assert tag_of(name) == tag


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("One two three, four five", ("One two three",)),
        ("One two, three four five", ()),  # fewer than three words say nothing
        ("一二三四五六，七八", ("一二三四五六",)),
        ("一二三四五，六七八", ()),
        ("Ask about the abcd. All is here", ("Ask about the abcd.",)),
        ("Ask about the abc. All is here", ()),  # an abbreviation
        ("One two three, " + "a" * 985, ("One two three",)),  # a thousand characters
        ("One two three, " + "a" * 986, ()),
        ("Apples here today, pears and four plums", ()),  # counts things up
    ],
)
def test_what_is_left_of_a_text_says_something(text, left):
    assert heads(text, ("but",)) == left


def test_a_text_ten_times_too_long_is_not_counted():
    counted = []

    def count(text):
        counted.append(len(text))
        return len(text)

    for length in (100, 101):
        fit([Piece(("a" * length,), 0)], count=count, hard=10)
    assert (100 in counted, 101 in counted) == (True, False)


def test_what_another_piece_says_nearly_the_same_is_told():
    near = {percent: "a" * percent + "b" * (100 - percent) for percent in (84, 85)}
    assert [_repeats(text, ["a" * 100]) for text in near.values()] == [False, True]


@pytest.mark.parametrize(("length", "is_cut"), [(70, False), (71, True)])
def test_a_message_of_seventy_characters_is_a_line_as_it_stands(length, is_cut):
    at = occasion(key_messages=("One two three, " + "a" * (length - 15),))
    assert told(messages.lead(at))[1:] == []
    assert bool(messages.lead(at)[0].forms[1:]) == is_cut


MESSAGES = ("Alpha is here.", "Beta is here.", "Gamma is here.", "Delta is here.", "Epsilon is here.")


def told(pieces):
    return [piece.forms[0] for piece in pieces]


def test_each_slot_takes_the_message_whose_turn_it_is():
    at = occasion(key_messages=MESSAGES)
    heads = [
        told(slot(at)) for slot in (headlines.head, headlines.next_head, headlines.third_head, headlines.fourth_head)
    ]
    assert heads == [["Alpha is here."], ["Beta is here."], ["Gamma is here."], ["Delta is here."]]
    assert told(messages.lead(at)) == ["Alpha is here."]
    assert told(messages.following(at)) == ["Beta is here."]
    assert told(messages.rest(at)) == ["Gamma is here.", "Delta is here.", "Epsilon is here."]
    assert told(messages.told(at)) == list(MESSAGES)


@pytest.mark.parametrize(("length", "is_one"), [(75, True), (76, False)])
def test_the_end_of_an_address_has_seventy_five_letters(length, is_one):
    assert bool(headlines.slug(occasion(key_messages=("a" * length,)))) == is_one


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("‘a’ “b” „c‟ «d»", '\'a\' "b" "c" "d"'),
        ("1‐2‑3‒4–5—6―7", "1-2-3-4-5-6-7"),
        ("a\u00a0b\u2009c\u202fd…", "a b c d..."),
        ("’ 日本", "’ 日本"),  # no GSM-7 whatever is straightened
    ],
)
def test_marks_are_straightened_where_that_saves_a_part(text, plain):
    assert straightened(text) == plain


@pytest.mark.parametrize(
    ("length", "parts", "is_fit"), [(160, 1, True), (161, 1, False), (161, 2, True), (306, 2, True), (307, 2, False)]
)
def test_a_text_message_fits_into_its_parts(length, parts, is_fit):
    field = next(field for field in channel_of("sms").fields if field.name == "text")
    text, _ = fit_in_parts([[Piece(("a" * length,), 0)]], field=field, parts=parts)
    assert (text == "a" * length) == is_fit


@pytest.mark.parametrize(
    ("length", "waits"),
    [(200, False), (201, True)],
)
def test_a_message_of_two_hundred_characters_leaves_room_for_words_of_ours(length, waits):
    source = brief(key_messages=("a" * length,), mandatory_inclusions=())
    _, bundles = composed(source)
    notes = [asset.metadata.get("waits_for") for bundle in bundles for asset in bundle.assets if asset.is_note]
    assert ("other_words" in notes) == waits


@pytest.mark.parametrize(
    ("text", "mark", "has", "head"),
    [
        ("Now", ".", False, "Now"),
        ("Now:", "", True, "Now"),
        ("See https://a.example", ".", False, "See https://a.example"),
        ("“Now.”", "", False, "“Now.”"),
        ("20 %", ".", False, "20 %"),
        ("5", ".", False, "5"),
        ("¡Ya!", "", False, "¡Ya!"),
        ("Ya!!", "", False, "Ya"),
        ("Now…", "", False, "Now"),
    ],
)
def test_marks_at_the_end_are_told(text, mark, has, head):
    assert (end_mark(text), has_colon(text), headline(text)) == (mark, has, head)


@pytest.mark.parametrize(
    ("channel", "source"),
    [("facebook_post", "facebook"), ("email", "email"), ("other:town-hall", "town-hall"), ("other:駅", "駅")],
)
def test_a_link_tells_its_source(channel, source):
    assert source_of(channel) == source


def test_only_what_sends_people_to_the_site_carries_its_link():
    assets = assets_of(brief(deliverables=("email", "google_ads_rsa", "instagram_post", "meta_ad")))
    linked = {(channel, asset.asset_type) for channel, asset in assets if asset.url}
    bare = {(channel, asset.asset_type) for channel, asset in assets if not asset.url}
    sends = {("email", "body"), ("google_ads_rsa", "final_url"), ("instagram_post", "caption")}
    assert (sends - linked, {("email", "subject"), ("email", "preheader"), ("meta_ad", "headline")} - bare) == (
        set(),
        set(),
    )
    plain = [asset for channel, asset in assets if asset.asset_type in ("final_url", "call_to_action")]
    assert plain
    assert all(asset.url for asset in plain)


def test_the_matrix_says_of_each_piece_what_it_says_something_of():
    draft, _ = composed(brief(proof_points=(ProofPointDTO("Dogs travel free"),)))
    first, second = draft.metadata["messages"][:2]
    assert (second["leads"], second["proof"]) == (("key_messages.1",), ("proof_points.0",))
    assert dict(first) == {
        "channel": "facebook_post",
        "piece": 1,
        "stage": "announce",
        "leads": ("key_messages.0",),
        "supports": (),
        "proof": (),
    }
