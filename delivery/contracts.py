"""Delivery: judged copy becomes a package of files. Its values and errors."""

from dataclasses import dataclass
from datetime import datetime

from aicmo_site.kernel.errors import NotFound
from aicmo_site.kernel.frozen import Value

CONTRACT_VERSION = "3"
CLIENT, AGENCY = "client", "agency"  # for whom a file is


@dataclass(frozen=True)
class DeliveryArtifactDTO(Value):
    """One file. `url` is its key in storage (`packages/<package_id>/<name>`), `size` in bytes; `audience`: for whom it
    is, CLIENT or AGENCY."""

    name: str
    url: str
    format: str
    size: int = 0
    sha256: str = ""
    audience: str = CLIENT


@dataclass(frozen=True)
class DeliveryPackageDTO(Value):
    """`artifacts` are the client's; `working_paper` never leaves the house, None where a package has none."""

    package_id: str
    draft_id: str
    artifacts: tuple[DeliveryArtifactDTO, ...]
    created_at: datetime
    working_paper: DeliveryArtifactDTO | None = None


class PackageNotFound(NotFound):
    """There is no package {package_id}."""

    code = "package_not_found"


class ArtifactNotFound(NotFound):
    """Package {package_id} has no artifact {position}."""

    code = "artifact_not_found"


class WorkingPaperNotFound(NotFound):
    """Package {package_id} has no working paper."""

    code = "working_paper_not_found"
