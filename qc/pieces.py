"""What quality control judges of a run: one piece of copy for each channel, with what the brief says of the client."""

from collections.abc import Sequence

from onboarding.contracts import NormalizedBriefDTO
from production.contracts import AssetDTO, DraftBundleDTO
from qc.contracts import ClientFactsDTO, CopyDTO


def pieces_of(
    brief: NormalizedBriefDTO, bundles: Sequence[DraftBundleDTO], *, allowed_words: tuple[str, ...] = ()
) -> tuple[CopyDTO, ...]:
    """One piece per bundle, in order; a piece's ID is its channel."""
    client = _client(brief, allowed_words)
    return tuple(_piece(brief, client, bundle) for bundle in bundles)


def _piece(brief: NormalizedBriefDTO, client: ClientFactsDTO, bundle: DraftBundleDTO) -> CopyDTO:
    return CopyDTO(
        copy_id=bundle.channel,
        channel=bundle.channel,
        language=brief.language,
        client=client,
        fields=_fields(bundle.assets),
        images=tuple(_image(asset) for asset in bundle.assets if _is_image(asset)),
        must_name_client=True,
    )


def _fields(assets: Sequence[AssetDTO]) -> dict[str, tuple[str, ...]]:
    fields: dict[str, tuple[str, ...]] = {}
    for asset in assets:
        if not _is_image(asset):
            fields[asset.asset_type] = (*fields.get(asset.asset_type, ()), asset.content)
    return fields


def _is_image(asset: AssetDTO) -> bool:
    return asset.asset_type == "image" or asset.format == "image"


def _image(asset: AssetDTO) -> dict[str, str]:
    return {"name": asset.url, "alt": str(asset.metadata.get("alt") or "")}


def _client(brief: NormalizedBriefDTO, allowed_words: tuple[str, ...]) -> ClientFactsDTO:
    facts = (*brief.key_messages, *brief.objectives, brief.target_audience, brief.launch_date, brief.notes)
    return ClientFactsDTO(
        name=brief.client_name,
        website=brief.website,
        facts=tuple(filter(None, facts)),
        mandatory=brief.mandatory_inclusions,
        banned_terms=brief.excluded_terms,
        competitors=brief.competitors,
        call_to_action=brief.call_to_action,
        allowed_words=allowed_words,
    )
