"""Comments are read as people write them; a wish is met within its place, and only a difference calls it done."""

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aicmo_site.kernel.places import Place
from aicmo_site.tests.child_time import grows_with_the_text
from production.contracts import FeedbackDTO, FindingDTO, VersionDTO, WishDTO
from production.offline.frame_files import FOLDER, language_of
from production.offline.revising import said_by
from production.tests.briefs import NOW, brief, composed
from production.wishes.editing import (
    Guard,
    hashtags,
    length,
    replaced,
    shortened,
    stands_in,
    with_hashtags,
    without_term,
)
from production.wishes.reading import demands_of
from production.wishes.spots import spots_of, stand_at

CHANNELS = ("instagram_post", "facebook_post", "email", "blog_post", "radio")
numbers = count()


def read(comment, **place):
    """(kind, what is quoted, the channels, pieces and fields that are named) of each part of a comment."""
    parts = demands_of(WishDTO("comment_1", comment, **place), CHANNELS)
    return [(one.kind, one.terms, {*one.scope.channels, *one.scope.pieces, *one.scope.fields}) for one in parts]


@pytest.mark.parametrize(
    ("comment", "terms"),
    [
        ("Don't use 'splendid'", ["splendid"]),
        ("Don’t say “splendid”, please", ["splendid"]),
        ('please don\'t use the phrase "What is more"', ["What is more"]),
        ("we don't want the word 'splendid' any more", ["splendid"]),
        ("We can't say 'free' — legal says so", ["free"]),
        ("Leave out 'Don't miss it' because it is loud", ["Don't miss it"]),
        ("Take the word 'free' out", ["free"]),
        ("'free' must go", ["free"]),
        ("Avoid “free”, “cheap” and “bargain”", ["free", "cheap", "bargain"]),
        ("„gratis“ und „billig“ bitte weglassen", ["gratis", "billig"]),
        ("Streichen Sie „gratis“", ["gratis"]),
        ("Evitar la palabra «gratis»", ["gratis"]),
        ("Supprimez le mot « gratuit »", ["gratuit"]),
        ("The same without “free”", ["free"]),
        ("Please don't use the word free", ["free"]),
        ("Never say 'free'. Ever.", ["free"]),
        ("No pongáis «gratis»", ["gratis"]),
        ("Quitad la palabra «gratis»", ["gratis"]),
    ],
)
def test_words_to_leave_out_are_those_in_quotation_marks_and_an_apostrophe_is_none(comment, terms):
    assert read(comment) == [("avoid", tuple(terms), set())]


@pytest.mark.parametrize(
    ("comment", "parts"),
    [
        ("no hashtags on Facebook", [("no_hashtags", (), {"facebook_post"})]),
        ("Fewer hashtags", [("fewer_hashtags", (), set())]),
        ("Can you cut the newsletter by half?", [("shorter", (), {"email"})]),
        ("The subject line is too long.", [("shorter", (), {"subject"})]),
        ("make the second Facebook post shorter", [("shorter", (), {"facebook_post", "2"})]),
        ("Facebook post 2: no hashtags", [("no_hashtags", (), {"facebook_post", "2"})]),
        (
            "No hashtags and shorter on Facebook",
            [("no_hashtags", (), {"facebook_post"}), ("shorter", (), {"facebook_post"})],
        ),
        ("Bitte kürzer und ohne Hashtags", [("shorter", (), set()), ("no_hashtags", (), set())]),
        ("Replace 'Book now' with 'Reserve a slot'", [("replace", ("Book now", "Reserve a slot"), set())]),
        ("“Reserve” instead of “Book” everywhere", [("replace", ("Book", "Reserve"), set())]),
        ("„Jetzt buchen“ durch „Platz sichern“ ersetzen", [("replace", ("Jetzt buchen", "Platz sichern"), set())]),
        ("Nicht „Jetzt buchen“, sondern „Platz sichern“", [("replace", ("Jetzt buchen", "Platz sichern"), set())]),
        ("'Book now' → 'Reserve'", [("replace", ("Book now", "Reserve"), set())]),
        ("Please don't make the blog any shorter", [("not_shorter", (), {"blog_post"})]),
        ("Only the blog needs to be shorter", [("shorter", (), {"blog_post"})]),
        ("The number is 020 7946 0000", [("fact", (), set())]),
        ("Put back the former caption on Instagram", [("restore", (), {"instagram_post", "caption"})]),
        ("Keep the radio script as it is", [("keep", (), {"radio", "script"})]),
        ("The blog shouldn't be shorter", [("not_shorter", (), {"blog_post"})]),
        ("the launch moves to 3 June", [("fact", (), set())]),
        ("Por favor, quitad los hashtags de Facebook", [("no_hashtags", (), {"facebook_post"})]),
        ("Die Hashtags bei Facebook können weg", [("no_hashtags", (), {"facebook_post"})]),
        ("The boss says: no hashtags on Facebook", [("no_hashtags", (), {"facebook_post"})]),
        ("Remplacez « Book now » par « Réservez » dans l'e-mail", [("replace", ("Book now", "Réservez"), {"email"})]),
        ("The blog is a bit long, isn't it?", [("shorter", (), {"blog_post"})]),
        ("Tickets are 12 € now", [("fact", (), set())]),
        ("Shorter. Name the parking, too", [("shorter", (), set()), ("left", (), set()), ("left", (), set())]),
    ],
)
def test_a_comment_is_read_part_by_part_with_the_place_that_it_names(comment, parts):
    assert read(comment) == parts


@pytest.mark.parametrize(
    "comment",
    [
        "Never leave out “free”",
        "We can't do without “free”",
        "Why did you drop “free”?",
        "„gratis“ nicht weglassen",
        "no hashtags except on Instagram",
        "Make it shorter with the parking",
        "Please make the Instagram caption warmer",
        "mention the farmers' market",
        "The client's boss hates 'splendid'",
        "Looks great!",
        "もっと短く",
        "please",
        "",
    ],
)
def test_what_is_not_wholly_understood_is_left_for_a_person(comment):
    assert [kind for kind, *_ in read(comment)] == ["left"]


@pytest.mark.parametrize(
    "comment",
    [
        "Make the newsletter shorter but not the subject line",
        "No hashtags, except on Facebook",
        "Kürzer, nur die Mails",
        "Remove “free”? No, leave it.",
        "Ohne Hashtags? Nein.",
    ],
)
def test_what_limits_a_wish_or_takes_it_back_in_words_of_its_own_leaves_both_to_a_person(comment):
    assert {kind for kind, *_ in read(comment)} == {"left"}


def test_at_a_passage_this_is_its_words():
    assert read("take this out", passage="What is more,")[0][:2] == ("drop_passage", ())
    assert read("say 'Besides' instead", passage="What is more")[0][:2] == ("replace_passage", ("Besides",))


# --- editing

GUARD = Guard(
    needed=("Registered charity",), told=("Bikes travel free", "The ferry leaves every hour"), kept=("Harbour Ferries",)
)


@pytest.mark.parametrize(
    ("text", "term", "after"),
    [
        ("Also on our minds: the ferry leaves.\nBye", "also on our minds", "The ferry leaves.\nBye"),
        ("One. A splendid day. Two.", "splendid", "One. Two."),
        ("Come along, splendidly.", "splendid", "Come along."),
        ("One.\n\nA splendid day.\n\nTwo.", "splendid", "One.\n\nTwo."),
        ("Freedom for all. It is free of charge.", "free", "Freedom for all."),
        (
            "The ferry leaves every hour. One more point. Bikes travel free. Bye.",
            "free",
            "The ferry leaves every hour. Bye.",
        ),
        (
            "Bikes travel free. Bye.",
            "free",
            "Bikes travel free. Bye.",
        ),  # nothing of the client's would be said any more
        ("A free day. Bikes travel free. The ferry leaves every hour.", "free", "The ferry leaves every hour."),
        ("A splendid day.", "splendid", "A splendid day."),
        ("Hello. Registered charity, splendid.", "splendid", "Hello. Registered charity."),
        ("Registered charity 7 is splendid here. Bye.", "splendid", "Registered charity 7 is splendid here. Bye."),
    ],
)
def test_words_go_with_their_sentence_or_less_and_the_rest_stays_as_it_was(text, term, after):
    assert without_term(text, term, GUARD) == after


def test_words_are_exchanged_where_they_stand_and_nowhere_else():
    assert replaced("Book now. Facebook nowhere. Please book now!", "Book now", "Reserve") == (
        "Reserve. Facebook nowhere. Please reserve!"
    )


def test_shorter_keeps_what_a_text_is_for():
    text = (
        "Hi,\n\nIn short: the ferry leaves every hour.\n\nBikes travel free.\n\nAnd think about it.\n\nHarbour Ferries"
    )
    assert shortened(text, 15, GUARD) == text.replace("And think about it.\n\n", "")
    assert shortened(text, 12, GUARD) == "Hi,\n\nThe ferry leaves every hour.\n\nBikes travel free.\n\nHarbour Ferries"
    assert shortened(text, 0, GUARD) == "Hi,\n\nThe ferry leaves every hour.\n\nHarbour Ferries"


# --- a campaign

SOURCE = brief(deliverables=CHANNELS, call_to_action="Book now", mandatory_inclusions=("Registered charity 7",))
_, FIRST = composed(SOURCE)


def wish(text, **place):
    return WishDTO(f"comment_{next(numbers)}", text, **place)


def revised(*wishes, former=FIRST, source=SOURCE, revision=1, findings=(), versions=()):
    feedback = FeedbackDTO(tuple(findings), tuple(wishes))
    draft, bundles = composed(source, revision=revision, feedback=feedback, former=former, versions=versions)
    return draft.metadata.get("feedback", {}).get("wishes", ()), bundles


def became(record):
    return [part["became"] for part in record["parts"]]


def texts(bundles):
    return {spot.asset.asset_id: spot.asset for spot in spots_of(bundles)}


def changed(before, after):
    """The places of the texts that differ in anything, IDs, order and notes included."""
    was, now = texts(before), texts(after)
    assert [b.bundle_id for b in before] == [b.bundle_id for b in after]
    places = {spot.asset.asset_id: spot for spot in (*spots_of(before), *spots_of(after))}
    return [spot for id, spot in places.items() if was.get(id) != now.get(id)]


def test_without_a_wish_and_a_finding_not_a_letter_changes():
    _, after = revised()
    assert after == FIRST


def test_no_hashtags_on_one_channel_leaves_the_others_theirs():
    (record,), after = revised(wish("no hashtags on Facebook"))
    assert record["done"]
    assert {spot.channel for spot in changed(FIRST, after)} == {"facebook_post"}
    tagged = {spot.channel for spot in spots_of(after) if hashtags(spot.asset.content)}
    assert "instagram_post" in tagged
    assert "facebook_post" not in tagged


def test_a_word_that_stands_nowhere_is_not_called_done():
    (record,), after = revised(wish("Don't use 'amazing'"))
    assert (record["done"], became(record), after) == (False, ["nothing_to_do"], FIRST)


def test_a_word_of_the_clients_own_goes_where_more_is_said_and_is_a_question_to_the_brief():
    (record,), after = revised(wish("We can't use 'free' — legal says so"))
    assert (record["done"], [part["asks"] for part in record["parts"]]) == (False, ["brief"])
    still = {spot.channel for spot in spots_of(after) if spot.is_copy and stands_in(spot.asset.content, "free")}
    assert still == {"instagram_post", "facebook_post", "email"}  # where a piece says nothing else
    assert all(channel in record["parts"][0]["said"] for channel in still)
    assert {spot.channel for spot in changed(FIRST, after)} == {"blog_post", "radio"}


def test_the_call_to_action_is_exchanged_and_asked_about():
    (record,), after = revised(wish("Replace 'Book now' with 'Reserve your slot'"))
    assert (record["done"], record["parts"][0]["asks"]) == (True, "brief")
    for spot in changed(FIRST, after):
        before = texts(FIRST)[spot.asset.asset_id].content
        assert texts(after)[spot.asset.asset_id].content == before.replace("Book now", "Reserve your slot")


def test_shorter_for_the_whole_is_asked_which_and_at_a_piece_done():
    (record,), after = revised(wish("Shorten it please."))
    assert (record["done"], record["parts"][0]["asks"], after) == (False, "which", FIRST)
    (record,), after = revised(wish("Shorten it please.", channel="blog_post", field="meta_description"))
    assert record["done"]
    (spot,) = changed(FIRST, after)
    assert spot.place == Place("blog_post", "", "meta_description")
    now, was = texts(after)[spot.asset.asset_id].content, texts(FIRST)[spot.asset.asset_id].content
    assert length(now) < length(was)
    assert "Book now" in now


def test_what_says_only_what_must_be_said_is_not_called_shorter():
    (record,), after = revised(wish("Shorten it please.", channel="facebook_post", piece="2"))
    assert (record["done"], after) == (False, FIRST)
    assert "without taking out what must be said" in record["parts"][0]["said"]


def test_half_is_only_called_half_where_it_is():
    (record,), after = revised(wish("Can you cut the newsletter by half?"))
    bodies = [spot for spot in spots_of(FIRST) if (spot.channel, spot.field) == ("email", "body")]
    halved = [length(texts(after)[s.asset.asset_id].content) <= 0.55 * length(s.asset.content) for s in bodies]
    assert record["done"] is all(halved)
    assert {spot.field for spot in changed(FIRST, after)} <= {"body"}
    assert all("{{unsubscribe_url}}" in texts(after)[s.asset.asset_id].content for s in bodies)


def test_what_is_kept_stays_though_another_wish_is_for_all():
    records, after = revised(wish("Keep the radio script as it is"), wish("Replace 'Book now' with 'Go'"))
    assert [became(record) for record in records] == [["kept"], ["not_done"]]
    assert not any(spot.channel == "radio" for spot in changed(FIRST, after))


def test_the_law_and_what_must_appear_go_on_no_wish():
    records, after = revised(wish("Leave out 'Registered charity 7'"), wish("Drop 'unsubscribe'"))
    assert [became(record) for record in records] == [["not_done"], ["not_done"]]
    body = "\n".join(spot.asset.content for spot in spots_of(after) if spot.field == "body")
    assert body.count("{{unsubscribe_url}}") == len(
        [s for s in spots_of(after) if (s.channel, s.field) == ("email", "body")]
    )


def test_a_fact_is_a_question_to_the_brief_and_nothing_is_done():
    (record,), after = revised(wish("the launch moves to 3 June"))
    assert (record["done"], became(record), record["parts"][0]["asks"], after) == (False, ["left"], "brief", FIRST)


def test_a_passage_goes_and_nothing_beside_it():
    script = next(spot for spot in spots_of(FIRST) if spot.channel == "radio")
    passage = script.asset.content.split(". ")[1] + "."
    (record,), after = revised(wish("take this out", channel="radio", field="script", passage=passage))
    assert record["done"] is (passage not in texts(after)[script.asset.asset_id].content)
    assert {spot.channel for spot in changed(FIRST, after)} <= {"radio"}


def versions_of(bundles, number):
    return tuple(
        VersionDTO("", "", s.channel, s.piece, s.field, s.line, s.asset.content, "generator", "", number, NOW)
        for s in spots_of(bundles)
    )


def test_the_former_text_comes_back_and_what_was_wished_before_holds_there_no_more():
    earlier = wish("no hashtags on Facebook")
    (record,), second = revised(earlier)
    earlier = WishDTO(earlier.wish_id, earlier.text, became=tuple(became(record)))
    back = wish("Put back the former text", channel="facebook_post", piece="2")
    stood = (*versions_of(FIRST, 1), *versions_of(second, 2))
    records, third = revised(earlier, back, former=second, revision=2, versions=stood)
    assert records[1]["done"]
    assert not records[0]["done"]
    (spot,) = changed(second, third)
    assert texts(third)[spot.asset.asset_id].content == texts(FIRST)[spot.asset.asset_id].content
    settled = [
        WishDTO(w.wish_id, w.text, w.channel, w.piece, became=tuple(became(r)))
        for w, r in zip((earlier, back), records, strict=True)
    ]
    _, fourth = revised(*settled, former=third, revision=3, versions=(*stood, *versions_of(third, 3)))
    assert fourth == third


def test_only_the_piece_with_a_finding_is_composed_anew():
    _, after = revised(findings=[FindingDTO("facebook_post#2/text", "Too blue.")])
    assert {(spot.channel, spot.piece) for spot in changed(FIRST, after)} == {("facebook_post", "2")}


def test_a_wish_holds_in_a_piece_that_is_composed_anew():
    asked = wish("no hashtags on Facebook")
    (record,), second = revised(asked)
    asked = WishDTO(asked.wish_id, asked.text, became=tuple(became(record)))
    (record,), third = revised(asked, former=second, revision=2, findings=[FindingDTO("facebook_post#2/", "Too blue.")])
    assert record["done"]
    assert {(spot.channel, spot.piece) for spot in changed(second, third)} <= {("facebook_post", "2")}
    assert not any(hashtags(spot.asset.content) for spot in spots_of(third) if spot.channel == "facebook_post")


# --- over any brief and any wishes

WISHES = [
    "shorter", "no hashtags", "fewer hashtags", "cut it by half", "Avoid “every”", "Drop “you”", "keep it as it is",
    "Replace “hour” by “two hours”", "Leave out “Harbour”", "to at most 20 words", "make it sing",
    "put back the former text", "no hashtags on Facebook", "Don't use 'free'", "the launch moves to 3 June", "kürzer",
    "“ferry” statt “hour”", "Avoid “STOP” and “unsubscribe”", "It must not be shorter",
]  # fmt: skip
PLACES = st.fixed_dictionaries(
    {
        "channel": st.sampled_from(["", "email", "facebook_post", "sms", "google_ads_rsa"]),
        "piece": st.sampled_from(["", "1", "2"]),
        "field": st.sampled_from(["", "body", "text", "headline"]),
    }
)
ROUNDS = st.lists(st.lists(st.tuples(st.sampled_from(WISHES), PLACES), min_size=1, max_size=3), min_size=2, max_size=3)
BRIEFS = st.fixed_dictionaries(
    {
        "key_messages": st.lists(
            st.sampled_from(["The ferry leaves every hour", "Bikes travel free", "You pay on board, with any card"]),
            min_size=1, max_size=3, unique=True,
        ),
        "call_to_action": st.sampled_from(["", "Book now"]),
        "mandatory_inclusions": st.sampled_from([(), ("Registered charity 7",), ("#HarbourHour",)]),
        "language": st.sampled_from(["en", "de", "pl"]),
    }
)  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(BRIEFS, ROUNDS)
def test_what_is_out_of_scope_stays_and_what_is_done_shows(fields, rounds):
    """Round after round: every text outside the places of the wishes is as it was, to the letter; nothing is done in a
    place where no difference shows; what must appear stands still."""
    source = brief(deliverables=("email", "facebook_post", "sms", "google_ads_rsa"), **fields)
    _, former = composed(source)
    stood, standing = versions_of(former, 1), []
    for number, asked in enumerate(rounds, start=1):
        standing += [wish(text, **place) for text, place in asked]
        records, after = revised(*standing, former=former, source=source, revision=number, versions=stood)
        spots = spots_of(former)
        allowed = {(spot.channel, spot.piece, spot.field) for one in standing for spot in stand_at(one, spots)}
        differs = changed(former, after)
        assert {(spot.channel, spot.piece, spot.field) for spot in differs} <= allowed
        places = {str(spot.place) for spot in differs}
        for one, record in zip(standing, records, strict=True):
            for index, part in enumerate(record["parts"]):
                fresh = not one.became
                if part["became"] == "done":
                    assert places & set(part["places"]) if fresh else one.became[index] == "done" or part["places"]
                assert set(part["places"]) <= places | ({str(s.place) for s in spots} if not fresh else set())
        for must in fields["mandatory_inclusions"]:
            was, now = said_by(former), said_by(after)
            assert all(must in now[piece] for piece in was if must in was[piece])
        standing = [
            WishDTO(w.wish_id, w.text, w.channel, w.piece, w.field, became=tuple(became(r)))
            for w, r in zip(standing, records, strict=True)
        ]
        former, stood = after, (*stood, *versions_of(after, number + 1))
    _, again = revised(*standing, former=former, source=source, revision=9, versions=stood)
    assert again == former, "a round in which nobody asks for more changes nothing"


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_a_shorter_text_message_still_tells_the_way_out(language):
    source = brief(deliverables=("sms", "email"), language=language)
    _, former = composed(source)
    _, after = revised(wish("shorter, all of it"), former=former, source=source)
    frames = language_of(FOLDER, language).frames["optout_sms"]
    assert all(any(f in s.asset.content for f in frames) for s in spots_of(after) if s.channel == "sms")


@pytest.mark.parametrize("unit", ["shorter and ", "'a ", "“a” ", "cut it ", "no “a”, ", "keep the x. ", "\n- "])
def test_comments_are_read_in_linear_time(unit):
    assert grows_with_the_text(lambda size: lambda: read(unit * (size // len(unit))), short=1_000)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("312 repairs last winter #repaircafe.", "312 repairs last winter."),
        ("Who mends it? You #repaircafe!\n\nCome by.", "Who mends it? You!\n\nCome by."),
        ("Come by #repaircafe #mend\nOn Saturday.", "Come by\nOn Saturday."),
        ("Our #repaircafe is open.", "Our repaircafe is open."),
    ],
)
def test_a_hashtag_leaves_the_mark_of_its_sentence_where_it_belongs(text, after):
    assert with_hashtags(text, 0, Guard()) == after


@pytest.mark.parametrize("unit", ["Words of ours. ", "#a ", "Splendid: a day. ", "\n\n", "Bikes travel free, "])
def test_texts_are_edited_in_linear_time(unit):
    def edit(text):
        return lambda: (without_term(text, "splendid", GUARD), shortened(text, 5, GUARD), with_hashtags(text, 1, GUARD))

    assert grows_with_the_text(lambda size: edit(unit * (size // len(unit))))


def test_a_word_without_which_nothing_would_be_said_stays_and_that_is_told():
    source = brief(
        deliverables=("email",), key_messages=("Bikes travel free",), call_to_action="", mandatory_inclusions=()
    )
    _, former = composed(source)
    ((record,), after) = revised(wish("Don't use 'free'"), former=former, source=source)
    assert after == former
    assert [part["became"] for part in record["parts"]] == ["not_done"]
