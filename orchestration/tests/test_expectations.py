"""Messy intakes taken through the whole pipeline: what their copy and document must keep and must not contain."""

import html
import json
import re
import tempfile
from pathlib import Path

import pytest

from onboarding import services as onboarding
from onboarding.tests.test_messy_intakes import EXPECTED, FILES, occurs
from orchestration.models import Status
from orchestration.operations.deliver import deliver

COMMON_WORDS = {
    "de": "der die das und ist nicht mit für ein eine auf wir den im zu aus dem mehr",
    "en": "the and is of to in for with your you our are on this",
    "es": "el los las y con en una un del para que su la más",
    "fr": "le les des et est pour dans une du votre nous avec sur",
    "it": "il gli e di che per con una del nel sono è più",
    "nl": "de het een en van voor met je is op niet wij",
    "pt": "os as e com em uma um do da para não mais na",
}


def languages_of(copy):
    """The languages that most of the copy's common words belong to, all where it has none; Japanese by its script."""
    if re.search(r"[\u3040-\u30ff]", copy):
        return {"ja"}
    words = re.findall(r"[^\W\d_]+", copy.casefold())
    hits = {language: sum(word in common.split() for word in words) for language, common in COMMON_WORDS.items()}
    return {language for language, number in hits.items() if number == max(hits.values())}


def text_of(page):
    without_code = re.sub(r"(?s)<(style|script).*?</\1>", " ", page)
    return html.unescape(re.sub(r"<[^>]+>", " ", without_code))


def nothing_to_say(intake):
    """Whether the client told nothing that copy could say."""
    form = onboarding.check_intake(responses=intake)
    brief = onboarding.understand_intake(intake=form, brief_id="brief_1", accept_proposals=True)
    return not (brief.messages or brief.proofs or brief.mandatory_inclusions or brief.action)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_copy_and_the_document_keep_and_avoid_what_they_should(name, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # where a dry run leaves its preview
    intake, rules = json.loads(FILES[name].read_text(encoding="utf-8")), EXPECTED[name]
    result = deliver(intake, actor="test", dry_run=True)
    if result["status"] != Status.COMPLETED:
        assert result["error"].startswith("NothingToSay")
        assert nothing_to_say(intake)
        return
    page = next(artifact["path"] for artifact in result["artifacts"] if artifact["format"] == "html")
    copy = "\n".join(f"{asset['channel']}: {asset['text']}" for asset in result["assets"])
    texts = {"assets": copy, "document": text_of(Path(page).read_text(encoding="utf-8"))}
    lost = [
        rule["what"]
        for rule in rules["must_keep"]
        if rule["where"] in texts and not any(occurs(p, texts[rule["where"]]) for p in rule["any_of"])
    ]
    wrong = [
        rule["what"]
        for rule in rules["must_not_contain"]
        if any(occurs(p, texts[rule["where"]]) for p in rule["none_of"])
    ]
    assert (lost, wrong) == ([], [])
    assert rules.get("language") in {None, *languages_of(copy)}
