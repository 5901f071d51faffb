"""What is open: the brief's questions, the gaps beside the copy, what the plan asks."""

from delivery.document.goals import AdviceGroup, advice_groups
from delivery.document.labels import Labels
from delivery.document.page import working_paper_html
from delivery.document.questions import OpenPoint, Question, QuestionGroup, advised, open_points, question_groups
from delivery.tests.campaigns import full_brief, full_bundles, full_result, full_strategy
from delivery.tests.pages import EN, page, waiting
from onboarding.contracts import OpenQuestionDTO
from strategy.contracts import AdviceDTO


def test_the_questions_come_by_urgency_with_the_words_they_do_not_quote_themselves():
    assert question_groups(full_brief().open_questions, EN) == (
        QuestionGroup(
            "Answers that contradict each other",
            (Question(1, "Budget", "The form says £12k a year, the notes say 10,000: which is right?"),),
        ),
        QuestionGroup("What is missing", (Question(2, "Key messages", "At what time does the shop open?"),)),
        QuestionGroup(
            "What is not clear to us", (Question(3, "Something else", "Who is Piet, and does he approve the copy?"),)
        ),
        QuestionGroup(
            "What still needs to be confirmed",
            (Question(4, "Launch", "Is the launch date final?", "Launch on the first of June?"),),
        ),
    )


def test_questions_are_asked_in_the_clients_language_with_the_words_and_what_staff_wrote():
    asked = [
        OpenQuestionDTO("budget", "contradiction", "12k … 9k", "The form says 12k, the notes 9k: which holds?"),
        OpenQuestionDTO("tone", "missing", "", "Which tone?"),
    ]
    first, second = (group.questions[0] for group in question_groups(asked, Labels("de")))
    assert first.question == "Es werden verschiedene Beträge genannt. Welcher gilt?"
    assert (first.words, first.original) == (asked[0].words, asked[0].question)
    assert (second.question, second.original) == ("Das fehlt uns noch. Wie lautet die Angabe?", "Which tone?")


def test_a_field_is_asked_about_once_with_all_the_words():
    asked = [
        OpenQuestionDTO("budget", "unclear", "150k, media only", "On the budget (“150k, media only”): which sum?"),
        OpenQuestionDTO("other", "unclear", "", "Who is Piet?"),
        OpenQuestionDTO("budget", "unclear", "at least 150k", "On the budget (“at least 150k”): which sum?"),
        OpenQuestionDTO("budget", "unconfirmed", "", "With or without tax?"),
        OpenQuestionDTO("other", "unclear", "", "Who is Ann?"),
    ]
    (group,) = question_groups(asked, EN)
    assert group.questions == (
        Question(1, "Budget", f"{asked[0].question}\nWith or without tax?", "at least 150k", last=3),
        Question(4, "Something else", "Who is Piet?"),
        Question(5, "Something else", "Who is Ann?"),
    )
    (spanish,) = question_groups([asked[0], asked[2]], Labels("es"))
    assert [each.words for each in spanish.questions] == ["150k, media only\nat least 150k"]


def test_the_document_counts_the_open_questions_of_the_brief_as_everyone_does():
    asked = (
        OpenQuestionDTO("budget", "unclear", "", "Which sum?"),
        OpenQuestionDTO("budget", "unconfirmed", "", "With or without tax?"),
        OpenQuestionDTO("other", "unclear", "", "Who is Ann?"),
    )
    shown = page(open_questions=asked)
    assert "Answer 3 open questions" in shown
    assert '<bdi>Budget</bdi> <span class="soft">(1–2)</span>' in shown
    assert '<li value="3">' in shown


def test_what_stands_open_beside_the_copy_stands_first_too_unless_it_is_asked_anyway():
    bundles = [
        waiting("x_post", "A short form is needed.", "client_name"),
        waiting("sms", "A short form is needed.", "client_name"),
        waiting("email", "Where are people to go?", "call_to_action"),
    ]
    points = open_points(bundles, [OpenQuestionDTO("website", "missing", "", "Which?")], EN)
    assert points == (OpenPoint("A short form is needed.", ("X post", "SMS")),)
    brief = full_brief(open_questions=())
    shown = working_paper_html(brief, full_strategy(), bundles, full_result()).decode()
    first = shown[shown.index('id="questions"') : shown.index('id="strategy"')]
    assert EN.page["no_questions"] not in shown
    assert ("A short form is needed." in first, "Where are people to go?" in first) == (True, True)
    assert "2 further points are to be settled; they stand in the first part." in shown
    assert EN.page["no_questions"] in working_paper_html(brief, full_strategy(), full_bundles(), full_result()).decode()


def test_what_the_plan_asks_stands_behind_the_briefs_questions_uncounted_and_the_rest_stands_in_the_strategy():
    advice = (
        AdviceDTO("risk", "Rain may come: have a tent.", "risk_rain", "It rains here."),
        AdviceDTO("question", "Which message says so?", "question_message", "", "key_messages", "Win members"),
    )
    assert advised(advice, EN) == (OpenPoint("Which message says so?", ("Key messages",)),)
    plan = full_strategy(advice=advice)
    assert advice_groups(plan, EN) == (
        AdviceGroup("risk", "Risks, and what we do about them", ("Rain may come: have a tent.",)),
    )
    shown = working_paper_html(full_brief(), plan, full_bundles(), full_result()).decode()
    assert ("Answer 4 open questions" in shown, "One further point is to be settled" in shown) == (True, True)
    assert shown.index("Who is Piet") < shown.index("What we recommend settling") < shown.index("says so?")
    assert "<code>risk_rain</code>" in shown


def test_a_note_of_several_lines_keeps_them_among_the_points():
    words = "For each message an example:\n– Rye\n– Seeds"
    shown = working_paper_html(
        full_brief(), full_strategy(), [waiting("x_post", words, "proof")], full_result()
    ).decode()
    assert f'<ul class="points">\n<li><bdi>{words}</bdi>' in shown
    assert ".points bdi { white-space: pre-line; }" in shown
