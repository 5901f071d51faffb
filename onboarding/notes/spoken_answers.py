"""What an answer in a call, chat or mail gives to a field of the form that was left empty."""

from collections.abc import Iterator, Sequence

from onboarding.notes.cues import says
from onboarding.notes.dialogue import Turn
from onboarding.notes.required_wording import quoted_in
from onboarding.notes.sentences import sentences
from onboarding.notes.texts import clipped
from onboarding.schedule.answers import bare_day

MAX_ACTION = 8  # words of what people are to do
MAX_TEXT = 300
MIN_AIM = 3  # words
FOR_PRINT = ("key_messages", "mandatory_inclusions")  # of these only quoted words are the client's wording


def spoken_answers(field: str, turns: Sequence[Turn]) -> Iterator[tuple[str, str]]:
    """(value, words) of what the turns answer."""
    said = sentences(turns[0].said) if turns else []
    if field in FOR_PRINT:
        yield from quoted_in(turns).items()
    elif field == "exclusions":
        yield from ((text, text) for turn in turns for text in sentences(turn.said) if says("negates", text))
    elif field == "objectives":
        yield from ((text, text) for text in said[:1] if len(text.split()) >= MIN_AIM)
    elif field == "call_to_action":
        yield from ((text.rstrip("."), text) for text in said[:1] if len(text.split()) <= MAX_ACTION)
    elif field == "launch_date":
        yield from ((bare, text) for text in said[:1] if (bare := bare_day(text)))
    elif said and field in ("target_audience", "tone"):
        yield clipped(" ".join(said), MAX_TEXT), clipped(turns[0].said)
