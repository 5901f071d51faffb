"""Copy from elsewhere: JSON of one draft becomes a value that rules can judge. Schema: `qc/rules/README.md`."""

from collections.abc import Mapping
from typing import Any

from aicmo_site.kernel.channels import channels
from qc.ceilings import refuse_too_much
from qc.contracts import ClientFactsDTO, CopyDTO, InvalidCopy


def parse_draft(data: Any) -> CopyDTO:
    """The draft that `data` describes. Raises InvalidCopy, naming the field, and the ceiling where it holds too much;
    unknown fields are left aside."""
    draft = _mapping(data, "draft")
    copy = CopyDTO(
        copy_id=_text(draft, "id", required=True),
        channel=_channel(_text(draft, "channel", required=True)),
        language=_text(draft, "language", required=True),
        client=_client(_mapping(draft.get("client"), "client")),
        fields=_fields(_mapping(draft.get("fields"), "fields")),
        images=_images(draft.get("assets")),
        paid_endorsement=_flag(_mapping(draft.get("context") or {}, "context"), "paid_endorsement"),
    )
    refuse_too_much(copy)
    return copy


def _client(client: Mapping[str, Any]) -> ClientFactsDTO:
    return ClientFactsDTO(
        name=_text(client, "name", within="client", required=True),
        website=_text(client, "website", within="client"),
        aliases=_texts(client.get("aliases"), "client.aliases"),
        facts=_texts(client.get("facts"), "client.facts"),
        mandatory=_texts(client.get("mandatory"), "client.mandatory"),
        banned_terms=_texts(client.get("banned_terms"), "client.banned_terms"),
        competitors=_texts(client.get("competitors"), "client.competitors"),
        internal=_texts(client.get("internal"), "client.internal"),
        exclusions=_texts(client.get("exclusions"), "client.exclusions"),
    )


def _channel(name: str) -> str:
    if name not in channels() and not name.startswith("other:"):
        raise InvalidCopy(reason=f"channel: there is no channel {name!r}")
    return name


def _fields(fields: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    if not fields:
        raise InvalidCopy(reason="fields: there is no text to judge")
    return {
        name: (value,) if isinstance(value, str) else _texts(value, f"fields.{name}") for name, value in fields.items()
    }


def _images(assets: Any) -> tuple[Mapping[str, str], ...]:
    if assets is None:
        return ()
    if not isinstance(assets, list):
        raise InvalidCopy(reason="assets: must be a list")
    images = [(index, _mapping(asset, f"assets.{index}")) for index, asset in enumerate(assets)]
    return tuple(
        {key: _text(image, key, within=f"assets.{index}") for key in ("name", "alt")}
        for index, image in images
        if image.get("type", "image") == "image"
    )


def _mapping(value: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise InvalidCopy(reason=f"{path}: {'is missing' if value is None else 'must be an object'}")
    return value


def _text(owner: Mapping[str, Any], key: str, *, within: str = "", required: bool = False) -> str:
    value = owner.get(key)
    path = f"{within}.{key}" if within else key
    if value is None and not required:
        return ""
    if not isinstance(value, str):
        raise InvalidCopy(reason=f"{path}: {'is missing' if value is None else 'must be text'}")
    if required and not value.strip():
        raise InvalidCopy(reason=f"{path}: is empty")
    return value


def _texts(value: Any, path: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidCopy(reason=f"{path}: must be a list of texts")
    return tuple(value)


def _flag(owner: Mapping[str, Any], key: str) -> bool:
    value = owner.get(key, False)
    if not isinstance(value, bool):
        raise InvalidCopy(reason=f"context.{key}: must be true or false")
    return value
