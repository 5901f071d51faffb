"""Ten times the text takes about ten times as long to be shown, and ten times the items ten times the steps."""

import pytest

from aicmo_site.tests.child_time import grows_with_the_text
from delivery.document.labels import labels_of
from delivery.document.page import QUOTED_LEFTWARD, working_paper_html
from delivery.document.questions import QUOTED, question_groups
from delivery.document.sources import Sources
from delivery.document.typography import typeset
from delivery.tests.campaigns import full_brief, full_bundles, full_result, full_strategy
from onboarding.contracts import FactDTO, OpenQuestionDTO

LABELS = labels_of("en")


@pytest.mark.parametrize("unit", [" ", "“", "“a ", " “", "(", "a"])
def test_quotations_of_a_question_are_found_in_one_pass(unit):
    def on(length):
        return lambda: QUOTED.sub("", (unit * length)[:length])

    assert grows_with_the_text(on)


@pytest.mark.parametrize(("start", "unit"), [("“", "ש"), ("", "“ש"), ("", "“"), ("“", "a ש")])
def test_leftward_quotations_are_found_in_one_pass(start, unit):
    assert grows_with_the_text(lambda length: lambda: QUOTED_LEFTWARD.sub("", (start + unit * length)[:length]))


@pytest.mark.parametrize("unit", ["<", "<!--", "<script>", " :", "« "])
def test_a_page_is_set_in_one_pass(unit):
    assert grows_with_the_text(lambda length: lambda: typeset((unit * length)[:length], "fr"))


@pytest.mark.parametrize("unit", ["“a ", "ש", "# ", "{{"])
def test_a_document_grows_with_its_texts(unit):
    def on(length):
        text = (unit * length)[:length]
        asked = (OpenQuestionDTO("budget", "unclear", text, f"Which is it: “{text}”?"),) * 2
        brief = full_brief(notes=text, key_messages=(text,), target_audience=text, open_questions=asked)
        return lambda: working_paper_html(brief, full_strategy(executive_summary=text), full_bundles(), full_result())

    assert grows_with_the_text(on)


def test_each_source_is_looked_at_once_for_all_items():
    class Counted(tuple):
        read = 0

        def __iter__(self):
            Counted.read += 1
            return super().__iter__()

    sources = Sources(Counted(FactDTO(f"key_messages.{n}", "raw_notes", f"message {n}") for n in range(200)), LABELS)
    told = [sources.of(f"key_messages.{number}") for number in range(200)]
    assert (Counted.read, len(set(told))) == (1, 200)
    assert "message 7" in told[7]


def test_ten_times_the_questions_take_about_ten_times_as_long():
    def on(number):
        questions = [OpenQuestionDTO(f"field_{n}", "unclear", f"“{n}”", f"What of {n}?") for n in range(number)]
        return lambda: question_groups(questions, LABELS)

    assert grows_with_the_text(on, short=200)
