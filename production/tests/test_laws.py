"""What holds of every text, whatever the brief: measured by other means than those that made it."""

import json
import re
import time
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest
from rapidfuzz import fuzz

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.frozen import thaw
from production.offline.frame_files import FOLDER, language_of
from production.tests.briefs import FILES, assets_of, brief, real
from strategy.contracts import STAGES

TOO_ALIKE = 85
SHORTEST = 15  # letters left when the facts are masked; below that an asset is a fact with a word or two beside it
BARE = ("slug", "final_url")

SMALL = {
    "en": brief(target_audience="Islanders: commuters, families and cyclists", launch_date="4 May 2027"),
    "de": brief(
        language="de",
        key_messages=("Die Fähre fährt stündlich", "Räder fahren kostenlos mit", "Mehr See, weniger Stau"),
        client_name="Hafenfähren Nord",
        industry="Nahverkehr",
        target_audience="Pendler, Familien und Radfahrer",
        brand_guidelines={"tone": "locker, per du"},
    ),
    "fr": brief(
        language="fr",
        key_messages=("Le bac part toutes les heures", "Les vélos voyagent gratuitement"),
        client_name="Les Bacs du Port",
        industry="transport",
        target_audience="Habitants : familles, cyclistes",
        brand_guidelines={"tone": "chaleureux"},
    ),
    "es": brief(
        language="es",
        key_messages=("El ferry sale cada hora", "Las bicis viajan gratis"),
        client_name="Ferris del Puerto",
        industry="transporte",
        target_audience="Vecinos: familias y ciclistas",
        brand_guidelines={"tone": "cercano"},
    ),
    "bare": brief(key_messages=("Boats",), website="", target_audience="", objectives=()),
    "one": brief(key_messages=("The ferry leaves every hour",), mandatory_inclusions=("Licensed carrier",)),
}
DANGLING = r"(?i)\b(?:at|of|for|by|in|the|and|unter|für|von|und|en|de|para|sur|pour|et|y)[.:;,]?(?:\n|$)"
WORD = re.compile(r"[^\W\d_]+")
REAL = {path.stem: path for path in FILES}
NAMES = [*REAL, *SMALL]
CHANNELS = ("facebook_post", "x_post", "instagram_post", "linkedin_post", "email", "sms", "blog_post", "press_release")
CHANNELS += ("print", "event", "radio", "google_ads_rsa")
every_brief = pytest.mark.parametrize("name", NAMES)


def brief_of(name):
    return real(REAL[name]) if name in REAL else SMALL[name]


def everywhere(source):
    """The brief with all channels of the list in place of its own."""
    return replace(source, scope=replace(source.scope, deliverables=CHANNELS))


def masked(text, source):
    """The text without what the brief says; required texts and the way out are not compared."""
    text = re.sub(r"#\w+", " ", text)
    facts = [source.client_name, re.sub(r"\s*\(.*?\)", "", source.client_name), *source.key_messages]
    facts += [*source.mandatory_inclusions, source.website, re.sub(r"^https?://", "", source.website)]
    facts += [source.call_to_action, source.industry, source.launch_date]
    for fact in sorted(filter(None, facts), key=len, reverse=True):
        for form in (fact, *re.split(r"\s*[,;:] ", fact)):
            if len(form) > 3:
                text = re.sub(re.escape(form.rstrip(".")) + r"[.]?", " ", text, flags=re.IGNORECASE)
    ways_out = language_of(FOLDER, source.language[:2]).frames
    for frame in (*ways_out["optout_sms"], *ways_out["optout_email"], *ways_out["mail_objection"]):
        text = text.replace(frame, " ")
    return " ".join(re.sub(r"\{\{\w+\}\}", " ", text).split())


def letters(text):
    return sum(map(str.isalpha, text))


@cache
def made_for(name, stages=STAGES):
    return assets_of(everywhere(brief_of(name)), stages=stages)


@cache
def compared(name):
    """(where, channel, masked text) of each text of all channels and stages with enough fixed words in it."""
    source, made = brief_of(name), made_for(name)
    if not source.website:  # without an address a search ad cannot run
        made = [(channel, asset) for channel, asset in made if channel != "google_ads_rsa"]
    texts = [(f"{c}/{a.asset_type}/{a.metadata['stage']}", c, masked(a.content, source)) for c, a in made]
    return [each for each in texts if letters(each[2]) >= SHORTEST and each[0].split("/")[1] not in BARE]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "bare"])
def test_within_a_brief_no_two_texts_are_alike(name):
    texts = compared(name)
    alike = [(a[0], b[0], a[2]) for a, b in combinations(texts, 2) if fuzz.ratio(a[2], b[2]) >= TOO_ALIKE]
    assert alike == []


def test_two_briefs_do_not_sound_alike_on_the_same_channel():
    """But for the bare one: without messages and website there is nothing to vary."""
    texts = {name: compared(name) for name in NAMES if name != "bare"}
    pairs = [
        (one, other, a, b)
        for one, other in combinations(texts, 2)
        for a in texts[one]
        for b in texts[other]
        if a[1] == b[1] and brief_of(one).language[:2] == brief_of(other).language[:2]
    ]
    alike = [pair for pair in pairs if fuzz.ratio(pair[2][2], pair[3][2], score_cutoff=TOO_ALIKE)]
    assert alike == []


@every_brief
@pytest.mark.parametrize("stages", [STAGES, ()])
def test_limits_counts_and_hashtags_hold(name, stages):
    for where, asset in made_for(name, stages):
        field = channel_of(where).field(asset.asset_type)
        most = 3 * 153 if where == "sms" else field.max
        assert most is None or field.count(asset.content) <= most, (where, asset)
        over = channel_of(where).hashtags_over
        assert over is None or len(re.findall(r"#\w", asset.content)) <= over, (where, asset)


@every_brief
def test_every_text_is_cleanly_written(name):
    for where, asset in made_for(name):
        if asset.asset_type not in BARE:
            text = re.sub(r"(?m)^## | ?: \{\{\w+\}\}", "", asset.content)
            assert not re.search(r"[{}]|  |^\s|\s$| [.,]|[,;]$|\.\.|[!?.:]{2}|\n\n\n", text), (where, asset)
            assert not re.search(DANGLING, re.sub(r"\S+\.\S+", "x", text)), (where, asset)


@every_brief
def test_every_number_address_and_name_comes_from_the_brief(name):
    source = everywhere(brief_of(name))
    told = json.dumps(thaw(source), ensure_ascii=False, default=str)
    frames = language_of(FOLDER, source.language[:2]).frames.values()
    fixed = " ".join(text for texts in frames for text in texts)
    known = set(WORD.findall(f"{told} {fixed}"))
    known |= {word[:1].upper() + word[1:] for word in known}  # at the beginning of a sentence
    for where, asset in made_for(name):
        plain = re.sub(r"#\w+", "", asset.content)
        assert set(re.findall(r"\d+", plain)) <= set(re.findall(r"\d+", told)), (where, asset)
        if asset.asset_type not in BARE:
            assert {word for word in WORD.findall(plain) if word[0].isupper()} <= known, (where, asset)
        for link in re.findall(r"https?://\S+", plain):
            assert link.rstrip(".") in told, (where, asset)


@pytest.mark.parametrize("name", SMALL)
def test_the_same_brief_gives_the_same_words(name):
    assert assets_of(everywhere(brief_of(name))) == made_for(name)


def test_a_campaign_of_twelve_channels_with_four_pieces_each_is_written_in_a_moment():
    started = time.process_time()
    assert len({asset.asset_id for _, asset in assets_of(everywhere(brief_of("en")))}) > 50
    assert time.process_time() - started < 5
