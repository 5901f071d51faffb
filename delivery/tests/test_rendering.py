import csv
import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest

from aicmo_site.kernel.languages import WRITTEN, direction_of
from delivery.document.answers import budget_words
from delivery.document.copybook import Block, copybook
from delivery.document.labels import WORDS, Labels
from delivery.package.rendering import paper, render
from delivery.tests.conftest import bundle
from onboarding.contracts import BudgetDTO
from strategy.contracts import BudgetPlanDTO


@pytest.fixture
def rendered(brief, strategy, draft, bundles, result):
    def files(**changes):
        values = {"brief": brief, "strategy": strategy, "draft": draft, "bundles": bundles, "result": result} | changes
        return {file.name: file.content for file in render(**values)}

    return files


def rows(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_package_is_a_document_a_table_a_manifest_and_a_zip_of_them(rendered):
    assert list(rendered()) == ["campaign.html", "copy.csv", "manifest.json", "package.zip"]


def test_the_same_values_give_the_same_bytes(rendered):
    assert rendered() == rendered()


def test_the_zip_holds_the_files_and_they_agree_with_the_manifest(rendered):
    files = rendered()
    with zipfile.ZipFile(io.BytesIO(files["package.zip"])) as archive:
        assert archive.testzip() is None
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == {name: content for name, content in files.items() if name != "package.zip"}
    for line in json.loads(packed["manifest.json"])["files"]:
        content = packed[line["name"]]
        assert (line["size"], line["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_the_manifest_says_what_the_package_is_made_of(rendered):
    facts = json.loads(rendered()["manifest.json"])
    assert [line["name"] for line in facts.pop("files")] == ["campaign.html", "copy.csv"]
    assert len(facts.pop("content_sha256")) == 64
    assert facts == {
        "client": "Harbour Lane Bakery",
        "language": "en",
        "brief_id": "brief_1",
        "strategy_id": "strategy_1",
        "strategy_version": 1,
        "draft_id": "draft_1",
        "channels": ["x_post", "sms"],
        "quality": {"passed": True, "score": 0.975, "issues": 1},
    }


FACTS = [
    "Harbour Lane Bakery",
    "Fill the shop",
    "People of the quay",
    "No prices",
    "£12k a year",
    "6 weeks",
    "warm",
    "Rye, seeds, patience",
    "When is the launch?",
    "Bread first.",
    "900 loaves",
    "66.67%",
    "£7,200",
    "£12,000",
    "Post daily",
    "1 June 2026",
    "28 of 280 characters",
    "1 SMS segment, 26 of 160 characters (GSM-7)",
]
WORKINGS = [
    "Your notes in full",
    "The ovens came from Lyon in 1931.",
    "Favourite colour",
    "The same word stands twice.",
    "97 of 100 points",
]


def test_the_clients_document_holds_the_facts_and_none_of_our_workings(rendered):
    page = rendered()["campaign.html"].decode()
    assert [fact for fact in FACTS if fact not in page] == []
    assert [fact for fact in WORKINGS if fact in page] == []


def test_the_working_paper_holds_all(brief, strategy, bundles, result):
    page = paper(brief, strategy, bundles, result).content.decode()
    assert [fact for fact in [*FACTS, *WORKINGS] if fact not in page] == []


def test_the_document_loads_nothing_from_outside(rendered):
    page = rendered()["campaign.html"].decode()
    assert not re.search(r"<(?:script|link|img|iframe|object|embed|base)\b|@import|url\(", page)


def test_the_chart_says_its_numbers_to_those_who_cannot_see_it(rendered):
    page = rendered()["campaign.html"].decode()
    assert 'role="img" aria-label="X post 66.67%, SMS 33.33%"' in page


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "\"><img src=x onerror='a'>", "{{ brief }}{% now 'Y' %}"]
)
def test_hostile_text_is_shown_as_text_wherever_it_stands(rendered, brief, strategy, result, hostile):
    issue = replace(result.issues[0], reason=hostile, section=hostile)
    page = rendered(
        brief=replace(
            brief, client_name=hostile, notes=hostile, objectives=(hostile,), further_answers={hostile: [hostile]}
        ),
        strategy=replace(strategy, executive_summary=hostile),
        bundles=[bundle("x_post", hostile), bundle(f"other:{hostile}", hostile)],
        result=replace(result, issues=(issue,)),
    )["campaign.html"].decode()
    escaped = hostile.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = escaped.replace('"', "&quot;").replace("'", "&#x27;")
    assert page.count(escaped) > 8
    assert escaped == hostile or hostile not in page


WORLD = [
    "مرحبا بكم في المخبز",
    "שלום",
    "👩🏽‍🔬🐠",
    "e\u0301 \u0928\u093f",
    "Straße, Größe",
    "日本語のパン",
    "a\u202eb\u202c",
]


@pytest.mark.parametrize("text", WORLD)
def test_every_script_comes_out_byte_for_byte(rendered, text):
    files = rendered(bundles=[bundle("x_post", text)])
    assert text.encode() in files["campaign.html"]
    assert text.encode() in files["copy.csv"]


def test_the_table_has_count_limit_and_unit_of_every_text(rendered):
    assert rows(rendered()["copy.csv"]) == [
        [
            *("channel", "piece", "stage", "week", "date", "field", "text"),
            *("count", "limit", "unit", "segments", "encoding", "link", "language"),
        ],
        ["x_post", "", "", "", "", "text", "Fresh rye at 12 Quay Street.", "28", "280", "x_weighted", "", "", "", ""],
        ["sms", "", "", "", "", "text", "Rye! Reply STOP to opt out", "26", "160", "sms_units", "1", "GSM-7", "", ""],
    ]


def test_the_table_begins_with_a_byte_order_mark(rendered):
    assert rendered()["copy.csv"].startswith(b"\xef\xbb\xbfchannel,")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"])
def test_a_cell_that_would_be_a_formula_is_text(rendered, text):
    assert rows(rendered(bundles=[bundle("x_post", text)])["copy.csv"])[1][6] == "'" + text


@pytest.mark.parametrize("text", ["a=1", " =1", "", 'he said "no", twice\nand left', "'quoted'"])
def test_other_cells_are_left_as_they_are(rendered, text):
    assert rows(rendered(bundles=[bundle("x_post", text)])["copy.csv"])[1][6] == text


ARTICLE = "First.\n\n## Rye & <b>more</b>\n\nSecond, #1 in town.\n# C#"


def test_headings_of_an_article_are_headings_and_are_counted_as_they_are_written(rendered):
    (channel,) = copybook([bundle("blog_post", ARTICLE, field="body")], Labels("en"))
    (text,) = channel.pieces[0].parts[0].texts
    assert text.blocks == (
        Block("First."),
        Block("Rye & <b>more</b>", heading=True),
        Block("Second, #1 in town."),
        Block("C#", heading=True),
    )
    assert (text.words, text.size) == (ARTICLE, "10 words")
    page = rendered(bundles=[bundle("blog_post", ARTICLE, field="body")])["campaign.html"].decode()
    assert re.findall("<h5[^>]*>(.*?)</h5>", page) == ["Rye &amp; &lt;b&gt;more&lt;/b&gt;", "C#"]


def test_elsewhere_a_number_sign_is_a_number_sign(rendered):
    assert "## Rye" in rendered(bundles=[bundle("x_post", ARTICLE)])["campaign.html"].decode()


@pytest.mark.parametrize(
    ("text", "cells", "size"),
    [
        ("a" * 161, ["161", "306", "sms_units", "2", "GSM-7", ""], "2 SMS segments, 161 of 306 characters (GSM-7)"),
        ("2€", ["3", "160", "sms_units", "1", "GSM-7", ""], "1 SMS segment, 3 of 160 SMS characters (GSM-7)"),
        ("’" + "a" * 70, ["71", "134", "sms_units", "2", "UCS-2", ""], "2 SMS segments, 71 of 134 characters (UCS-2)"),
        ("🥖" * 70, ["140", "201", "sms_units", "3", "UCS-2", ""], "3 SMS segments, 140 of 201 SMS characters (UCS-2)"),
    ],
)
def test_sheet_and_document_tell_units_segments_and_encoding_of_a_text_message(rendered, text, cells, size):
    files = rendered(bundles=[bundle("sms", text)])
    assert rows(files["copy.csv"])[1][7:-1] == cells
    assert size in files["campaign.html"].decode()


def test_an_unknown_channel_and_field_have_no_limit(rendered):
    assert rows(rendered(bundles=[bundle("other:radio-x", "hello", field="jingle")])["copy.csv"])[1] == [
        "other:radio-x", "", "", "", "", "jingle", "hello", "5", "", "codepoint", "", "", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("de-AT", '<html lang="de-AT" dir="ltr">'),
        ("ar", '<html lang="ar" dir="ltr">'),  # our own words are English: the page runs as they do
        ("", '<html lang="en" dir="ltr">'),
    ],
)
def test_the_page_says_its_language_and_direction(rendered, brief, language, tag):
    assert tag in rendered(brief=replace(brief, language=language))["campaign.html"].decode()


def test_our_own_words_are_marked_where_the_page_is_in_another_language(rendered, brief):
    page = rendered(brief=replace(brief, language="he"))["campaign.html"].decode()
    assert '<h2 lang="en">What you told us</h2>' in page


def test_headings_are_in_the_language_of_the_client_where_we_have_it(rendered, brief):
    assert (
        "<h2>Was Sie uns gesagt haben</h2>" in rendered(brief=replace(brief, language="de"))["campaign.html"].decode()
    )


def test_a_brief_and_a_strategy_with_next_to_nothing_still_make_a_document(rendered, brief, strategy):
    bare = replace(
        brief, scope=replace(brief.scope, exclusions=(), timeline_weeks=None), budget=None, notes="", open_questions=(),
        brand_guidelines={}, key_messages=(), further_answers={},
    )  # fmt: skip
    empty = replace(
        strategy, kpis=(), channels=(), timeline=replace(strategy.timeline, milestones=()), budget=BudgetPlanDTO()
    )
    page = rendered(brief=bare, strategy=empty, bundles=[])["campaign.html"].decode()
    assert "Your notes in full" not in page
    assert "no usable figure yet" in page
    assert "<svg" not in page


@pytest.mark.parametrize(
    ("words", "amount", "shown"),
    [
        ("£12k", "12000", "£12k (£12,000 per year)"),
        ("12.000 pounds", "12000", "12.000 pounds"),
        ("", "12000.50", "£12,000.50 per year"),
    ],
)
def test_the_budget_is_shown_as_the_client_wrote_it(words, amount, shown):
    assert budget_words(BudgetDTO(Decimal(amount), "GBP", "per year", words), Labels("en")) == shown


@pytest.mark.parametrize("table", sorted(WORDS.glob("*.json")), ids=lambda path: path.stem)
def test_every_language_has_every_label(table):
    words = json.loads(table.read_text(encoding="utf-8"))
    shape = {language: {key: type(value) for key, value in labels.items()} for language, labels in words.items()}
    if table.stem in ("questions", "findings"):  # staff and quality control write them in English
        assert shape.pop("en") == {}
    if table.stem == "page":  # only English stands in for a language that there is not
        assert shape["en"].pop("stands_in") is str
    assert set(shape) | {"en"} == set(WRITTEN)
    assert all(labels == shape["de"] for labels in shape.values())


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("ar-EG", "rtl"),
        ("he", "rtl"),
        ("ur_PK", "rtl"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("tr", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_direction_follows_the_script(language, direction):
    assert direction_of(language) == direction
