"""Notes that are a document: what stands under headings, in tables and below questions is an answer."""

import pytest

from aicmo_site.tests.child_time import grows_with_the_text
from onboarding.fields import ITEMS
from onboarding.form.headed_answers import headed_answers
from onboarding.form.markup import as_markdown
from onboarding.notes.internal import internal_in
from onboarding.tests.test_understanding import GOOD, asked, brief_of

EMPTY = {**GOOD, **dict.fromkeys(["objectives", "target_audience", "key_messages", "tone", "budget", "launch_date"])}


def told(notes):
    return headed_answers(as_markdown(notes)).values()


@pytest.mark.parametrize(
    "notes",
    [
        "# Brief\n\n## Target audience\nNight nurses\n\n## Tone\nDry\n",
        "Target audience\nNight nurses\n\nTone\nDry\n\nSee you on Monday, Ada",
        "Target audience:\n- Night nurses\n\nTone:\nDry",
        "**Target audience**\n\nNight nurses\n\n**Tone:**\n\nDry",
        "TARGET AUDIENCE\nNight nurses\nTONE\nDry",
        "Target audience\n---------------\nNight nurses\n\nTone\n====\nDry",
        "<h3>Target audience</h3><p>Night nurses</p><h3>Tone</h3><p>Dry</p>",
        "<table><tr><td>Target audience</td><td>Night nurses</td></tr><tr><td>Tone</td><td>Dry</td></tr></table>",
        "Target audience\tNight nurses\nTone\tDry",
        "| Question | Answer | By |\n|---|---|---|\n| Target audience | Night nurses | AB |\n| Tone | Dry | AB |",
        "1. Who is the audience?\nNight nurses\n2. What tone of voice?\nDry",
        "Q1. Who is the audience?\nA1. Night nurses\n\nQ2. Who pays?\nA2. We do.\n\nQ3. Which tone?\nA3. Dry",
        "Frage 1: Who is the audience?\nAntwort: Night nurses\nFrage 2: Which tone?\nAntwort: Dry",
        "1) Target audience\nNight nurses\n\n2) Tone\nDry",
        "- **Target audience:** Night nurses\n- **Tone**: Dry",
        "Hi Ben,\n\nhere it is:\n\nTarget audience\nNight nurses\n\nTone\nDry\n\n-- \nAda | 020 7946 0000",
    ],
)
def test_an_answer_is_what_stands_under_its_heading(notes):
    assert told(notes) == {"target_audience": "Night nurses", "tone": "Dry"}


def test_a_list_is_the_items_of_its_list_and_else_its_lines():
    assert told("## Key messages\nWe want two:\n- Ask us\n- Try it\n") == {"key_messages": ["Ask us", "Try it"]}
    assert told("Botschaften\nFragt uns\nProbiert es\n") == {"key_messages": ["Fragt uns", "Probiert es"]}


def test_a_line_that_a_mail_program_broke_is_one():
    long = "We come to your door, fetch the bike and bring it back before the\nevening comes"
    assert told(f"Key messages\n{long}") == {"key_messages": [long.replace("\n", " ")]}


def test_under_a_bare_label_stands_one_paragraph():
    assert told("Tone\nDry\n\nThanks for the call yesterday.") == {"tone": "Dry"}


@pytest.mark.parametrize(
    "notes",
    [
        "Where\nIn the town hall, first floor",  # no channel
        "Tone\n\n## Budget\n",  # nothing under them
        "We spoke about the target audience.\nIt was fun.",
        "> Tone\n> Dry",  # of an older mail
        "ADA\nBEN",
    ],
)
def test_what_only_looks_like_a_heading_leads_to_nothing(notes):
    assert told(notes) == {}


@pytest.mark.parametrize(
    "notes",
    [
        "| Channel | Budget | Start |\n|---|---|---|\n| Radio | £300 | May |\n| Reserve | £30 | |",
        "Channel | Budget (GBP) | Start\nRadio | £300 | May\nVAT | £60 |",
        "Start\tChannel\tBudget\nMay\tRadio\t£300",
    ],
)
def test_a_plan_by_columns_names_a_channel_in_each_row(notes):
    assert told(notes) == {"channels": ["Radio"]}


def test_the_last_row_of_a_plan_by_columns_gives_the_budget():
    table = "Channel | Format | Cost\nRadio | 20 spots | £300\nPosters | A1 | £200\nTotal | | £500"
    assert told(table) == {"channels": ["Radio", "Posters"], "budget": "£500"}


def test_the_form_stands_above_its_notes():
    brief = brief_of({**GOOD, "tone": "Solemn", "raw_notes": "Tone\nDry"})
    assert brief.tone == "Solemn"


def test_what_a_heading_leads_to_is_stated_and_says_where_it_stands():
    brief = brief_of(
        {**EMPTY, "raw_notes": "## Objectives\n- Sell 60 vouchers\n\n## Budget\n£4,500\n\n## Launch\n12 April 2027"}
    )
    assert brief.objectives == ("Sell 60 vouchers",)
    assert (brief.budget.amount, brief.budget.currency, brief.launch_day) == (4500, "GBP", "2027-04-12")
    sources = {source.field: (source.source, source.words) for source in brief.facts}
    assert sources["objectives.0"] == ("raw_notes", "Sell 60 vouchers")
    assert sources["budget"] == ("raw_notes", "£4,500")
    assert not [q for q in brief.open_questions if q.field in ("objectives", "budget", "launch_date")]


def test_two_sums_under_two_headings_are_asked_about():
    brief = brief_of({**EMPTY, "raw_notes": "# Budget\n£4,500\n\n# Budget\n£6,000\n"})
    assert brief.budget is None
    assert [q.field for q in brief.open_questions if "4,500" in q.words + q.question]


@pytest.mark.parametrize(
    "notes", ["**Do not mention the merger.**\n\nWe sell bread.", "NEVER MENTION THE MERGER\nWe sell"]
)
def test_an_order_that_stands_out_is_no_mere_heading(notes):
    brief = brief_of({**GOOD, "raw_notes": notes})
    assert any("merger" in text.casefold() for text in (*brief.scope.exclusions, *brief.excluded_terms))


@pytest.mark.parametrize(("count", "is_cut"), [(ITEMS, False), (ITEMS + 1, True), (2 * ITEMS, True)])
def test_of_a_list_without_end_as_much_is_taken_as_a_list_may_have(count, is_cut):
    brief = brief_of({**EMPTY, "raw_notes": "## Key messages\n" + "".join(f"- Message {n}\n" for n in range(count))})
    assert len(brief.key_messages) == ITEMS
    assert (("key_messages", "unclear") in asked(brief)) == is_cut


@pytest.mark.parametrize(
    "line",
    ["# Tone\n", "Internal\n", "- a\n", "1. Who?\n\n", "|a|\n|-|\n", "> - ", "Tone\nDry\n\n", "**a**\n", "A\tb\n"],
)
def test_reading_takes_time_in_proportion_to_the_notes(line):
    def read(length):
        notes = (line * length)[:length]
        return lambda: (headed_answers(notes), internal_in(notes))

    assert grows_with_the_text(read)


@pytest.mark.parametrize(
    ("notes", "answers"),
    [
        (
            "Where: posters in pharmacies, Facebook. Not Instagram, wrong crowd.",
            {"channels": ["posters in pharmacies, Facebook."]},
        ),
        ("Wann\nAm 4. Mai 2027. Die Halle ist dann fertig.", {"launch_date": "Am 4. Mai 2027."}),
        ("When\nThe band plays from seven.", {}),
        ("Where\nHall 3", {}),
        ("## Nicht vergessen\n- Logo", {"mandatory_inclusions": ["Logo"]}),
        ("## Lo que no puede faltar\n- El logo", {"mandatory_inclusions": ["El logo"]}),
        ("## Who we are\nA family bakery", {}),
        ("When we met\nOn 3 May 2027.", {}),
        ("Ada Lovelace\nWeb: www.agency.example", {}),
        ("3. Channels: you mentioned Facebook and radio. Is that the list?", {}),
        ("Tone: dry, or is that too much?", {}),
        ("Budget\nEntry is £20, the budget is not voted yet.", {}),
        (
            "Budget\n5.000 € für alles, 60 Prozent davon für Radio",
            {"budget": "5.000 € für alles, 60 Prozent davon für Radio"},
        ),
        ("Who it is for\n1. families\n2. teachers", {"target_audience": "families teachers"}),
        ("À qui s'adresse-t-on ?\nAux familles", {"target_audience": "Aux familles"}),
        ("Has to be on everything: Paid for by the lottery", {"mandatory_inclusions": ["Paid for by the lottery"]}),
        ("**Nicht**\n- kein Gehalt", {"exclusions": ["kein Gehalt"]}),
    ],
)
def test_only_what_can_be_the_answer_is_taken(notes, answers):
    assert told(notes) == answers


def test_capitals_are_a_heading_from_four_letters_to_ninety_characters():
    assert told("Tone\nDry\nOPEN\nat nine") == {"tone": "Dry"}
    assert told("Tone\nDry\nTOO\nat nine") == {"tone": "Dry TOO at nine"}
    assert told(f"Tone\nDry\n{'AB ' * 29}ABC\nat nine") == {"tone": "Dry"}
    assert told(f"Tone\nDry\n{'AB ' * 29}ABCD\nat nine") == {"tone": f"Dry {'AB ' * 29}ABCD at nine"}


@pytest.mark.parametrize(("length", "lines"), [(49, 2), (50, 1)])
def test_a_line_of_fifty_characters_goes_on_in_the_next_one(length, lines):
    line = "A" + "b" * (length - 1)
    for notes in (f"{line}\ngoes on", f"{line}.\ngoes on", f"{line}\nGoes on"):
        assert len(told(f"Key messages\n{notes}")["key_messages"]) == (lines if notes == f"{line}\ngoes on" else 2)
