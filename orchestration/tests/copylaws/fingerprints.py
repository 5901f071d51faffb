"""The hash of every text made for an intake. Run as a module, in a process of its own, it prints a line for each."""

import hashlib
import os
import sys

EVERY = 3  # of the campaigns, one in so many: what leans on the order of sets shows in any


def fingerprint_of(campaign):
    texts = [(channel, asset.asset_type, asset.content, asset.url) for channel, asset in campaign.texts]
    return f"{campaign.name} {hashlib.sha256(repr(texts).encode()).hexdigest()}"


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aicmo_site.settings")
    django.setup()

    from orchestration.tests.copylaws.corpus import campaigns  # needs Django to be set up

    sys.stdout.writelines(f"{fingerprint_of(campaign)}\n" for campaign in campaigns()[::EVERY])
