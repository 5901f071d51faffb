import json
import re
import shutil
from collections import Counter

import pytest

from aicmo_site.kernel.channels import channels
from production.offline import frames as choosing
from production.offline.frame_files import FOLDER, SLOT, SLOTS, BadFrame, Frame, language_of, languages
from production.offline.frames import frames_for
from production.offline.layouts import layouts
from production.offline.slots import LINES, MADE
from production.offline.voice import Voice, voice_of
from production.tests.briefs import brief, texts_of
from production.tests.briefs import words_of as copy_of

WORDS = {path.stem: json.loads(path.read_text("utf-8"))["frames"] for path in FOLDER.glob("*.json")}
STYLES = ("variants", "fallback", "announce", "explain", "act", "remind")
every_language = pytest.mark.parametrize("language", sorted(languages()))


def frames_of(language):
    """(slot, group, frame) of a language."""
    lists = language_of(FOLDER, language).frames.items()
    return [(slot, group, frame) for slot, groups in lists for group, many in groups.items() for frame in many]


@every_language
def test_frames_hold_no_digit_no_shout_and_no_name(language):
    for _, _, frame in frames_of(language):
        bare = re.sub(r"STOP|SMS|\{\{unsubscribe_url\}\}", "x", frame.text)
        assert not re.search(r"[\d!¡]|[A-ZÄÖÜÉÀ]{3,}|  |\s$", bare), frame
        if language != "de":  # there every noun has a capital
            assert not re.search(r"(?<![.?:«“–\s])\s+[A-ZÀ-Ý]", bare.replace("Madame, Monsieur", "")), frame


@every_language
def test_all_languages_have_the_same_slots_and_groups(language):
    shape, english = ({slot: set(groups) for slot, groups in WORDS[name].items()} for name in (language, "en"))
    assert shape == english


@every_language
def test_every_group_has_a_frame_for_briefs_that_leave_the_form_of_address_open(language):
    neutral = {(slot, group) for slot, group, frame in frames_of(language) if not frame.address and not frame.tone}
    assert neutral == {(slot, group) for slot, group, _ in frames_of(language)}


@pytest.mark.parametrize("language", ["de", "es", "fr"])
@pytest.mark.parametrize("slot", ["greeting", "action_site", "action_follow", "action_none", "event_action"])
def test_greetings_invitations_and_calls_to_action_have_both_forms_of_address(language, slot):
    for many in language_of(FOLDER, language).frames[slot].values():
        assert {frame.address for frame in many} >= {"informal", "formal"}


@every_language
def test_no_frame_stands_twice(language):
    texts = [frame.text for slot, _, frame in frames_of(language) if slot in ("bridge", "for_whom", "action_site")]
    assert len(texts) == len(set(texts))


@every_language
@pytest.mark.parametrize(
    "slot", ["action_site", "action_none", "action_follow", "action_sms", "button", "nudge", "event_action"]
)
def test_what_short_texts_need_is_short_enough_for_them(language, slot):
    """They cannot do without it, so it must keep within the letters that such a text may have of ours."""
    for slotted, _, frame in frames_of(language):
        if slotted == slot:
            letters = sum(map(str.isalpha, SLOT.sub("", frame.text)))
            assert letters <= layouts()["most_own_letters"]["letters"], frame


@every_language
def test_no_cliche_stands_in_a_frame(language):
    worn = r"discover|unlock|elevate|next level|game.?chang|nicht verpassen|no te lo pierdas|ne manquez pas|descubr"
    worn += r"|entdeck|découvr|guarantee|garant|the best |only today|last chance|letzte chance|última oportunidad"
    assert [frame.text for _, _, frame in frames_of(language) if re.search(worn, frame.text, re.IGNORECASE)] == []


@every_language
def test_another_turn_picks_another_frame(language):
    frames = frames_for(language, seed=7)
    picked = [frames.pick("action_site", "announce", {"site": "x.example"}, turn).text for turn in range(4)]
    assert len(set(picked)) == 4


def test_a_used_frame_comes_again_only_after_all_others():
    frames = frames_for("en", seed=7)
    picked = []
    for _ in range(3):
        picked.append(frames.pick("bridge", "announce", {}).text)
        frames.used[picked[-1]] += 1
    assert len(set(picked)) == 3


def test_a_frame_of_the_briefs_tone_is_favoured_and_one_of_another_tone_comes_last():
    def first_of(seed, tones):
        return frames_for("en", seed=seed, voice=Voice(tones)).pick("opening", "announce", {"client": "X"}).tone

    warm = Counter(first_of(seed, frozenset({"warm"})) for seed in range(200))
    assert set(warm) == {"warm", ""}
    frames = [frame for slot, group, frame in frames_of("en") if (slot, group) == ("opening", "announce")]
    share = Counter(frame.tone for frame in frames)
    assert warm["warm"] / 200 > 1.5 * share["warm"] / (share["warm"] + share[""])
    assert {first_of(seed, frozenset()) for seed in range(200)} == {""}


def test_a_form_of_address_is_used_only_where_the_brief_has_it():
    def offered(voice):
        frames = frames_for("es", seed=7, voice=voice)
        picked = [frames.pick("action_site", "announce", {"site": "x.example"}, turn) for turn in range(9)]
        return {frame.address for frame in picked}

    assert (offered(Voice()), offered(Voice(address="informal"))) == ({""}, {"", "informal"})


@every_language
def test_a_frame_does_not_echo_what_stands_in_the_same_text(language):
    frames = frames_for(language, seed=7)
    lists = language_of(FOLDER, language).frames
    for stood in lists["opening"]["announce"]:
        facts = dict.fromkeys(SLOTS, "x")
        beside = frames.pick("event_open", "announce", facts, beside=(stood.text,))
        assert not beside.echoes([stood.text])


@pytest.mark.parametrize(
    ("first", "second", "echoed"),
    [
        ("Wir freuen uns auf {audience}.", "Wir freuen uns auf alle, die kommen.", True),
        ("Prochaine étape : {site}", "Quelle serait la prochaine étape ?", True),
        ("Read on at {site}.", "If this is for you, read on.", False),
        ("News for {audience} from {client}.", "{client} has news for the public.", False),
    ],
)
def test_a_few_long_words_in_a_row_are_heard_as_the_same_again(first, second, echoed):
    assert Frame(first).echoes([second]) == echoed


def test_a_frame_that_would_echo_is_used_where_there_is_no_other():
    (button,) = language_of(FOLDER, "en").frames["ad_audience"]["any"]
    facts = {"audience": "families"}
    assert frames_for("en", seed=7).pick("ad_audience", "act", facts, beside=(button.text,)) == button


@pytest.mark.parametrize(("name", "ended"), [("Who?", "By Who?"), ("Mill!", "By Mill!"), ("Mill", "By Mill.")])
def test_a_fact_that_ends_a_sentence_needs_no_full_stop(name, ended):
    assert Frame("By {client}.").filled({"client": name}) == ended


def test_binding_words_are_found_whatever_their_case_folds_to():
    assert "ausser" in language_of(FOLDER, "de").binding


def test_a_frame_whose_fact_is_missing_is_not_used():
    assert frames_for("en", seed=1).pick("action_site", "act", {"site": ""}) is None


def test_a_region_does_not_change_the_language_and_an_unknown_one_has_no_words():
    assert frames_for("de-AT", seed=1).language == frames_for("de", seed=1).language
    assert frames_for("cy", seed=1).pick("headline", "act", {}) is None


@pytest.mark.parametrize(
    ("frame", "complaint"),
    [
        ("Only {days} left.", "unknown slot days"),
        ("Only 3 left.", "digit"),
        ("Come  along.", "double space"),
        ({"text": "Come.", "tone": "loud"}, "unknown tone loud"),
        ({"text": "Come.", "mood": "loud"}, "neither a text"),
        ("", "neither a text"),
    ],
)
def test_a_broken_frame_is_refused_with_its_file_and_place(tmp_path, frame, complaint):
    copy = shutil.copytree(FOLDER, tmp_path / "frames")
    add_frame(copy, "en", "bridge", "any", frame)
    with pytest.raises(BadFrame, match=rf"en\.json: bridge\.any.*{complaint}"):
        language_of(copy, "en")


def test_a_frame_that_a_marketer_adds_is_used(tmp_path, monkeypatch):
    copy = shutil.copytree(FOLDER, tmp_path / "frames")
    add_frame(copy, "en", "greeting", "any", {"text": "Ahoy,", "tone": "plain"})
    monkeypatch.setattr(choosing, "FOLDER", copy)
    source = brief(deliverables=("email", "direct_mail"), brand_guidelines={"tone": "plain"})
    assert "Ahoy," in "".join(map(copy_of, texts_of(source).values()))


def add_frame(folder, language, slot, group, frame):
    path = folder / f"{language}.json"
    words = json.loads(path.read_text("utf-8"))
    words["frames"][slot][group].append(frame)
    path.write_text(json.dumps(words), "utf-8")


@pytest.mark.parametrize(
    ("tone", "audience", "language", "voice"),
    [
        ("warm, proud, plain English", "", "en", {"warm", "inspiring", "plain"}),
        ("sympathisch, humorvoll, ohne erhobenen Zeigefinger", "", "de", {"warm", "playful"}),
        ("friendly, never playful", "", "en", {"warm"}),
        ("nicht förmlich", "", "de", set()),
        ("calm", "", "en", set()),
        ("", "", "ja", set()),
    ],
)
def test_the_tone_is_read_and_what_it_shall_not_be_is_not(tone, audience, language, voice):
    assert voice_of(tone, audience, language).tones == voice


@pytest.mark.parametrize(
    ("tone", "audience", "language", "address"),
    [
        ("locker, per du", "", "de", "informal"),
        ("wir siezen", "", "de", "formal"),
        ("freundlich", "Die ganze Stadt", "de", ""),
        ("freundlich", "Jugendliche im Landkreis", "de", "informal"),
        ("cercano", "", "es", "informal"),
        ("cercano, de usted", "", "es", "formal"),
        ("cercano, de vos", "", "es", ""),
        ("cercano", "", "es-AR", ""),
        ("formal, de usted", "", "es-AR", "formal"),
        ("chaleureux", "", "fr", "formal"),
        ("on tutoie, nos voisins et vos amis", "", "fr", "informal"),
        ("", "", "fr", ""),
    ],
)
def test_the_form_of_address_follows_tone_and_audience_or_stays_open(tone, audience, language, address):
    assert voice_of(tone, audience, language).address == address


def test_layouts_name_channels_fields_and_slots_that_exist():
    known = channels()
    for channel, fields in layouts()["channels"].items():
        assert {name for name in fields if known[channel].field(name) is None} == set()
    fields = [layouts()["any"], layouts()["notes"], *layouts()["channels"].values()]
    lines = [line.get(name, ()) for layout in fields for line in layout.values() for name in STYLES]
    variants = [variant for line in lines for variant in line]
    slots = {slot.removeprefix("h:") for variant in (*variants, *layouts()["fallback"]) for slot in variant} - {
        "/",
        "|",
    }
    slots |= set(layouts()["invitations"].values())
    assert {slot for slot in slots if slot not in {*WORDS["en"], *MADE, *LINES}} == set()
