"""The campaign, before delivery and after it."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.admin.utils import unquote
from django.urls import resolve, reverse

from aicmo_site.admin import campaign, row_url
from delivery.admin import preview_link
from delivery.models import Artifact, Package
from orchestration.models import Run
from orchestration.staff.campaign import document_url
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
    )


LIKE_QUOTED = "run_2361e6"  # "_23" is how the admin writes "#" in an address: an ID must be quoted as a whole


def test_an_id_that_looks_quoted_leads_to_its_own_pages():
    run = Run(pk=LIKE_QUOTED)
    package = Package(package_id="package_2361e6", workflow_run_id=run.pk)
    package.of_client = ""
    artifact = Artifact(package=package, name="campaign.html", format="html", position=0)
    links = re.findall(r'href="([^"]+)"', f"{campaign(package)} {preview_link(artifact)}")
    ids = [next(iter(resolve(urlsplit(link).path).kwargs.values())) for link in (document_url(run), *links)]
    assert list(map(unquote, ids)) == [run.pk, run.pk, package.package_id]


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
