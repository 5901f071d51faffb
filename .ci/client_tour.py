"""A campaign by the client that was generated from the schema: start, wait, approve, wait, download.

Called as `client_tour.py ADDRESS TOKEN INTAKE.json` with the generated package `aicmo_client` on the path.
"""

import io
import json
import sys
import zipfile
from pathlib import Path

from aicmo_client.api.packages import packages_artifacts_retrieve, packages_retrieve
from aicmo_client.api.runs import runs_approve_create, runs_create, runs_retrieve
from aicmo_client.client import AuthenticatedClient
from aicmo_client.models import ApprovalOfContentRequest, FromIntakeRequest, IntakeForm, Problem


def wait_until(client, run_id, *states):
    run = runs_retrieve.sync(run_id, client=client)
    for _ in range(10):
        if run.status in states:
            return run
        run = runs_retrieve.sync(run_id, client=client, wait=15, after=run.updated_at.isoformat())
    raise SystemExit(f"{run_id} is {run.status}, not {states}")


def main(address, token, intake):
    client = AuthenticatedClient(address, token, raise_on_unexpected_status=True, timeout=60)
    form = IntakeForm.from_dict(json.loads(Path(intake).read_text(encoding="utf-8")))
    wish = FromIntakeRequest(intake=form, require_approval=True)
    started = runs_create.sync(client=client, body=wish, idempotency_key="tour")
    assert runs_create.sync(client=client, body=wish, idempotency_key="tour").id == started.id
    waiting = wait_until(client, started.id, "AWAITING_APPROVAL")
    stale = runs_approve_create.sync(
        started.id, client=client, body=ApprovalOfContentRequest(content_sha256="another"), if_match='"stale"'
    )
    assert isinstance(stale, Problem), stale
    assert (stale.status, stale.code) == (412, "version_changed")
    approval = ApprovalOfContentRequest(content_sha256=waiting.content_sha256, comment="Go.")
    runs_approve_create.sync(started.id, client=client, body=approval)
    done = wait_until(client, started.id, "COMPLETED")
    package_id = done.links["packages"][0].rstrip("/").rpartition("/")[2]
    package = packages_retrieve.sync(package_id, client=client)
    [parcel] = [artifact for artifact in package.artifacts if artifact.name.endswith(".zip")]
    file = packages_artifacts_retrieve.sync_detailed(package_id, parcel.position, client=client).content
    assert len(file) == parcel.size
    print(f"The generated client got {parcel.name}: {', '.join(zipfile.ZipFile(io.BytesIO(file)).namelist())}")


if __name__ == "__main__":
    main(*sys.argv[1:])
