"""Delivery: judged copy becomes a package of files. Its values and errors."""

from dataclasses import dataclass
from datetime import datetime

from aicmo_site.kernel.errors import NotFound
from aicmo_site.kernel.frozen import Value

CONTRACT_VERSION = "2"


@dataclass(frozen=True)
class DeliveryArtifactDTO(Value):
    """One file. `url` is its key in storage (`packages/<package_id>/<name>`), `size` in bytes."""

    name: str
    url: str
    format: str
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True)
class DeliveryPackageDTO(Value):
    package_id: str
    draft_id: str
    artifacts: tuple[DeliveryArtifactDTO, ...]
    created_at: datetime


class PackageNotFound(NotFound):
    """There is no package {package_id}."""

    code = "package_not_found"


class ArtifactNotFound(NotFound):
    """Package {package_id} has no artifact {position}."""

    code = "artifact_not_found"
