"""Two texts beside each other: both can be read back, and what changed is told by words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from aicmo_site.kernel.text import difference as told
from aicmo_site.kernel.text.difference import GONE, NEW, SAME, difference
from aicmo_site.tests.child_time import grows_with_the_text

TEXTS = st.text(st.sampled_from("ab’ \n.,の店é́กาשל👩‍🔧"), max_size=60) | st.text(max_size=20)


def side(parts, without):
    return "".join(part.text for part in parts if part.kind != without)


@given(TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_both_texts_can_be_read_back(before, after):
    parts = difference(before, after)
    assert (side(parts, NEW), side(parts, GONE)) == (before, after)
    assert all(part.text for part in parts)


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_a_text_differs_in_nothing_from_itself(text):
    assert difference(text, text) == ([(SAME, text)] if text else [])


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Book a repair slot", "Book a bench for Saturday", "Book a [-repair slot-][+bench for Saturday+]"),
        ("Open at 10.", "Open at 11.", "Open at [-10-][+11+]."),
        ("one\n\ntwo", "one\ntwo", "one\n[-\n-]two"),
        ("新しい工房は四月に", "新しい店は五月に", "新しい[-工房-][+店+]は[-四-][+五+]月に"),
        ("סדנה חדשה נפתחת", "סדנה גדולה נפתחת", "סדנה [-חדשה-][+גדולה+] נפתחת"),
        ("don’t wait", "don’t come", "don’t [-wait-][+come+]"),
        ("", "All of it", "[+All of it+]"),
    ],
)
def test_what_changed_is_shown_by_words_in_every_script(before, after, shown):
    marks = {SAME: "{}", GONE: "[-{}-]", NEW: "[+{}+]"}
    assert "".join(marks[part.kind].format(part.text) for part in difference(before, after)) == shown


@pytest.mark.parametrize("unit", ["の", "a ", "\n", "word word\n"])
def test_the_work_is_bounded_whatever_is_compared(monkeypatch, unit):
    """What is compared costs the product of both sides: neither is ever longer than is allowed."""
    compared = []

    def opcodes(one, other):
        compared.append(max(len(one), len(other)))
        return kept(one, other)

    kept = Indel.opcodes
    monkeypatch.setattr(told, "MOST_WORDS", 300)
    monkeypatch.setattr(Indel, "opcodes", opcodes)
    before, after = unit * 1_000, f"x{unit}" * 900
    parts = difference(before, after)
    assert (side(parts, NEW), side(parts, GONE)) == (before, after)
    assert max(compared) <= 300


def test_a_text_too_long_for_words_is_compared_by_lines(monkeypatch):
    monkeypatch.setattr(told, "MOST_WORDS", 9)
    lines = [f"line {number} has words\n" for number in range(6)]
    after = [*lines[:3], "another one\n", *lines[4:]]
    assert [part for part in difference("".join(lines), "".join(after)) if part.kind != SAME] == [
        (GONE, lines[3]),
        (NEW, "another one\n"),
    ]


def test_a_row_of_flags_takes_time_in_proportion_to_its_length():
    assert grows_with_the_text(lambda length: lambda: difference("🇩🇪" * (length // 2), "x"), short=2_000)
    assert [part.text for part in difference("🇩🇪🇫🇷", "🇩🇪")] == ["🇩🇪", "🇫🇷"]
