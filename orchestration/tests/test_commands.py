"""The commands as an operator calls them."""

import html
import json
import re
import unicodedata
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command

from aicmo_site.admin import row_url
from aicmo_site.kernel.persistence import storage
from onboarding import services as onboarding
from onboarding.models import Brief
from orchestration.management.commands.deliver import findings
from orchestration.models import Run, RunEvent, Status
from orchestration.operations.deliver import deliver
from orchestration.tests.conftest import EXAMPLE, everything, nothing
from orchestration.tests.test_planted_defects import PLANTS, planting
from orchestration.worker import run_to_rest

BRIEFS = sorted((EXAMPLE.parents[1] / "tests" / "briefs").glob("*.json"))

PROSE = (
    "Client: Ada Ltd\n\nWe want more visitors. We'd like to reach families in Harwick. "
    "People should know that repairs are free."
)

pytestmark = pytest.mark.django_db(transaction=True)


def call(name, *arguments, **options):
    """(exit code, stdout, stderr) of a command."""
    out, err = StringIO(), StringIO()
    try:
        call_command(name, *map(str, arguments), stdout=out, stderr=err, **options)
    except SystemExit as exit:
        return exit.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


def comparable(result):
    """A delivered result without what differs from run to run."""
    assets = result["assets"]
    brief = {k: v for k, v in result["brief"].items() if k not in ("brief_id", "normalized_at")}
    names = [(artifact["name"], artifact["format"]) for artifact in result["artifacts"]]
    return assets, brief, names, result["qc"], result["open_questions"], result["status"]


@pytest.mark.any_database
def test_eight_real_briefs_are_delivered_with_their_own_facts():
    code, out, _ = call("deliver", *BRIEFS, json=True)
    results = lines(out)
    assert (code, [result["status"] for result in results]) == (0, [Status.COMPLETED] * 8)
    for path, result in zip(BRIEFS, results, strict=True):
        intake = json.loads(path.read_text(encoding="utf-8"))
        document = Path(result["artifacts"][0]["path"]).read_text(encoding="utf-8")
        copy = "\n".join(asset["text"] for asset in result["assets"])
        assert all(required in copy for required in intake["mandatory_inclusions"])
        paper = Path(result["artifacts"][0]["path"]).with_name("working-paper.html").read_text(encoding="utf-8")
        assert paper.count(intake["raw_notes"].split()[0]) >= 1
        assert html.escape(intake["raw_notes"]) not in document
        assert [artifact["format"] for artifact in result["artifacts"]] == ["html", "csv", "json", "zip"]


def test_a_dry_run_gives_the_same_and_leaves_no_row_and_no_file():
    code, dry, _ = call("deliver", *BRIEFS, json=True, dry_run=True)
    assert code == 0
    assert everything() == nothing()
    assert not Run.objects.exists()
    assert not storage().exists("packages")
    _, wet, _ = call("deliver", *BRIEFS, json=True, accept_proposals=True)
    assert list(map(comparable, lines(dry))) == list(map(comparable, lines(wet)))
    for ours, theirs in zip(lines(dry), lines(wet), strict=True):
        artifact = ours["artifacts"][1]
        assert Path(artifact["path"]).read_bytes() == Path(theirs["artifacts"][1]["path"]).read_bytes()


DEEP = "[" * 10_000 + "]" * 10_000
BAD = {  # what is in the file -> what the message must name
    "not json": ("{not json", "JSON"),
    "not an object": ("[1, 2]", "object"),
    "missing fields": ("{}", "client_name"),
    "a wrong type": ('{"client_name": 7, "raw_notes": "x"}', "client_name"),
    "a wrong list": ('{"client_name": "A", "raw_notes": "x", "objectives": {"a": 1}}', "objectives"),
    "a megabyte of text": (json.dumps({"client_name": "A", "raw_notes": "x" * 1_000_000}), "raw_notes"),
    "NUL": ('{"client_name": "A\\u0000", "raw_notes": "x"}', "client_name"),
    "a lone surrogate": ('{"client_name": "A", "raw_notes": "\\ud800"}', "raw_notes"),
    "an absurd number": ('{"client_name": "A", "raw_notes": "x", "timeline_weeks": 1e400}', "timeline_weeks"),
    "depth": (f'{{"client_name": "A", "raw_notes": "x", "more": {DEEP}}}', "deep"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_intakes_are_named_by_field_and_write_nothing(tmp_path, what):
    text, word = BAD[what]
    bad = tmp_path / "bad.json"
    bad.write_text(text, encoding="utf-8")
    for command, options in (("deliver", {}), ("deliver", {"json": True}), ("submit", {})):
        code, out, err = call(command, bad, **options)
        assert code == 2
        assert word in out + err
        assert "Traceback" not in out + err
    assert everything() == nothing()
    assert not Run.objects.exists()


def test_lists_may_be_null(tmp_path, intake):
    nulls = {**intake, "channels": None, "objectives": None, "exclusions": None, "key_messages": None, "budget": None}
    notes = "We want more visitors from the quarter. People should know that repairs are free."
    path = tmp_path / "nulls.json"
    path.write_text(json.dumps({**nulls, "raw_notes": notes}), encoding="utf-8")
    code, out, _ = call("deliver", path, json=True, accept_proposals=True)
    assert (code, lines(out)[0]["status"]) == (0, Status.COMPLETED)


def test_what_is_only_read_from_prose_rests_and_says_how_to_go_on(tmp_path):
    path = tmp_path / "prose.txt"
    path.write_text(PROSE)
    code, out, _ = call("deliver", path)
    assert code == 1
    run = Run.objects.get()
    assert (run.status, run.awaiting) == (Status.AWAITING_APPROVAL, "brief")
    assert f"Decide at {row_url(Run, run.pk)}" in out
    assert "--accept-proposals" in out
    assert call("deliver", path, dry_run=True)[0] == 0
    assert call("deliver", path, accept_proposals=True)[0] == 0


def test_an_earlier_run_of_the_same_words_that_rests_at_its_brief_is_pointed_out(tmp_path):
    first, again, other = tmp_path / "prose.txt", tmp_path / "again.txt", tmp_path / "other.txt"
    for path, words in ((first, PROSE), (again, PROSE), (other, f"{PROSE} In June.")):
        path.write_text(words)
    out = call("deliver", first)[1]
    [run] = Run.objects.all()
    assert (run.awaiting, "still rests" in out) == ("brief", False)
    assert "still rests" not in call("deliver", other, accept_proposals=True)[1]
    assert "still rests" not in call("deliver", again, dry_run=True)[1]
    code, out, _ = call("deliver", again, accept_proposals=True)
    assert f"Run {run.pk} of the same words still rests at its brief: see {row_url(Run, run.pk)}" in out
    assert (code, Run.objects.count(), Run.objects.get(pk=run.pk).awaiting) == (0, 3, "brief")
    [result] = lines(call("deliver", again, accept_proposals=True, json=True)[1])
    assert result["resting"] == [run.pk]
    call("cancel", run.pk)
    run_to_rest(run.pk)
    assert "still rests" not in call("deliver", again, accept_proposals=True)[1]


def test_what_a_dry_run_took_as_right_is_no_question_of_it(tmp_path):
    path = tmp_path / "prose.txt"
    path.write_text(PROSE)
    out = call("deliver", path, dry_run=True)[1]
    assert "To ask (budget)" in out
    assert not re.search(r"To ask \((?:objectives|target_audience|key_messages)\)", out)
    assert re.search(r"  3 more only ask whether what prose says holds: it was taken as right\.", out)
    [result] = lines(call("deliver", path, dry_run=True, json=True)[1])
    read = {"objectives", "target_audience", "key_messages"}
    assert read <= {asked["field"] for asked in result["open_questions"]}
    assert read.isdisjoint(asked["field"] for asked in result["to_ask"])


def test_questions_are_asked_on_the_terminal(tmp_path, monkeypatch):
    path = tmp_path / "prose.txt"
    path.write_text(PROSE)
    said = {"budget": ["lots", "12,000 GBP"], "objectives": ["yes"]}
    asked = iter(question.field for question in brief_of(path).open_questions)
    answers = iter([text for field in asked for text in said.get(field, [""])])
    monkeypatch.setattr("builtins.input", lambda _: next(answers, ""))
    code, out, _ = call("deliver", path, ask=True)
    assert (code, Run.objects.get().status) == (0, Status.COMPLETED)
    assert "cannot be read as one sum" in out
    brief = Brief.objects.get().to_value()
    assert (brief.budget.amount, brief.budget.currency) == (12_000, "GBP")
    assert {fact.state for fact in brief.facts if fact.field.startswith("objectives")} == {"confirmed"}


def brief_of(path):
    [intake] = onboarding.intakes_in_file(data=path.read_bytes(), name=path.name)
    return onboarding.understand_intake(intake=onboarding.check_intake(responses=intake), brief_id="b")


@pytest.mark.parametrize("command", ["deliver", "submit"])
def test_a_file_that_does_not_say_whose_it_is_is_told_how_to_name_the_client(tmp_path, command):
    mail = tmp_path / "spring.eml"
    mail.write_text("From: Jo <jo@agency.example>\nSubject: Spring\n\nWe want to win 40 members.")
    code, _, err = call(command, mail)
    assert code == 2
    assert "client_name: is required: nothing in the file says whose it is; --client NAME does" in err
    call(command, mail, client="Harwick Canoe Club")
    assert Run.objects.get().input["intake"]["client_name"] == "Harwick Canoe Club"


def test_one_invalid_intake_does_not_keep_the_others(tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text("{}", encoding="utf-8")
    code, out, _ = call("deliver", bad, tmp_path / "absent.json", EXAMPLE, json=True)
    assert (code, [result["status"] for result in lines(out)]) == (2, ["INVALID", "INVALID", Status.COMPLETED])


def test_a_run_that_does_not_complete_gives_exit_one_and_says_why():
    code, out, _ = call("deliver", EXAMPLE, force_qc_fail=True)
    assert code == 1
    assert re.search(r"is COMPENSATED: Refused: quality control: score 0\.\d\d, 1 issue\n", out)
    assert everything() == nothing()


def test_what_quality_control_refused_is_printed_with_its_place_and_what_to_do():
    with patch("production.services.compose_draft", planting(PLANTS["PLACEHOLDER"])):
        code, out, _ = call("deliver", EXAMPLE)
    issues = [one for one in Run.objects.get().evidence["qc"]["issues"] if one["code"] == "PLACEHOLDER"]
    assert (code, len(issues)) == (1, 1)
    said = f"    critical, Facebook page post 1: text: {issues[0]['reason']}\n      {issues[0]['suggestion']}\n"
    assert said in out


def test_what_no_rule_could_judge_is_printed_and_what_a_person_let_pass_is_not():
    issue = {"severity": "major", "section": "", "reason": "Too blue.", "suggestion": "", "waived_by": ""}
    rules = [{"code": name, "section": "sms/text", "reason": "It broke.", "critical": name == "A"} for name in "AB"]
    verdict = {"issues": [issue, {**issue, "waived_by": "ada"}], "not_evaluated": rules}
    assert list(findings(verdict)) == ["major, the whole: Too blue.", "not evaluated, SMS: text: A: It broke."]


def test_a_delivered_package_says_its_quality_and_how_much_is_to_be_asked(tmp_path, intake):
    assert re.search(r"Package package_\w+ \(quality \d\.\d\d, no open question\)", call("deliver", EXAMPLE)[1])
    path = tmp_path / "open.json"
    path.write_text(json.dumps({**intake, "launch_date": "to be announced"}), encoding="utf-8")
    out = call("deliver", path)[1]
    assert re.search(rf", {out.count('To ask (')} open questions?\)", out)
    assert "To ask (launch_date)" in out


SCRIPTS = "مرحبا بالعالم – עברית – हिन्दी – 日本語 – 👩‍👩‍👧‍👦 – e\u0301a\u0308 – ﷽"
MESSAGE = (
    "ไทย – 한국어 – ქართული – Ελληνικά – العربية – 👨🏽‍🚀 – u\u0308n\u0303 – ﷺ"  # not the name: nothing is said twice
)


@pytest.mark.any_database
def test_every_script_comes_out_of_every_artifact_unharmed(tmp_path, intake):
    path = tmp_path / "scripts.json"
    strange = {**intake, "client_name": SCRIPTS, "key_messages": [MESSAGE], "channels": ["Facebook", "Website"]}
    path.write_text(json.dumps(strange), encoding="utf-8")
    code, out, _ = call("deliver", path, json=True)
    result = lines(out)[0]
    name, message = (unicodedata.normalize("NFC", one) for one in (SCRIPTS, MESSAGE))  # the same characters, composed
    assert (code, result["brief"]["client_name"]) == (0, name)
    html, csv = (Path(artifact["path"]).read_text(encoding="utf-8") for artifact in result["artifacts"][:2])
    assert name in html
    assert message in html
    assert message in csv
    assert any(message in asset["text"] for asset in result["assets"])


def test_submit_queues_and_runs_lists_and_cancel_retry_resume_decide():
    code, out, _ = call("submit", EXAMPLE, count=3)
    ids = out.split()
    assert (code, len(set(ids))) == (0, 3)
    assert all(run_id in call("runs")[1] for run_id in ids)
    assert call("cancel", ids[0])[1] == f"{ids[0]} COMPENSATING\n"
    run_to_rest(ids[0])
    new_id = call("retry", ids[0])[1].split()[0]
    assert Run.objects.get(pk=new_id).retry_of == ids[0]
    with pytest.raises(CommandError, match="COMPENSATED"):
        call("resume", ids[0])
    with pytest.raises(CommandError, match="no run run_nowhere"):
        call("cancel", "run_nowhere")
    assert RunEvent.objects.get(run_id=ids[0], kind="decided").actor == "manage.py cancel"


def test_a_run_is_queued_with_its_stops():
    _, out, _ = call("submit", EXAMPLE, "--stop", "strategy", "copy")
    assert Run.objects.get(pk=out.strip()).input["stops"] == ["strategy", "copy"]


@pytest.mark.parametrize("command", ["submit", "worker", "audit"])
def test_commands_for_shared_data_refuse_the_mode_in_memory(settings, command):
    settings.AICMO_PERSISTENCE_MODE = "inmemory"
    with pytest.raises(CommandError, match="AICMO_PERSISTENCE_MODE"):
        call(command, *([EXAMPLE] if command == "submit" else []))


def test_the_mode_in_memory_delivers_and_touches_nothing(settings):
    settings.AICMO_PERSISTENCE_MODE = "inmemory"
    code, out, _ = call("deliver", EXAMPLE, json=True)
    settings.AICMO_PERSISTENCE_MODE = "db"
    assert code == 0
    assert Path(lines(out)[0]["artifacts"][0]["path"]).read_text(encoding="utf-8").startswith("<!")
    assert everything() == nothing()
    assert not Run.objects.exists()


def test_an_interrupted_delivery_is_undone(intake):
    def interrupt(run_id, step, what):
        if (step, what) == ("generate_draft", "begun"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deliver(intake, actor="test", observe=interrupt)
    assert everything() == nothing()
    assert Run.objects.get().outcome == "cancelled"
