"""Tags of languages (BCP 47)."""

import re


def primary_of(tag: str) -> str:
    """The language without script or region: `pt` of `pt-BR`, `zh` of `ZH_Hant`."""
    return re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
