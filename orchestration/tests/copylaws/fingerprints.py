"""Prints one line per intake: the hash of every text made for it. Run as a module, in a process of its own."""

import hashlib
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aicmo_site.settings")
django.setup()

from orchestration.tests.copylaws.corpus import campaigns  # noqa: E402  # needs Django to be set up

for campaign in campaigns():
    texts = [(channel, asset.asset_type, asset.content, asset.url) for channel, asset in campaign.texts]
    sys.stdout.write(f"{campaign.name} {hashlib.sha256(repr(texts).encode()).hexdigest()}\n")
