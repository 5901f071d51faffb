"""Words of the notes that copy has to use, and lines that somebody tells us to use."""

import pytest

from onboarding.notes.required_wording import endorsed_in, required_in
from onboarding.notes.sentences import sentences
from onboarding.tests.test_understanding import GOOD, asked, brief_of


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        ('And every piece has to say "In an emergency, call 999." Word for word.', ["In an emergency, call 999."]),
        ("bewareofwater.example on everything, it's the law more or less", ["bewareofwater.example"]),
        ('Auf jedem Plakat muss überall "Gefördert vom Land" stehen.', ["Gefördert vom Land"]),
        ('They must never say "cheap" on any page.', []),
        ("The logo must appear on all materials.", []),
        ('She said "fine" and left.', []),
        ('"For the board" must appear on every draft.', []),
        ('The password "lantern" must be on the internal slide.', []),
    ],
)
def test_what_must_appear_word_for_word_is_found(notes, words):
    assert list(required_in(sentences(notes))) == words


@pytest.mark.parametrize(
    ("notes", "lines"),
    [
        (
            'The runner-up was "The right place for every day" and that is signed off, please use it.',
            ["The right place for every day"],
        ),
        ('She likes the line "They know your child." It is from a survey. Use it.', ["They know your child"]),
        ('The panel liked "Hurt today? Seen today." best - but NO, we can\'t use it.', []),
        ('Last year\'s slogan "Check yourself now" flopped. Use something new.', []),
        ('He wants "Hurry up now please" on it. Check with her before we use it.', []),
        ('The chair said "This museum will close in June". Good line, use that internally only.', []),
        ('He wrote "We lost 400 members last year". Use it only in the board paper.', []),
        ('Der Satz "Wir haben 400 Mitglieder verloren" ist vertraulich, bitte den Satz verwenden.', []),
    ],
)
def test_a_line_that_we_are_told_to_use_is_a_message(notes, lines):
    assert list(endorsed_in(sentences(notes))) == lines


def test_the_notes_add_to_the_form_and_are_confirmed():
    notes = 'Every ad has to say "Registered charity". "Mended, not binned" is approved, use it.'
    brief = brief_of({**GOOD, "mandatory_inclusions": ["ada.example"], "raw_notes": notes})
    assert brief.mandatory_inclusions == ("ada.example", "Registered charity")
    assert brief.key_messages[-1] == "Mended, not binned"
    assert {("mandatory_inclusions", "unconfirmed"), ("key_messages", "unconfirmed")} <= set(asked(brief))


def test_what_the_form_says_already_is_not_said_twice():
    notes = 'Every ad has to say "Registered charity".'
    brief = brief_of({**GOOD, "mandatory_inclusions": ["Registered Charity 123"], "raw_notes": notes})
    assert brief.mandatory_inclusions == ("Registered Charity 123",)


@pytest.mark.parametrize(
    ("required", "written"),
    [
        (["Ministry logo and 1300 555 019"], ("1300 555 019",)),
        (["Logo of the Ministry of Health and Family"], ()),
        (["QR code", "ada.example"], ("ada.example",)),
        (["logo_final_v3.svg", "https://ada.example/terms.pdf"], ("https://ada.example/terms.pdf",)),
        (["Our logo is a kingfisher that the children of the town drew for us in 1998, please credit them"], None),
        (["Registered charity and company"], None),
    ],
)
def test_what_can_only_be_shown_is_asked_for_and_never_printed(required, written):
    brief = brief_of({**GOOD, "mandatory_inclusions": required})
    assert brief.mandatory_inclusions == (tuple(required) if written is None else written)
    assert (("mandatory_inclusions", "unclear") in asked(brief)) == (written is not None)
    numbers = [s.field for s in brief.facts if s.field.startswith("mandatory_inclusions.")]
    assert numbers == [f"mandatory_inclusions.{number}" for number in range(len(brief.mandatory_inclusions))]


def test_notes_that_require_everything_require_a_dozen_things_and_ask_about_the_rest():
    notes = " ".join(f'Every ad has to say "Lamp {number}".' for number in range(500))
    brief = brief_of({**GOOD, "mandatory_inclusions": [], "raw_notes": notes})
    assert len(brief.mandatory_inclusions) == 12
    assert ("mandatory_inclusions", "unconfirmed") in asked(brief)


@pytest.mark.parametrize(
    ("notes", "count"),
    [
        ('"Repairs are free for all." We met. Please use it.', 1),
        ('"Repairs are free for all." We met. We had tea. Please use it.', 1),
        ('"Repairs are free for all." We met. We had tea. We left. Please use it.', 0),
        ('"Two words." Please use it.', 0),
        ('"Now three words." Please use it.', 1),
        (f'"It is {"a" * 194}" and that is approved, please use it.', 1),  # of 200 letters
        (f'"It is {"a" * 195}" and that is approved, please use it.', 0),
    ],
)
def test_a_line_to_be_used_is_a_sentence_that_is_told_to_be_used_near_it(notes, count):
    assert len(endorsed_in(sentences(notes))) == count


def test_words_at_the_length_of_a_sentence_are_read_in_pieces():
    assert [len(said) for said in sentences("a" * 1000)] == [1000]
    assert [len(said) for said in sentences("a" * 1001)] == [1000, 1]
    assert [len(said) for said in sentences("ab " * 400)] == [998, 200]


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        ("Any news here? Yes.", 1),
        ("Any good news from here? Yes it is so.", 1),
        ("Any good news from here? Yes it is so then.", 2),  # five words are no mere trailer
        ("Free for all? Then it is so for ever.", 1),
        ("Free for us all? Then it is so for ever.", 2),  # four words are no mere heading
        ("Which budget?\nFive hundred and not a cent more.", 1),
        ("Which budget then?\nFive hundred and not a cent more.", 2),
        ("[10:00] Ann: One two three four five six seven eight?\n[10:01] Bob: Yes, we do and more of it", 1),
        ("[10:00] Ann: One two three four five six seven eight nine?\n[10:01] Bob: Yes, we do and more of it", 2),
        ("A" + " bc" * 16 + "\ngoes on", 2),  # a line of 49 characters
        ("A" + " bc" * 16 + "d\ngoes on", 1),
        ("A" + " bc" * 16 + "d\nGoes on", 2),
        ("A" + " bc" * 16 + ".\ngoes on", 2),
    ],
)
def test_what_only_leads_or_trails_goes_with_its_sentence(notes, said):
    assert len(sentences(notes)) == said


@pytest.mark.parametrize(("length", "said"), [(300, 1), (301, 2)])
def test_a_quotation_of_two_sentences_is_whole_up_to_three_hundred_characters(length, said):
    begun = 'He told us "They came here.'
    assert len(sentences(f'{begun} {"A" + "b" * (length - len(begun) - 3)}. They left" again.')) == said


@pytest.mark.parametrize(
    "text", ["“Registered charity no. 1098765”", '"Registered charity no. 1098765"', "Registered charity no. 1098765"]
)
def test_marks_around_a_whole_text_are_no_part_of_it(text):
    told = brief_of({**GOOD, "mandatory_inclusions": None, "raw_notes": f"Must be on everything: {text}."})
    assert told.mandatory_inclusions == ("Registered charity no. 1098765",)
    given = brief_of({**GOOD, "raw_notes": "", "mandatory_inclusions": [text, "“A” before “B”"]})
    assert given.mandatory_inclusions == ("Registered charity no. 1098765", "“A” before “B”")
