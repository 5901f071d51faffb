import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aicmo_site.kernel.channels import channel_of, channels, count
from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.ids import derived_id
from onboarding.contracts import BudgetDTO
from production.contracts import FeedbackDTO
from production.offline.wording import holds
from production.tests.briefs import FILES, brief, composed, real, texts_of, words_of

every_real_brief = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
NO_LIMIT = float("inf")


def limits_hold(texts):
    for channel, fields in texts.items():
        for name, content in fields:
            field = channel_of(channel).field(name)
            assert field.count(content) <= (field.max or NO_LIMIT), (channel, name, content)


@every_real_brief
@pytest.mark.parametrize("revision", [0, 1, 2])
def test_every_text_is_within_its_channels_limits(path, revision):
    limits_hold(texts_of(real(path), revision=revision))


@every_real_brief
def test_every_required_field_is_filled_as_often_as_the_platform_asks(path):
    source = real(path)
    for channel, fields in texts_of(source).items():
        made = [name for name, _ in fields]
        for field in channel_of(channel).fields:
            if field.required and (field.name != "final_url" or source.website):
                assert made.count(field.name) >= (field.min_count or 1), (channel, field.name)


@every_real_brief
@pytest.mark.parametrize("revision", [0, 1, 2])
def test_every_bundle_holds_the_client_and_all_that_is_required(path, revision):
    source = real(path)
    for channel, fields in texts_of(source, revision=revision).items():
        for wanted in (source.client_name, *source.mandatory_inclusions):
            assert holds(words_of(fields), wanted), (channel, wanted)


@every_real_brief
@pytest.mark.parametrize("revision", [0, 1, 2])
def test_no_digit_and_no_competitor_is_invented(path, revision):
    source = real(path)
    brief_numbers = set(re.findall(r"\d+", json.dumps(thaw(source), default=str)))
    for fields in texts_of(source, revision=revision).values():
        copy = words_of(fields)
        assert set(re.findall(r"\d+", copy)) <= brief_numbers
        assert [name for name in (*source.competitors, *source.excluded_terms) if holds(copy, name)] == []


@every_real_brief
@pytest.mark.parametrize("revision", [0, 1])
def test_the_copy_is_cleanly_written(path, revision):
    for fields in texts_of(real(path), revision=revision).values():
        for name, content in fields:
            flaws = re.findall(r"(?<!\{)\{(?!\{)|  |^\s|\s$| [.,]|[,;]$|\.\.|!|[.?] [a-z]|\n\n\n", content)
            assert flaws == [], (name, content)


@every_real_brief
def test_each_revision_reads_differently(path):
    source = real(path)
    first, second, third = (texts_of(source, revision=revision) for revision in range(3))
    same = {channel for channel in first if first[channel] == second[channel]}
    assert len(same - {"outdoor", "point_of_sale"}) <= 1, (
        "only what is made of the client's own words alone may stay as it was"
    )
    assert first != third != second


@every_real_brief
def test_the_same_brief_gives_the_same_words_whatever_its_ids(path):
    source = real(path)
    draft, bundles = composed(source)
    again, other_bundles = composed(replace(source, brief_id="brief_2", client_id="client_2"), draft_id="draft_2")
    assert again.body == draft.body
    assert [[a.content for a in b.assets] for b in other_bundles] == [[a.content for a in b.assets] for b in bundles]
    assert {b.bundle_id for b in bundles}.isdisjoint(b.bundle_id for b in other_bundles)


def test_ids_derive_from_draft_channel_field_and_index():
    draft, (bundle,) = composed(brief(deliverables=("x_post",)), stages=("announce",))
    assert (draft.draft_id, draft.strategy_id, draft.client_name) == ("draft_1", "strategy_1", "Harbour Ferries")
    assert (bundle.bundle_id, bundle.draft_id) == (derived_id("bundle", "draft_1", "x_post"), "draft_1")
    assert [asset.asset_id for asset in bundle.assets] == [derived_id("asset", "draft_1", "x_post", "text", "0")]
    assert bundle.assets[0].metadata["facts"] == ("key_messages.0", "website", "client_name")


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


def test_a_text_message_has_a_way_out_and_fits_into_one_part():
    for _, text in texts_of(brief(deliverables=("sms",)))["sms"]:
        assert "STOP" in text
        assert channel_of("sms").field("text").count(text) <= 160


def test_what_is_required_stays_in_a_text_message_even_if_it_takes_more_parts():
    law = (
        "Harbour Ferries is licensed by the harbour office and carries passengers at their own risk in weather that "
        * 2
    )
    for _, text in texts_of(brief(deliverables=("sms",), mandatory_inclusions=(law,)))["sms"]:
        assert holds(text, law)
        assert "STOP" in text
        assert count("sms_segments", text) <= 3


def test_a_text_message_says_the_message_the_name_and_the_way_out_even_where_what_is_required_is_too_long():
    law = "Carried at their own risk in weather that the harbour office calls rough. " * 9
    for _, text in texts_of(brief(deliverables=("sms",), mandatory_inclusions=(law,)))["sms"]:
        assert all(part in text for part in ("Harbour Ferries", "STOP"))
        assert re.search("The ferry leaves every hour|Bikes travel free", text)
        assert count("sms_segments", text) == 1


def test_a_language_that_we_cannot_write_gets_as_many_pieces_as_its_own_sentences_can_fill():
    def pieces(*messages):
        return len(texts_of(brief(deliverables=("x_post",), language="cy", key_messages=messages))["x_post"])

    assert pieces("Mae'r fferi yn gadael bob awr o'r gloch") == 1
    assert pieces("Mae'r fferi yn gadael bob awr o'r gloch", "Beiciau am ddim ar bob cwch drwy'r gaeaf") > 1


def test_an_address_has_a_line_of_its_own_in_a_language_that_we_cannot_write_and_none_where_it_is_not_clickable():
    source = brief(deliverables=("facebook_post", "instagram_post"), language="cy", key_messages=("Beiciau am ddim",))
    texts = texts_of(source)
    assert "\nhttps://ferries.example\n" in words_of(texts["facebook_post"])
    assert "ferries.example" not in words_of(texts["instagram_post"])


@pytest.mark.parametrize(("name", "said"), [("TSV 1921 e.V.", "TSV 1921 e.V."), ("TSV Aldorf", "TSV Aldorf.")])
def test_a_name_that_ends_in_a_full_stop_gets_no_second_one(name, said):
    source = brief(deliverables=("press_release", "radio", "sms", "tv"), client_name=name, language="de")
    copy = "\n".join(map(words_of, texts_of(source).values()))
    assert (".." in copy, said in copy) == (False, True)


def letters_of_ours(channels):
    """For each text of those channels, how many letters are no words of the brief."""
    _, bundles = composed(brief(deliverables=channels))
    brought = re.compile(
        r"The ferry leaves every hour|Bikes travel free|Harbour Ferries|\S+\.example|.*unsubscribe_url.*|#\w+"
        r"|(?:Reply|Text) STOP to opt out|To opt out, reply STOP"
    )
    texts = [asset.content for bundle in bundles for asset in bundle.assets if asset.format != "note"]
    return [sum(map(str.isalpha, brought.sub("", text))) for text in texts]


def test_where_there_is_little_room_the_words_are_the_clients():
    """But for a word that leads to the next message, and what to do next."""
    ours = letters_of_ours(("x_post", "meta_ad", "sms", "push_mobile", "outdoor", "display_ad"))
    assert 0 < max(ours) < 15


def test_where_there_is_room_the_client_is_heard_in_whole_sentences():
    """A post or an email that only lists messages is a form and no text."""
    for channel in ("facebook_post", "instagram_post", "email", "press_release", "blog_post", "website", "event"):
        assert max(letters_of_ours((channel,))) > 25, channel


def test_an_email_can_be_unsubscribed_in_every_language():
    for language in ("en", "es", "fr", "de", "pt", "ja", ""):
        assert "{{unsubscribe_url}}" in words_of(texts_of(brief(deliverables=("email",), language=language))["email"])


def test_a_caption_sends_to_the_bio_and_not_to_an_address():
    copy = words_of(texts_of(brief(deliverables=("instagram_post",)))["instagram_post"])
    assert "bio" in copy
    assert "ferries.example" not in copy


def test_without_a_website_no_address_and_no_bio_is_promised():
    source = brief(deliverables=("instagram_post", "facebook_post", "website", "google_ads_rsa"), website="")
    copy = "\n".join(map(words_of, texts_of(source).values()))
    assert not re.search(r"\bbio\b|\w\.example|https?:", copy)


def test_the_clients_own_call_to_action_is_used_with_the_address():
    texts = dict(texts_of(brief(deliverables=("direct_mail",), call_to_action="Book your seat."))["direct_mail"])
    assert texts["call_to_action"] == "Book your seat: ferries.example"


def test_a_question_as_call_to_action_keeps_its_mark():
    texts = dict(texts_of(brief(deliverables=("print",), call_to_action="Ready to sail?"))["print"])
    assert texts["call_to_action"] == "Ready to sail? ferries.example"


def test_a_search_ad_without_any_message_still_has_enough_lines():
    fields = [name for name, _ in texts_of(brief(deliverables=("google_ads_rsa",), key_messages=()))["google_ads_rsa"]]
    assert (fields.count("headline") >= 3, fields.count("description") >= 2) == (True, True)


def test_a_required_line_that_sends_to_an_address_is_the_call_to_action():
    texts = dict(texts_of(brief(deliverables=("print",), mandatory_inclusions=("Book at ferries.example",)))["print"])
    assert texts["call_to_action"] == "Book at ferries.example"


def test_a_long_message_is_shortened_by_clauses_and_never_within_words():
    message = "Bikes travel free on every boat, the small ones as well, all through the long winter season of the lake"
    title = dict(texts_of(brief(deliverables=("blog_post",), key_messages=(message,)))["blog_post"])["title_tag"]
    assert title == "Bikes travel free on every boat, the small ones as well"


def test_a_condition_is_never_cut_off():
    message = "Every ticket for the boat is free of charge, if you are a pupil or a student of this county"
    texts = texts_of(brief(deliverables=("google_ads_rsa", "blog_post"), key_messages=(message,)))
    assert "free" not in re.sub(f"(?i){re.escape(message)}", "", "\n".join(map(words_of, texts.values())))


def test_search_ads_take_unique_lines_and_place_what_is_required():
    required = ("Licensed carrier", "Registered with the harbour office of the lake district, section for ferries")
    fields = texts_of(brief(deliverables=("google_ads_rsa",), mandatory_inclusions=required))["google_ads_rsa"]
    assert len(fields) == len(set(fields))
    assert all(holds(words_of(fields), text) for text in required)


def test_an_unknown_language_is_written_in_the_briefs_own_words_only():
    source = brief(
        deliverables=("facebook_post", "google_ads_rsa"),
        language="cy",
        key_messages=("Mae'r fferi yn gadael bob awr", "Beiciau am ddim"),
    )
    own = "Mae'r fferi yn gadael bob awr Beiciau am ddim Harbour Ferries · https://ferries.example ferries.example"
    own += " #HarbourFerries"
    allowed = set(own.split())
    for fields in texts_of(source).values():
        assert {word.rstrip(".") for word in words_of(fields).split()} <= allowed


@pytest.mark.parametrize(
    ("language", "name", "message"),
    [
        ("ja", "港のフェリー株式会社", "毎時出航します。自転車は無料です"),
        ("ar", "عبّارات الميناء", "العبّارة تغادر كل ساعة"),
        ("he", "מעבורות הנמל", "המעבורת יוצאת בכל שעה"),
        ("en", "Ferry 👨‍👩‍👧‍👦 Co", "Bikes travel free 🚲👍🏽"),
        ("hi", "बंदरगाह फ़ेरी", "नाव हर घंटे चलती है"),
    ],
)
def test_other_scripts_and_emoji_stay_unharmed(language, name, message):
    source = brief(deliverables=tuple(channels()), language=language, client_name=name, key_messages=(message,))
    texts = texts_of(source)
    limits_hold({channel: fields for channel, fields in texts.items() if channel != "sms"})
    assert message in words_of(texts["facebook_post"])
    assert all(holds(words_of(fields), name) for fields in texts.values())


def test_copy_for_many_channels_is_not_the_same_text_again():
    social = tuple(channel.id for channel in channels().values() if channel.kind == "social")
    main = [fields[-1][1] for fields in texts_of(brief(deliverables=social)).values()]
    assert len(set(main)) == len(main)


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
    texts = texts_of(source, revision=revision)
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
    _, bundles = composed(source, stages=(stage, "remind"), feedback=FeedbackDTO(comment=comment))
    assert [bundle.channel for bundle in bundles] == list(source.scope.deliverables)
    limits_hold({b.channel: [(a.asset_type, a.content) for a in b.assets if a.format != "note"] for b in bundles})


def test_the_master_draft_shows_client_objectives_messages_and_all_copy():
    draft, (bundle,) = composed(brief())
    for part in ("# Harbour Ferries", "Sell the 40 berths", "Bikes travel free", bundle.assets[0].content):
        assert part in draft.body


def test_texts_of_absurd_length_are_left_out_quickly():
    words = ("way, too long " * 7_000,)
    source = brief(deliverables=("x_post", "google_ads_rsa"), key_messages=words, mandatory_inclusions=words)
    limits_hold(texts_of(source))
