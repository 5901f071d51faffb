"""The campaign document in its two editions: each one HTML page, with nothing from outside."""

import re
from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from aicmo_site.kernel.languages import direction_of, primary_of
from delivery.document import answers
from delivery.document.at_a_glance import glance
from delivery.document.calendar import as_made, calendar
from delivery.document.copybook import copybook
from delivery.document.editions import for_client
from delivery.document.exclusions import exclusions
from delivery.document.goals import advice_groups, conditions, objectives, success_measures, usual_time_frame
from delivery.document.labels import Labels, labels_of
from delivery.document.notes import marked_notes
from delivery.document.questions import advised, open_points, question_groups
from delivery.document.rules_applied import choices
from delivery.document.shares import shares
from delivery.document.typography import typeset
from delivery.document.verdict import verdict
from onboarding.contracts import NormalizedBriefDTO
from production.contracts import DraftBundleDTO
from qc.contracts import QcResultDTO
from strategy.contracts import StrategyDocDTO

TEMPLATE = "delivery/document.html"
IN_THE_PLAN = ("client_name", "target_audience", "channels", "objectives")  # answers that stand there in full
# A client's words that run to the left are isolated inside our sentences: else their numbers and marks change place.
QUOTED_LEFTWARD = re.compile("“(?=[^“”<>\u0590-\u08ff]*[\u0590-\u08ff])([^“”<>]*+)”")


def campaign_html(brief: NormalizedBriefDTO, strategy: StrategyDocDTO, bundles: Sequence[DraftBundleDTO]) -> bytes:
    """The client's edition: what is to be decided, the plan, the calendar and the copy; of our workings nothing."""
    labels = labels_of(brief.language)
    shown, plan = for_client(brief, strategy)
    elsewhere = IN_THE_PLAN if plan.objectives and plan.channels else ()
    more = {
        "facts": answers.facts(shown, labels, elsewhere),
        "lists": answers.lists(shown, labels, elsewhere),
        "must_not": labels.field("exclusions"),
    }
    return _page(labels, shown, plan, bundles, more)


def working_paper_html(
    brief: NormalizedBriefDTO, strategy: StrategyDocDTO, bundles: Sequence[DraftBundleDTO], result: QcResultDTO
) -> bytes:
    """The agency's edition, which never leaves the house: with the notes, where each item comes from, and why."""
    labels = labels_of(brief.language)
    groups = question_groups(brief.open_questions, labels)
    more = {
        "agency": True,
        "originals": [asked.original for group in groups for asked in group.questions if asked.original],
        "verdict": verdict(result, labels),
        "passed": result.passed,
        "facts": answers.facts(brief, labels),
        "lists": answers.lists(brief, labels),
        "further": answers.further(brief, labels),
        "reference": answers.reference(brief, labels),
        "choices": choices(strategy, labels),
        "notes": marked_notes(brief, labels),
    }
    return _page(labels, brief, strategy, bundles, more)


def _page(
    labels: Labels,
    brief: NormalizedBriefDTO,
    strategy: StrategyDocDTO,
    bundles: Sequence[DraftBundleDTO],
    more: dict[str, Any],
) -> bytes:
    """What both editions show, and `more` that only one does."""
    settle = advised(strategy.advice, labels)
    points = open_points(bundles, brief.open_questions, labels)
    language = brief.language or labels.language
    direction = direction_of(labels.language)  # most words of the page are ours; the client's find their own
    page = render_to_string(
        TEMPLATE,
        {
            "title": labels.page["campaign"].format_map({"client": " ".join(brief.client_name.split())}),
            "language": language,
            "direction": direction,
            "own": _own(language, labels.language),
            "stands_in": labels.stands_in_for(brief.language),
            "t": labels.page,
            "brief": brief,
            "glance": glance(
                brief,
                strategy,
                labels,
                passed=more.get("passed", True),
                questions=len(brief.open_questions),
                points=len(settle) + len(points),
            ),
            "question_groups": question_groups(brief.open_questions, labels),
            "point_lists": [
                {"title": labels.page[title], "points": each}
                for title, each in (("advised", settle), ("waiting", points))
                if each
            ],
            "advice": advice_groups(strategy, labels),
            "conditions": conditions(brief, strategy),
            "summary": strategy.executive_summary.splitlines(),
            "objectives": objectives(strategy, labels),
            "measures": success_measures(strategy, labels),
            "usual_time_frame": usual_time_frame(strategy, labels),
            "shares": shares(strategy, labels, mirrored=direction == "rtl"),
            "calendar": calendar(as_made(strategy, bundles), labels),
            "copybook": copybook(bundles, labels, brief.language),
            "exclusions": exclusions(brief, labels),
            **more,
        },
    )
    return QUOTED_LEFTWARD.sub("“\u2068\\1\u2069”", typeset(page, language)).encode()


def _own(language: str, label_language: str) -> SafeString:
    """The attribute of an element that holds our own words, where they are in another language than the client's."""
    if primary_of(language) == label_language:
        return SafeString("")
    return format_html(' lang="{}"', label_language)
