import pytest

from aicmo_site.kernel.languages import primary_of


@pytest.mark.parametrize(
    ("tag", "primary"),
    [("pt-BR", "pt"), ("zh_Hant_TW", "zh"), (" EN-gb ", "en"), ("fil", "fil"), ("x-klingon", "x"), ("", "")],
)
def test_the_primary_language_of_a_tag_has_no_script_and_no_region(tag, primary):
    assert primary_of(tag) == primary
