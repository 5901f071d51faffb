"""The page of the rules by code: its figures, what they lead to, and what it says of each rule."""

import re
from dataclasses import asdict
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from orchestration.models import Run, Status
from orchestration.tests.factories import RunFactory
from qc import services as qc
from qc.contracts import QcIssueDTO

pytestmark = pytest.mark.django_db

PAGE = "/admin/rules/"


def issue(code, severity="minor", *, waived_by=""):
    return asdict(
        QcIssueDTO(severity, "x_post/text", "So.", code, fingerprint=f"{code:f<64}"[:64], waived_by=waived_by)
    )


def unseen(code, *, critical):
    return {"code": code, "reason": "It broke.", "critical": critical, "section": "x_post/"}


def judged(*issues, not_evaluated=(), refused=False, **run):
    verdict = {"score": 0.5, "passed": not refused, "issues": list(issues), "not_evaluated": list(not_evaluated)}
    ended = {"status": Status.COMPENSATED, "outcome": "failed"} if refused else {}
    step = {"step": "qc_evaluate"} if refused else {}
    return RunFactory(evidence={"qc": verdict, **step}, **ended, **run)


def waive(code, client_id="quay"):
    found = QcIssueDTO(**issue(code))
    qc.waive_issue(client_id=client_id, issue=found, reason="A poem.", actor="ada")


def lines(client, by=""):
    """Code, figures and their addresses of each line, in order."""
    page = client.get(PAGE, {"by": by}).content.decode()
    rows = re.findall(r'<tr><th scope="row">.*?<code>([A-Z_]+)</code>(.*?)</tr>', page, re.DOTALL)
    figure = r'<td class="figure">(?:<a href="([^"]+)">)?(?:<span class="quiet">)?(\d+)'
    return [(code, [(int(n), unescape(url)) for url, n in re.findall(figure, rest)]) for code, rest in rows]


def figures(client, code, by=""):
    return [number for number, _ in dict(lines(client, by))[code]]


def test_every_rule_is_there_with_why_and_what_to_do(boss):
    page = unescape(boss.get(PAGE).content.decode())
    assert [code for code, _ in lines(boss, "rule")] == sorted(rule.code for rule in qc.describe_rules())
    for rule in qc.describe_rules():
        assert rule.why in page
        assert rule.suggestion in page


def test_each_figure_counts_runs_or_waivers_once_and_leads_to_exactly_these(boss):
    judged(issue("TYPO"), issue("TYPO"), issue("BANNED_CLAIM", "critical", waived_by="ada"))
    judged(issue("TYPO"), issue("PII", "critical"), refused=True)
    judged(not_evaluated=[unseen("PROFANITY", critical=True)], refused=True)
    judged(not_evaluated=[unseen("TYPO", critical=False)])
    waive("TYPO")
    waive("TYPO", client_id="other")
    waive("PII")
    assert figures(boss, "TYPO") == [0, 2, 2, 1]
    assert figures(boss, "PII") == [1, 1, 1, 0]
    assert figures(boss, "PROFANITY") == [1, 0, 0, 1]
    assert figures(boss, "BANNED_CLAIM") == [0, 1, 0, 0]
    for _, counted in lines(boss):
        for number, url in counted:
            assert bool(number) == bool(url)
            if url:
                assert boss.get(url).context["cl"].result_count == number


def test_where_nothing_was_critical_whatever_cost_the_score_refused_the_run(boss):
    judged(issue("COMPETITOR", "major"), issue("TYPO", waived_by="ada"), refused=True)
    assert (figures(boss, "COMPETITOR")[0], figures(boss, "TYPO")[0]) == (1, 0)


def test_the_most_often_comes_first_in_the_column_that_was_asked_for(boss):
    judged(issue("TYPO"))
    judged(issue("TYPO"))
    judged(issue("ALL_CAPS"), issue("LOREM", "critical"), refused=True)
    waive("UTM_BAD")
    first = {by: lines(boss, by)[0][0] for by in ("", "refused", "found", "waived", "nonsense")}
    assert first == {"": "LOREM", "refused": "LOREM", "found": "TYPO", "waived": "UTM_BAD", "nonsense": "LOREM"}


def test_rules_with_figures_come_first_and_the_quiet_ones_are_folded(boss):
    judged(issue("TYPO"))
    waive("UTM_BAD")
    for by in ("", "rule"):
        loud, _, folded = boss.get(PAGE, {"by": by}).content.decode().partition('<details id="quiet"')
        assert re.findall(r"<code>([A-Z_]+)</code>", loud) == ["TYPO", "UTM_BAD"]
        assert re.findall(r"<code>([A-Z_]+)</code>", folded) == [code for code, _ in lines(boss, by)][2:]
        assert folded.startswith(" open") == (by == "rule")
    assert f"{len(qc.describe_rules()) - 2} quiet rules" in folded


def test_old_runs_and_old_waivers_count_no_more(boss):
    run = judged(issue("TYPO"))
    waive("TYPO")
    long_ago = timezone.now() - timedelta(days=31)
    Run.objects.filter(pk=run.pk).update(created_at=long_ago)
    qc.Waiver.objects.update(created_at=long_ago)
    assert figures(boss, "TYPO") == [0, 0, 0, 0]


def test_the_front_page_and_the_lists_of_quality_control_lead_here(boss):
    lists = [f"admin:qc_{name}_changelist" for name in ("qcresult", "qcissue", "waiver", "allowedword")]
    for name in ("admin:index", *lists):
        assert f'href="{PAGE}"' in boss.get(reverse(name)).content.decode()


def test_an_invented_filter_of_runs_filters_nothing(boss):
    RunFactory()
    for value in ("found", "nonsense:TYPO", "found:"):
        assert boss.get(reverse("admin:orchestration_run_changelist"), {"rule": value}).status_code in (200, 302)


def test_queries_are_four_however_many_runs(boss):
    def count():
        with CaptureQueriesContext(connection) as captured:
            assert boss.get(PAGE).status_code == 200
        return len(captured)

    few = count()
    for number in range(20):
        judged(issue("TYPO"), issue("PII", "critical"), refused=True)
        waive("TYPO", client_id=f"client-{number}")
    assert (few, count()) == (4, 4)  # session, user, runs, waivers
