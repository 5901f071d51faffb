"""Ten times the text, or ten times the items, takes at most twelve times the processor time, whatever it says."""

import gc
import os
import signal
import time

import pytest

from aicmo_site.kernel.extract.money import find_money
from onboarding.budget.notes import distinct
from onboarding.channels.lines import head_and_names, negated
from onboarding.channels.names import read_channels
from onboarding.exclusions.read import excluded_terms
from onboarding.form.lists import divided
from onboarding.form.markup import plain
from onboarding.form.questions import Questions
from onboarding.language.detection import bans_eszett
from onboarding.notes.dialogue import answers
from onboarding.notes.sentences import sentences
from onboarding.notes.texts import text_of
from onboarding.schedule.answers import is_guessed
from onboarding.tests.test_understanding import GOOD, brief_of

TIMES, MOST_TIMES, TRIES = 10, 12, 3
LEAST = 0.01  # seconds: what takes less is lost in what else a processor does
BOUND = 5  # seconds after which a child ends


def run_of(unit, length):
    """So many characters of a unit, each time with another number in the place of #, between two letters."""
    times = length // len(unit) + 1
    return f"a{''.join(unit.replace('#', str(1_000 + number)) for number in range(times))[:length]}a"


def items(unit, count):
    return [unit.replace("#", str(1_000 + number)) for number in range(count)]


def bans(text):
    return divided("exclusions", text)


def sums(text):
    return distinct(find_money(text))


def ask_and_look(text):
    questions = Questions()
    for said in sentences(text):
        if not questions.about(said):
            questions.ask("other", "unconfirmed", said, said)
    return questions.all()


def notes(text):
    return brief_of({**GOOD, "channels": None, "raw_notes": text})


def terms(count):
    return excluded_terms(items("Never say “word #”, “term #” or “line #”.", count))


def wishes(count):
    answers = {"key_messages": items("Gifts for all # guests, £# each", count), "exclusions": items("No cake #", count)}
    return brief_of({**GOOD, **answers})


def lines(count):
    return read_channels(items("place #, spot #, Instagram #", count))


TEXTS = [
    *((text_of, unit, 2_000) for unit in (" ", "\u0301\u0323")),
    *((bans, unit, 2_000) for unit in (" ", "\n", "a\n")),
    *((read, " ", 2_000) for read in (negated, head_and_names)),
    *((plain, f"<p>{unit}", 3_000) for unit in ("<!--", "<script>", "<script>a</")),
    *((is_guessed, unit, 1_500) for unit in ("1 May ", "aaa")),
    (bans_eszett, "kein1", 2_000),
    (answers, "a: and #?\nb: so #.\n", 4_000),
    (sums, "# euros, ", 3_000),
    (ask_and_look, "Is it #? ", 3_000),
    *(
        (notes, unit, 600)
        for unit in (
            *("Launch 1 May 2027 at stand #. ", "Forget 1 May 20#. ", "Not on 1 May #. ", "Last year # euros. "),
            *("Ann: is it #?\nBob: yes #.\n", "Prices change to £# soon. ", "We are open for £# at 10:00. "),
            *("See https://a#.example now. ", "No flyers, no place #, ", "Must say “we are #”. ", "“we are #”, "),
        )
    ),
]
LISTS = [(terms, 20), (wishes, 20), (lines, 20)]


def cost(work, given):
    """CPU seconds that a child takes for the work, the bound where it takes longer."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        gc.freeze()  # the collector's walk through all that the suite holds is no cost of this work
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, BOUND)
        began = time.process_time()
        work(given)
        os.write(write, str(time.process_time() - began).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        told = answer.read()
    os.waitpid(child, 0)
    return float(told or BOUND)


def grows_too_fast(work, small, large):
    """Whether it does so each of TRIES times: another's work on the processor is no fault of this one."""
    work(small[: len(small) // 2] if isinstance(small, str) else small // 2)  # what is loaded once is loaded now
    return all(cost(work, large) > MOST_TIMES * max(cost(work, small), LEAST) for _ in range(TRIES))


@pytest.mark.parametrize(("work", "unit", "length"), TEXTS)
def test_ten_times_the_text_costs_at_most_twelve_times_as_much(work, unit, length):
    assert not grows_too_fast(work, run_of(unit, length), run_of(unit, TIMES * length))


@pytest.mark.parametrize(("work", "count"), LISTS)
def test_ten_times_the_items_cost_at_most_twelve_times_as_much(work, count):
    assert not grows_too_fast(work, count, TIMES * count)


def test_work_that_grows_with_the_square_is_seen():
    assert grows_too_fast(lambda count: [at for at in range(count) for _ in range(at)], 500, 5_000)
