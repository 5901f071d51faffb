"""What the matrix is made of: every field up to its ceiling, every class asked for, and texts as long as said."""

import pytest
from django.core.management import CommandError, call_command

from aicmo_site.kernel.channels import channels
from onboarding.contracts import InvalidIntake
from onboarding.fields import FIELDS, LISTS
from onboarding.services import check_intake
from orchestration.cost import drafts, law, matrix
from orchestration.cost.measuring import load
from orchestration.cost.texts import ALL, CLASSES, SHORTEST, text_of
from qc.services import parse_copy


def test_every_field_of_an_intake_is_in_it():
    fields = {field.partition(".")[0] for field in matrix.CEILINGS}
    assert fields == {*FIELDS, "preferred_contact"}
    assert {f"{name}.item" for name in matrix.LISTS} <= set(matrix.CEILINGS)
    assert set(matrix.LISTS) == {*LISTS, "attachments"}


def test_the_ceilings_are_those_of_the_intake():
    named = {name: matrix.CEILINGS[name] for name in ("client_name", "call_to_action", "raw_notes")}
    assert named == {"client_name": 200, "call_to_action": 2_000, "raw_notes": 200_000}
    items = {ceiling for field, ceiling in matrix.CEILINGS.items() if field.endswith(".item")}
    others = {ceiling for field, ceiling in matrix.CEILINGS.items() if field not in {*named, "client_id"}} - items
    assert (items, others) == ({2_000}, {20_000})


@pytest.mark.parametrize("field", matrix.CEILINGS)
@pytest.mark.parametrize("of", ["digits", "spaces", "newlines", "CJK", "combining"])
def test_a_field_at_its_ceiling_is_an_intake_that_is_taken(field, of):
    trial = matrix.text_trial(field, of)
    assert trial.sizes[-1] == matrix.CEILINGS[field]
    check_intake(responses=trial.make(trial.sizes[-1]))


@pytest.mark.parametrize("field", matrix.CEILINGS)
def test_a_text_of_one_more_character_is_refused(field):
    with pytest.raises(InvalidIntake):
        check_intake(responses=matrix.with_text(field, text_of("7", matrix.CEILINGS[field] + 1)))


@pytest.mark.parametrize("name", matrix.LISTS)
def test_lists_hold_as_many_different_items_as_are_allowed(name):
    trial = matrix.item_trial(name)
    intake = trial.make(200)
    assert trial.sizes == (0, 5, 50, 200)
    assert len(set(intake[name])) == 200
    check_intake(responses=intake)
    with pytest.raises(InvalidIntake):
        check_intake(responses=trial.make(201))


@pytest.mark.parametrize("unit", ALL.values(), ids=ALL)
def test_a_text_is_as_long_as_said_and_a_run_between_two_words(unit):
    text = text_of(unit, 2_000)
    assert len(text) == 2_000
    assert text.startswith("lamp ")
    assert text.endswith(" lamp")
    assert text[5:-5] in unit * 2_000
    assert unit in text_of(unit, 2_000)
    assert len(text_of(unit, SHORTEST)) == SHORTEST


def test_each_class_of_character_that_was_asked_for_is_tried():
    asked = ("digits", "letters", "spaces", "round brackets", "square brackets", "straight quotes", "guillemets")
    asked += ("apostrophes", "commas", "dashes", "at signs", "newlines", "CJK", "combining")
    assert set(asked) <= set(CLASSES)


def test_sentences_and_names_grow_as_said():
    intakes = [matrix.sentences_trial().make(size) for size in matrix.sentences_trial().sizes]
    assert [len(set(intake["mandatory_inclusions"])) for intake in intakes] == [2, 5, 8, 10]
    names = [matrix.names_trial().make(size)["client_name"] for size in matrix.names_trial().sizes]
    assert [len(name) for name in names] == [20, 200]


def test_every_field_of_every_channel_is_in_the_matrix_as_full_as_it_may_be():
    tried = {trial.what: trial.sizes[-1] for trial in drafts.trials() if trial.of == "words"}
    assert set(tried) == {f"{channel.id}.{field.name}" for channel in channels().values() for field in channel.fields}
    assert (tried["facebook_post.text"], tried["blog_post.body"], tried["sms.text"]) == (63_206, 20_000, 2_000)


def test_drafts_as_full_as_they_may_be_are_judged():
    for trial in drafts.trials():
        if trial.of in ("items", "a batch", "letters", "CJK"):
            for draft in trial.make(trial.sizes[-1]):
                parse_copy(draft=draft)


def test_the_command_shows_each_station_and_exits_0_where_the_law_is_kept(capsys):
    call_command("cost", field="aliases")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["station", "field", "of", "sizes", "CPU", "s", "times"]
    assert [line.split()[:5] for line in lines[1:]] == [
        ["check", "aliases", "items", "5", "50"],
        ["check", "aliases", "items", "50", "200"],
    ]


def test_the_command_exits_1_and_names_what_breaks_the_law(monkeypatch, capsys):
    load()
    check = drafts.CHECK.stations["check"]
    monkeypatch.setitem(drafts.CHECK.stations, "check", lambda *given: (check(*given), _square(*given)))
    with pytest.raises(SystemExit) as end:
        call_command("cost", field="aliases")
    assert end.value.code == 1
    assert "check: aliases of items takes " in capsys.readouterr().err


def _square(batch):
    aliases = batch[0]["client"].get("aliases", ())
    for _ in range(len(aliases) ** 2 * 200):
        pass


def test_the_command_shows_one_station_where_it_is_asked_to(capsys):
    call_command("cost", field="client_name", of="words", station=law.TOGETHER)
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()[1:]] == [["all", "stations"]]


def test_the_command_says_where_nothing_is_meant():
    with pytest.raises(CommandError, match="no field or class is called so"):
        call_command("cost", field="junk")
