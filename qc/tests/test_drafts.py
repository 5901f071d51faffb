import pytest

from qc.contracts import ClientFactsDTO, CopyDTO, InvalidCopy
from qc.drafts import parse_draft

DRAFT = {
    "id": "d1",
    "channel": "x_post",
    "language": "en",
    "client": {"name": "Harbour Lane"},
    "fields": {"text": "Hi"},
}


def test_the_least_that_can_be_judged():
    assert parse_draft(DRAFT) == CopyDTO("d1", "x_post", "en", ClientFactsDTO("Harbour Lane"), {"text": ("Hi",)})


def test_all_that_a_draft_may_say():
    client = {"name": "A", "aliases": ["B"], "website": "w", "facts": ["f"], "mandatory": ["m"], "banned_terms": ["b"]}
    assets = [{"type": "image", "name": "a.jpg", "alt": None}, {"type": "video", "name": "b.mp4"}]
    more = {"client": client | {"competitors": ["c"]}, "fields": {"text": ["1", "2"]}, "assets": assets, "note": "?"}
    assert parse_draft(DRAFT | more | {"context": {"paid_endorsement": True}}) == CopyDTO(
        "d1", "x_post", "en", ClientFactsDTO("A", ("B",), "w", ("f",), ("m",), ("b",), ("c",)), {"text": ("1", "2")},
        images=({"name": "a.jpg", "alt": ""},), paid_endorsement=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": None}, "id: is missing"),
        ({"id": " "}, "id: is empty"),
        ({"channel": "fax"}, "channel: there is no channel 'fax'"),
        ({"language": 5}, "language: must be text"),
        ({"client": None}, "client: is missing"),
        ({"client": {}}, "client.name: is missing"),
        ({"client": {"name": "A", "mandatory": "m"}}, "client.mandatory: must be a list of texts"),
        ({"client": {"name": "A", "competitors": [1]}}, "client.competitors: must be a list of texts"),
        ({"fields": {}}, "fields: there is no text to judge"),
        ({"fields": []}, "fields: must be an object"),
        ({"fields": {"text": 5}}, "fields.text: must be a list of texts"),
        ({"assets": {}}, "assets: must be a list"),
        ({"assets": ["a.jpg"]}, "assets.0: must be an object"),
        ({"assets": [{"name": "a", "alt": 1}]}, "assets.0.alt: must be text"),
        ({"context": {"paid_endorsement": "yes"}}, "context.paid_endorsement: must be true or false"),
    ],
)
def test_what_cannot_be_judged_names_the_field(change, message):
    with pytest.raises(InvalidCopy) as refused:
        parse_draft(DRAFT | change)
    assert message in str(refused.value)


@pytest.mark.parametrize("data", [None, [], "text", 5])
def test_a_draft_is_an_object(data):
    with pytest.raises(InvalidCopy, match="draft"):
        parse_draft(data)
