"""A draft that holds more than is judged is refused, and told which field and which ceiling."""

import pytest

from aicmo_site.kernel.channels import channels
from qc import ceilings
from qc.contracts import InvalidCopy
from qc.drafts import parse_draft
from qc.tests.test_drafts import DRAFT


def client(**more):
    return {"client": {"name": "Harbour Lane", **more}}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "i" * 201}, "id: 201 characters, of which at most 200"),
        ({"language": "e" * 201}, "language: 201 characters"),
        ({"channel": "other:" + "c" * 200}, "channel: 206 characters"),
        (client(name="n" * 201), "client.name: 201 characters, of which at most 200"),
        (client(website="w" * 2_001), "client.website: 2,001 characters, of which at most 2,000"),
        (client(mandatory=["m"] * 201), "client.mandatory: 201 items, of which at most 200"),
        (client(banned_terms=["b", "b" * 2_001]), "client.banned_terms.1: 2,001 characters, of which at most 2,000"),
        (client(facts=["f" * 1_500] * 140), "client.facts: 210,000 characters, of which at most 200,000"),
        ({"fields": {"text": "t" * 2_801}}, "fields.text.0: 2,801 characters, of which at most 2,800"),
        ({"fields": {"text": ["t"] * 201}}, "fields.text: 201 items, of which at most 200"),
        ({"fields": {"other": "t" * 20_001}}, "fields.other.0: 20,001 characters, of which at most 20,000"),
        ({"fields": {"other": ["t" * 20_000] * 11}}, "fields: 220,000 characters, of which at most 200,000"),
        ({"fields": {f"f{number}": "t" for number in range(201)}}, "fields: 201 items, of which at most 200"),
        ({"fields": {"f" * 201: "t"}}, "fields: 201 characters of a name, of which at most 200"),
        ({"assets": [{"name": "a"}] * 201}, "assets: 201 items, of which at most 200"),
        ({"assets": [{"name": "a", "alt": "t" * 2_001}]}, "assets.0.alt: 2,001 characters, of which at most 2,000"),
    ],
)
def test_what_is_too_much_names_field_and_ceiling(change, message):
    with pytest.raises(InvalidCopy) as refused:
        parse_draft(DRAFT | change)
    assert message in str(refused.value)


def test_as_much_as_the_ceilings_allow_is_read():
    lists = {name: ["t" * 1_000] * ceilings.ITEMS for name in ceilings.LISTS}
    most = {"text": "t" * 2_800, "other": ["t" * 900] * 200}
    copy = parse_draft(DRAFT | client(**lists) | {"fields": most})
    assert (len(copy.fields["other"]), len(copy.client.facts)) == (200, 200)


def test_no_channel_takes_more_than_is_judged_of_it():
    fields = [(channel.id, field) for channel in channels().values() for field in channel.fields]
    assert all(ceilings.ceiling_of(channel, field.name) >= (field.max or 0) for channel, field in fields)
    assert ceilings.ceiling_of("other:notice-board", "text") == ceilings.MOST
