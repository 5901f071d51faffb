"""A waiver lets exactly one finding on exactly one text pass; an allowed word is a client's own."""

from dataclasses import replace

import pytest

from qc import services
from qc.contracts import AllowedWordNotFound, NotWaivable, ReasonMissing, WaiverNotFound
from qc.rules import check_batch
from qc.scoring import FORCED
from qc.tests.copies import piece
from qc.waivers import allowed_words, let_pass, waivers

pytestmark = pytest.mark.usefixtures("persistence_mode")

HEADLINE, TEXT = "We mend the the kettle", "Bring it to the the quay: quay.example"


def findings(headline=HEADLINE, text=TEXT, **changes):
    copy = replace(piece(channel="meta_ad", fields={"headline": (headline,), "primary_text": (text,)}), **changes)
    (checked,) = check_batch([copy])
    return [issue for issue in checked.issues if issue.code == "REPEATED_WORD"]


def waive(issue, client_id="quay"):
    return services.waive_issue(client_id=client_id, issue=issue, reason="It is a poem.", actor="ada", run_id="run_1")


def still_open(issues, client_id="quay"):
    return [issue.section for issue in let_pass(issues, waivers(client_id=client_id)) if not issue.waived_by]


def test_a_waiver_covers_one_finding_and_not_its_neighbour():
    first, second = findings()
    waiver = waive(first)
    assert (waiver.issue, waiver.waived_by, waiver.decided_in) == (first, "ada", "run_1")
    assert still_open(findings()) == [second.section]


@pytest.mark.parametrize("changed", [TEXT.replace(":", ","), f"{TEXT} ", TEXT.replace("B", "b")])
def test_the_slightest_change_of_the_text_brings_the_finding_back_and_no_other(changed):
    for issue in findings():
        waive(issue)
    assert still_open(findings()) == []
    assert still_open(findings(text=changed)) == ["c1/primary_text"]


def test_a_waiver_holds_for_no_other_piece_and_no_other_client():
    for issue in findings():
        waive(issue)
    assert len(still_open(findings(copy_id="another"))) == 2
    assert len(still_open(findings(), client_id="neighbour")) == 2


def test_waiving_twice_is_one_waiver_with_the_later_reason():
    issue = findings()[0]
    first, again = waive(issue), services.waive_issue(client_id="quay", issue=issue, reason="Really.", actor="bob")
    assert (first.waiver_id, again.reason, waivers(client_id="quay")) == (
        again.waiver_id,
        "Really.",
        {issue.fingerprint: "bob"},
    )


def test_a_withdrawn_waiver_counts_no_more_and_cannot_be_withdrawn_twice():
    issue = findings()[0]
    waiver = waive(issue)
    services.withdraw_waiver(waiver_id=waiver.waiver_id)
    assert len(still_open(findings())) == 2
    with pytest.raises(WaiverNotFound, match=waiver.waiver_id):
        services.withdraw_waiver(waiver_id=waiver.waiver_id)


def test_a_waiver_needs_a_reason_and_a_text():
    with pytest.raises(ReasonMissing, match="a waiver"):
        services.waive_issue(client_id="quay", issue=findings()[0], reason=" ", actor="ada")
    with pytest.raises(NotWaivable, match="FORCED"):
        waive(FORCED)
    with pytest.raises(ReasonMissing, match="an allowed word"):
        services.allow_word(client_id="quay", word="Zephyr", reason="", actor="ada")


def test_allowed_words_are_kept_per_client_and_can_be_taken_back():
    allowed = {}
    for word in ("Zephyr", "kwik", "zephyr"):
        allowed[word] = services.allow_word(client_id="quay", word=word, reason="A product.", actor="ada")
    assert allowed["Zephyr"] == allowed["zephyr"]
    assert (allowed_words(client_id="quay"), allowed_words(client_id="other")) == (("kwik", "zephyr"), ())
    services.disallow_word(word_id=allowed["kwik"])
    with pytest.raises(AllowedWordNotFound):
        services.disallow_word(word_id=allowed["kwik"])
    assert allowed_words(client_id="quay") == ("zephyr",)


def test_an_allowed_word_is_no_slip_in_this_clients_copy():
    text = "Taste our recieve bread and visit us."
    (before,), (after,) = check_batch([piece(text)]), check_batch([piece(text, allowed_words=("recieve",))])
    assert ["TYPO" in [issue.code for issue in checked.issues] for checked in (before, after)] == [True, False]


@pytest.mark.parametrize(
    ("code", "text", "word"),
    [
        ("TYPO", "You should of come and seen it.", "should of"),
        ("ALL_CAPS", "Come to NOISY SUMMERNIGHTS today.", "Noisy Summernights"),
        ("PROFANITY", "Taste our goddamn good rye.", "goddamn good rye"),
        ("AI_RESIDUE", "Rye. I hope this helps.", "I hope this helps"),
        ("PLACEHOLDER", "Bring your [name] to the [name] bar.", "[name]"),
        ("LOREM", "Lorem ipsum is our pub.", "lorem ipsum"),
        ("BANNED_CLAIM", "Guaranteed results with rye. Visit us.", "Guaranteed results with rye"),
        ("REPEATED_WORD", "Hear the band The the the tonight.", "the the"),
        ("EXCESS_PUNCT", "Hear Wham!!! tonight.", "Wham!!!"),
        (
            "LANG_MISMATCH",
            "Grüße aus dem schönen Wald, wir freuen uns sehr auf euch. Visit us.",
            "Grüße aus dem schönen Wald, wir freuen uns sehr auf euch",
        ),
    ],
)
def test_every_rule_that_says_so_goes_by_the_clients_words(code, text, word):
    found = [
        [issue.code for issue in check_batch([piece(text, allowed_words=words)])[0].issues] for words in ((), (word,))
    ]
    assert [code in codes for codes in found] == [True, False]
    assert code in {rule.code for rule in services.describe_rules() if rule.heeds_allowed_words}
