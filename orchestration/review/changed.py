"""What changed in a piece since its client read it: a form names what was seen by its hash; versions give it back."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from aicmo_site.kernel.text.difference import Part, difference
from orchestration.staff.piece.versions import Spot, versions_of
from production.contracts import VersionDTO

Texts = Mapping[Spot, str]  # by field and line


def hash_of(texts: Texts) -> str:
    told = sorted((*spot, text) for spot, text in texts.items())
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def changed_since(seen: str, now: Texts, stood: Iterable[VersionDTO]) -> list[list[Part]]:
    """The texts that are another than when the piece had the hash `seen`, each as its difference; none where no version
    of it, whose texts are among those that `stood`, had it."""
    for version in reversed(versions_of(stood)):
        before = {spot: row.text for spot, row in version.stood.items()}
        if hash_of(before) == seen:
            spots = dict.fromkeys([*now, *before])
            sides = [(before.get(spot, ""), now.get(spot, "")) for spot in spots]
            return [difference(was, is_now) for was, is_now in sides if was != is_now]
    return []
