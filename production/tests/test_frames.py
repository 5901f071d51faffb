import json
import re

import pytest

from aicmo_site.kernel.channels import channels
from production.offline.frames import FOLDER, frames_for, languages
from production.offline.layouts import layouts
from production.offline.slots import Slots

WORDS = {path.stem: json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}
VARIANTS = ("variants", "spare", "fallback")
every_language = pytest.mark.parametrize("language", sorted(languages()))


@every_language
def test_frames_hold_no_digit_no_shout_and_no_unknown_slot(language):
    for slot, frames in WORDS[language].items():
        for frame in frames if slot not in ("about", "binding") else ():
            bare = re.sub(r"STOP|SMS|\{\{unsubscribe_url\}\}", "x", frame)
            assert not re.search(r"[\d!¡]|[A-ZÄÖÜÉÀ]{3,}|  ", bare), frame
            assert set(re.findall(r"\{(\w+)\}", bare)) <= {"site", "client"}, frame


@every_language
def test_each_slot_has_at_least_four_frames_and_the_same_slots_as_english(language):
    assert WORDS[language].keys() == WORDS["en"].keys()
    assert [slot for slot, frames in WORDS[language].items() if slot != "about" and len(set(frames)) < 4] == []


@every_language
def test_another_turn_picks_another_frame(language):
    picked = [frames_for(language, seed=7, turn=turn).pick("action_site", site="x.example") for turn in range(4)]
    assert len(set(picked)) == 4


def test_a_frame_whose_fact_is_missing_is_not_used():
    assert frames_for("en", seed=1, turn=1).pick("action_site", site="") == ""


def test_a_region_does_not_change_the_language_and_an_unknown_one_has_no_words():
    assert frames_for("de-AT", seed=1, turn=1).words["about"] == WORDS["de"]["about"]
    assert frames_for("cy", seed=1, turn=1).pick("headline") == ""


def test_layouts_name_channels_fields_and_slots_that_exist():
    known = channels()
    for channel, fields in layouts()["channels"].items():
        assert {name for name in fields if known[channel].field(name) is None} == set()
    fields = [layouts()["any"], *layouts()["channels"].values()]
    lines = [line.get(name, ()) for layout in fields for line in layout.values() for name in VARIANTS]
    variants = [variant for line in lines for variant in line]
    slots = {slot for variant in (*variants, *layouts()["fallback"]) for slot in variant} - {"/", "|"}
    assert {slot for slot in slots if slot not in WORDS["en"] and not hasattr(Slots, f"_{slot}")} == set()
