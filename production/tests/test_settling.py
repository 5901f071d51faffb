"""What is left of a text when refused words are cut out of it."""

import pytest

from production.contracts import FindingDTO
from production.offline.text import Text
from production.writer.returning import Returned
from production.writer.settling import marked, without

SPANS = (("  Doors open at nine. ", "fact"), ("The kettle sings. ", "leap"), ("Come in.", "rhetoric"))


def text(spans=SPANS):
    told = tuple({"t": t, "b": b, "f": [], "why": ""} for t, b in spans)
    return Text("text", "".join(t for t, _ in spans).strip(), (), spans=told, by="model")


def place(words, whole=None):
    start = (whole or text()).content.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (["kettle"], "Doors open at nine. Come in."),
        (["Come"], "Doors open at nine. The kettle sings."),
        (["kettle", "Come"], "Doors open at nine."),
        (["nine"], None),
        (["nine. The"], None),
        ([], "Doors open at nine. The kettle sings. Come in."),
    ],
)
def test_the_spans_of_refused_words_go_and_facts_are_never_cut(words, left):
    found = without(text(), [place(each) for each in words])
    assert (found and found.content) == left
    if found:
        assert "".join(span["t"] for span in found.spans).strip() == left


def test_nothing_is_no_text():
    assert without(text([("Hm. ", "leap"), ("!", "rhetoric")]), [(0, 2)]) is None


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        (["kettle"], "Doors open at nine. The [CHECK] kettle sings. Come in."),
        (["nine", "Come"], "Doors open at [CHECK] nine. The kettle sings. [CHECK] Come in."),
        (["Doors"], "[CHECK] Doors open at nine. The kettle sings. Come in."),
        (["nine. The"], "Doors open at [CHECK] nine. The kettle sings. Come in."),
    ],
)
def test_what_no_machine_settles_stands_with_a_mark_before_it(words, stands):
    found = marked(text(), [place(each) for each in words])
    assert found.content == "".join(span["t"] for span in found.spans).strip() == stands


def finding(words="", field="text", line=0):
    start, end = place(words) if words else (None, None)
    return FindingDTO(f"x_post#1/{field}", "Who says so?", words, line=line, start=start, end=end)


def test_a_piece_is_marked_in_the_text_of_each_finding_and_at_its_beginning_where_no_place_is_known():
    own = Text("headline", "Hello", ()), text()
    piece = Returned(own, (finding("kettle"), finding(field="headline")))
    assert [one.content for one in piece.marked()] == [
        "Hello",
        "Doors open at nine. The [CHECK] kettle sings. Come in.",
    ]
    assert piece.settled() is None
    assert Returned(own, (finding(),)).marked()[0].content == "[CHECK] Hello"
    assert not Returned(own[:1]).is_by_model
