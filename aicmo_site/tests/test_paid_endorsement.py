"""Who is paid to post is read from what the client ordered, in many languages."""

import pytest

from aicmo_site.kernel.paid_endorsement import is_paid


@pytest.mark.parametrize(
    "ordered",
    [
        "Instagram influencers",
        "Instagram + influencerzy",
        "インスタグラムのインフルエンサー",
        "Instagramインフルエンサー",
        "marken­botschafter, Botschafterinnen",
        "UGC creators",
        "блогеры",
    ],
)
def test_people_who_are_paid_are_recognised(ordered):
    assert is_paid("instagram_post", (ordered,))


@pytest.mark.parametrize("ordered", ["Instagram", "ducglas", "co-operators, procreators", "recreators"])
def test_other_words_are_not_taken_for_them(ordered):
    assert not is_paid("instagram_post", (ordered,))


def test_only_where_people_post_themselves():
    assert not is_paid("outdoor", ("influencers",))
