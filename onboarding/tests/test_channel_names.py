import pytest

from aicmo_site.kernel.channels import specs
from onboarding.channel_names import read_channels


def kinds(reading):
    return [question.kind for question in reading.questions]


@pytest.mark.parametrize("spec", specs()["channels"], ids=lambda spec: spec["id"])
def test_every_alias_and_id_means_its_channel(spec):
    for name in [spec["id"], *(spec.get("default_for") or []), *spec["aliases"]]:
        assert read_channels([name.upper()]).channels == [spec["id"]], name


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
