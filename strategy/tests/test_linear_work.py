"""The words of the rules are folded once, however many texts are read by them."""

import shutil

import pytest

from aicmo_site.kernel.text import stems
from aicmo_site.kernel.text.folding import unaccented
from aicmo_site.kernel.text.stems import Stems
from strategy.planning import plan
from strategy.rules.rulebook import FOLDER, rules_from
from strategy.tests.briefs import NOW, brief


@pytest.fixture
def folds(monkeypatch):
    """The texts that were folded since."""
    seen = []

    def folded(text):
        seen.append(text)
        return unaccented(text)

    subjects = ("objectives.kinds", "objectives.pairs", "objectives.phrases", "objectives.events", "budget.audience")
    for name in ("conclusions.messages", "conclusions.notes", *subjects):
        monkeypatch.setattr(f"strategy.{name}.unaccented", folded)
    monkeypatch.setattr(stems, "unaccented", folded)
    return seen


def planned(number):
    return plan(
        brief(
            objectives=tuple(f"Bring {30 + each} more people to the harbour on Sundays" for each in range(number)),
            key_messages=tuple(f"Pier {each} is open again" for each in range(number)),
            notes="They open on Saturdays.",
        ),
        strategy_id="strategy_1",
        now=NOW,
    )


def test_a_plan_folds_no_word_of_the_rules_once_they_are_loaded(folds):
    planned(2)
    folds.clear()
    planned(2)
    two = len(folds)
    folds.clear()
    planned(20)
    assert len(folds) <= 10 * two + 10
    assert not set(folds) & {"junio", "volunteer", "awareness", "newsletter", "memb", "aware", "register"}


def test_other_rules_are_folded_anew(tmp_path, folds):
    folder = shutil.copytree(FOLDER, tmp_path / "rules")
    planned(2)
    folds.clear()
    with rules_from(folder):
        planned(2)
        first = len(folds)
        folds.clear()
        planned(2)
    assert first > 10 * len(folds)


def test_stems_begin_words_and_stand_anywhere_in_other_scripts():
    stems = Stems(["Café", "vol", "会員"])
    assert stems.found("the cafes of volunteers") == {"cafe", "vol"}
    assert stems.found("a revolt") == frozenset()
    assert stems.found("新会員を") == {"会員"}
    assert stems.occur("re-volunteer")
    assert not stems.occur("decafe")
