"""Money in the notes that is another year's, a rival's, ruled out, or the same range once more."""

from decimal import Decimal

import pytest

from onboarding.tests.test_understanding import GOOD, asked, brief_of


@pytest.mark.parametrize(
    "notes",
    [
        "Last year, we had a budget of 50k.",
        "Last year we spent 50k of budget.",
        "Budget up from 20k last year.",
        "Our competitor Wheelers spends a budget of 100k.",
        "Roadrunner & Co have a budget of 90k.",
        "Budget letztes Jahr: 50.000 €, jetzt 30.000 €",
        "Wettbewerber Radhaus hat einen Etat von 200.000 €",
        "L'an dernier, budget de 50 000 €.",
        "Un concurrent dépense un budget de 50 000 €.",
        "El presupuesto del año pasado fue de 50.000 €",
        "La competencia gasta un presupuesto de 90.000 €",
        "Budżet w zeszłym roku 50 000 zł",
        "Konkurencja ma budżet 90 000 zł",
        "L'anno scorso il budget era di 50.000 €",
        "Il concorrente spende 90.000 € di budget",
        "No ano passado o orçamento foi de 50 000 €",
        "A concorrência tem um orçamento de 90 000 €",
        "Vorig jaar was het budget 50.000 €",
        "Concurrent Fietsplus besteedt een budget van 80.000 euro",
        "昨年の予算は500万円でした。",
        "العام الماضي كانت الميزانية ٧٠ ألف يورو",
        "Budget 2024: 50.000 €, Budget 2026: 30.000 €",
    ],
)
def test_another_year_s_or_a_rival_s_money_is_not_this_budget(notes):
    form = {**GOOD, "competitors": ["Roadrunner & Co"], "raw_notes": notes}
    brief = brief_of({**form, "budget": "30k EUR"})
    assert (brief.budget.amount, asked(brief, "budget")) == (Decimal(30_000), [])
    found = brief_of({**form, "budget": None}).budget
    assert found is None or found.amount == 30_000


@pytest.mark.parametrize(
    "notes",
    [
        "The budget is 40k.",
        "This year the budget is 40k.",
        "Das Budget beträgt 40.000 €, wie im Vorjahr.",
        "Budget as last year: 40k",
        "Budżet 40 000 EUR",
        "Le budget est de 40 000 €.",
    ],
)
def test_this_year_s_other_sum_is_still_a_contradiction(notes):
    brief = brief_of({**GOOD, "budget": "30k EUR", "raw_notes": notes})
    assert asked(brief, "budget") == [("budget", "contradiction")]


def test_of_two_years_in_the_field_this_one_s_counts():
    budget = brief_of({**GOOD, "budget": "last year 20k EUR, this year 25k EUR"}).budget
    assert budget.amount == 25_000


@pytest.mark.parametrize("notes", ["Razem budżet 7 500 EUR nie 750 000!!!", "Budget is 7,500 EUR, not 750,000"])
def test_a_sum_with_a_not_before_it_contradicts_the_form(notes):
    brief = brief_of({**GOOD, "budget": "750 000 EUR", "raw_notes": notes})
    assert ("budget", "contradiction") in asked(brief)


@pytest.mark.parametrize(
    ("field", "notes"),
    [
        ("8–10k", "Budget is between 8 and 10k."),
        ("8-10k €", "Budget: 8 to 10 grand"),
        ("8–10 mil €", "Presupuesto: entre 8 y 10 mil euros"),
        ("8-10k€", "Budget : entre 8 000 et 10 000 €"),
        ("8-10k EUR", "budget da 8 a 10 mila euro"),
        ("8-10 tys. zł", "Budżet od 8 do 10 tys. zł"),
        ("€8-10k", "Budget van 8 tot 10k"),
        ("80〜100万円", "予算は80万円から100万円の間です。"),
        ("من ٤٠ إلى ٥٠ ألف ريال سعودي", "الميزانية بين ٤٠ و٥٠ ألف ريال سعودي."),
    ],
)
def test_the_same_range_in_other_words_is_no_contradiction(field, notes):
    kinds = {kind for _, kind in asked(brief_of({**GOOD, "budget": field, "raw_notes": notes}), "budget")}
    assert "contradiction" not in kinds
    assert "unclear" in kinds


def test_a_sum_outside_the_range_is_a_contradiction():
    brief = brief_of({**GOOD, "budget": "8–10k EUR", "raw_notes": "Budget is 12k."})
    assert ("budget", "contradiction") in asked(brief)


def test_what_is_spent_already_stands_at_most_two_sentences_behind_the_budget():
    told = [
        f"The budget is 5000 GBP. {between} Of it 900 GBP is already spent."
        for between in ("We met.", "We met. We had tea.")
    ]
    near, far = (asked(brief_of({**GOOD, "budget": "5000 GBP", "raw_notes": notes}), "budget") for notes in told)
    assert (near, far) == ([("budget", "unclear")], [])


def test_what_is_open_about_a_sum_in_field_and_notes_is_one_question():
    notes = "Budget is about 5000 EUR (net or gross?)."
    brief = brief_of({**GOOD, "budget": "about 5000 EUR", "raw_notes": notes})
    [question] = [question for question in brief.open_questions if question.field == "budget"]
    assert question.words == f"about 5000 EUR … {notes}"
    assert question.question.count("what is the exact figure") == 1


def test_one_question_of_a_kind_for_a_field_with_all_its_words():
    brief = brief_of({**GOOD, "channels": ["social media", "Antenne Bayern", "all"]})
    [question] = brief.open_questions
    assert question.words == "social media … Antenne Bayern … all"
    assert question.question.count("?") == 3


@pytest.mark.parametrize(
    "notes",
    [
        "The £20,000 is prize money, it is not part of our budget.",
        "Our budget is separate: the works cost £4.2 million.",
        "Das Preisgeld von 5.000 € kommt von der Bank, das ist nicht unser Budget.",
        "Les 30 000 € vont aux associations, ce n'est pas le budget de la campagne.",
        "Los 40.000 € son el premio del concurso, no es nuestro presupuesto.",
        "Il montepremi di 10.000 € non è il nostro budget.",
        "To nie jest nasz budżet, 50 000 zł to koszt inwestycji.",
    ],
)
def test_a_sum_that_is_said_to_be_something_else_is_no_budget_and_the_budget_is_asked_for(notes):
    brief = brief_of({**GOOD, "budget": None, "raw_notes": notes})
    assert (brief.budget, asked(brief, "budget")) == (None, [("budget", "missing")])


@pytest.mark.parametrize(
    ("notes", "kind"),
    [
        ("Plan on 3,000 EUR for now.", "contradiction"),
        ("Bitte rechnet mit 3.000 €, mehr ist nicht da.", "contradiction"),
        ("Of the 5,000 EUR, 2,000 come from the town and 3,000 from the club.", "unclear"),
        ("5.000 € gesamt: 1.500 € vom Land und 3.500 € vom Verein, streng getrennt.", "unclear"),
    ],
)
def test_another_sum_for_now_and_a_sum_in_parts_are_asked_about(notes, kind):
    brief = brief_of({**GOOD, "raw_notes": notes})
    assert (brief.budget.amount, asked(brief, "budget")) == (Decimal(5000), [("budget", kind)])


def test_money_told_in_passing_is_offered():
    brief = brief_of({**GOOD, "budget": None, "raw_notes": "There is not much money, about 2,500, that has to do."})
    assert [question.words for question in brief.open_questions if question.field == "budget"]
    assert any("2,500" in question.question for question in brief.open_questions if question.field == "budget")


@pytest.mark.parametrize(("least", "rest", "kinds"), [(100, 200, [("budget", "unclear")]), (99, 201, [])])
def test_parts_of_a_sum_are_at_least_a_hundred(least, rest, kinds):
    notes = f"Of the 300 EUR, {least} come from the town and {rest} from the club."
    assert asked(brief_of({**GOOD, "budget": "300 EUR", "raw_notes": notes}), "budget") == kinds


@pytest.mark.parametrize(
    ("notes", "is_read"),
    [
        ("Our budget is 999.", False),
        ("Our budget is 1000.", True),
        ("Our budget is 1899.", True),
        ("Our budget is 1900.", False),
        ("Our budget is 2100.", False),
        ("Our budget is 2101.", True),
        ("Our budget is 2/5000.", False),
        ("Our budget is 1900 EUR.", True),
        ("Our budget is 5k.", True),
    ],
)
def test_a_bare_number_is_the_budget_where_it_is_large_and_no_year(notes, is_read):
    assert (brief_of({**GOOD, "budget": None, "raw_notes": notes}).budget is not None) == is_read


@pytest.mark.parametrize(
    ("notes", "contradicts"),
    [
        ("Budget: last year, 20k EUR", False),
        ("Last year good, budget 20k EUR", False),  # one word beside it states nothing
        ("In the last year, 20k EUR of budget.", True),
        ("Last year was good, budget 20k EUR", True),
    ],
)
def test_what_follows_a_mere_last_year_is_told_of_it(notes, contradicts):
    brief = brief_of({**GOOD, "budget": "30k EUR", "raw_notes": notes})
    assert (("budget", "contradiction") in asked(brief)) == contradicts


@pytest.mark.parametrize(
    ("answer", "notes", "currency"),
    [
        ("5000", "The budget is 5,000 EUR.", "EUR"),
        ("5000", "The budget is 6,000 EUR.", ""),
        ("5000 GBP", "The budget is 5,000.", "GBP"),
        (None, "The budget is 5,000. Yes, 5,000 EUR is the budget.", "EUR"),
    ],
)
def test_a_currency_may_stand_only_in_the_notes(answer, notes, currency):
    assert brief_of({**GOOD, "budget": answer, "raw_notes": notes}).budget.currency == currency
