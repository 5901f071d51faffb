"""Channels that the client named with a doubt: they are planned, but never named without saying so."""

from onboarding.contracts import NormalizedBriefDTO
from strategy.localized_texts import channel_name, say
from strategy.rules.rulebook import rules

DELIVERABLES = "scope.deliverables."


def doubted_channels(brief: NormalizedBriefDTO) -> frozenset[str]:
    """Those that stand in words of which an open question asks whether they are wanted."""
    asked = {question.words for question in brief.open_questions if question.kind == "unconfirmed"}
    places = {
        source.field.removeprefix(DELIVERABLES)
        for source in brief.standing_facts
        if source.field.startswith(DELIVERABLES) and source.words in asked
    }
    return frozenset(channel for place, channel in enumerate(brief.scope.deliverables) if str(place) in places)


def name_with_doubt(channel: str, brief: NormalizedBriefDTO, language: str) -> str:
    """The channel in running text, marked where it is not confirmed."""
    name = channel_name(channel, language)
    doubtful = channel in doubted_channels(brief)
    return say(rules("summary")["unconfirmed"], language, channel=name) if doubtful else name
