"""Intakes as people really send them, each with what onboarding must keep, flag and avoid."""

import html
import json
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest

from aicmo_site.kernel.frozen import thaw
from onboarding.form.questions import MOST
from onboarding.tests.test_understanding import BRIEFS, brief_of

EXPECTED = json.loads(Path(__file__).with_name("intakes-expectations.json").read_text(encoding="utf-8"))["briefs"]
FILES = {path.stem: path for path in [*BRIEFS.glob("*.json"), *BRIEFS.with_name("intakes").glob("*.json")]}
NO_FACTS = ("notes", "internal", "checklist", "open_questions", "facts", "dates", "money", "answers", "further_answers")


@cache  # a value: nothing that a test does can change it
def brief_named(name):
    return brief_of(json.loads(FILES[name].read_text(encoding="utf-8")))


def as_json(brief, *, facts_only):
    data = thaw(brief)
    if facts_only:
        data = {key: value for key, value in data.items() if key not in NO_FACTS}
        data["scope"] = {key: value for key, value in data["scope"].items() if key != "exclusions"}
    return json.dumps(data, ensure_ascii=False, default=str)


def occurs(pattern, text):
    if as_regex := re.fullmatch(r"/(.*)/([im]*)", pattern, re.S):
        return bool(re.search(as_regex[1], text, sum({"i": re.I, "m": re.M}[flag] for flag in as_regex[2])))
    return " ".join(pattern.split()).casefold() in " ".join(text.split()).casefold()


def is_asked(rule, questions):
    fields, kinds = {rule["field"], *rule.get("or_fields", [])}, {rule["kind"], *rule.get("or_kinds", [])}
    return any(
        asked.field in fields
        and asked.kind in kinds
        and any(occurs(pattern, f"{asked.words} {asked.question}") for pattern in rule.get("any_of", [""]))
        for asked in questions
    )


@pytest.mark.parametrize("name", EXPECTED)
def test_a_messy_intake_keeps_flags_and_avoids_what_it_should(name):
    brief, rules = brief_named(name), EXPECTED[name]
    whole, facts = as_json(brief, facts_only=False), as_json(brief, facts_only=True)
    lost = [
        rule["what"]
        for rule in rules["must_keep"]
        if rule["where"] == "brief"
        and not any(occurs(p, facts if rule.get("facts_only") else whole) for p in rule["any_of"])
    ]
    unasked = [rule["what"] for rule in rules["must_flag"] if not is_asked(rule, brief.open_questions)]
    wrong = [r["what"] for r in rules["facts_must_not_contain"] if any(occurs(p, facts) for p in r["none_of"])]
    assert (lost, unasked, wrong) == ([], [], [])


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_questions_are_a_list_that_a_person_can_use(name):
    questions = brief_named(name).open_questions
    assert len(questions) <= MOST
    assert len({(asked.field, asked.kind, asked.words) for asked in questions}) == len(questions)
    assert all("?" in asked.question and len(asked.words) <= 1500 for asked in questions)


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_item_of_a_brief_says_where_it_comes_from_with_words_that_stand_there(name):
    brief, responses = brief_named(name), json.loads(FILES[name].read_text(encoding="utf-8"))
    assert set(items_of(brief)) <= {fact.field for fact in brief.facts}
    assert len({fact.id for fact in brief.facts}) == len(brief.facts)
    assert {fact.source.split(".")[0] for fact in brief.facts} <= set(responses)
    sent = as_sent(responses)
    quoted = [part for fact in brief.facts for part in as_sent(fact.words).split(" … ")]
    assert [part for part in quoted if part.rstrip("…") not in sent] == []


def as_sent(value):
    """All texts of a form in a row, without marks of HTML and of quoted mail, their white space as one."""
    if isinstance(value, dict | list):
        return " ".join(map(as_sent, value.values() if isinstance(value, dict) else value))
    text = html.unescape(re.sub(r"<[^>]*>", " ", unicodedata.normalize("NFC", str(value))))
    text = re.sub(r"^(?:> ?)+", "", text, flags=re.MULTILINE)
    return " ".join(re.sub("[\u200b\u2060\ufeff\u00ad]", "", text).split())


def items_of(brief):
    """The fields of a brief that hold something, as facts name them."""
    for name in ("client_name", "industry", "website", "target_audience", "language", "budget", "call_to_action"):
        if getattr(brief, name):
            yield name
    for name in ("objectives", "key_messages", "mandatory_inclusions", "competitors"):
        yield from (f"{name}.{index}" for index in range(len(getattr(brief, name))))
    for name in ("deliverables", "exclusions"):
        yield from (f"scope.{name}.{index}" for index in range(len(getattr(brief.scope, name))))
    if brief.scope.timeline_weeks:
        yield "scope.timeline_weeks"
    if brief.launch_date:
        yield "launch_date"
    yield from (f"excluded_terms.{index}" for index in range(len(brief.excluded_terms)))
