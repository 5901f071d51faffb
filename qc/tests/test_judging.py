import json
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aicmo_site.kernel.channels import channels
from aicmo_site.tests.child_time import grows_with_the_text
from qc.contracts import SEVERITIES, ClientFactsDTO, CopyDTO, QcIssueDTO
from qc.drafts import parse_draft
from qc.engine.registry import Finding, data
from qc.rules import check_batch
from qc.rules.catalogue import RULES
from qc.scoring import passes
from qc.second_reader import reader_rules
from qc.tests.copies import piece

LABELLED = [json.loads(line) for line in (Path(__file__).parent / "labelled.jsonl").read_text("utf-8").splitlines()]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def issues_of(batch):
    return [checked.issues for checked in check_batch(batch)]


def test_no_clean_draft_is_blamed_and_no_finding_is_false():
    batch = [parse_draft(draft) for draft in LABELLED]
    for draft, issues in zip(LABELLED, issues_of(batch), strict=True):
        wanted = {(defect["code"], defect["severity"]) for defect in draft["defects"]}
        found = {
            (issue.code, issue.severity)
            for issue in issues
            if issue.code not in draft["tolerated"] and data("rules")[issue.code].get("labelled", True)
        }
        assert found <= wanted, draft["id"]


def test_every_seeded_defect_of_a_rule_that_we_have_is_found():
    ours = {rule.code for rule in RULES}
    batch = [parse_draft(draft) for draft in LABELLED]
    for draft, issues in zip(LABELLED, issues_of(batch), strict=True):
        wanted = {defect["code"] for defect in draft["defects"]} & ours
        assert wanted <= {issue.code for issue in issues}, draft["id"]


def test_every_rule_has_its_line_in_the_table_and_every_line_its_rule():
    assert {rule.code for rule in (*RULES, *reader_rules())} == set(data("rules"))
    assert all(rule.severity in SEVERITIES and rule.why and rule.suggestion for rule in RULES)
    assert all((rule.channels | rule.not_channels) <= set(channels()) for rule in RULES)


@pytest.mark.parametrize(("severity", "critical"), [("critical", True), ("major", False), ("minor", False)])
def test_a_rule_that_breaks_is_not_evaluated_and_fails_only_where_it_would_be_critical(severity, critical, caplog):
    def broken(copy):
        yield Finding("text", "seen before it broke")
        raise ZeroDivisionError

    rule = replace(RULES[0], code="LOREM", severity=severity, check=broken)
    (checked,) = check_batch([piece()], [rule])
    assert checked.issues == ()
    ((missed),) = checked.not_evaluated
    assert (missed.code, missed.critical, missed.section) == ("LOREM", critical, "c1/")
    assert passes((), pieces=1, threshold=0.5, not_evaluated=checked.not_evaluated) is not critical
    assert "rule LOREM broke on c1" in caplog.text


def test_an_issue_says_where_why_and_what_to_do():
    ((issue,),) = issues_of([piece("Visit us. Cheap!", banned_terms=("cheap",))])
    assert issue == QcIssueDTO(
        severity="major",
        section="c1/text",
        reason="The client does not want “cheap”.",
        code="BANNED_TERM",
        evidence="cheap",
        suggestion="Say it in other words, or leave it out.",
        fingerprint=issue.fingerprint,
        line=0,
        stops=True,
        start=10,
        end=15,
    )
    assert len(issue.fingerprint) == 64


def test_what_a_text_says_twice_is_one_issue():
    ((one, other),) = issues_of([piece("Visit us: €5, no, €5, or €6 then.", facts=("Entry costs €9.",))])
    assert (one.evidence, other.evidence) == ("€5", "€6")


def test_the_pieces_of_a_batch_are_answered_in_order():
    batch = [piece("Visit us"), piece(""), piece("Visit us")]
    assert [[issue.code for issue in issues] for issues in issues_of(batch)] == [
        [],
        ["EMPTY", "MISSING_CTA"],
        ["DUPLICATE"],
    ]
    assert check_batch([]) == ()


@settings(max_examples=150, deadline=None)
@given(
    channel=st.sampled_from([*channels(), "other:x"]),
    language=st.sampled_from(["en", "de", "es", "ar", "ja", "", "xx-YY"]),
    texts=st.lists(TEXT, max_size=3),
    terms=st.lists(TEXT, max_size=2),
    name=TEXT,
)
def test_no_text_whatever_breaks_a_rule(channel, language, texts, terms, name):
    from aicmo_site.kernel.channels import channel_of

    fields = {field.name: tuple(texts) for field in channel_of(channel).fields}
    client = ClientFactsDTO(name, mandatory=tuple(terms), banned_terms=tuple(terms), competitors=tuple(terms))
    images = ({"name": name, "alt": text} for text in texts)
    copy = CopyDTO("c1", channel, language, client, fields, tuple(images), must_name_client=True)
    (checked,) = check_batch([copy])
    assert not any(rule.critical or "broke" in rule.reason for rule in checked.not_evaluated)


HOSTILE = ["a.", "a ", "[a", "{{", "**a", "-a", "A a ", "#", "<a", "1-", "a@", "Ð¿", "\n#", "👩‍👧", "insert a "]
COUNTED = ["a ", "a@", "Ð¿", "👩‍👧"]  # what these channels count in ways of their own
NASTY = ["1 ", "lamp", "a, ", "(", "https://a.example/b ", "שלום hello ", "€5 ", "12:30 ", "four "]


def judged(text, channel):
    (checked,) = check_batch([piece(text, channel=channel, banned_terms=("a b",))])
    assert not any("broke" in rule.reason for rule in checked.not_evaluated)


@pytest.mark.parametrize(
    ("channel", "unit"),
    [*product(["facebook_post"], (*HOSTILE, *NASTY)), *product(["x_post", "sms"], COUNTED)],
)
def test_no_hostile_text_takes_the_square_of_its_length(unit, channel):
    assert grows_with_the_text(lambda length: lambda: judged((unit * length)[:length], channel), short=1_000)


def test_a_hundred_thousand_hostile_characters_break_no_rule():
    units = (*HOSTILE, *NASTY)
    each = 100_000 // len(units)
    judged("".join((unit * each)[:each] for unit in units), "facebook_post")
