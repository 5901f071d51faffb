import json

import pytest
from django.core.management import CommandError, call_command

CLEAN = {"id": "d1", "channel": "x_post", "language": "en", "client": {"name": "A"}, "fields": {"text": "Visit us."}}
BAD = CLEAN | {"id": "d2", "fields": {"text": "Visit {{place}} now!!!"}}


@pytest.fixture
def check(tmp_path, capsys):
    def run(*lines, options=()):
        path = tmp_path / "drafts.jsonl"
        path.write_bytes(b"\n".join(x if isinstance(x, bytes) else json.dumps(x).encode() for x in lines))
        code = 0
        try:
            call_command("check_copy", str(path), *options)
        except SystemExit as stop:
            code = stop.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_json_answers_one_line_for_each_draft_and_ends_with_0(check):
    code, out, err = check(CLEAN, BAD, options=["--json"])
    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert answers[0] == {"id": "d1", "issues": [], "not_evaluated": []}
    assert [(issue["code"], issue["severity"], issue["field"]) for issue in answers[1]["issues"]] == [
        ("PLACEHOLDER", "critical", "text"),
        ("EXCESS_PUNCT", "minor", "text"),
    ]
    assert answers[1]["issues"][0]["reason"] == "“{{place}}” was never filled in."


def test_people_read_lines_and_a_summary_and_a_critical_issue_ends_with_1(check):
    code, out, _ = check(CLEAN, BAD)
    assert code == 1
    assert out.splitlines()[0] == "d1 (x_post): nothing found"
    assert out.splitlines()[-1] == "2 drafts: 1 critical, 0 major, 1 minor"


def test_without_a_critical_issue_it_ends_with_0(check):
    assert check(CLEAN)[0] == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "line 2: "),
        (b"\xff\xfe", "line 2: "),
        (b"[1]", "line 2: This is not a draft that can be judged: draft: must be an object"),
        ({"id": "d9"}, "channel: is missing"),
        (CLEAN, "id: 'd1' stands twice in the file"),
        (b'{"id": "\\u0000"}', "id: contains a NUL character"),
    ],
)
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_line_that_cannot_be_judged_is_named_and_the_others_are_judged(check, line, message, options):
    code, out, err = check(CLEAN, line, CLEAN | {"id": "d3"}, options=options)
    assert code == 2
    assert message in err
    assert "d1" in out
    assert "d3" in out


def test_an_empty_file_is_an_empty_batch(check):
    assert check() == (0, "0 drafts: 0 critical, 0 major, 0 minor\n", "")


def test_a_file_that_is_not_there_is_said_so():
    with pytest.raises(CommandError, match=r"nowhere.jsonl: No such file"):
        call_command("check_copy", "nowhere.jsonl")


def test_a_report_counts_what_was_found_missed_and_cried(tmp_path, capsys):
    labels = {"tolerated": ["MISSING_CTA"], "defects": [{"code": "PLACEHOLDER", "severity": "critical"}]}
    drafts = [CLEAN | {"defects": [{"code": "LOREM", "severity": "critical"}]}, BAD | labels]
    path = tmp_path / "labelled.jsonl"
    path.write_text("\n".join(map(json.dumps, drafts)))
    call_command("qc_report", str(path))
    out = capsys.readouterr().out
    assert [line.split()[:4] for line in out.splitlines()[1:4]] == [
        ["EXCESS_PUNCT", "0", "0", "1"],
        ["LOREM", "0", "1", "0"],
        ["PLACEHOLDER", "1", "0", "0"],
    ]
    assert "d1: missed LOREM, cried -" in out
    assert "precision 0.500 (1 of 2)" in out
    assert "recall of critical 0.500 (1 of 2)" in out


def test_a_report_on_what_is_no_draft_says_so(tmp_path):
    path = tmp_path / "labelled.jsonl"
    path.write_text("{}")
    with pytest.raises(CommandError, match="id: is missing"):
        call_command("qc_report", str(path))
