"""What quality control judges of a run: each piece of copy of each channel, with what the brief says of the client."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from aicmo_site.kernel.paid_endorsement import is_paid
from aicmo_site.kernel.places import Place
from onboarding.contracts import NormalizedBriefDTO
from production.contracts import AssetDTO, DraftBundleDTO
from qc.contracts import ClientFactsDTO, CopyDTO


def pieces_of(
    brief: NormalizedBriefDTO, bundles: Sequence[DraftBundleDTO], *, allowed_words: tuple[str, ...] = ()
) -> tuple[CopyDTO, ...]:
    """The pieces of all bundles in order. A piece's ID is its channel, with `#` and its number where there are more."""
    client = _client(brief, allowed_words)
    return tuple(piece for bundle in bundles for piece in _pieces(brief, client, bundle))


def _pieces(brief: NormalizedBriefDTO, client: ClientFactsDTO, bundle: DraftBundleDTO) -> Iterator[CopyDTO]:
    pieces: dict[str, list[AssetDTO]] = {}
    for asset in bundle.assets:
        if not asset.is_note or "waits_for" in asset.metadata:
            pieces.setdefault(asset.piece, []).append(asset)
    for number, assets in (pieces or {"": []}).items():
        if assets and all(asset.is_note for asset in assets):
            continue  # left out by its makers, who say why
        place = Place(bundle.channel, number if bundle.is_numbered else "")
        yield _piece(brief, client, place, assets)


def _piece(brief: NormalizedBriefDTO, client: ClientFactsDTO, place: Place, assets: Sequence[AssetDTO]) -> CopyDTO:
    return CopyDTO(
        copy_id=place.copy_id,
        channel=place.channel,
        language=next((tag for asset in assets if (tag := asset.metadata.get("language"))), brief.language),
        client=_with_labels(_as_of(client, assets), brief.labels.get(place.channel, ())),
        fields=_fields(assets),
        waits_for=tuple(str(asset.metadata["waits_for"]) for asset in assets if asset.is_note),
        links=tuple(asset.url for asset in assets if asset.url),
        images=tuple(_image(asset) for asset in assets if _is_image(asset)),
        paid_endorsement=is_paid(place.channel, brief.ordered),
        must_name_client=True,
    )


def _as_of(client: ClientFactsDTO, assets: Sequence[AssetDTO]) -> ClientFactsDTO:
    """With the day on which the piece appears, which a press release bears."""
    days = dict.fromkeys(str(asset.metadata["on"]) for asset in assets if asset.metadata.get("on"))
    return replace(client, facts=(*client.facts, *days))


def _with_labels(client: ClientFactsDTO, labels: tuple[str, ...]) -> ClientFactsDTO:
    """A channel's legal labels must appear in its own pieces."""
    return replace(client, mandatory=(*client.mandatory, *labels)) if labels else client


def _fields(assets: Sequence[AssetDTO]) -> dict[str, tuple[str, ...]]:
    fields: dict[str, list[str]] = {}
    for asset in assets:
        if not asset.is_note and not _is_image(asset):
            fields.setdefault(asset.asset_type, []).append(asset.content)
    return {name: tuple(texts) for name, texts in fields.items()}


def _is_image(asset: AssetDTO) -> bool:
    return asset.asset_type == "image" or asset.format == "image"


def _image(asset: AssetDTO) -> dict[str, str]:
    return {"name": asset.url, "alt": str(asset.metadata.get("alt") or "")}


def _client(brief: NormalizedBriefDTO, allowed_words: tuple[str, ...]) -> ClientFactsDTO:
    facts = (
        *brief.key_messages,
        *map(str, brief.proof_points),
        *brief.objectives,
        brief.target_audience,
        brief.industry,
    )
    facts += (brief.launch_date, *(day for one in brief.dates for day in (one.day, one.until)))
    spent = (sum_.words for sum_ in brief.money if sum_.kind in ("budget", "cost"))
    return ClientFactsDTO(
        name=brief.client_name,
        website=brief.website,
        facts=tuple(filter(None, facts)),
        mandatory=brief.mandatory_inclusions,
        banned_terms=brief.excluded_terms,
        competitors=brief.competitors,
        call_to_action=brief.call_to_action,
        allowed_words=allowed_words,
        internal=tuple(filter(None, (*brief.internal, brief.budget.words if brief.budget else "", *spent))),
        exclusions=brief.scope.exclusions,
    )
