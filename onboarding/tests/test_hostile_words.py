"""Bans, periods and questions as people write them in a hurry, in several languages."""

from decimal import Decimal

import pytest

from onboarding.tests.test_understanding import GOOD, asked, brief_of


@pytest.mark.parametrize(
    "exclusion",
    [
        "Não usar «xyz»",
        'vietato scrivere "xyz"',
        'Het woord "xyz" niet gebruiken',
        "Nie używać słowa „xyz”",
        "ne jamais écrire « xyz »",
        "Не пишите «xyz»",
    ],
)
def test_a_quoted_word_behind_a_ban_is_a_banned_term(exclusion):
    assert brief_of({**GOOD, "exclusions": [exclusion]}).excluded_terms == ("xyz",)


def test_a_quoted_word_that_is_wanted_is_no_banned_term():
    brief = brief_of({**GOOD, "exclusions": ["Dites « bio », jamais « naturel »"]})
    assert brief.excluded_terms == ("naturel",)


@pytest.mark.parametrize(
    ("notes", "terms"),
    [
        ('Please never say "cheap".', ("cheap",)),
        ('Tone: gentle. Never use "passing away" or "battle".', ("passing away", "battle")),
        ("Bitte nicht „billig“ schreiben, nie sagen: „Schnäppchen“.", ("billig", "Schnäppchen")),
        ('Always say "repair". We never liked Facebook, and "The Club" is our blog.', ()),
    ],
)
def test_a_word_that_only_the_notes_ban_is_banned_at_once_and_confirmed(notes, terms):
    brief = brief_of({**GOOD, "raw_notes": notes})
    assert brief.excluded_terms == terms
    assert [kind for _, kind in asked(brief, "exclusions")] == (["unconfirmed"] if terms else [])  # once a sentence


@pytest.mark.parametrize(
    ("channels", "kept", "questions"),
    [
        (["Instagram", "TikTokはNG"], ("instagram_post",), 0),
        (["LinkedIn", "bez TikToka"], ("linkedin_post",), 0),
        (["LinkedIn", "sem anúncios pagos"], ("linkedin_post",), 1),
        (["Google search ads, but no display"], ("google_ads_rsa",), 0),
        (["Instagram, aber kein Facebook"], ("instagram_post",), 0),
    ],
)
def test_what_is_ruled_out_never_becomes_a_channel(channels, kept, questions):
    brief = brief_of({**GOOD, "channels": channels})
    assert (brief.scope.deliverables, len(asked(brief, "channels"))) == (kept, questions)


def test_a_mere_question_does_not_overrule_the_language_of_the_form():
    brief = brief_of({**GOOD, "language": "es", "raw_notes": "¿Los textos también en alemán? A confirmar."})
    assert brief.language == "es"
    assert ("language", "contradiction") in asked(brief)


@pytest.mark.parametrize(
    ("words", "period"),
    [("€ 3.000,- p/m", "p/m"), ("1.500 € mtl.", "mtl"), ("15 tys. zł miesięcznie", "miesięcznie"), ("£500 pcm", "pcm")],
)
def test_short_forms_of_a_period_are_read(words, period):
    assert brief_of({**GOOD, "budget": words}).budget.period == period


def test_thousands_before_a_currency_code_are_read():
    budget = brief_of({**GOOD, "budget": "5 TEUR"}).budget
    assert (budget.amount, budget.currency) == (Decimal(5000), "EUR")


def test_a_campaign_s_laufzeit_is_no_contract():
    brief = brief_of({**GOOD, "timeline_weeks": None, "raw_notes": "Laufzeit 8 Wochen ab KW 14."})
    assert brief.scope.timeline_weeks == 8


def test_an_unknown_channel_of_the_notes_is_asked_about_once():
    notes = "Canaux : panneaux lumineux, bulletin municipal, Facebook."
    brief = brief_of({**GOOD, "channels": None, "raw_notes": notes})
    assert [kind for _, kind in asked(brief, "channels")] == ["unclear"]


def test_public_is_a_french_label_for_the_audience():
    brief = brief_of({**GOOD, "target_audience": None, "raw_notes": "Public : tous les habitants."})
    assert brief.target_audience == "tous les habitants"


@pytest.mark.parametrize(
    "pointer", ["See attached", "see above", "Same as last year", "siehe Anlage", "Voir ci-dessus", "Ver adjunto"]
)
def test_words_that_only_point_elsewhere_are_no_answer(pointer):
    brief = brief_of({**GOOD, "call_to_action": pointer, "key_messages": [pointer]})
    assert (brief.call_to_action, brief.key_messages) == ("", ())
    assert {("call_to_action", "missing"), ("key_messages", "missing")} <= set(asked(brief))


@pytest.mark.parametrize("field", ["key_messages", "proof_points"])
@pytest.mark.parametrize(
    "wishes",
    [
        ["Cheap … and cheerful, mended for £5"],
        ["ランプ £5 " + "修理します" * 40],
        [
            f"Lamp number {number} of the long row of lamps that we mend costs only £{number + 1}"
            for number in range(40)
        ],
    ],
)
def test_no_wish_that_an_exclusion_forbids_is_published_however_many_there_are(field, wishes):
    brief = brief_of({**GOOD, field: [*wishes, "Doors are open"], "exclusions": ["No prices"]})
    assert [str(text) for text in (brief.messages if field == "key_messages" else brief.proofs)] == ["Doors are open"]
