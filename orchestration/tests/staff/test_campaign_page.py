"""The campaign, before delivery and after it."""

import pytest
from django.contrib.admin.utils import quote
from django.urls import reverse

from aicmo_site.admin import row_url
from orchestration.models import Run
from orchestration.tests.staff.pages import html, plain, url
from orchestration.worker import run_to_rest
from production.models import BundleAsset

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_campaign_before_approval_is_the_one_that_is_delivered(boss, waiting):
    proposed = boss.get(url("document", waiting))
    words = plain(proposed.content.decode())
    assert "Bring it broken, take it home working" in words
    boss.post(url("decide", waiting, "approve"), {"content_sha256": waiting.content_sha256})
    run_to_rest(waiting.pk)
    assert boss.get(url("document", waiting)).content == proposed.content
    page = html(boss, url("campaign", waiting))
    assert "package.zip" in page
    assert "campaign.html" in page


def test_the_document_runs_nothing_and_only_our_pages_frame_it(boss, waiting):
    answer = boss.get(url("document", waiting))
    assert "sandbox" in answer["Content-Security-Policy"].split("; ")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert f'<iframe class="document" name="preview" sandbox src="{url("document", waiting)}"' in html(
        boss, url("campaign", waiting)
    ).replace(waiting.pk, quote(waiting.pk))


def test_a_document_of_another_content_is_refused(boss, waiting):
    document = url("document", waiting)
    assert boss.get(f"{document}?content={waiting.content_sha256}").status_code == 200
    assert boss.get(f"{document}?content={'0' * 64}").status_code == 409


def test_without_copy_there_is_no_campaign_and_a_word_why(boss, failed):
    answer = boss.get(url("campaign", failed), follow=True)
    assert "no copy to show" in plain(answer.content.decode())
    assert boss.get(url("document", failed)).status_code == 404
    assert boss.get(reverse("admin:orchestration_run_campaign", args=["nobody"])).status_code == 404


def test_the_campaign_says_how_many_rows_it_was_made_of(boss, waiting):
    part = html(boss, url("campaign", waiting)).partition("Made from")[2]
    texts = BundleAsset.objects.filter(bundle__workflow_run_id=waiting.pk).count()
    assert f'<dt>texts</dt><dd><a href="{row_url(Run, waiting.pk)}#made">all {texts}</a>' in part
    strategy = waiting.steps.get(step_name="generate_strategy").created["strategy_document"][0]
    assert f">{strategy}</a>" in part
