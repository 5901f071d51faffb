"""The words of ours: few, plain, the same in every language, and none around what the client says."""

import json
import re
import shutil

import pytest

from aicmo_site.kernel.channels import channels
from production.offline import frame_files
from production.offline.frame_files import FOLDER, SLOT, BadFrame, filled, language_of, languages, words_of
from production.offline.layouts import layouts, variants_of
from production.offline.slots import LINES, MADE
from production.tests.briefs import brief, texts_of
from production.tests.briefs import words_of as copy_of

WORDS = {path.stem: json.loads(path.read_text("utf-8"))["frames"] for path in FOLDER.glob("*.json")}
MOST_LETTERS = 30  # of ours in a line that stands in a short text
every_language = pytest.mark.parametrize("language", sorted(languages()))


def frames_of(language):
    """(slot, text) of a language."""
    return [(slot, text) for slot, texts in language_of(FOLDER, language).frames.items() for text in texts]


@every_language
def test_frames_hold_no_digit_no_shout_and_no_name(language):
    for _, text in frames_of(language):
        bare = re.sub(r"STOP|SMS|\{\{unsubscribe_url\}\}", "x", text)
        assert not re.search(r"[\d!¡]|[A-ZÄÖÜÉÀ]{3,}|  |\s$", bare), text
        if language != "de":  # there every noun has a capital
            assert not re.search(r"(?<![.?:«“–\s])\s+[A-ZÀ-Ý]", bare), text


@every_language
def test_no_frame_asks_cheers_or_speaks_to_anybody(language):
    """They stand beside a death as well as beside a fair."""
    spoken = r"[?!¿]|\b(?:you|your|du|dir|dein|sie|ihr|ihnen|tu|toi|ton|vous|votre|tú|usted|te|hello|hallo|bonjour|hola"
    spoken += r"|come|join|discover|share|friends?|glad|happy)\b"
    kept = ("mail_objection",)  # the law's
    texts = [text for slot, text in frames_of(language) if slot not in kept]
    assert [text for text in texts if re.search(spoken, text, re.IGNORECASE)] == []


@every_language
def test_all_languages_have_the_same_slots(language):
    assert set(WORDS[language]) == set(WORDS["en"])


@every_language
def test_no_frame_stands_twice_in_a_slot(language):
    assert all(len(set(texts)) == len(texts) for texts in WORDS[language].values())


@every_language
@pytest.mark.parametrize("slot", ["action_site", "action_bio", "button", "date_line", "since", "disclosure"])
def test_what_short_texts_need_is_short_enough_for_them(language, slot):
    for text in WORDS[language][slot]:
        assert sum(map(str.isalpha, SLOT.sub("", text))) <= MOST_LETTERS, text


@pytest.mark.parametrize(
    ("avoid", "said"), [((), 0), (("more",), 1), (("more", "details"), 2), (("more", "details", "read on"), 3)]
)
def test_frames_that_say_what_is_excluded_are_not_used(avoid, said):
    assert words_of("en").able("action_site", {"site": "x.example"}, avoid) == tuple(WORDS["en"]["action_site"])[said:]


def test_a_banned_word_is_not_said_as_part_of_another_one():
    assert words_of("de").able("button", {}, ("lesen",)) == ("Mehr erfahren",)
    assert words_of("de").able("button", {}, ("fahren",)) == ("Weiterlesen",)


def test_where_the_first_frame_does_not_fit_a_shorter_one_does():
    told = {"key_messages": ("El ferry sale cada hora " * 3,), "client_name": "Asociación de los Ferris del Puerto"}
    source = brief(deliverables=("google_ads_rsa",), language="es", **told)
    headlines = [text for name, text in texts_of(source)["google_ads_rsa"] if name == "headline"]
    assert "Detalles: ferries.example" in headlines


@pytest.mark.parametrize(("name", "ended"), [("Who?", "By Who?"), ("Mill!", "By Mill!"), ("Mill", "By Mill.")])
def test_a_fact_that_ends_a_sentence_needs_no_full_stop(name, ended):
    assert filled("By {client}.", {"client": name}) == ended


def test_binding_words_are_found_whatever_their_case_folds_to():
    assert "ausser" in language_of(FOLDER, "de").binding


def test_a_frame_whose_fact_is_missing_is_not_used():
    assert words_of("en").able("action_site", {"site": ""}) == ()


def test_a_region_does_not_change_the_language_and_an_unknown_one_has_no_words():
    assert words_of("de-AT") == words_of("de")
    assert words_of("cy").able("button", {}) == ()


@pytest.mark.parametrize("tag", ["de-AT", "de_CH"])
def test_switzerland_alone_writes_ss(tag, tmp_path, monkeypatch):
    copy = shutil.copytree(FOLDER, tmp_path / "frames")
    add_frame(copy, "de", "button", "Schließen")
    monkeypatch.setattr(frame_files, "FOLDER", copy)
    assert words_of(tag).frames["button"][-1] == ("Schliessen" if tag == "de_CH" else "Schließen")


@pytest.mark.parametrize(
    ("frame", "complaint"),
    [
        ("Only {days} left.", "unknown slot days"),
        ("Only 3 left.", "digit"),
        ("Come  along.", "double space"),
        ("Now!", "exclamation"),
        ({"text": "Come."}, "is no text"),
        ("", "is no text"),
    ],
)
def test_a_broken_frame_is_refused_with_its_file_and_place(tmp_path, frame, complaint):
    copy = shutil.copytree(FOLDER, tmp_path / "frames")
    add_frame(copy, "en", "button", frame)
    with pytest.raises(BadFrame, match=rf"en\.json: button.*{complaint}"):
        language_of(copy, "en")


def test_a_frame_that_a_marketer_puts_first_is_used(tmp_path, monkeypatch):
    copy = shutil.copytree(FOLDER, tmp_path / "frames")
    add_frame(copy, "en", "action_site", "See {site}.", first=True)
    monkeypatch.setattr(frame_files, "FOLDER", copy)
    assert "See https://ferries.example." in copy_of(texts_of(brief(deliverables=("facebook_post",)))["facebook_post"])


def add_frame(folder, language, slot, frame, *, first=False):
    path = folder / f"{language}.json"
    words = json.loads(path.read_text("utf-8"))
    words["frames"][slot].insert(0 if first else len(words["frames"][slot]), frame)
    path.write_text(json.dumps(words), "utf-8")


def test_layouts_name_channels_fields_and_slots_that_exist():
    known = channels()
    for channel, fields in layouts()["channels"].items():
        assert {name for name in fields if known[channel].field(name) is None} == set()
    fields = [layouts()["any"], layouts()["notes"], *layouts()["channels"].values()]
    lines = [layout for each in fields for layout in each.values()]
    variants = [v for line in (*lines, layouts()) for kind in ("variants", "fallback") for v in variants_of(line, kind)]
    slots = {slot for variant in variants for slot in variant} - {"/", "|"}
    assert {slot for slot in slots if slot not in {*WORDS["en"], *MADE, *LINES}} == set()


def test_every_slot_and_every_frame_is_used_by_a_layout_or_another_slot():
    lines = json.dumps(layouts()).replace('"', " ").split()
    built = {"action_site", "action_bio", "date_line", "since"}  # made part of other slots
    assert {slot for slot in (*WORDS["en"], *MADE, *LINES) if slot not in lines} == built


def test_no_text_opens_with_words_of_ours():
    """But for the label that the law wants, and fields that hold nothing else."""
    channels_of_text = ("facebook_post", "instagram_post", "linkedin_post", "x_post", "email", "blog_post", "radio")
    for language in sorted(languages()):
        texts = texts_of(brief(deliverables=channels_of_text, language=language))
        for fields in texts.values():
            main = [text for name, text in fields if name in ("text", "caption", "body", "script")]
            assert all(re.match("The ferry leaves every hour|Bikes travel free", text) for text in main), main
