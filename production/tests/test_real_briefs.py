"""What holds for the copy of every brief of the example files."""

import json
import re
from dataclasses import replace
from functools import cache

import pytest

from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.frozen import thaw
from aicmo_site.kernel.text.terms import contains
from production.tests.briefs import FILES, composed, real, texts_of, words_of
from production.tests.limits import limits_hold

every_real_brief = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@cache
def copy_for(path, revision):
    return texts_of(real(path), revision=revision)


@every_real_brief
@pytest.mark.parametrize("revision", [0, 1, 2])
def test_every_text_is_within_its_channels_limits(path, revision):
    limits_hold(copy_for(path, revision))


@every_real_brief
def test_every_required_field_is_filled_as_often_as_the_platform_asks(path):
    source = real(path)
    for channel, fields in copy_for(path, 0).items():
        made = [name for name, _ in fields]
        for field in channel_of(channel).fields:
            if field.required and (field.name != "final_url" or source.website):
                assert made.count(field.name) >= (field.min_count or 1), (channel, field.name)


@every_real_brief
@pytest.mark.parametrize("revision", [0, 1, 2])
def test_every_bundle_holds_the_client_and_all_that_is_required(path, revision):
    source = real(path)
    for channel, fields in copy_for(path, revision).items():
        for wanted in (source.client_name, *source.mandatory_inclusions):
            assert contains(words_of(fields), wanted), (channel, wanted)


@every_real_brief
@pytest.mark.parametrize("revision", [0, 1, 2])
def test_no_digit_and_no_competitor_is_invented(path, revision):
    source = real(path)
    brief_numbers = set(re.findall(r"\d+", json.dumps(thaw(source), default=str)))
    for fields in copy_for(path, revision).values():
        copy = words_of(fields)
        assert set(re.findall(r"\d+", copy)) <= brief_numbers
        assert [name for name in (*source.competitors, *source.excluded_terms) if contains(copy, name)] == []


@every_real_brief
@pytest.mark.parametrize("revision", [0, 1])
def test_the_copy_is_cleanly_written(path, revision):
    for fields in copy_for(path, revision).values():
        for name, content in fields:
            flaws = re.findall(r"(?<!\{)\{(?!\{)|  |^\s|\s$| [.,]|[,;]$|\.\.|!|\n\n\n", content)
            assert flaws == [], (name, content)


@every_real_brief
def test_a_revision_puts_another_message_first_where_there_are_several(path):
    first, second = (composed(real(path), revision=revision)[0].metadata["messages"] for revision in range(2))
    if len({row["leads"] for row in first}) > 1:
        assert [row["leads"] for row in first] != [row["leads"] for row in second]


@every_real_brief
def test_the_same_brief_gives_the_same_words_whatever_its_ids(path):
    source = real(path)
    draft, bundles = composed(source)
    again, other_bundles = composed(replace(source, brief_id="brief_2", client_id="client_2"), draft_id="draft_2")
    assert again.body == draft.body
    assert [[a.content for a in b.assets] for b in other_bundles] == [[a.content for a in b.assets] for b in bundles]
    assert {b.bundle_id for b in bundles}.isdisjoint(b.bundle_id for b in other_bundles)
