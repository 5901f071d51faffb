"""How far each rule looks, and from how much on: a text just at the bound, and one just beyond."""

from dataclasses import replace

import pytest

from aicmo_site.kernel.extract.quantities import quantities
from aicmo_site.kernel.extract.reading import MONEY
from qc.contracts import QcIssueDTO
from qc.engine.judging import shortened
from qc.engine.patterns import any_of
from qc.engine.registry import Rule, is_address, is_alt, prose, texts
from qc.rules import check_batch
from qc.rules.client_requirements import names_of
from qc.rules.prices import is_another_s, prices_of
from qc.scoring import passes, score
from qc.tests.copies import codes, found, piece


@pytest.mark.parametrize(
    ("code", "guilty", "innocent"),
    [
        ("ALL_CAPS", "FRESH LOAF", "FRES LOAF"),  # nine letters in all
        ("ALL_CAPS", "FRESH AND NEW", "FR AND NEW"),
        ("ALL_CAPS", "GREAT LOAVES", "GREAT loaves"),  # two words
        ("ALL_CAPS", "ABCDEF, ABCD", "ABCDE, ABCD"),  # an acronym in a list has five letters
        ("ALL_CAPS", "ABCDE ABCD", "ABCD ABCD"),
        ("ALL_CAPS", "Bread ALWAYS! Now", "Bread ALWA! Now"),
        ("TOO_LONG_SENTENCE", "We " + "bake " * 59, "We " + "bake " * 58),
        ("DUPLICATE", "Bread is warm. So it is. Bread is warm.", "Bread warm. So it is. Bread warm."),  # three words
        ("EXCESS_PUNCT", "And then...", "And then.."),
        ("EXCESS_PUNCT", "Now!!", "Now!"),
        ("LOREM", "Dolor amet tempor elit magna bread here.", "Dolor amet tempor oven rye bread here."),
    ],
)
def test_a_text_is_found_at_the_bound_and_not_below(code, guilty, innocent):
    assert code in codes(f"{guilty.strip()}. Visit us.")
    assert code not in codes(f"{innocent.strip()}. Visit us.")


@pytest.mark.parametrize(
    ("host", "is_broken"),
    [
        ("harbour-lane.exmaple", True),
        ("harbor-lane.example", True),
        ("harbo-lane.example", True),  # two letters off
        ("harb-lane.example", True),
        ("shop.harbour-lane.example", False),
        (f"{'a' * 63}.example", True),
        (f"{'a' * 64}.example", True),
        (f"{'a.' * 123}example", False),  # 253 characters; more labels than an address is looked for with
        (f"{'a.' * 123}examples", True),
    ],
)
def test_an_address_two_letters_off_the_clients_is_broken_and_so_is_one_too_long_to_be(host, is_broken):
    told = codes(f"Visit https://{host} today.", website="https://harbour-lane.example")
    assert ("BROKEN_LINK" in told) == is_broken


@pytest.mark.parametrize(("name", "is_broken"), [("oven.work", True), ("ovens.work", True)])
def test_an_address_that_the_client_never_gave_is_broken_however_near(name, is_broken):
    told = codes(f"Visit https://{name.replace('v', 'w')} today.", website=f"https://{name}")
    assert ("BROKEN_LINK" in told) == is_broken


def alike(percent):
    """A text of a hundred letters, so many of them as in the other."""
    return "".join(chr(0x4E00 + number) for number in range(percent)) + "".join(
        chr(0x5E00 + number) for number in range(100 - percent)
    )


@pytest.mark.parametrize(("percent", "is_near"), [(88, True), (87, False)])
def test_a_text_that_is_alike_in_eighty_eight_parts_of_a_hundred_is_a_repetition(percent, is_near):
    batch = [replace(piece(text), copy_id=name) for name, text in (("c1", alike(100)), ("c2", alike(percent)))]
    assert ("DUPLICATE" in [issue.code for issue in check_batch(batch)[1].issues]) == is_near


@pytest.mark.parametrize(("before", "is_buried"), [("One two three", False), ("One two three four", True), ("", False)])
def test_a_label_stands_within_the_first_words(before, is_buried):
    told = codes(f"{before} #ad Come and taste the rye.", paid_endorsement=True)
    assert ("DISCLOSURE_BURIED" in told) == is_buried


@pytest.mark.parametrize(
    ("subject", "preheader", "is_repeated"),
    [
        ("Ten lette", "Ten lette more", False),
        ("Ten letter", "Ten letter more", True),
        ("Ten lette", "Ten lette", True),
    ],
)
def test_a_subject_of_ten_letters_is_repeated_by_what_begins_with_it(subject, preheader, is_repeated):
    fields = {"subject": (subject,), "preheader": (preheader,), "body": ("Visit us. Unsubscribe: a.example",)}
    assert ("PREHEADER_REPEAT" in codes(channel="email", fields=fields)) == is_repeated


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("What a f*ck.", True),
        ("What the f**k.", True),
        ("What a f***.", False),  # one letter is too few
        ("So f*cking warm.", True),
        ("So f*cked up.", True),
        ("Such a f*ckzzzz.", True),
        ("Such a f*ckzzzzz.", False),  # five letters behind the word
        ("S H I T happens.", True),
        ("S H I happens.", False),
    ],
)
def test_a_masked_word_has_two_letters_and_a_short_ending(text, is_found):
    assert ("PROFANITY" in codes(text)) == is_found


@pytest.mark.parametrize(("length", "shown"), [(200, "a" * 200), (201, "a" * 199 + "…")])
def test_evidence_is_shown_up_to_two_hundred_characters(length, shown):
    assert shortened("a" * length) == shown


def test_a_hair_misses_no_threshold():
    issues = [QcIssueDTO("major", "", "")] * 2 + [QcIssueDTO("minor", "", "")] * 2
    assert score(issues, pieces=9) == pytest.approx(0.9)
    assert passes(issues, pieces=9, threshold=0.9)
    assert passes([], pieces=1, threshold=1.0)
    assert not passes([QcIssueDTO("minor", "", "")], pieces=1, threshold=0.951)


@pytest.mark.parametrize(("count", "is_over"), [(5, False), (6, True)])
def test_a_platform_takes_so_many_hashtags(count, is_over):
    tags = " ".join(f"#rye{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(count))
    told = found(channel="instagram_post", fields={"caption": (f"Warm bread. Visit us. {tags}",)})
    assert ("HASHTAG_OVER" in [code for code, *_ in told]) == is_over


@pytest.mark.parametrize(
    ("between", "is_claimed"), [("x" * 47, False), ("x" * 48, True)]
)  # so that it begins 60 characters before, or one more
def test_a_denial_of_the_same_clause_stands_near(between, is_claimed):
    told = codes(f"We do not {between} promise guaranteed results. Visit us.")
    assert ("BANNED_CLAIM" in told) == is_claimed


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("One. I have rewritten the post for you. Three. Four. Five.", True),
        ("One. Two. I have rewritten the post for you. Four. Five.", False),
        ("One. Two. Three. I have rewritten the post for you. Five.", True),
        ("Headline: Bread\nBody: Warm", True),
        ("Headline: Bread\nIt is warm", False),
    ],
)
def test_a_model_talks_to_its_operator_at_either_end_of_a_text(text, is_asked):
    assert ("AI_RESIDUE" in codes(text)) == is_asked


@pytest.mark.parametrize(
    ("field", "is_one", "is_text"),
    [
        ("final_url", True, False),
        ("display_path", True, False),
        ("slug", True, False),
        ("payload", True, False),
        ("url_of", False, False),
        ("alt", False, True),
        ("image_alt_text", False, True),
        ("salt", False, False),
        ("text", False, False),
    ],
)
def test_addresses_and_descriptions_of_images_are_told_by_their_names(field, is_one, is_text):
    assert (is_address(field), is_alt(field)) == (is_one, is_text)
    copy = piece(fields={field: ("Come and taste the rye.",)})
    assert [bool(texts(copy)), bool(prose(copy))] == [not is_one, not (is_one or is_text)]


@pytest.mark.parametrize(
    ("channels", "but", "applies"),
    [((), (), True), (("sms",), (), True), (("email",), (), False), ((), ("sms",), False), (("sms",), ("sms",), False)],
)
def test_a_rule_applies_to_its_channels_or_to_all_but_some(channels, but, applies):
    rule = Rule("X", "minor", "", "", lambda copy: (), channels=frozenset(channels), not_channels=frozenset(but))
    assert rule.applies_to(piece(channel="sms")) == applies


@pytest.mark.parametrize(("tongues", "reads"), [((), True), (("pt",), True), (("en",), False)])
def test_a_rule_reads_its_languages_or_all(tongues, reads):
    rule = Rule("X", "minor", "", "", lambda copy: (), languages=frozenset(tongues))
    assert rule.reads(piece(language="pt-BR")) == reads


def test_patterns_allow_three_spaces_and_end_with_their_words():
    pattern = any_of(["{word} ?here", "now and then"], {"word": ["come", "go"]})
    told = [
        "Come here",
        "comehere",
        "GO   here",
        "go    here",
        "xgo here",
        "go herex",
        "now   and\u00a0then",
        "nowand then",
    ]
    assert [bool(pattern.search(text)) for text in told] == [True, True, True, False, False, False, True, False]


@pytest.mark.parametrize(
    ("number", "is_private"),
    [
        ("012345", False),
        ("0123456", True),  # seven digits
        ("012345678901234", True),  # fifteen
        ("0123456789012345", False),
        ("01.02.2027", False),
        ("0800 123456", False),
    ],
)
def test_a_number_beside_a_name_has_seven_to_fifteen_digits(number, is_private):
    assert ("PII" in codes(f"Ask Anna Miller on {number} any time. Visit us.")) == is_private
    assert "PII" not in codes(f"Ask us on {number} any time. Visit us.")


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Write to anna.miller@gmail.com now", "critical"),
        ("Write to anna.miller@other.example now", "minor"),
        ("Anna Miller, annamiller77@other.example", "critical"),
        ("Write to info@other.example now", ""),
        ("Write to harbourlanebakery@gmail.com", ""),
    ],
)
def test_an_address_is_somebodys_own_by_its_name_and_place(text, severity):
    assert next((grave for code, grave, _ in found(text) if code == "PII"), "") == severity


@pytest.mark.parametrize(
    ("line", "leans"),
    [
        ("Warm bread", False),
        *((f"Warm bread{end}", True) for end in (",", ";", ":", " -", " –", "…", "...", " &", " +", " (", " and")),
        ("Warm bread-", False),
        *((f"{start}warm bread", True) for start in ("… ", "...", ", ", "- ", "& ", "+ ")),
        ("-warm bread", False),
        ("And warm bread", False),
    ],
)
def test_a_line_of_an_ad_that_ends_or_begins_in_the_middle_leans(line, leans):
    fields = {
        "headline": (line, "Warm rye", "Open at dawn"),
        "description": ("Come and taste the rye.", "Visit us today."),
        "final_url": ("https://a.example",),
    }
    assert ("NOT_STANDALONE" in codes(channel="google_ads_rsa", fields=fields)) == leans


@pytest.mark.parametrize(
    ("text", "is_slip"),
    [
        ("Wir wreden warmes Brot backen.", True),  # two letters are no half of a compound
        ("Das ist wirklcih gut.", True),
        ("Wir sind imemr da.", True),
        ("Das Brothaus ist da, im brothaus auch.", False),
    ],
)
def test_a_half_of_a_german_word_has_three_letters(text, is_slip):
    assert ("TYPO" in codes(f"{text} Kommen Sie vorbei.", language="de")) == is_slip


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Harbour Lane (HLB)", ("Harbour Lane (HLB)", "Harbour Lane", "HLB")),
        ("港 （みなと）", ("港 （みなと）", "港", "みなと")),
        (f"Lane ({'a' * 200})", (f"Lane ({'a' * 200})", "Lane", "a" * 200)),
        (f"Lane ({'a' * 201})", (f"Lane ({'a' * 201})",) * 2),
    ],
)
def test_a_name_has_a_form_without_its_brackets_and_one_within(name, forms):
    assert names_of(piece(name=name)) == forms


@pytest.mark.parametrize(
    ("sentence", "is_wrong"),
    [
        ("Adults pay £7", True),
        ("Children pay £7", False),
        ("Adults are welcome. Children pay £7", False),
        ("Adults are welcome, children pay £7", False),
        ("Adults are welcome - children pay £7", False),
        ("Adults are welcome and children pay £7", False),
        ("Adults: children pay £7", False),
        ("Adults with children pay £7", False),
        ("Children are welcome; adults pay £7", True),
        ("Children at 9.30 with adults £7", False),
    ],
)
def test_a_clause_gives_a_thing_its_own_price_or_anothers(sentence, is_wrong):
    sums = {
        line: [one for one in quantities(line, "en") if one.kind == MONEY] for line in ("Adults £14", "Children £7")
    }
    prices = prices_of(sums.items())
    (seven,) = (one.values for one in sums["Children £7"])
    assert is_another_s(seven, sentence.index("£7"), sentence, prices) == is_wrong


def test_a_list_of_prices_names_several_things_in_two_words_each():
    def listed(*lines):
        return prices_of((line, quantities(line, "en")) for line in lines)

    assert set(listed("Adults £14", "Children £7")) == {"adult", "childr"}
    assert listed("Adults £14") == {}
    assert set(listed("Adults £14", "Rusty wheels £7", "Three rusty wheels £2")) == {"adult", "rusty", "wheel"}
