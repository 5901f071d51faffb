"""How often the costly things are done, counted: fitting a text, and comparing it with others."""

from collections import Counter

import pytest

from production.offline import generator, variants
from production.offline.clauses import CLAUSE_END
from production.offline.fitting import Piece, fit
from production.tests.briefs import brief, composed

SENTENCES = (
    "Licensed by the harbour commission of Harwick.",
    "Dogs travel free on every crossing of the year.",
    "Members of the trust pay nothing for their bikes.",
    "The kettle is always on for those who wait outside.",
    "Gifts to the workshop are spent on tools alone.",
    "Every repair is guided by a trained volunteer.",
    "Tools are lent to neighbours for a week at a time.",
    "The council of Harwick supports this workshop.",
    "Children under twelve come with a grown person.",
    "Electric repairs are tested before they go home.",
)
CHANNELS = ("x_post", "instagram_post", "facebook_post", "email", "blog_post", "google_ads_rsa", "print", "sms")
STAGES = ("announce", "explain", "act", "remind")


@pytest.fixture
def work(monkeypatch):
    """How many texts were fitted and compared since."""
    done: Counter[str] = Counter()

    def counted(module, name):
        real = getattr(module, name)

        def call(*args, **options):
            done[name] += 1
            return real(*args, **options)

        monkeypatch.setattr(module, name, call)

    counted(variants, "fit")
    counted(generator, "texts_for")
    return done


def work_of(work, **fields):
    work.clear()
    composed(brief(deliverables=CHANNELS, **fields), stages=STAGES)
    return work.total()


def test_ten_sentences_that_must_appear_take_less_than_twice_the_work_of_two(work):
    two, *others = (work_of(work, mandatory_inclusions=SENTENCES[:number]) for number in (2, 5, 8, 10))
    assert two > 100
    assert all(each < 2 * two for each in others), (two, others)


def test_many_sentences_that_must_appear_take_no_more_tries_than_ten(work):
    many = tuple(f"{SENTENCES[number % 10][:-1]} on day {number}." for number in range(60))
    ten = work_of(work, mandatory_inclusions=SENTENCES)
    assert work_of(work, mandatory_inclusions=many) < 2 * ten


def test_a_name_of_two_hundred_characters_takes_less_than_twice_the_work_of_one_of_twenty(work):
    name = "Harbour Ferries of the Northern Estuary " * 5
    assert work_of(work, client_name=name.strip()) < 2 * work_of(work, client_name=name[:20].strip())


def test_a_text_is_counted_as_often_as_halving_its_pieces_takes():
    counted = []

    def length(text):
        counted.append(text)
        return len(text)

    pieces = [Piece((f"Point number {number} of many.",), rank=6) for number in range(1_000)]
    text, kept = fit(pieces, count=length, hard=15_000)
    assert text.endswith(f"Point number {len(kept) - 1} of many.")
    assert len(text) <= 15_000 < len(text) + 26
    assert len(counted) <= 12


def test_a_form_that_is_longer_than_one_before_it_is_not_tried():
    forms = ("Central Library System (CLS): news", "Central Library System (CLS): n", "Central Library System: news")
    text, _ = fit([Piece(forms, rank=3)], count=len, hard=31)
    assert text == "Central Library System (CLS): n"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("one , two; three", ["one", "two", "three"]),
        ("one   –   two", ["one", "two"]),
        ("一 — 二，三", ["一", "二", "三"]),
        ("one. Two", ["one.", "Two"]),
    ],
)
def test_clauses_end_at_a_mark_with_the_spaces_around_it(text, parts):
    assert CLAUSE_END.split(text) == parts
