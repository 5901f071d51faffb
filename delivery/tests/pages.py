"""The working paper of the campaign of everything: all that the client reads, and more; and a gap in its copy."""

from delivery.document.labels import Labels
from delivery.document.page import working_paper_html
from delivery.tests.campaigns import NOON, full_brief, full_bundles, full_result, full_strategy
from production.contracts import NOTE, AssetDTO, DraftBundleDTO

EN = Labels("en")


def page(**changes):
    return working_paper_html(full_brief(**changes), full_strategy(), full_bundles(), full_result()).decode()


def waiting(channel, words, waits_for):
    note = AssetDTO("asset_gap", "open_point", "", {"piece": 1, "waits_for": waits_for}, content=words, format=NOTE)
    return DraftBundleDTO(f"bundle_{channel}", "draft_1", (note,), NOON, channel)
