"""What must not appear: terms for the machine, sentences for a person, and nothing lost."""

from dataclasses import replace
from html import escape

from delivery.document.answers import Item
from delivery.document.exclusions import exclusions
from delivery.document.page import working_paper_html
from delivery.tests.campaigns import full_brief, full_bundles, full_result, full_strategy
from delivery.tests.pages import EN


def test_the_checklist_leaves_out_what_is_searched_for_and_nothing_is_lost():
    seen = exclusions(full_brief(), EN)
    assert (seen.terms, seen.covered) == (("sourdough-style",), (Item("Never call it sourdough-style bread"),))
    assert {item.text for item in (*seen.checklist, *seen.covered)} == set(full_brief().scope.exclusions)


def test_a_term_that_must_not_appear_is_listed_once():
    brief = full_brief(excluded_terms=("junk", "Junk", "cheap"), checklist=())
    brief = replace(brief, scope=replace(brief.scope, exclusions=("Do not say “junk”", 'Do not say "junk"')))
    seen = exclusions(brief, EN)
    assert (seen.covered, seen.terms, seen.checklist) == ((Item("Do not say “junk”"),), ("junk", "cheap"), ())


def test_a_sentence_that_says_more_than_its_terms_is_for_a_person_too():
    sentence = '=1<script>"cheap"</script><b>bold'
    brief = full_brief(excluded_terms=("cheap",), checklist=(sentence,))
    brief = replace(brief, scope=replace(brief.scope, exclusions=(sentence,)))
    seen = exclusions(brief, EN)
    assert (seen.checklist, seen.terms, seen.covered) == ((Item(sentence),), ("cheap",), ())


def test_a_sentence_that_only_bans_terms_is_left_to_the_machine_and_still_stands_in_the_document():
    sentence = "“cheap” or “junk”!"
    brief = full_brief(excluded_terms=("cheap", "junk"), checklist=())
    brief = replace(brief, scope=replace(brief.scope, exclusions=(sentence,)))
    seen = exclusions(brief, EN)
    assert (seen.checklist, seen.terms, seen.covered) == ((), ("cheap", "junk"), (Item(sentence),))
    shown = working_paper_html(brief, full_strategy(), full_bundles(), full_result()).decode()
    assert escape(sentence) in shown
    assert '<bdi class="term">junk</bdi>' in shown
