"""Words of ours that a brief rules out, that its country spells otherwise, or that would speak of nothing."""

import pytest

from production.offline.frame_files import FOLDER, language_of
from production.offline.frames import frames_for
from production.offline.spelling import spelled
from production.offline.voice import Voice
from production.tests.briefs import assets_of, brief


def texts_of_slot(frames, slot):
    """The texts of all frames that a slot can have, each once."""
    texts = []
    while (frame := frames.pick(slot, "announce", {})) and not frames.used[frame.text]:
        frames.used[frame.text] += 1
        texts.append(frame.text)
    return texts


def test_a_banned_word_is_not_said_as_part_of_another_one():
    playful = Voice(frozenset({"playful"}))
    said = texts_of_slot(frames_for("de", seed=1, voice=playful), "pass_on")
    kept = texts_of_slot(frames_for("de", seed=1, voice=playful, avoid=("Chat",)), "pass_on")
    assert [text for text in said if text not in kept] == ["Ab damit in den Gruppenchat."]


@pytest.mark.parametrize(("tag", "ending"), [("de-AT", "Viele Grüße"), ("de_CH", "Viele Grüsse")])
def test_switzerland_alone_writes_ss(tag, ending):
    frames = spelled(frames_for(tag, seed=1), tag).language.frames
    texts = {frame.text for groups in frames.values() for many in groups.values() for frame in many}
    assert ending in texts
    assert any("ß" in text for text in texts) is (tag != "de_CH")


@pytest.mark.parametrize("language", ["de", "en", "es", "fr"])
def test_nothing_is_said_about_a_message_that_is_not_there(language):
    silent = brief(deliverables=("instagram_post", "radio", "direct_mail"), language=language, key_messages=())
    slots = language_of(FOLDER, language).frames
    about = {frame.text for slot in ("question", "pass_on", "spoken_open") for frame in slots[slot]["any"]}
    assert not [text.content for _, text in assets_of(silent) if any(words in text.content for words in about)]


def test_a_spanish_verb_after_a_colon_has_a_small_letter():
    told = brief(language="es", key_messages=("Atendemos los sábados", "Ramos abre los lunes"), website="")
    copy = " ".join(text.content for _, text in assets_of(told))
    assert ": Atendemos" not in copy
    assert ": ramos" not in copy


def test_an_industry_that_the_name_says_already_is_not_said_again():
    museum = brief(deliverables=("press_release",), client_name="City Museum", industry="Museum")
    assert "Museum: Museum" not in " ".join(text.content for _, text in assets_of(museum))
