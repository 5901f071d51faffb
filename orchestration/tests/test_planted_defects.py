"""Quality control finds a defect of every code in copy that the pipeline made, and a critical one undoes the run."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

import pytest

from orchestration.models import Status
from orchestration.tests.conftest import example
from orchestration.worker import run_to_rest
from production import services as production
from production.contracts import AssetDTO, DraftBundleDTO
from qc.engine.registry import data

pytestmark = pytest.mark.usefixtures("nothing_but_memory")  # words are judged, and undoing is seen to elsewhere
INTAKE = example()

Assets = tuple[AssetDTO, ...]
compose_draft = production.compose_draft

NOWHERE = "https://quayside-repair.example/?utm_source=&utm_medium=social"
SPANISH = "Trae tus cosas rotas y llévatelas a casa funcionando. Te esperamos en nuestro taller con las manos abiertas."
LONG = "We mend lamps " + "and toys and chairs and coats " * 10 + "for you."
NOBODY_S = "Slow mornings have their charm, and nobody was ever sorry for a calm evening among pleasant company."
SILENT = "It was a quiet week on the wharf, with rain and tea."


@dataclass(frozen=True)
class Plant:
    """What spoils the texts of one channel, and what the client orders for it."""

    channel: str
    spoil: Callable[[Assets], Assets]
    order: str


def change(field: str, edit: Callable[[AssetDTO], AssetDTO]) -> Callable[[Assets], Assets]:
    """Edit the first text of a field."""

    def spoil(assets: Assets) -> Assets:
        place = next(number for number, asset in enumerate(assets) if asset.asset_type == field)
        return (*assets[:place], edit(assets[place]), *assets[place + 1 :])

    return spoil


def says(channel: str, field: str, text: str, order: str) -> Plant:
    """The field says this and nothing else."""
    return Plant(channel, change(field, lambda asset: replace(asset, content=text)), order)


def adds(text: str) -> Plant:
    """A sentence of its own at the end of a post."""
    edit = change("text", lambda asset: replace(asset, content=f"{asset.content}\n\n{text}"))
    return Plant("facebook_post", edit, "Facebook")


def begins(text: str) -> Plant:
    """A sentence of its own at the beginning of a post."""
    edit = change("text", lambda asset: replace(asset, content=f"{text} {asset.content}"))
    return Plant("facebook_post", edit, "Facebook")


def links_to(address: str) -> Plant:
    return Plant("facebook_post", change("text", lambda asset: replace(asset, url=address)), "Facebook")


def caption(text: str, order: str = "Instagram") -> Plant:
    edit = change("caption", lambda asset: replace(asset, content=f"{asset.content} {text}"))
    return Plant("instagram_post", edit, order)


def one_headline(assets: Assets) -> Assets:
    lines = [asset for asset in assets if asset.asset_type == "headline"]
    return tuple(asset for asset in assets if asset not in lines[1:])


def with_a_path(path: str) -> Callable[[Assets], Assets]:
    return lambda assets: (*assets, replace(assets[0], asset_id="asset_path", asset_type="path", content=path))


def a_picture_without_words(assets: Assets) -> Assets:
    picture = replace(assets[0], asset_id="asset_picture", asset_type="image", format="image", content="")
    return (*assets, replace(picture, url="https://quayside-repair.example/bench.jpg"))


def the_subject_again(assets: Assets) -> Assets:
    subject = next(asset.content for asset in assets if asset.asset_type == "subject")
    return change("preheader", lambda asset: replace(asset, content=subject))(assets)


PLANTS: dict[str, Plant] = {
    "EMPTY": says("email", "subject", "", "email newsletter"),
    "COUNT_RANGE": Plant("google_ads_rsa", one_headline, "Google Ads"),
    "LEN_OVER": says("x_post", "text", "We mend it with you. " * 20, "X"),
    "SEGMENTS": says("sms", "text", "We mend it with you. " * 40, "SMS"),
    "HASHTAG_OVER": caption(" ".join(f"#mend{number}" for number in range(40))),
    "FORBIDDEN_CHAR": Plant("google_ads_rsa", with_a_path("mend/it"), "Google Ads"),
    "PLACEHOLDER": adds("We open at [insert time]."),
    "LOREM": adds("Lorem ipsum dolor sit amet, consectetur adipiscing elit."),
    "CHECK_MARK": adds("[CHECK] Doors open at ten."),
    "AI_RESIDUE": adds("As an AI language model, I cannot visit the workshop."),
    "MARKUP_LEAK": adds("Come by and **bring a friend** too."),
    "ENCODING": adds("The cafÃ© is open."),
    "LANG_MISMATCH": says("facebook_post", "text", SPANISH, "Facebook"),
    "FACT_MISMATCH": adds("The opening weekend is on 23 May 2027."),
    "BANNED_CLAIM": adds("We guarantee that every repair lasts for ever."),
    "PROFANITY": adds("This is fucking brilliant."),
    "PII": adds("Write to mary.oconnor1984@gmail.com."),
    "WRONG_CLIENT": adds("We at Harwick Fix-It Shop look forward to you."),
    "MISSING_DISCLOSURE": says("instagram_post", "caption", SILENT, "Instagram (ambassadors)"),
    "DISCLOSURE_BURIED": says("instagram_post", "caption", f"{SILENT} #ad", "Instagram (ambassadors)"),
    "MISSING_MANDATORY": says("facebook_post", "text", "Come by and see us mend.", "Facebook"),
    "BANNED_TERM": adds("Bring your junk."),
    "COMPETITOR": adds("It is nearer than Harwick Fix-It Shop."),
    "NO_CLIENT_NAME": says("facebook_post", "text", "Come by and see us mend.", "Facebook"),
    "BROKEN_LINK": links_to("htps://quayside-repair.example/"),
    "LINK_NOT_CLICKABLE": caption("https://tanners-wharf.example/book"),
    "UTM_BAD": links_to(NOWHERE),
    "DUPLICATE": adds("Come and sit with us. There is tea. Come and sit with us."),
    "NOT_STANDALONE": says("google_ads_rsa", "headline", "Bring your lamp and", "Google Ads"),
    "MISSING_CTA": says("facebook_post", "text", SILENT, "Facebook"),
    "OPT_OUT_MISSING": says("email", "body", "Hello,\n\nbook a repair slot.", "email newsletter"),
    "ALT_MISSING": Plant("facebook_post", a_picture_without_words, "Facebook"),
    "PREHEADER_REPEAT": Plant("email", the_subject_again, "email newsletter"),
    "TYPO": adds("You will recieve help."),
    "ALL_CAPS": adds("BRING YOUR BROKEN THINGS TODAY."),
    "TOO_LONG_SENTENCE": adds(LONG),
    "REPEATED_WORD": adds("Bring it to the the workshop."),
    "EXCESS_PUNCT": adds("Come by!!!!"),
    "FACT_DENIED": adds("Repairs are never free."),
    "QUOTATION": adds("“It is the best workshop of my life,” says Harold Penrose."),
    "NO_SUBSTANCE": says("facebook_post", "text", NOBODY_S, "Facebook"),
    "TONE_JARS": adds("A man was killed here last year. Yay, party time!"),
    "TO_THE_PRESS": adds("High-resolution images are sent on request."),
    "EMPTY_OPENING": begins("Have you ever wondered where to go?"),
    "TOLD_AGAIN": adds("You can sit down with us. And you can sit down with tea. Or you can sit down with a cake."),
    "SLOGAN_ALTERED": adds("Bring it broken, take it home mended."),
    "UNKNOWN_NAME": adds("Friends from Wetherby come too."),
}
# Found by a second reader alone, who is a language model: see qc/tests/test_second_reader.py.
OF_A_MODEL = {"CONTRADICTED", "UNPROVEN", "EXCLUDED_THEME"}


def planting(plant: Plant) -> Callable[..., Any]:
    """The real draft with one channel spoilt."""

    def compose(**arguments: Any) -> Any:
        draft, bundles = compose_draft(**arguments)
        assert plant.channel in {bundle.channel for bundle in bundles}
        return draft, tuple(_spoilt(plant, bundles))

    return compose


def _spoilt(plant: Plant, bundles: tuple[DraftBundleDTO, ...]) -> Iterator[DraftBundleDTO]:
    for bundle in bundles:
        yield replace(bundle, assets=plant.spoil(bundle.assets)) if bundle.channel == plant.channel else bundle


@pytest.fixture
def judged(submit, intake, settings):
    """The run of one order that gets no second try."""
    settings.AICMO_QC_MAX_REVISIONS = 0

    def judged(order):
        intake["channels"] = order.split(", ")
        return run_to_rest(submit().pk)

    return judged


def test_every_code_has_its_plant_or_is_of_a_model():
    assert (set(PLANTS) | OF_A_MODEL, set(PLANTS) & OF_A_MODEL) == (set(data("rules")), set())


@pytest.mark.parametrize("code", sorted(PLANTS))
def test_a_planted_defect_is_found_by_the_run(judged, code):
    plant, severity = PLANTS[code], data("rules")[code]["severity"]
    with patch("production.services.compose_draft", planting(plant)):
        run = judged(plant.order)
    found = [issue for issue in run.evidence["qc"]["issues"] if issue["code"] == code]
    assert found, run.evidence
    assert {issue["severity"] for issue in found} == {severity}
    assert all(issue["section"].startswith(plant.channel) for issue in found)
    if severity == "critical":
        assert run.status == Status.COMPENSATED


@pytest.mark.parametrize("order", sorted({plant.order for plant in PLANTS.values()}))
def test_the_same_order_without_a_planted_defect_is_clean(judged, order):
    run = judged(order)
    assert (run.status, run.evidence["qc"]["issues"]) == (Status.COMPLETED, [])
