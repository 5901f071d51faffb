"""What people mean by words that are no name and no number: parts of a sum, bans, voices, compounds, languages."""

from decimal import Decimal

import pytest

from onboarding.channels.names import read_channels
from onboarding.exclusions.categories import kinds_ruled_out, kinds_wished
from onboarding.exclusions.read import excluded_terms
from onboarding.language.detection import bans_eszett, languages_asked_for, spells_as_swiss, tag_of
from onboarding.notes.sentences import sentences
from onboarding.tests.test_understanding import GOOD, asked, brief_of


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("CHF 8'500.– total, davon 1'500.– für die Plakate", "8500", "CHF"),
        ("15 k€ HT dont 3 k€ d'impression", "15000", "EUR"),
        ("15 k€ HT, 18 TTC", "15000", "EUR"),
        ("11.900 € brutto, 10.000 € netto", "10000", "EUR"),
        ("10.000 € netto, 12.700 € brutto", "10000", "EUR"),  # as in Hungary
        ("£5,000 including VAT", "5000", "GBP"),
    ],
)
def test_a_part_of_a_sum_and_the_sum_with_tax_are_no_other_sums(written, amount, currency):
    brief = brief_of({**GOOD, "budget": written})
    assert (brief.budget.amount, brief.budget.currency, asked(brief, "budget")) == (Decimal(amount), currency, [])


@pytest.mark.parametrize(
    "written",
    [
        "5.000 € netto, 6.600 € brutto",
        "5.000 € netto, 9.000 € brutto",
        "5.000 € netto, 4.900 € brutto",
        "5.000 €, 6.000 €",
        "5.000 € netto, 5.500 € netto",
    ],
)
def test_sums_that_tax_does_not_explain_stay_several(written):
    assert asked(brief_of({**GOOD, "budget": written}), "budget") == [("budget", "contradiction")]


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        ("Dorfplakate", "outdoor"),
        ("Vereinsnewsletter", "email"),
        ("Aushang", "print"),
        ("toutes-boîtes", "direct_mail"),
        ("octavillas", "print"),
        ("afiches", "outdoor"),
        ("Bierdeckel", "other:bierdeckel"),
    ],
)
def test_a_channel_is_known_by_the_end_of_its_name(name, channel):
    assert read_channels([name]).channels == [channel]


def test_a_report_is_the_press_and_leaves_open_who_pays():
    reading = read_channels(["un reportaje"])
    assert (reading.channels, [asked.kind for asked in reading.questions]) == (["press_release"], ["unclear"])


def test_the_head_of_a_chat_line_needs_no_year():
    notes = "[12/11 10:02] Caro: hola\n[14.11., 18:05] Anja: grüezi\n[19/11 09:14] marc: salut"
    assert sentences(notes) == ["hola", "grüezi", "salut"]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Das Formular ist auf Deutsch ausgefüllt, die Kampagne soll aber auf Französisch sein!", ["fr"]),
        ("Copy in French, the form is in German", ["fr"]),
        ("The texts, please, in French", ["fr"]),
        ("Texte auf Deutsch und Englisch", ["de", "en"]),
        ("I filled in the form in German", []),
    ],
)
def test_the_clause_on_the_form_does_not_ask_for_copy(text, tags):
    assert languages_asked_for(text) == tags


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Channels: Facebook, YouTube pre-roll in Spanish, email to the list.", True),
        ("One flyer in French for the day trippers.", True),
        ("Spanish is a must in some corridors.", True),
        ("Vietnamese is undecided.", True),
        ("Polnisch wäre schön, Englisch auch.", True),
        ("Une version en espagnol ?", True),
        ("French tourists come in June.", False),
        ("German engineering at its best.", False),
        ("I filled in the form in German.", False),
    ],
)
def test_a_language_that_only_the_notes_name_changes_no_copy_and_is_asked_about(said, named):
    brief = brief_of({**GOOD, "language": "en", "raw_notes": said})
    assert brief.language == "en"
    assert [question.field for question in brief.open_questions if question.field == "language"] == ["language"] * named


@pytest.mark.parametrize(
    ("mail", "language"),
    [
        ("Hola, te cuento: abrimos en mayo, hace falta radio y algo para el mercado. Gracias, M.", "es"),
        ("Moin, wir machen im Mai auf, Plakate hängen schon, wenig Geld übrig, also lieber klein. Gruß K.", "de"),
        ("Ciao! Apriamo a maggio in centro, servono volantini e qualche post. Grazie", "it"),
        ("Dzień dobry, otwieramy w maju, potrzebne ulotki i plakaty, pieniędzy mało. Pozdrawiam", "pl"),
        ("Launch 3 May; KPI CTR 2%", ""),
    ],
)
def test_a_mail_is_in_the_language_it_is_written_in(mail, language):
    assert brief_of({"client_name": "Ada", "raw_notes": mail}).language == language


def test_a_language_is_known_inside_a_sentence_if_it_is_the_only_one():
    written = ("la campaña va SOLO en alemán", "Deutsch (Schweiz)", "German, not English", "mixed")
    assert [tag_of(text) for text in written] == ["de", "de", "", ""]


def test_german_without_eszett_is_swiss():
    assert brief_of({**GOOD, "language": "de", "key_messages": ["Acht Minuten zu Fuss"]}).language == "de-CH"
    assert brief_of({**GOOD, "language": "de", "tone": "locker, kein Eszett bitte"}).language == "de-CH"
    assert brief_of({**GOOD, "language": "de", "key_messages": ["Acht Minuten zu Fuß, grosse Freude"]}).language == "de"
    assert (spells_as_swiss("GROSSE FREUDE"), bans_eszett("bitte mit ß schreiben")) == (False, False)


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("Nada de 'oro líquido'. No comparar. Sin ofertas.", ["oro líquido"]),
        ("no nombrar a Mercado Libre. nada de 'aprovechá'", ["Mercado Libre", "aprovechá"]),
        ("On ne parle pas des grandes chaînes, ni Metro ni IGA", ["Metro", "IGA"]),
        (
            'surtout pas : "culture pour tous", pas de photos, ne pas citer les Célestins',
            ["culture pour tous", "Célestins"],
        ),
        ("Ni Metro ni IGA n'ouvrent le dimanche", []),
    ],
)
def test_every_ban_of_several_sentences_is_read(said, terms):
    assert list(excluded_terms([said])) == terms


def test_what_only_the_notes_forbid_is_kept_and_asked_about():
    brief = brief_of({**GOOD, "raw_notes": "Bitte keine Heilversprechen. Bitte nicht vor neun anrufen. Keine Flyer."})
    assert brief.scope.exclusions == ("Bitte keine Heilversprechen.",)
    assert asked(brief, "exclusions") == [("exclusions", "unconfirmed")]


def test_the_form_of_address_may_stand_in_the_notes():
    brief = brief_of({**GOOD, "raw_notes": "- Wir siezen unsere Patienten.\nDuzen wir uns?"})
    assert (brief.tone, asked(brief, "tone")) == ("Wir siezen unsere Patienten.", [("tone", "unconfirmed")])
    assert brief_of({**GOOD, "tone": "frech", "raw_notes": "Wir siezen alle."}).tone == "frech"


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ("They want how-to instructions, not slogans.", True),
        ("Lieber Tipps statt Sprüche.", True),
        ("We like slogans.", False),
    ],
)
def test_what_copy_is_to_be_instead_of_slogans_is_its_voice(said, is_told):
    assert brief_of({**GOOD, "raw_notes": said}).tone == (said if is_told else "")


@pytest.mark.parametrize(
    ("exclusion", "wish", "shares"),
    [
        ("Kein Gewinnspiel", "ein iPad verlosen", True),
        ("nada de ofertas ni descuentos", "2x1 en garrafas", True),
        ("pas de concours", "faire gagner des places", True),
        ("Keine Superlative", "der beste Käse der Alpen", True),
        ("Kein Gewinnspiel", "ein iPad für jede Klasse", False),
        ("Keine Kinderfotos", "ein iPad verlosen", False),
    ],
)
def test_a_thing_is_ruled_out_under_another_name(exclusion, wish, shares):
    assert bool(kinds_ruled_out(exclusion) & kinds_wished(wish)) is shares


def test_a_wish_of_the_notes_that_the_form_rules_out_is_a_contradiction():
    notes = "Der Junior will ein iPad verlosen. Die Tombola von 2019 war schön."
    brief = brief_of({**GOOD, "exclusions": ["Kein Gewinnspiel"], "raw_notes": notes})
    assert [q.words for q in brief.open_questions if q.kind == "contradiction"] == [
        "Der Junior will ein iPad verlosen. … Kein Gewinnspiel"
    ]


@pytest.mark.parametrize(
    "notes",
    ["Die Abnahme ist am 20. April, falls das nicht klappt, muss es raus.", "On attend leur accord pour les noms."],
)
def test_what_waits_on_something_is_asked_about(notes):
    assert asked(brief_of({**GOOD, "raw_notes": notes})) == [("other", "unconfirmed")]


def test_an_aim_is_taken_without_the_words_that_lead_to_it():
    brief = brief_of({**GOOD, "objectives": None, "raw_notes": "Also kurz gesagt: Wir wollen 60 neue Mitglieder."})
    assert brief.objectives == ("Wir wollen 60 neue Mitglieder.",)


def test_an_address_in_the_call_to_action_is_a_website_enough():
    assert asked(brief_of({**GOOD, "website": None, "call_to_action": "Apply at ada.example/jobs"})) == []


def test_francs_without_eszett_are_swiss_and_thousands_of_them_are_read():
    brief = brief_of({**GOOD, "language": "de", "budget": "3-4 kCHF"})
    assert (brief.language, brief.budget.amount, brief.budget.currency) == ("de-CH", 3000, "CHF")
    assert brief_of({**GOOD, "language": "de", "budget": "3 kCHF", "raw_notes": "Grüße"}).language == "de"


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        (
            "Keine Wörter wie Erleuchtung, Chakra oder Energie. Keine Heilversprechen",
            ["Erleuchtung", "Chakra", "Energie"],
        ),
        ("on ne cite pas Paul", ["Paul"]),
        ("Das Wort « frontière » bitte vermeiden", ["frontière"]),
    ],
)
def test_words_that_are_listed_or_named_in_passing_are_terms(said, terms):
    assert list(excluded_terms([said])) == terms


def test_a_word_that_only_the_notes_ban_by_that_name_is_a_term():
    brief = brief_of({**GOOD, "raw_notes": "6) pas de mot « artisanal », tout le monde le dit."})
    assert (brief.excluded_terms, asked(brief, "exclusions")) == (("artisanal",), [("exclusions", "unconfirmed")])


def test_a_numbered_note_may_label_the_channels():
    brief = brief_of({**GOOD, "channels": None, "raw_notes": "3) com : page FB, Insta, encart, flyers en boutique"})
    assert brief.scope.deliverables == ("facebook_post", "instagram_post", "print")


def test_the_weeks_may_stand_in_the_span_of_the_launch_or_in_one_word():
    span = brief_of({**GOOD, "timeline_weeks": None, "launch_date": "2 March to 10 May 2026"})
    assert (span.launch_date, span.scope.timeline_weeks) == ("2026-03-02", 10)
    assert brief_of({**GOOD, "timeline_weeks": "Trimestre"}).scope.timeline_weeks == 13


def test_a_sentence_ends_behind_a_quotation_and_not_behind_a_title():
    quoted = ["Polish 'if money allows'.", "Do NOT mention Oakfield."]
    assert sentences(" ".join(quoted)) == quoted
    assert sentences("La Dra. Olmo dice que sube.") == ["La Dra. Olmo dice que sube."]
