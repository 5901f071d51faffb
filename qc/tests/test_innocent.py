"""An innocent word ends no run: 324 drafts, written before anybody looked at the rules, and 109 guilty ones beside."""

import json
from pathlib import Path

import pytest

from qc.drafts import parse_draft
from qc.evaluation import compare
from qc.rules import check_batch
from qc.rules.catalogue import RULES
from qc.scoring import passes
from qc.tests.copies import found, piece

CODES = {"PROFANITY", "AI_RESIDUE", "PLACEHOLDER", "LOREM", "PII"}
MINE = [rule for rule in RULES if rule.code in CODES]


def judged(name):
    """(draft, its issues of the codes that are judged in it) of a file, as one batch."""
    drafts = [json.loads(line) for line in Path(__file__).with_name(f"{name}.jsonl").read_text("utf-8").splitlines()]
    return drafts, check_batch([parse_draft(draft) for draft in drafts], MINE)


def is_quiet(code, text, **options):
    return code not in [said for said, *_ in found(text, **options)]


def of(code, severity="critical", **options):
    return lambda text: (code, severity, "text") in found(text, **options)


def test_no_innocent_draft_has_a_finding_that_ends_its_run_and_few_have_any():
    drafts, checked = judged("innocent")
    told = compare(drafts, checked)
    assert (told.clean, told.quiet) == (324, 324)
    assert all(passes(verdict.issues, pieces=1, threshold=0.7) for verdict in checked)
    assert len([verdict for verdict in checked if verdict.issues]) <= 3


def test_every_guilty_draft_is_stopped():
    drafts, checked = judged("guilty")
    missed = [
        draft["id"]
        for draft, verdict in zip(drafts, checked, strict=True)
        if not {d["code"] for d in draft["defects"]} <= {i.code for i in verdict.issues if i.severity == "critical"}
    ]
    assert (len(drafts), missed) == (109, [])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Watch the badger-bastard hybrid pear ripen."),  # a hyphen begins no word
        ("en", "Hear the band Damn Yankees cover night."),
        ("en", "See “The Bitch of Belgravia” at the rep."),
        ("fr", "Un porte-couilles ? Non : un porte-clés."),
        ("es", "Navegamos hasta Punta Verga al alba."),
        ("it", "Da Bari a Troia in bicicletta."),
        ("en", "Adopt the terrier bitch and her puppies."),
        ("nl", "In de herfst plant elk kind een eikel."),
    ],
)
def test_hyphens_names_titles_and_the_trade_show_the_innocent_sense(language, text):
    assert "PROFANITY" not in [code for code, severity, _ in found(text, language=language) if severity == "critical"]


@pytest.mark.parametrize("text", ["What a piss.", "Damn, that is good rye."])
def test_what_may_be_swearing_is_asked_about_and_ends_nothing(text):
    assert of("PROFANITY", "minor")(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No 8ullsh1t, just bread: b*llsh*t free."),
        ("en", "S H I T happens, bread helps."),
        ("fr", "C'est l'enfoiré de réveil."),
        ("de", "Dieser verf*ckte Montag."),
        ("es", "Vaya m*erda de lunes."),
        ("it", "Lunedì di m3rd4."),
    ],
)
def test_covered_written_as_digits_spaced_or_elided_it_is_swearing_still(language, text):
    assert of("PROFANITY", language=language)(text)


def test_the_clients_own_words_are_innocent():
    assert is_quiet("PROFANITY", "Come to Bastard Alley.")
    assert not of("PROFANITY", "minor", facts=("our bastard pear",))("A bastard for pear lovers.")
    assert not of("PROFANITY", name="Bullshit Bingo Ltd")("Bullshit Bingo Ltd is in town.")


@pytest.mark.parametrize(
    "text",
    [
        "ChatGPT, Claude and Gemini compared: an evening class.",
        "Would you like me to walk your dog?",
        "Let me know if you would like a table by the window.",
        "‘As an AI, I feel nothing’ is the title of our play.",
        "I have written this text for my grandmother, who baked.",
        "Here is the menu: soup and rye.",
    ],
)
def test_a_topic_a_service_a_title_and_an_author_are_no_residue(text):
    assert not of("AI_RESIDUE")(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Rye at nine. Shall I write a version for LinkedIn too?"),
        ("en", "I've drafted it in a warm tone, as requested. Rye at nine."),
        ("en", "Headline: Rye\nBody: Warm at nine.\nCTA: Come in"),
        ("de", "Brot um neun. Soll ich noch eine Variante für Instagram schreiben?"),
        ("it", "Pane alle nove. Vuoi che scriva anche una versione per Facebook?"),
        ("sv", "Här är ett förslag på inlägg:\nBröd klockan nio."),
    ],
)
def test_offers_remarks_and_labels_of_a_model_are_residue(language, text):
    assert of("AI_RESIDUE", language=language)(text)


def test_a_firm_that_makes_assistants_lets_them_speak_for_themselves():
    text = "I'm an AI assistant, and I book your table."
    assert of("AI_RESIDUE")(text)
    assert of("AI_RESIDUE", "minor", facts=("we make AI assistants",))(text)
    assert of("AI_RESIDUE", facts=("we make AI assistants",))("My knowledge cut-off is in May.")


@pytest.mark.parametrize(
    "text",
    [
        "Write the date as DD/MM/YYYY on the slip.",
        "Fill in the blank: I love ____ in the morning.",
        "“The sea […] goes on”, she wrote.",
        "The XX edition of the race, in sizes up to XX.",
        "TBC Records plays at nine.",
    ],
)
def test_formats_games_omissions_numerals_and_firms_are_no_slots(text):
    assert is_quiet("PLACEHOLDER", text)


@pytest.mark.parametrize(
    "text",
    [
        "We open on DD/MM.", "From XX to XX May.", "Doors at ___.", "Dear undefined, come in.", "Only €NaN today.",
        "Join {0} others.", "BRAND NAME HERE bakes.", "A shop in <CITY>.", "(Photo to come)", "XX guests came.",
        "Ring 020-XXX-XXXX.",
    ],
)  # fmt: skip
def test_what_nobody_filled_in_is_a_slot_however_it_is_marked(text):
    assert of("PLACEHOLDER")(text)


def test_a_tag_that_a_mail_gives_a_default_is_filled_by_its_sender():
    body = "Hi {{ first_name | default: 'there' }}, rye at nine. Unsubscribe: {{unsubscribe_url}}"
    fields = {"subject": ("Hi {{ first_name }}",), "body": (body,)}
    assert "PLACEHOLDER" not in [code for code, *_ in found(channel="email", fields=fields)]
    assert ("PLACEHOLDER", "critical", "subject") in found(channel="email", fields=fields | {"body": ("Rye.",)})


def test_a_variable_in_a_course_of_programming_and_a_quoted_bracket_are_asked_about():
    assert of("PLACEHOLDER", "minor")("In our Python class {name} becomes yours.")
    assert of("PLACEHOLDER", "minor")("“I thank [your company] for the rye”, she says.")


def test_filler_latin_is_known_by_its_words_and_may_be_the_subject():
    assert of("LOREM")("Curabitur vitae sapien nec turpis tempus. Come in.")
    assert of("LOREM", "minor")("Lorem ipsum: dummy text since Cicero. Come in.")
    assert not of("LOREM", facts=("Show: Lorem ipsum",))("Lorem ipsum is our show.")


@pytest.mark.parametrize(
    "text",
    [
        "Media enquiries: Jo Marsh, jo.marsh@pr.example, 020 7946 0111.",
        "Worried? Rosa Line Friends listen on 0800 111 2345.",
        "Order number 4111 1111 1111 1111 is ready.",
        "SIRET 732 829 320 00074.",
    ],
)
def test_press_contacts_help_lines_and_numbers_of_things_are_no_leak(text):
    assert is_quiet("PII", text)


@pytest.mark.parametrize(
    "text",
    [
        "Our customer Jo Marsh, 07700 900 456, loves it.",
        "Mrs Jo Marsh of 14 Mill Street Lane bought two.",
        "Ask Jo Marsh (jomarsh77@mail.other.example).",
    ],
)
def test_what_is_told_of_a_customer_is_private(text):
    assert of("PII")(text)


def test_an_account_for_gifts_and_a_lone_address_are_asked_about():
    assert of("PII", "minor")("Donate to DE89 3704 0044 0532 0130 00.")
    assert of("PII", "minor")("Write to jo.marsh@elsewhere.example.")


def test_an_allowed_word_shields_nothing_that_it_is_only_a_part_of():
    assert of("AI_RESIDUE", allowed_words=("AI", "model"))("As an AI language model, I cannot taste rye.")
    two = piece("No bullshit in Bullshit Alley.", allowed_words=("Bullshit Alley",))
    (checked,) = check_batch([two], MINE)
    assert [(issue.code, issue.start) for issue in checked.issues] == [("PROFANITY", 3)]
