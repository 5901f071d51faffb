"""The agency's edition over HTTP: at its own address, and nowhere else."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.contrib.admin.utils import quote
from django.core.management import call_command
from django.urls import reverse

from aicmo_site.admin import row_url
from aicmo_site.kernel.persistence import storage
from delivery.models import Artifact, Package
from delivery.services import discard_package
from orchestration.models import Run, Status
from orchestration.operations.audit import audit
from orchestration.services import cancel_run
from orchestration.tests.api.calls import RUNS, refused
from orchestration.tests.conftest import EXAMPLE, Crash, crash_at_commit, everything, files, let_lease_run_out, nothing
from orchestration.worker import run_to_rest

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "working-paper.html"


@pytest.fixture
def completed(submit):
    return run_to_rest(submit().pk)


def address(run):
    return f"{RUNS}{run.pk}/working-paper/"


def preview(package_id, position):
    return reverse("admin:delivery_package_preview", args=[quote(package_id), position])


def test_a_delivered_run_has_a_working_paper_to_download(boss, completed):
    answer = boss.get(address(completed))
    page = b"".join(answer.streaming_content).decode()
    assert "For the agency only." in page
    assert answer["Content-Disposition"] == f'attachment; filename="{NAME}"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("text/html; charset=utf-8", "nosniff")


def test_it_is_in_no_list_of_the_clients_files(boss, completed):
    [package] = boss.get("/api/v1/packages/").json()["results"]
    assert boss.get(preview(package["package_id"], 0)).status_code == 200
    names = ["campaign.html", "copy.csv", "manifest.json", "package.zip"]
    assert [artifact["name"] for artifact in package["artifacts"]] == names
    assert boss.get(f"/api/v1/packages/{package['package_id']}/").json()["artifacts"] == package["artifacts"]
    beyond = reverse("package-artifact", args=[package["package_id"], len(names)])
    refused(boss.get(beyond), 404, "artifact_not_found")
    assert boss.get(preview(package["package_id"], len(names))).status_code == 404
    with storage().open(f"packages/{package['package_id']}/package.zip") as file:
        assert NAME not in zipfile.ZipFile(io.BytesIO(file.read())).namelist()
    with storage().open(f"packages/{package['package_id']}/manifest.json") as file:
        assert NAME not in file.read().decode()


@pytest.mark.parametrize("options", [{}, {"dry_run": True}])
def test_deliver_does_not_tell_of_it(capsys, options):
    call_command("deliver", str(EXAMPLE), json=True, **options)
    [result] = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert NAME not in json.dumps(result["artifacts"])
    assert not any(path.name == NAME for path in Path(result["artifacts"][0]["path"]).parent.iterdir()) or not options


def test_without_a_package_or_of_one_from_before_there_is_none(boss, completed, submit):
    waiting = run_to_rest(submit(require_approval=True).pk)
    refused(boss.get(address(waiting)), 404, "package_not_found")
    refused(boss.get(f"{RUNS}nobody/working-paper/"), 404, "run_not_found")
    Artifact.objects.filter(audience="agency").delete()
    refused(boss.get(address(completed)), 404, "working_paper_not_found")
    [package] = boss.get("/api/v1/packages/").json()["results"]
    assert b"".join(boss.get(package["artifacts"][-1]["url"]).streaming_content)
    assert "Working paper" not in boss.get(row_url(Run, completed.pk)).content.decode()


def test_a_lost_file_is_no_working_paper_and_the_audit_tells(boss, completed):
    kept = Artifact.objects.get(audience="agency")
    storage().delete(kept.url)
    refused(boss.get(address(completed)), 404, "working_paper_not_found")
    assert [(fault.kind, fault.id) for fault in audit()] == [("lost_file", kept.url)]


def test_staff_see_it_before_and_after_delivery(boss, completed, submit):
    waiting = run_to_rest(submit(require_approval=True).pk)
    for run in (completed, waiting):
        page = reverse("admin:orchestration_run_working_paper", args=[quote(run.pk)])
        answer = boss.get(page)
        assert "For the agency only." in answer.content.decode()
        assert "sandbox" in answer["Content-Security-Policy"]
        assert page in boss.get(row_url(Run, run.pk)).content.decode()
        assert page in boss.get(reverse("admin:orchestration_run_campaign", args=[quote(run.pk)])).content.decode()


def test_it_comes_and_goes_with_its_package(completed):
    assert list(audit()) == []
    kept = Artifact.objects.get(audience="agency")
    assert kept.position == Artifact.objects.count() - 1
    assert kept.url in dict(files())
    discard_package(package_ids=[Package.objects.get().package_id])
    assert (Artifact.objects.count(), files()) == (0, [])


def test_a_crash_anywhere_leaves_neither_half(submit):
    run = submit()
    number = 0
    while number < 30:
        number += 1
        try:
            with crash_at_commit(number, before=True):
                run_to_rest(run.pk)
            break
        except Crash:
            rows = Artifact.objects.filter(audience="agency").count()
            assert rows == Package.objects.count()
            let_lease_run_out(run.pk)
    run.refresh_from_db()
    assert run.status == Status.COMPLETED
    assert list(audit()) == []


def test_undoing_takes_it(submit):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("delivery.services.create_package", _fails)
        run = run_to_rest(submit().pk)
    assert (run.status, everything()) == (Status.COMPENSATED, nothing())
    waiting = run_to_rest(submit(require_approval=True).pk)
    cancel_run(run_id=waiting.pk, actor="test")
    run_to_rest(waiting.pk)
    assert everything() == nothing()


def _fails(**_):
    raise RuntimeError("the disk is gone")
