import pytest

from aicmo_site.kernel.languages import language_of_code, primary_of


@pytest.mark.parametrize(
    ("tag", "primary"),
    [("pt-BR", "pt"), ("zh_Hant_TW", "zh"), (" EN-gb ", "en"), ("fil", "fil"), ("x-klingon", "x"), ("", "")],
)
def test_the_primary_language_of_a_tag_has_no_script_and_no_region(tag, primary):
    assert primary_of(tag) == primary


@pytest.mark.parametrize(
    ("code", "language"),
    [("eng", "en"), ("GER", "de"), ("deu", "de"), ("iw", "he"), ("in", "id"), ("nb", "nb"), ("sp", ""), ("xx", "")],
)
def test_a_code_stands_for_a_language_by_whatever_list_it_is_from(code, language):
    assert language_of_code(code) == language
