import pytest

from aicmo_site.kernel.channels import specs
from onboarding.channels.lexicon import ALIASES
from onboarding.channels.names import read_channels
from onboarding.tests.test_understanding import GOOD, brief_of


def kinds(reading):
    return [question.kind for question in reading.questions]


@pytest.mark.parametrize("spec", specs()["channels"], ids=lambda spec: spec["id"])
def test_every_alias_and_id_means_its_channel(spec):
    doubtful = ALIASES["own_groups"]["mailing"]["aliases"]
    for name in [spec["id"], *(spec.get("default_for") or []), *spec["aliases"]]:
        assert read_channels([name.upper()]).channels == ([] if name in doubtful else [spec["id"]]), name


@pytest.mark.parametrize(
    "alias", [alias for name, group in specs()["groups"].items() if name != "note" for alias in group["aliases"]]
)
def test_a_group_is_no_channel_but_a_question(alias):
    reading = read_channels([alias])
    assert (reading.channels, kinds(reading)) == ([], ["unclear"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("publicidad exterior en Madrid", ["outdoor"]),
        ("Twitter", ["x_post"]),
        ("paid social (Facebook, Instagram)", ["meta_ad"]),
        ("paid social (LinkedIn, X)", ["linkedin_ad_image", "x_ad"]),
        ("social media: Facebook, Instagram and X", ["facebook_post", "instagram_post", "x_post"]),
        ("Redes sociales (Instagram y Facebook)", ["instagram_post", "facebook_post"]),
        ("Facebook, Instagram & LinkedIn", ["facebook_post", "instagram_post", "linkedin_post"]),
        ("school and community events", ["event"]),
        ("advertising on Facebook", ["meta_ad"]),
        ("公式インスタグラム", ["instagram_post"]),
        ("インスタグラムとメルマガ", ["instagram_post", "email"]),
        ("Facebook but not Instagram", ["facebook_post"]),
    ],
)
def test_usual_spellings_are_understood(name, expected):
    reading = read_channels([name])
    assert (reading.channels, reading.questions) == (expected, [])


@pytest.mark.parametrize(
    "name", ["Pinterest (?)", "maybe Pinterest", "Pinterest (quizás)", "Pinterest, TBC", "vielleicht Pinterest"]
)
def test_a_mark_of_doubt_keeps_the_channel_and_asks(name):
    reading = read_channels([name])
    assert (reading.channels, kinds(reading)) == (["pinterest_pin"], ["unconfirmed"])


@pytest.mark.parametrize(
    "name", ["not Pinterest", "kein Pinterest", "pas de Pinterest", "Pinterest: no", "Pinterestは不要"]
)
def test_a_negation_excludes_the_channel(name):
    assert read_channels(["Facebook", name]).channels == ["facebook_post"]


def test_a_channel_both_named_and_excluded_is_a_contradiction():
    reading = read_channels(["TikTok", "no TikTok"])
    assert (reading.channels, kinds(reading)) == ([], ["contradiction"])


@pytest.mark.parametrize("name", ["as discussed", "wie besprochen", "comme convenu", "ver notas", "see notes below"])
def test_a_pointer_sends_the_reader_to_the_notes(name):
    reading = read_channels([name])
    assert (reading.channels, reading.pointer) == ([], name)


def test_what_fits_nothing_is_kept_and_asked_about():
    reading = read_channels(["Antenne Bayern"])
    assert (reading.channels, kinds(reading)) == (["other:antenne-bayern"], ["unclear"])


def test_the_clients_order_is_kept_without_repeats():
    assert read_channels(["Insta", "FB", "instagram", "Facebook page"]).channels == ["instagram_post", "facebook_post"]


@pytest.mark.parametrize(
    "name",
    [
        "all",
        "ALLE!!",
        "toutes",
        "Todos 🙌",
        "all your channels",
        "alle Kanäle",
        "tutti i canali",
        "全チャネル",
        "كل القنوات",
        "wszystkie",
        "you decide",
        "alle außer TikTok",
        "everything, please",
    ],
)
def test_all_is_a_question_and_no_channel(name):
    reading = read_channels([name])
    assert (reading.channels, kinds(reading)) == ([], ["unclear"])
    assert name in reading.questions[0].question


@pytest.mark.parametrize("name", ["Hallenbad", "Allgemeiner Anzeiger", "Toda TV", "Tutto Sport"])
def test_a_name_that_only_begins_like_all_is_not_all(name):
    assert read_channels([name]).channels != []


def test_all_sends_the_reader_to_the_notes_and_still_asks():
    brief = brief_of({**GOOD, "channels": "all", "raw_notes": "We want Instagram and a newsletter."})
    assert brief.scope.deliverables == ("instagram_post", "email")
    assert {(q.kind, "all" in q.words) for q in brief.open_questions if q.kind == "unclear"} == {("unclear", True)}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("e-mailing", ["email"]),
        ("mailing électronique", ["email"]),
        ("courrier électronique", ["email"]),
        ("correo electronico", ["email"]),
        ("mailing list", ["email"]),
        ("publipostage", ["direct_mail"]),
        ("mailing papier", ["direct_mail"]),
        ("Mailing an alle Haushalte", ["direct_mail"]),
        ("Mailing per Post", ["direct_mail"]),
        ("Serienbrief", ["direct_mail"]),
        ("correo directo", ["direct_mail"]),
        ("buzoneo", ["direct_mail"]),
    ],
)
def test_email_and_letters_are_told_apart(name, expected):
    reading = read_channels([name])
    assert (reading.channels, reading.questions) == (expected, [])


@pytest.mark.parametrize("name", ["mailing", "Mailings", "campagne de mailing", "Mailing an Bestandskunden"])
def test_a_mailing_may_be_either_and_is_asked_about(name):
    reading = read_channels([name])
    assert (reading.channels, kinds(reading)) == ([], ["unclear"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Instagram influencers", ["instagram_post"]),
        ("paid influencers on Instagram", ["instagram_post"]),
        ("Instagram and TikTok influencers", ["instagram_post", "tiktok_video"]),
        ("Influenceurs (Instagram, YouTube)", ["instagram_post", "youtube_video"]),
        ("Markenbotschafter auf Instagram", ["instagram_post"]),
        ("creadores en TikTok", ["tiktok_video"]),
    ],
)
def test_people_who_post_on_a_platform_keep_their_words(name, expected):
    brief = brief_of({**GOOD, "channels": [name]})
    assert list(brief.scope.deliverables) == expected
    assert {source.words for source in brief.facts if source.field.startswith("scope.deliverables")} == {name}


@pytest.mark.parametrize("name", ["influencers", "Botschafter", "content creators", "المؤثرين", "ambassadeurs"])
def test_people_who_post_nowhere_in_particular_are_a_question_whose_words_are_kept(name):
    brief = brief_of({**GOOD, "channels": ["Instagram", name]})
    assert brief.scope.deliverables == ("instagram_post",)
    assert [question.words for question in brief.open_questions] == [name]
    assert name in {source.words for source in brief.facts if source.field == "scope.deliverables"}


@pytest.mark.parametrize("channels", [["Instagram (no influencers)"], ["Instagram, pas d'influenceurs"]])
def test_people_who_are_ruled_out_leave_no_words_behind(channels):
    brief = brief_of({**GOOD, "channels": channels})
    assert brief.scope.deliverables == ("instagram_post",)
    assert not any("influen" in source.words for source in brief.facts)


@pytest.mark.parametrize(("name", "group"), [("reseaux sociaux", None), ("Television", "tv"), ("boletin", "email")])
def test_accents_may_be_missing(name, group):
    assert read_channels([name]).channels == ([group] if group else [])


@pytest.mark.parametrize(
    "name",
    [
        "1) Facebook 2) Newsletter 3) Plakate",
        "• Facebook • Newsletter • Plakate",
        "1. Facebook 2. Newsletter 3. Plakate",
    ],
)
def test_a_list_in_one_line_is_a_list(name):
    expected = ("facebook_post", "email", "outdoor")
    assert brief_of({**GOOD, "channels": name}).scope.deliverables == expected
    assert brief_of({**GOOD, "channels": [name]}).scope.deliverables == expected


@pytest.mark.parametrize("name", ["Radio no", "TV: nein", "Print nicht", "Radyo olmasın", "radio nie"])
def test_a_bare_no_behind_a_name_rules_it_out(name):
    assert brief_of({**GOOD, "channels": ["Facebook", name]}).scope.deliverables == ("facebook_post",)


def test_a_bare_no_in_running_text_rules_out_the_name_before_it():
    brief = brief_of(
        {**GOOD, "channels": None, "raw_notes": "Vogliamo Instagram e una newsletter, i volantini no per favore."}
    )
    assert brief.scope.deliverables == ("instagram_post", "email")
