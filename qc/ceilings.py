"""How much of a draft is judged, at whichever door it comes in; a longer one is refused, naming field and ceiling."""

from collections.abc import Iterator

from aicmo_site.kernel.channels import channel_of
from qc.contracts import CopyDTO, InvalidCopy

ID, NAME, ITEM, ITEMS = 200, 200, 2_000, 200
FACTS, DRAFT = 200_000, 200_000  # characters: all facts of a client, all texts of a draft
# A text may be so many times as long as its channel takes: its length is a finding, and a longer one is no copy for it.
TIMES, LEAST, MOST = 10, 2_000, 20_000
LISTS = ("aliases", "facts", "mandatory", "banned_terms", "competitors", "internal", "exclusions")

_Measured = Iterator[tuple[str, int, int, str]]  # path, size, ceiling, unit


def ceiling_of(channel: str, name: str) -> int:
    """The characters of one text of a field: never fewer than the channel itself takes."""
    field = channel_of(channel).field(name)
    if field is None or field.max is None:
        return MOST
    return max(field.max, min(MOST, max(LEAST, TIMES * field.max)))


def refuse_too_much(copy: CopyDTO) -> None:
    """Raises InvalidCopy where the draft has more than is judged."""
    for path, size, most, unit in (*_client(copy), *_texts(copy), *_images(copy)):
        if size > most:
            raise InvalidCopy(reason=f"{path}: {size:,} {unit}, of which at most {most:,} are judged")


def _client(copy: CopyDTO) -> _Measured:
    client = copy.client
    yield "id", len(copy.copy_id), ID, "characters"
    yield "language", len(copy.language), NAME, "characters"
    yield "channel", len(copy.channel), NAME, "characters"
    yield "client.name", len(client.name), NAME, "characters"
    yield "client.website", len(client.website), ITEM, "characters"
    for name in LISTS:
        yield from _listed(f"client.{name}", getattr(client, name), ITEM)
    yield "client.facts", sum(map(len, client.facts)), FACTS, "characters"


def _texts(copy: CopyDTO) -> _Measured:
    yield "fields", len(copy.fields), ITEMS, "items"
    for name, many in copy.fields.items():
        yield "fields", len(name), NAME, "characters of a name"
        yield from _listed(f"fields.{name}", many, ceiling_of(copy.channel, name))
    yield "fields", sum(len(text) for many in copy.fields.values() for text in many), DRAFT, "characters"


def _images(copy: CopyDTO) -> _Measured:
    yield "assets", len(copy.images), ITEMS, "items"
    for number, image in enumerate(copy.images):
        yield from ((f"assets.{number}.{key}", len(text), ITEM, "characters") for key, text in image.items())


def _listed(path: str, texts: tuple[str, ...], most: int) -> _Measured:
    yield path, len(texts), ITEMS, "items"
    yield from ((f"{path}.{number}", len(text), most, "characters") for number, text in enumerate(texts))
