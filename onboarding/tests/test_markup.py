"""Formatting that was pasted with a text is read as what it shows."""

import pytest

from onboarding.form.markup import plain
from onboarding.tests.test_understanding import GOOD, brief_of


@pytest.mark.parametrize(
    ("pasted", "shown"),
    [
        ("<ul><li>One &amp; two</li><li>Three</li></ul>", "- One & two\n- Three"),
        ("<p>First</p><p>Second<br>line</p>", "First\nSecond\nline"),
        ('See <a href="https://ada.example/x">our page</a>', "See our page (https://ada.example/x)"),
        ('<a class="b" href="https://ada.example">ada.example</a>', "ada.example"),
        ("<td>Launch</td><td>3 May</td>", "Launch 3 May"),
        ("plots 31&ndash;38, &pound;4,500", "plots 31–38, £4,500"),
        (
            "**Free** for `members`, ~~never~~ [here](https://ada.example)",
            "Free for members, never here (https://ada.example)",
        ),
        ("## Goals\n- sell", "Goals\n- sell"),
        ("<!-- hidden --><style>p{}</style>Seen<b>!</b>", "Seen!"),
    ],
)
def test_what_a_reader_sees_is_left(pasted, shown):
    assert plain(pasted) == shown


@pytest.mark.parametrize(
    "written",
    [
        "3 < 5 and 7 > 2",
        "Insert <link> here",
        "5*3*2",
        "snake_case_name",
        "#1 in town",
        "AT&T; Marks & Co;",
        "2 ** 3 ** 4",
    ],
)
def test_other_text_stays_as_it_is(written):
    assert plain(written) == written


def test_a_form_of_pasted_answers_is_understood():
    brief = brief_of(
        {
            **GOOD,
            "key_messages": "<ul><li>Repairs &amp; parts</li><li><b>Open</b> daily</li></ul>",
            "exclusions": ["Don&#39;t say &quot;cheap&quot;"],
        }
    )
    assert brief.key_messages == ("Repairs & parts", "Open daily")
    assert brief.excluded_terms == ("cheap",)


@pytest.mark.parametrize(
    "gap", ["Book at [website]", "INSERT QUOTE HERE", "Save XX% today", "Dear {{first_name}}, come"]
)
def test_what_quality_control_calls_a_gap_is_one_in_the_form(gap):
    brief = brief_of({**GOOD, "key_messages": [gap, "Open daily"]})
    assert brief.key_messages == ("Open daily",)
    assert [asked.kind for asked in brief.open_questions if asked.field == "key_messages"] == ["unclear"]
