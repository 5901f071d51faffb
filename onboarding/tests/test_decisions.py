"""What people say to facts and questions, one after the other and beside one another."""

import pytest

from onboarding.facts.answering import answers_to
from onboarding.facts.values_of_channels import values_of
from onboarding.services import understand_intake
from onboarding.tests.factories import IntakeFactory

FORM = {"client_name": "Quay", "objectives": ["More visits"], "target_audience": "Neighbours"}


def brief_of(answers=(), **form):
    return understand_intake(intake=IntakeFactory(responses={**FORM, **form}), brief_id="b", answers=answers)


def fact(brief, field, value=None):
    return next(f for f in brief.facts if f.field == field and value in (None, f.value))


def question(brief, field, kind):
    return next(asked for asked in brief.open_questions if (asked.field, asked.kind) == (field, kind))


def said(brief, *answers):
    return (*brief.answers, *answers_to(brief, answers, "ana"))


@pytest.mark.parametrize(
    ("field", "wrong", "right"),
    [
        ("website", "https://wrong.example", "https://right.example"),
        ("budget", "5,000 EUR", "6,000 EUR"),
        ("key_messages", "Repairs are fre", "Repairs are free"),
    ],
)
def test_what_was_answered_can_be_put_right_and_taken_back(field, wrong, right):
    first = brief_of()
    asked = question(first, field, "missing")
    answered = brief_of(said(first, {"question": asked.id, "decision": "correct", "value": wrong}))
    place = f"{field}.0" if field == "key_messages" else field
    told = fact(answered, place)
    assert told.state == "corrected"
    better = brief_of(said(answered, {"fact": told.id, "decision": "correct", "value": right}))
    assert str(right).split()[0].replace(",", "") in str(fact(better, place).value).replace(",", "")
    none = brief_of(said(better, {"fact": fact(better, place).id, "decision": "reject"}))
    assert not getattr(none, field)


def test_a_sum_is_rejected_whatever_else_is_put_right():
    notes = "The printer costs 800 EUR. The poster costs 900 EUR. Budget is 12000 EUR."
    brief = brief_of(raw_notes=notes)
    poster = next(f for f in brief.facts if f.field.startswith("money.") and f.value["low"] == "900")
    answers = said(
        brief,
        {"fact": poster.id, "decision": "reject"},
        {"fact": fact(brief, "budget").id, "decision": "correct", "value": "800 EUR"},
    )
    right = brief_of(answers, raw_notes=notes)
    assert [(one.kind, one.low) for one in right.money] == [("budget", 800)]


POOL = "The budget of the pool is 90,000 EUR in all. Adults pay 145 EUR, children 60 EUR. The gate got 7,000 EUR."


def _sums(brief):
    return {f.value["low"]: f for f in brief.facts if f.field.partition(".")[0] == "money"}


@pytest.mark.parametrize("budget", ["18,000 EUR", "145 EUR"])
@pytest.mark.parametrize("sum_", ["145", "60", "7000"])
def test_a_sum_is_rejected_whenever_it_was_read(budget, sum_):
    """Which sums are listed depends on the budget: each that is listed beside another budget can be rejected there."""
    brief = brief_of(raw_notes=POOL)
    answered = brief_of(
        said(brief, {"fact": fact(brief, "budget").id, "decision": "correct", "value": budget}), raw_notes=POOL
    )
    before = _sums(answered)
    if sum_ not in before:  # it is the budget
        return
    right = brief_of(said(answered, {"fact": before[sum_].id, "decision": "reject"}), raw_notes=POOL)
    after = _sums(right)
    assert after.keys() == before.keys()
    assert {low for low, one in after.items() if one.state == "rejected"} == {sum_}
    assert sum_ not in {str(one.low) for one in right.money}


def test_a_sum_that_comes_up_beside_another_budget_is_rejected():
    notes = "We can spend 5,000 EUR. Budget for the gate: 7,000 EUR. The gate got 7,000 EUR."
    form = {"raw_notes": notes, "budget": "7000 EUR"}
    brief = brief_of(**form)
    asked = fact(brief, "budget")
    answered = brief_of(said(brief, {"fact": asked.id, "decision": "correct", "value": "9,000 EUR"}), **form)
    known = {f.id for f in brief.facts}
    new = [f for f in _sums(answered).values() if f.id not in known and f.value["kind"] != "budget"]
    assert new
    right = brief_of(said(answered, *({"fact": f.id, "decision": "reject"} for f in new)), **form)
    assert [f.state for f in right.facts if f.id in {one.id for one in new}] == ["rejected"] * len(new)
    assert [one.low for one in right.money if one.kind != "budget"] == []


def test_what_was_no_budget_is_no_other_sum():
    notes = "Hi,\nthe gate is 50,000 EUR.\n\nOn Tue, 3 Nov 2026 at 09:12, Jonas wrote:\n> Could you tell us the budget?"
    brief = brief_of(raw_notes=notes)
    assert brief.budget.amount == 50000
    asked = question(brief, "budget", "unconfirmed")
    right = brief_of(said(brief, {"question": asked.id, "decision": "correct", "value": "18,000 EUR"}), raw_notes=notes)
    assert [(one.kind, one.low) for one in right.money] == [("budget", 18000)]


@pytest.mark.parametrize(
    ("field", "place", "given", "lines"),
    [
        ("objectives", "objectives", "More visits", ["More calls", "Fewer queues"]),
        ("key_messages", "key_messages", "Repairs are fre", ["Repairs are free", "Come in; stay on"]),
        ("channels", "scope.deliverables", "Instagram", ["facebook_post", "email"]),
        ("mandatory_inclusions", "mandatory_inclusions", "No. 4", ["No. 5", "Open daily"]),
        ("exclusions", "scope.exclusions", "No music", ["No music at night", "No fog"]),
        ("competitors", "competitors", "Fixt", ["Fixit", "Mendo"]),
    ],
)
def test_lines_of_a_correction_are_items_of_the_list(field, place, given, lines):
    brief = brief_of(**{field: [given, given + " too"]})
    typed = "Facebook\nnewsletter" if field == "channels" else "\n".join(lines)
    answers = said(brief, {"fact": fact(brief, f"{place}.0").id, "decision": "correct", "value": typed})
    right = brief_of(answers, **{field: [given, given + " too"]})
    facts = [(f.field, f.value, f.state) for f in right.facts if f.field.startswith(f"{place}.")]
    assert facts[:2] == [(f"{place}.{at}", line, "corrected") for at, line in enumerate(lines)]
    back = said(right, {"fact": fact(right, f"{place}.0").id, "decision": "reject"})
    without = brief_of(back, **{field: [given, given + " too"]})
    standing = [f.value for f in without.standing_facts if f.field.startswith(f"{place}.")]
    assert standing == [f.value for f in right.standing_facts if f.field.startswith(f"{place}.")][1:]


BAN = "Please no “wellness”, no “spa”, and never say “cheap” (they do)."


@pytest.mark.parametrize(
    "typed", ["wellness\nspa\nAqualand", "wellness, spa or Aqualand", "• wellness\n• spa\n• Aqualand"]
)
@pytest.mark.parametrize("form", [{"raw_notes": BAN}, {"exclusions": [BAN]}])
def test_a_ban_is_no_weaker_when_it_is_corrected(form, typed):
    brief = brief_of(**form)
    ban = fact(brief, "scope.exclusions.0")
    right = brief_of(said(brief, {"fact": ban.id, "decision": "correct", "value": typed}), **form)
    assert right.excluded_terms[:3] == ("wellness", "spa", "Aqualand")
    told = brief_of(said(brief, {"fact": ban.id, "decision": "correct", "value": "No hard selling"}), **form)
    assert told.scope.exclusions == ("No hard selling",)


def test_a_question_about_a_ban_is_answered_in_bare_words():
    brief = brief_of(raw_notes=BAN)
    asked = question(brief, "exclusions", "unconfirmed")
    answers = said(brief, {"question": asked.id, "decision": "correct", "value": "wellness\nAqualand"})
    assert brief_of(answers, raw_notes=BAN).excluded_terms[:2] == ("wellness", "Aqualand")


def test_lines_are_values_of_a_channel():
    assert values_of("languages", "German\r\nfr") == ("de", "fr")
    assert values_of("labels", "#ad\r\n\r\nSponsored") == ("#ad", "Sponsored")


def test_a_contradiction_about_one_message_leaves_the_one_that_stands_in_it():
    form = {"key_messages": ["Repairs are free", "Repairs are free for members"], "exclusions": ["“members”"]}
    brief = brief_of(**form)
    asked = question(brief, "key_messages", "contradiction")
    right = brief_of(said(brief, {"question": asked.id, "decision": "reject"}), **form)
    assert right.key_messages == ("Repairs are free",)


def test_other_unknown_channels_keep_their_names():
    form = {"channels": ["Zorbo", "Zorbo Live", "email"]}
    brief = brief_of(**form)
    zorbo = fact(brief, "scope.deliverables.0")
    right = brief_of(said(brief, {"fact": zorbo.id, "decision": "correct", "value": "Instagram"}), **form)
    assert right.scope.deliverables == ("instagram_post", "other:zorbo-live", "email")


def test_all_that_is_proposed_can_be_accepted():
    notes = "We want 40 visits. Never say “cheap” and do not mention Fixit. We can spend 4,000 to 5,000 EUR."
    brief = brief_of(raw_notes=notes, objectives=None)
    everything = [{"fact": proposed.id, "decision": "accept"} for proposed in brief.proposed_facts]
    assert brief_of(said(brief, *everything), raw_notes=notes, objectives=None).proposed_facts == ()


def test_ids_are_one_each_where_a_language_is_ruled_out():
    brief = brief_of(objectives=["Wir wollen mehr Menschen für die Werkstatt gewinnen und halten"])
    language = fact(brief, "language")
    right = brief_of(
        said(brief, {"fact": language.id, "decision": "reject"}),
        objectives=["Wir wollen mehr Menschen für die Werkstatt gewinnen und halten"],
    )
    assert len({f.id for f in right.facts}) == len(right.facts)
    assert "confirmed" not in {f.state for f in right.facts if f.field == "language"}
