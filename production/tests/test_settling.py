"""What is left of a text when refused words are cut out of it."""

import pytest

from production.offline.text import Text
from production.writer.settling import without

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
