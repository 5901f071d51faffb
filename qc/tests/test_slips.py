import pytest

from qc.tests.copies import codes, found


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Stay for the the rays"), ("en", "The the rays"), ("en", "warm bread bread"), ("de", "Brot und und Butter"),
     ("es", "el pan de de casa"), ("fr", "le pain de de chez nous")],
)  # fmt: skip
def test_the_same_word_twice_is_minor(language, text):
    assert ("REPEATED_WORD", "minor", "text") in found(text, language=language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We know that that matters"), ("en", "very very warm"), ("en",
        "Bora Bora bread"), ("en", "bread, bread"),
        ("en", "bread. Bread"), ("en", "12 12 loaves"), ("en", "the-the the theatre"), ("en", "is a\na line"),
        ("fr", "nous nous levons tôt"), ("de",
        "die Sie sie nennen, die die Stadt liebt"),
        ("tr",
        "yavaş yavaş"),
        ("vi",
        "xanh xanh"),
        ("id", "hati hati"), ("it", "piano piano"),
    ],
)  # fmt: skip
def test_a_word_doubled_on_purpose_is_left_alone(language, text):
    assert "REPEATED_WORD" not in codes(f"{text}. www.a.example", language=language)


@pytest.mark.parametrize("text", ["Now!!!", "Really??", "What?!?", "And then.....", "今すぐ！！"])
def test_piled_up_punctuation_is_minor(text):
    assert ("EXCESS_PUNCT", "minor", "text") in found(f"Visit us. {text}")


@pytest.mark.parametrize("text", ["Now!", "Really?!", "And then...", "¡Ya!", "a..b", "5! 6!"])
def test_single_marks_are_left_alone(text):
    assert "EXCESS_PUNCT" not in codes(f"Visit us. {text}")


def email(subject, preheader):
    fields = {"subject": (subject,), "preheader": (preheader,), "body": ("Visit us. Unsubscribe: a.example",)}
    return found(channel="email", fields=fields)


@pytest.mark.parametrize(
    "preheader", ["Spring service offer", "SPRING SERVICE OFFER!", "Spring service offer, until May"]
)
def test_a_preheader_that_repeats_the_subject_is_minor(preheader):
    assert ("PREHEADER_REPEAT", "minor", "preheader") in email("Spring service offer", preheader)


@pytest.mark.parametrize("preheader", ["49 GBP until 30 April", "Our spring service offer ends soon", "Your next ride"])
def test_a_preheader_that_goes_on_is_left_alone(preheader):
    assert "PREHEADER_REPEAT" not in [code for code, _, _ in email("Spring service offer", preheader)]
