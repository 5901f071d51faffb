import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from aicmo_site.kernel.languages import SPELT, WRITTEN, language_of_code, primary_of
from production.offline.frame_files import languages
from qc.rules.spelling import dictionary


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


def test_what_plans_and_documents_are_written_in_copy_is_too():
    """Plans and documents say so of themselves: the rules when they are read, the document's words in its tests."""
    assert languages() == set(WRITTEN)


@pytest.mark.parametrize("language", SPELT)
def test_where_we_judge_spelling_there_is_a_list_of_words(language):
    assert len(dictionary(language)) > 10_000


def test_the_page_on_teaching_a_language_names_files_that_are_there():
    page = (settings.BASE_DIR / ".docs" / "languages.md").read_text(encoding="utf-8")
    ours = [Path(config.path) for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE_DIR]
    files = [str(path) for app in ours for path in app.rglob("*.*")]
    named = {name for name in re.findall(r"`([\w./-]+\.(?:py|json|md))`", page) if "<" not in name}
    assert [name for name in sorted(named) if not any(file.endswith(f"/{name}") for file in files)] == []
