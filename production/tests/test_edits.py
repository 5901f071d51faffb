"""What people write stands to the letter, and every text that nobody touched stays as it was."""

from dataclasses import replace
from functools import cache
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from production.contracts import PERSON, EditDTO, FeedbackDTO, FindingDTO, WishDTO
from production.edits import with_edits
from production.tests.briefs import NOW, brief, composed
from production.wishes.spots import spots_of

numbers = count()
SOURCE = brief(deliverables=("facebook_post", "email", "x_post"))


def texts(bundles):
    return {spot.key: spot.asset for spot in spots_of(bundles)}


@cache
def first():
    return composed(SOURCE)[1]


PLACES = [spot.key for spot in spots_of(first()) if spot.field not in ("final_url", "slug", "path")]
places = st.sampled_from(PLACES)
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60)
edits = st.tuples(st.just("edit"), places, words)
wishes = st.tuples(st.just("wish"), places, st.sampled_from(["No hashtags.", "Shorter, please.", "Warmer"]))
findings = st.tuples(st.just("finding"), places, st.just(""))
anew = st.tuples(st.just("anew"), places, st.just(""))


def written(place, text, *, is_fresh=True):
    return EditDTO(f"edit_{next(numbers)}", *place, text, "edited by ana", NOW, is_fresh)


class Copy:
    """A copy over its rounds, as orchestration has it written: edits that stand, wishes that stand."""

    def __init__(self):
        self.bundles, self.edits, self.wishes = first(), {}, []

    def round(self, what, place, text):
        """One round; gives the places that it may touch."""
        before, feedback, former = texts(self.bundles), FeedbackDTO((), tuple(self.wishes)), self.bundles
        fresh, may = [], set()
        if what == "edit":
            fresh, may = [written(place, text)], {place}
        elif what == "wish":
            wish = WishDTO(f"wish_{next(numbers)}", text, channel=place[0], piece=place[1], field=place[2])
            self.wishes.append(wish)
            feedback = FeedbackDTO((), tuple(self.wishes))
            may = {key for key in before if key[:3] == place[:3]}
        elif what == "finding":
            feedback = FeedbackDTO((FindingDTO(f"{place[0]}#{place[1]}/{place[2]}", "Hm."),), tuple(self.wishes))
            theirs = {key[:2] for key, asset in before.items() if asset.metadata.get("by") == PERSON}
            may = {key for key in before if key[:2] == place[:2]} if place[:2] not in theirs else set()
        else:
            former = ()
            may = set(before) - set(self.edits)
        _, self.bundles = composed(
            SOURCE, feedback=feedback, former=former, edits=(*self.edits.values(), *fresh), revision=1
        )
        after = texts(self.bundles)
        self.edits |= {(e.channel, e.piece, e.field, e.line): replace(e, is_fresh=False) for e in fresh}
        self.edits = {key: e for key, e in self.edits.items() if key not in after or after[key].content == e.text}
        self.wishes = [replace(wish, became=("done",)) for wish in self.wishes]
        return before, after, may


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(edits, wishes, findings, anew), min_size=1, max_size=6))
def test_after_any_sequence_of_rounds_what_nobody_touched_is_to_the_letter_as_before(steps):
    copy = Copy()
    for what, place, text in steps:
        before, after, may = copy.round(what, place, text)
        assert {key for key in before if key in after and before[key].content != after[key].content} <= may
        if what == "edit":
            assert (after[place].content, after[place].metadata["by"]) == (text, PERSON)
        for key, edit in copy.edits.items():
            assert key not in after or after[key].content == edit.text


@pytest.mark.parametrize(("became", "stands"), [((), "wished"), (("done",), "Ours.")])
def test_a_wish_is_newer_than_an_edit_in_its_first_round_alone(became, stands):
    place = PLACES[0]
    theirs = with_edits(first(), [written(place, "Ours.")], (), anew=False)
    bundle = next(one for one in theirs if one.channel == place[0])
    by_wish = replace(bundle, assets=tuple(replace(asset, content="wished") for asset in bundle.assets))
    wish = WishDTO("wish_1", "Other words.", channel=place[0], became=became)
    after = with_edits((by_wish,), [written(place, "Ours.", is_fresh=False)], [wish], anew=False)
    asset = texts(after)[place]
    assert (asset.content, "by" in asset.metadata) == (stands, stands == "Ours.")


def test_an_edit_of_a_place_that_is_not_there_is_no_fault():
    assert with_edits(first(), [written(("radio", "9", "text", 4), "Hm.")], (), anew=True) == first()
