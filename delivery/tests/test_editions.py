"""Two editions of one campaign: what is internal reaches the client by no road, and the agency has it all."""

import csv
import io
import zipfile
from dataclasses import replace
from html import escape, unescape
from re import DOTALL, sub

import pytest

from delivery.document.editions import for_client
from delivery.document.labels import Labels
from delivery.document.page import campaign_html, working_paper_html
from delivery.document.questions import question_groups
from delivery.tests.campaigns import full_brief, full_bundles, full_result, full_strategy
from delivery.tests.pages import EN
from onboarding.contracts import FactDTO, OpenQuestionDTO
from strategy.contracts import AdviceDTO

REMARK = "Between us: the mayor of Quay hates zebrafish and wants them gone by May. Nobody knows."


def with_remark(**changes):
    return full_brief(**{"notes": f"We need posters.\n\n{REMARK}\n\nRadio too.", "internal": (REMARK,), **changes})


def client(brief, **changes):
    return campaign_html(brief, full_strategy(**changes), full_bundles()).decode()


def agency(brief, **changes):
    return working_paper_html(brief, full_strategy(**changes), full_bundles(), full_result()).decode()


def text_of(page):
    return " ".join(unescape(sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=DOTALL)).split())


def asked(words, question, field="other"):
    return OpenQuestionDTO(field, "unconfirmed", words, question)


def test_the_client_reads_no_workings_and_the_agency_does():
    brief = with_remark()
    workings = [
        *(
            "Your notes in full",
            "Radio too.",
            "from your notes",
            "quay-17",
            "Favourite colour",
            "<code>",
            "of 100 points",
        ),
        *("It names something sold.", "Others quote it.", "The headline is too long."),
    ]
    shown, kept = client(brief), agency(brief)
    assert [words for words in workings if escape(words) in shown or words in shown] == []
    assert [words for words in workings if words not in kept] == []


def test_what_must_not_appear_is_told_to_the_client_in_their_words_alone():
    brief = full_brief(excluded_terms=("sourdough-style", "artisan"))
    told = text_of(client(brief)).partition("What you told us")[2].partition("Must not appear")[2]
    assert told.split("Must")[0].strip().endswith("artisan")
    assert all(said in told for said in brief.scope.exclusions)
    assert "searched for" not in text_of(client(brief))


def test_the_working_paper_marks_what_is_internal():
    kept = agency(with_remark())
    assert f"We need posters.\n\n<mark>{escape(REMARK)}</mark>\n\nRadio too." in kept
    assert EN.page["in_house"] in kept
    assert EN.page["marked_internal"] not in agency(full_brief())


def test_the_working_paper_says_of_each_sentence_of_the_notes_what_became_of_it():
    fact = FactDTO("scope.deliverables.0", "raw_notes", "We need posters.", "outdoor", "proposed", "fact_1")
    brief = with_remark(facts=(fact,), open_questions=(OpenQuestionDTO("channels", "unclear", "Radio too.", "Is it?"),))
    kept, told = agency(brief), client(brief)
    assert '<span class="used">We need posters.<sup>Channels</sup></span>\n\n<mark>' in kept
    assert '</mark>\n\n<span class="asked">Radio too.<sup>?</sup></span></blockquote>' in kept
    assert [words for words in (EN.page["marked_used"], 'class="used"', 'class="notes"') if words in told] == []


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ja"])
def test_a_question_that_quotes_a_remark_stays_without_a_word_of_it(language):
    quoted = "the mayor of Quay hates zebrafish and …"
    questions = (
        asked(REMARK, f"The notes leave something open: “{quoted}” What is the answer?"),
        asked(
            "Posters? … the mayor of Quay hates zebrafish",
            "Are posters (“Posters?”) wanted (“" + quoted + "”)?",
            "tone",
        ),
    )
    brief = with_remark(open_questions=questions, language=language)
    shown = client(brief)
    assert "zebrafish" not in shown
    assert "Posters?" in shown
    assert "zebrafish" in agency(brief)
    first = for_client(brief, full_strategy())[0].open_questions[0]
    (group,) = question_groups([first], Labels("en"))
    assert (group.questions[0].question, group.questions[0].words) == (EN.page["in_person"], "")


def test_a_ban_that_only_a_remark_speaks_of_binds_and_is_not_shown():
    brief = with_remark(excluded_terms=("zebrafish", "sourdough-style"), checklist=(REMARK, "No prices"))
    brief = replace(brief, scope=replace(brief.scope, exclusions=(*brief.scope.exclusions, REMARK)))
    assert "zebrafish" not in client(brief)
    assert "sourdough-style" in client(brief)
    assert agency(brief).count("zebrafish") > 2


def test_the_plan_shows_no_remark_that_it_was_made_with():
    advice = AdviceDTO("risk", "Approvals take time: “wants them gone by May”. So ask.", "x", "", "", REMARK)
    plan = {"advice": (advice,), "executive_summary": "All is well.\nThe mayor of Quay hates zebrafish."}
    shown = text_of(client(with_remark(), **plan))
    assert "All is well." in shown
    assert "zebrafish" not in shown.casefold()
    assert "gone by May" not in shown


def test_what_the_client_says_elsewhere_too_is_no_secret():
    aim = "Sell 900 rye loaves a week by August"
    brief = with_remark(internal=(f"Between us: {aim}.",), open_questions=(asked(aim, f"“{aim}”: is it so?"),))
    assert f"“{aim}”: is it so?" in text_of(client(brief))


def test_a_brief_of_before_has_nothing_internal():
    brief = full_brief()
    assert for_client(brief, full_strategy())[0].open_questions == brief.open_questions


def test_copy_and_zip_hold_what_the_client_reads(rendered_files):
    files = rendered_files(with_remark())
    rows = list(csv.reader(io.StringIO(files["copy.csv"].decode("utf-8-sig"))))
    with zipfile.ZipFile(io.BytesIO(files["package.zip"])) as archive:
        assert sorted(archive.namelist()) == ["campaign.html", "copy.csv", "manifest.json"]
        packed = " ".join(archive.read(name).decode() for name in archive.namelist())
    assert "zebrafish" not in f"{rows} {packed}"
    assert "working" not in packed.partition('"files"')[2]
