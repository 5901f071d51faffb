"""Ten times the text takes about ten times the steps, whatever it consists of: a step is one call of a function."""

import json
import sys
from dataclasses import replace

import pytest
import regex

from aicmo_site.tests.child_time import grows_with_the_text
from qc.engine.registry import Neighbours
from qc.rules import check_batch
from qc.rules.catalogue import RULES
from qc.rules.client_requirements import names_of
from qc.tests.copies import piece

SHORT, LONG, MOST_TIMES = 500, 5_000, 12
FIXED = 2_000  # steps that a rule may take whatever the length, such as filling a table
UNITS = ("1 ", "lamp", "a, ", "(", "https://a.example/b ", "👩‍👧 ", "שלום hello ", "We mend it. ", "12:30 ", "€5 ")


def of_length(unit, length, end=""):
    return piece(
        (unit * length)[:length] + end, banned_terms=("cheap",), facts=("Open from 9 to 12", "Lamps cost 5 euros")
    )


def apply(rule, copy):
    return list(rule.check(copy, Neighbours((copy.client,))) if rule.in_batch else rule.check(copy))


def steps(call):
    taken = 0

    def count(frame, event, argument):
        nonlocal taken
        taken += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        call()
    finally:
        sys.setprofile(before)
    return taken


def keeps_the_law(rule, unit):
    apply(rule, of_length(unit, SHORT))  # what is loaded once is loaded now
    short, long = of_length(unit, SHORT, rule.code), of_length(unit, LONG, rule.code)  # in no cache
    return steps(lambda: apply(rule, long)) <= MOST_TIMES * steps(lambda: apply(rule, short)) + FIXED


@pytest.mark.parametrize("unit", UNITS)
def test_ten_times_the_text_takes_at_most_twelve_times_the_steps(unit):
    assert [rule.code for rule in RULES if not keeps_the_law(rule, unit)] == []


def test_a_rule_that_takes_the_square_of_the_time_would_be_seen():
    def square(copy):
        (text,) = copy.fields["text"]
        return [abs(start) for start in range(len(text)) for _ in range(start // 100)]

    assert not keeps_the_law(replace(RULES[0], check=square, in_batch=False), "a ")


def test_ten_times_the_findings_in_ten_times_the_text_hash_about_ten_times_the_letters(monkeypatch):
    dumps, written = json.dumps, []

    def counted(data, **options):
        written.append(len(dumps(data, **options)))
        return dumps(data, **options)

    monkeypatch.setattr("qc.engine.judging.json.dumps", counted)

    def letters(sums):
        written.clear()
        text = " ".join(f"Pay €{1_000 + number}." for number in range(sums))
        (checked,) = check_batch([piece(text, facts=("Lamps cost 5 euros",))])
        assert len(checked.issues) > sums
        return sum(written)

    assert letters(1_000) <= MOST_TIMES * letters(100)


BY_CODE = {rule.code: rule for rule in RULES}


@pytest.mark.parametrize(
    ("code", "start", "unit"),
    [
        ("FACT_MISMATCH", "", "1"),
        ("FACT_MISMATCH", "", " 333"),
        ("FACT_MISMATCH", "", "\n"),
        ("FACT_MISMATCH", "from Monday", " "),
        ("TYPO", "", "「a"),
        ("TYPO", "", "『a"),
        ("ALL_CAPS", "", "A'"),
        ("BROKEN_LINK", "https://", "a."),
        ("BROKEN_LINK", "Click here {{", "url"),
    ],
)
def test_no_pattern_takes_the_square_of_a_text(code, start, unit):
    def on(length):
        copy = piece((start + unit * length)[:length], channel="email", facts=("Open on Monday, 9 to 12",))
        return lambda: apply(BY_CODE[code], copy)

    assert grows_with_the_text(on)


@pytest.mark.parametrize("name", ["(", "[a", "a ("])
def test_no_name_takes_the_square_of_its_length(name):
    assert grows_with_the_text(lambda length: lambda: names_of(piece(name=(name * length)[:length])))


def test_a_pattern_that_takes_the_square_would_be_seen():
    quadratic = regex.compile(r"[(\[][^)\]]*[)\]]")
    assert not grows_with_the_text(lambda length: lambda: quadratic.search("(" * length), short=500)


def test_a_phrase_that_never_ends_with_a_word_is_looked_for_in_one_pass():
    def on(length):
        copy = piece("ab " * length, mandatory=("ab " * (length // 2) + "a",), competitors=("ab " * 600 + "a",))
        return lambda: [apply(BY_CODE[code], copy) for code in ("ALL_CAPS", "COMPETITOR", "WRONG_CLIENT")]

    assert grows_with_the_text(on)


def of_items(number, first):
    """A text and a client whose every list has so many items, none of which the text repeats."""
    said = tuple(f"Lamp {one} costs {one} euros on Monday at {one % 24}:30" for one in range(first, first + number))
    names = tuple(f"Firm {one}" for one in range(first, first + number))
    lists = {"facts": said, "mandatory": said, "banned_terms": names, "competitors": names, "aliases": names}
    text = " ".join(f"We ask €{one} for chair {one} on Friday." for one in range(20))
    return piece(text, **lists)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_ten_times_the_items_take_at_most_twelve_times_the_steps(rule):
    few, many = of_items(20, 1_000), of_items(200, 2_000)
    apply(rule, of_items(20, 3_000))  # what is loaded once is loaded now
    assert steps(lambda: apply(rule, many)) <= MOST_TIMES * steps(lambda: apply(rule, few)) + FIXED


@pytest.mark.parametrize("clients", [1, 1_000])
@pytest.mark.parametrize("rules", [[rule] for rule in RULES if rule.in_batch], ids=lambda rules: rules[0].code)
def test_ten_times_the_drafts_take_at_most_twelve_times_the_steps(rules, clients, monkeypatch):
    monkeypatch.setattr("qc.rules.repeats._MOST_COMPARED", 4_000)

    def batch(size):
        return [
            replace(piece(f"{'abcd'[one % 4] * 40} {one}", name=f"Firm {one % clients} Ltd"), copy_id=str(one))
            for one in range(size)
        ]

    few, many = batch(100), batch(1_000)
    check_batch(few, rules)
    assert steps(lambda: check_batch(many, rules)) <= MOST_TIMES * steps(lambda: check_batch(few, rules)) + FIXED


def test_a_text_is_compared_with_the_latest_of_a_long_batch(monkeypatch):
    monkeypatch.setattr("qc.rules.repeats._MOST_COMPARED", 4_000)
    others = [piece(f"{chr(97 + one) * 150}. Visit us.") for one in range(26)]

    def last_of(*texts):
        batch = [replace(one, copy_id=str(number)) for number, one in enumerate([*texts, piece("The rye. " * 20)])]
        return [issue.evidence for issue in check_batch(batch, [BY_CODE["DUPLICATE"]])[-1].issues]

    near = piece("The rye! " * 20)
    assert "(25)" in last_of(*others[:25], near)
    assert "(0)" not in last_of(near, *others)


def test_findings_are_placed_in_the_first_text_that_has_them():
    lines = tuple(f"We ask €{one} and €{one + 1} here." for one in range(1_000, 1_020))
    (checked,) = check_batch([piece(fields={"text": lines}, facts=("Lamps cost 5 euros",))])
    places = {issue.evidence: (issue.line, issue.start, issue.end) for issue in checked.issues}
    assert (places["€1000"], places["€1001"], places["€1020"]) == ((0, 7, 12), (0, 17, 22), (19, 17, 22))
