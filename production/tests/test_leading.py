"""How words of ours lead to a message of the client's."""

import re

import pytest

from aicmo_site.kernel.channels import channel_of
from production.offline.facts import facts_of
from production.offline.frames import frames_for
from production.offline.occasion import Occasion
from production.offline.slots.messages import can_be_lowered
from production.tests.briefs import brief, texts_of, words_of
from strategy.contracts import ANNOUNCE


def occasion(language="en", **fields):
    source = brief(language=language, **fields)
    return Occasion(facts_of(source), frames_for(language, seed=1), channel_of("facebook_post"), ANNOUNCE)


@pytest.mark.parametrize(
    ("message", "fields", "lowered"),
    [
        ("The ferry leaves every hour", {}, True),
        ("The Main Library is back", {}, True),
        ("Harbour Ferries sail at dawn", {}, False),
        ("La Rochelle trie", {"language": "fr", "mandatory_inclusions": ("La Rochelle",)}, False),
        ("La ville trie", {"language": "fr"}, True),
        ("Fresh Fields opens", {}, False),
        ("Lanterns on the water", {}, False),
        ("Lanterns on the water", {"notes": "They sell lanterns."}, True),
        ("Lanterns on the water", {"notes": "They sell lanterns. We met Lanterns once."}, False),
        ("Salamanca te espera", {"language": "es", "notes": "ver www.salamanca.es"}, False),
        ("Die Fähre fährt", {"language": "de", "notes": "die Fähre"}, False),
    ],
)
def test_a_message_keeps_its_capital_after_a_colon_unless_its_first_word_is_no_name(message, fields, lowered):
    assert can_be_lowered(occasion(key_messages=(message,), **fields), message) == lowered


@pytest.mark.parametrize("message", ["Thank you for waiting", "Now open: the north pier"])
def test_nothing_with_a_colon_leads_to_thanks_or_to_a_colon(message):
    channels = ("facebook_post", "email", "blog_post", "linkedin_post", "instagram_post", "website")
    copy = "\n".join(
        map(words_of, texts_of(brief(deliverables=channels, key_messages=(message, "Bikes travel free"))).values())
    )
    assert re.search(rf"\S+ {re.escape(message)}", copy) or re.search(rf"\n{re.escape(message)}", copy)
    assert not re.search(rf"(?i): {re.escape(message)}", copy.replace("Harbour Ferries: ", ""))


def test_the_press_is_told_once_whom_the_news_is_for():
    source = brief(deliverables=("press_release",), target_audience="Islanders: commuters, families and cyclists")
    body = dict(texts_of(source)["press_release"])["body"]
    assert len(re.findall("(?i)commuters, families and cyclists", body)) == 1
