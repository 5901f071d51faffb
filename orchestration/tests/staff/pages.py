"""The staff's pages as tests ask for them and read them."""

import re

from django.contrib.admin.utils import quote
from django.urls import reverse


def url(name, run, *more):
    return reverse(f"admin:orchestration_run_{name}", args=[quote(run.pk), *more])


def html(client, address):
    return client.get(address).content.decode()


def plain(page):
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())
