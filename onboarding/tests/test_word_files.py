"""The files of words: each says what it is for, and nothing in one is overlooked."""

import json
from pathlib import Path

import pytest

import onboarding
from aicmo_site.kernel import extract

FOLDER, VALUES = Path(onboarding.__file__).parent / "words", Path(extract.__file__).parent / "words"
LANGUAGES = sorted([*FOLDER.glob("languages/*.json"), *VALUES.glob("languages/*.json")])
MERGED = {"about", "numbers", "currencies", "money", "durations", "channels", "groups", "channel_words"}
MERGED |= {"channels_without_specs", "signals", "budget_marks", "topics", "labels"}


@pytest.mark.parametrize("file", [*FOLDER.glob("*.json"), *VALUES.glob("*.json"), *LANGUAGES], ids=str)
def test_a_file_of_words_begins_with_what_it_is_for(file):
    name, *_ = words = json.loads(file.read_text(encoding="utf-8"))
    assert name == "about"
    assert words[name].endswith(".")


@pytest.mark.parametrize("file", LANGUAGES, ids=str)
def test_a_language_has_only_sections_that_are_read(file):
    assert set(json.loads(file.read_text(encoding="utf-8"))) <= MERGED
