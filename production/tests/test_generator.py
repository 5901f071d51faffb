"""The copy as a whole: what is in it, what stays out, and that no brief breaks it."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from aicmo_site.kernel.channels import channels
from aicmo_site.kernel.ids import derived_id
from onboarding.contracts import BudgetDTO
from production.contracts import FeedbackDTO, NothingToSay, WishDTO
from production.tests.briefs import brief, composed, texts_of, words_of
from production.tests.limits import limits_hold


def test_ids_derive_from_draft_channel_field_and_index():
    draft, (bundle,) = composed(brief(deliverables=("x_post",)), stages=("announce",))
    assert (draft.draft_id, draft.strategy_id, draft.client_name) == ("draft_1", "strategy_1", "Harbour Ferries")
    assert (bundle.bundle_id, bundle.draft_id) == (derived_id("bundle", "draft_1", "x_post"), "draft_1")
    assert [asset.asset_id for asset in bundle.assets] == [derived_id("asset", "draft_1", "x_post", "text", "0")]
    assert bundle.assets[0].metadata["facts"] == ("key_messages.0", "key_messages.1", "website", "client_name")


def test_objectives_notes_and_money_stay_inside():
    source = replace(brief(deliverables=tuple(channels())), budget=BudgetDTO(77_000, "EUR"))
    copy = "\n".join(map(words_of, texts_of(source).values()))
    assert not re.search(r"40|12|77|berths|lost", copy)


def test_bundles_come_in_the_order_of_the_brief_once_each():
    assert list(texts_of(brief(deliverables=("sms", "email", "sms", "radio")))) == ["sms", "email", "radio"]


def test_a_brief_without_channels_gets_one_unassigned_text():
    texts = texts_of(brief(deliverables=()))
    assert [name for name, _ in texts["other:unassigned"]] == ["text"]


def test_an_excluded_term_or_a_competitor_takes_its_message_out():
    source = brief(
        key_messages=("Faster than Rival Boats", "No cheap tickets here", "Bikes travel free"),
        competitors=("Rival Boats",),
        excluded_terms=("cheap",),
    )
    copy = words_of(texts_of(source)["facebook_post"])
    assert "Bikes travel free." in copy
    assert not re.search("rival|cheap", copy, re.IGNORECASE)


def letters_of_ours(channels):
    """For each text of those channels, how many letters are no words of the brief."""
    _, bundles = composed(brief(deliverables=channels))
    brought = re.compile(
        r"The ferry leaves every hour|Bikes travel free|Harbour Ferries|\S+\.example|.*unsubscribe_url.*|#\w+"
        r"|Reply STOP to opt out|If you would rather.*"
    )
    texts = [asset.content for bundle in bundles for asset in bundle.assets if asset.format != "note"]
    return [sum(map(str.isalpha, brought.sub("", text))) for text in texts]


def test_the_words_are_the_clients():
    """But for what to do next where the client does not say it."""
    beside = ("blog_post", "tv")  # a slug is made of letters alone, and a film has words for those who make it
    everywhere = tuple(channel for channel in channels() if channel not in beside)
    assert max(letters_of_ours(everywhere)) < 15


def test_each_piece_of_a_channel_says_messages_of_its_own():
    told = ("The ferry leaves every hour", "Bikes travel free", "Dogs are welcome", "Tea is on board")
    draft, _ = composed(brief(key_messages=told), stages=("announce", "explain", "act"))
    rows = [(row["leads"], row["supports"]) for row in draft.metadata["messages"]]
    assert rows == [
        (("key_messages.0",), ("key_messages.3",)),
        (("key_messages.1",), ()),
        (("key_messages.2",), ()),
    ]


def test_a_channel_has_no_more_pieces_than_there_is_to_say():
    draft, _ = composed(brief(key_messages=("Bikes travel free",)), stages=("announce", "explain", "act", "remind"))
    assert [row["piece"] for row in draft.metadata["messages"]] == [1]


@settings(deadline=None)  # the first call reads the data files
@given(
    st.lists(st.text(max_size=200), max_size=4),
    st.text(max_size=60),
    st.text(max_size=60),
    st.sampled_from(["en", "de-AT", "fr", "es-MX", "ja", "", "mixed", "💥"]),
    st.integers(0, 5),
)
def test_no_brief_breaks_the_generator(texts, name, website, language, revision):
    words = tuple(texts)
    source = brief(
        deliverables=("google_ads_rsa", "email", "sms", "x_post", "event", "other:zine"),
        key_messages=words,
        mandatory_inclusions=words[:2],
        client_name=name,
        website=website,
        call_to_action=name,
        language=language,
        excluded_terms=words[3:],
        competitors=(website,),
    )
    try:
        texts = texts_of(source, revision=revision)
    except NothingToSay:
        return
    limits_hold({channel: fields for channel, fields in texts.items() if channel != "sms"})


@settings(deadline=None)  # the first call reads the data files
@given(
    st.lists(st.text(max_size=80), min_size=7, max_size=7),
    st.sampled_from(["en", "de", "fr", "es", "ar", "zh"]),
    st.sampled_from(["announce", "explain", "act", "remind"]),
)
def test_no_tone_audience_date_or_comment_breaks_it(words, language, stage):
    tone, audience, industry, day, message, website, comment = words
    source = brief(
        deliverables=("instagram_post", "press_release", "event", "blog_post", "tv"),
        key_messages=(message, "Bikes travel free"),
        brand_guidelines={"tone": tone},
        target_audience=f"{audience}, {industry}",
        industry=industry,
        launch_date=day,
        website=website,
        language=language,
    )
    _, bundles = composed(
        source, stages=(stage, "remind"), feedback=FeedbackDTO(wishes=(WishDTO("comment_1", comment),))
    )
    assert [bundle.channel for bundle in bundles] == list(source.scope.deliverables)
    limits_hold({b.channel: [(a.asset_type, a.content) for a in b.assets if a.format != "note"] for b in bundles})


def test_the_master_draft_shows_client_objectives_messages_and_all_copy():
    draft, (bundle,) = composed(brief())
    for part in ("# Harbour Ferries", "Sell the 40 berths", "Bikes travel free", bundle.assets[0].content):
        assert part in draft.body


def test_texts_of_absurd_length_are_left_out_quickly():
    words = ("way, too long " * 7_000,)
    source = brief(
        deliverables=("x_post", "google_ads_rsa"),
        key_messages=(*words, "Bikes travel free"),
        mandatory_inclusions=words,
    )
    limits_hold(texts_of(source))


def test_thanks_support_and_lead_nothing():
    told = ("Thank you for your patience", "The ferry leaves every hour", "Bikes travel free")
    draft, _ = composed(brief(key_messages=told), stages=("announce", "explain", "act", "remind"))
    leads = [row["leads"][0] for row in draft.metadata["messages"]]
    assert leads == ["key_messages.1", "key_messages.2"]
    alone, _ = composed(brief(key_messages=told[:1]), stages=("announce",))
    assert alone.metadata["messages"][0]["leads"] == ("key_messages.0",)
