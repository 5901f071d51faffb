"""Which objectives speak of an occasion that people come to, and on which day it is."""

from collections.abc import Iterable
from datetime import date, timedelta

from aicmo_site.kernel.extract.digits import normal
from aicmo_site.kernel.text.folding import unaccented
from aicmo_site.kernel.text.stems import Stems
from onboarding.contracts import NormalizedBriefDTO
from strategy.objectives.moments import Moment, moments_in
from strategy.objectives.phrases import named_in, words_of
from strategy.rules.rulebook import from_rules, rules, stems_in

FRIDAY, SUNDAY = 4, 6
DELIVERABLES = "scope.deliverables."
LONGEST_OBJECTIVE = 2_000  # beyond it a text is a document, not a goal


def speaks_of_an_event(words: str) -> bool:
    return _event_words("event_words").occur(unaccented(words[:LONGEST_OBJECTIVE]))


@from_rules
def _event_words(book: str) -> Stems:
    return stems_in(rules("pieces")[book])


def names_several_events(brief: NormalizedBriefDTO) -> bool:
    """Whether the client's words for the channel mean more than one: then no single day is led to."""
    places = [f"{DELIVERABLES}{at}" for at, channel in enumerate(brief.scope.deliverables) if channel == "event"]
    said = [unaccented(source.words) for source in brief.standing_facts if source.field in places]
    return any(map(_event_words("several_events").occur, said))


def last_event_day(objectives: Iterable[str], since: date, *, is_event: bool) -> date | None:
    """The last day that any objective about an event names. `is_event`: the campaign has one, so each may be."""
    spoken = (words for words in objectives if is_event or speaks_of_an_event(words))
    return max((day for words in spoken if (day := first_day(words, since))), default=None)


def first_day(words: str, since: date) -> date | None:
    """The first exact day that a sentence names; without a year the first such day from then on."""
    days = (moment.next_after(since) for moment in days_named(words))
    return next((day for day in days if day), None)


def last_of_weekend(words: str, day: date) -> date:
    """The Sunday of a weekend that the sentence speaks of and that begins on that day, else the day itself."""
    text = unaccented(words[:LONGEST_OBJECTIVE])  # in German the end of a longer word
    is_weekend = day.weekday() >= FRIDAY and any(name in text for name in _weekend())
    return day + timedelta(days=SUNDAY - day.weekday()) if is_weekend else day


@from_rules
def _weekend() -> tuple[str, ...]:
    return tuple(map(unaccented, rules("numbers")["weekend"]))


def days_named(words: str) -> list[Moment]:
    """The exact days that a sentence names, deadlines and beginnings in the past aside."""
    text = normal(words[:LONGEST_OBJECTIVE])
    return [moment for moment in moments_in(text) if moment.month_day and not _is_deadline(text, moment)]


def _is_deadline(text: str, moment: Moment) -> bool:
    """“By 6 June” or “since 6 June”, but not “para el 6 de junio”, which may say for when something is as well."""
    before = [word for word in words_of(text[: moment.start])[-2:] if named_in(word, "since")]
    leads = (word for word in words_of(text[moment.start : moment.end]) if not named_in(word, "for_a_day"))
    return bool(before) or any(named_in(word, "deadline_before") for word in leads)
