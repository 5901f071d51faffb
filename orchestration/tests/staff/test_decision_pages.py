"""What a decision would do is said before it is taken."""

import pytest

from orchestration.models import RunStep, Status
from orchestration.services import get_run
from orchestration.tests.conftest import everything
from orchestration.tests.staff.pages import html, plain, url

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_question_names_what_will_be_deleted_and_deletes_nothing(boss, waiting):
    before = everything()
    page = html(boss, url("decide", waiting, "cancel"))
    for step in RunStep.objects.filter(run=waiting):
        assert all(id in page for ids in step.created.values() for id in ids)
    assert "1 strategy" in plain(page)
    assert everything() == before
    assert get_run(run_id=waiting.pk).status == Status.AWAITING_APPROVAL


def test_the_approver_sees_the_copy_of_the_hash_they_approve(boss, waiting):
    page = html(boss, url("decide", waiting, "approve"))
    assert f"?content={waiting.content_sha256}" in page
    assert f'name="content_sha256" value="{waiting.content_sha256}"' in page


def test_what_is_not_possible_now_is_not_asked(boss, failed):
    answer = boss.get(url("decide", failed, "approve"), follow=True)
    assert "not possible now" in plain(answer.content.decode())


def test_the_question_counts_what_goes_before_it_names_it(boss, waiting):
    counted = {t: len(ids) for step in waiting.steps.all() for t, ids in step.created.items()}
    page = html(boss, url("decide", waiting, "cancel"))
    said = page.partition('id="deleted"')[2].partition("<details>")[0]
    assert f"{counted['production_bundles']} channels, {counted['production_bundle_assets']} texts, " in plain(said)
    assert plain(said).endswith("1 QC result")  # in the order of the work, whatever the database makes of JSON
    assert "production_" not in said
    assert waiting.brief_id not in said
