"""No two pieces of a campaign say the same in the same words."""

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz, process

from production.offline.fields import texts_for
from production.offline.piece_context import Occasion, led_by
from production.offline.text import Text, main_text

ATTEMPTS = 18
LATE_ATTEMPTS, LATE = 12, 30  # of the pieces after so many: frames come again there whatever is tried
TURNS = 6  # of the frames, before another message goes in front
TOO_ALIKE = 75  # rapidfuzz.fuzz.ratio
REPEATED = 85  # a piece that is as like an earlier one is not made
REPEATED_LEAD = 80  # nor one led by the same message: what both must say apart, they are liker
FILLED, HALF_FILLED = 0.75, 0.5  # how much of a text must appear in any
LEAST_FILLING = 120  # characters that must appear; beside fewer even a few words of ours tell texts apart
MOST_COMPARED = 400  # texts: more than thirty channels have
COMPARED = 1_000  # characters: of a long text the beginning shows whether it is the same
LEAST_COMPARED = 15  # letters of frames; what has fewer is a fact with a word beside it
PRINCIPAL = (("text", "caption", "body", "primary_text", "script"), ("headline", "description"))


def unlike(at: Occasion, earlier: Iterable[str], turn: int) -> tuple[Text, ...]:
    """The first attempt that is unlike all earlier texts, else the first that does not repeat
    one, else the one that is least like them."""
    used = Counter(at.frames.used)
    made: list[tuple[float, int, tuple[Text, ...], Counter[str]]] = []
    attempt, likeness, most = 0, 100.0, ATTEMPTS if turn < LATE else LATE_ATTEMPTS
    while attempt < most and likeness >= TOO_ALIKE:
        at.frames.used = Counter(used)
        led = replace(at, facts=led_by(at.facts, attempt // TURNS)).turned(attempt % TURNS)
        texts = texts_for(led, at.facts.seed + turn + attempt)
        likeness = max((_likeness(text, earlier) for text in compared(texts)), default=0.0)
        made.append((likeness, attempt, texts, at.frames.used))
        attempt += _stride(at, texts, attempt, likeness)
        if attempt % TURNS == 0 and min(each[0] for each in made) < REPEATED:
            break
    _, _, texts, at.frames.used = min(made, key=lambda each: (max(each[0], REPEATED), each[1]))
    return texts


def _stride(at: Occasion, texts: tuple[Text, ...], attempt: int, likeness: float) -> int:
    """How many attempts on the next one is that can help: the more of the text must appear in any, the fewer turns of
    its frames make it another, until only another message does."""
    needed = (*at.facts.client_forms[-1:], *at.facts.mandatory)
    much = sum(map(len, needed))
    share = much / max(1, len(principal(texts))) if much >= LEAST_FILLING else 0
    others = TURNS - attempt % TURNS  # up to the next message
    if share >= FILLED or (share >= HALF_FILLED and likeness >= REPEATED):
        return others
    return min(others, TURNS // 2) if share >= HALF_FILLED else 1


class Said:
    """The texts that stand, to be compared with: the latest of them, as frames come again in hundreds."""

    def __init__(self) -> None:
        self.fixed: deque[str] = deque(maxlen=MOST_COMPARED)  # see `compared`
        self._texts: deque[str] = deque(maxlen=MOST_COMPARED)
        self._lines: deque[str] = deque(maxlen=MOST_COMPARED)

    def add(self, texts: tuple[Text, ...]) -> None:
        self.fixed.extend(compared(texts))
        self._texts.append(principal(texts))
        self._lines.append(_in_order(principal(texts)))

    def has(self, text: str, *, led_before: bool) -> bool:
        """Whether the same stands in an earlier text; in another order of its lines it is still the same.

        led_before: whether an earlier piece of the channel begins with the same message."""
        limit = REPEATED_LEAD if led_before else REPEATED
        return _likeness(text, self._texts, limit) >= limit or _likeness(_in_order(text), self._lines, limit) >= limit


def _in_order(text: str) -> str:
    return "\n".join(sorted(text.split("\n")))


def compared(texts: tuple[Text, ...]) -> list[str]:
    """What no other piece should repeat: the words of its frames, and its principal text."""
    fixed = [text.fixed_words for text in texts if not text.is_note]
    fixed = [words for words in fixed if sum(map(str.isalpha, words)) >= LEAST_COMPARED]
    return [words[:COMPARED] for words in (*fixed, principal(texts)) if words]


def principal(texts: tuple[Text, ...]) -> str:
    """The text that a reader would remember: the body, or the lines of an ad together."""
    for names in PRINCIPAL:
        if told := [text.content for text in texts if text.field in names]:
            return "\n".join(told)
    return main_text(texts)


def _likeness(text: str, others: Iterable[str], least: float = TOO_ALIKE) -> float:
    """How like the text is to the one of the others that it is most like; 0 below `least`."""
    found = process.extractOne(text, others, scorer=fuzz.ratio, score_cutoff=least)
    return found[1] if found else 0.0
