"""A package's files in storage: all of them under packages/<package_id>/, and nothing else there."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile

from aicmo_site.kernel.persistence import storage
from delivery.contracts import DeliveryArtifactDTO

ROOT = "packages"
_SAFE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,126}")


@dataclass(frozen=True)
class RenderedFile:
    """One file of a package before it is stored."""

    name: str
    format: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def write(package_id: str, rendered: Sequence[RenderedFile]) -> tuple[DeliveryArtifactDTO, ...]:
    """Put the files into storage, in place of those of the same name. Raises ValueError for an unsafe name."""
    return tuple(_write(f"{_folder(package_id)}/{_safe(file.name)}", file) for file in rendered)


def _write(key: str, file: RenderedFile) -> DeliveryArtifactDTO:
    place = storage()
    if not getattr(place, "replaces", False):
        place.delete(key)  # else a storage that keeps what it has would store under another name
    place.save(key, ContentFile(file.content))
    return DeliveryArtifactDTO(file.name, key, file.format, len(file.content), file.sha256)


def remove(package_id: str) -> None:
    """Delete a package's folder with everything in it; what is gone already is no error."""
    _remove_tree(_folder(package_id))


def walk() -> Iterator[tuple[str, datetime]]:
    """Key and time of last change of every file under packages/; one that vanishes meanwhile is passed over."""
    for key in _keys(ROOT):
        try:
            yield key, storage().get_modified_time(key)
        except FileNotFoundError:
            continue


def delete(key: str) -> None:
    """Delete one file, and its folder when that was the last one. Raises ValueError for a key that is not ours."""
    root, *names = key.split("/")
    if root != ROOT or not names or {"", ".", ".."} & set(names):
        raise ValueError(f"{key!r} is not a file under {ROOT}/.")
    storage().delete(key)
    folder = key.rpartition("/")[0]
    if folder != ROOT and not any(_listed(folder)):
        storage().delete(folder)


def _folder(package_id: str) -> str:
    return f"{ROOT}/{_safe(package_id)}"


def _safe(name: str) -> str:
    """The name, if it cannot lead anywhere else. Temporary files (`.x.part`) may be named, `.` and `..` may not."""
    if not _SAFE.fullmatch(name.removeprefix(".")):
        raise ValueError(f"{name!r} cannot name a file or folder.")
    return name


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return storage().listdir(folder)
    except FileNotFoundError:
        return [], []


def _keys(folder: str) -> Iterator[str]:
    folders, names = _listed(folder)
    yield from (f"{folder}/{name}" for name in sorted(names))
    for name in sorted(folders):
        yield from _keys(f"{folder}/{name}")


def _remove_tree(folder: str) -> None:
    folders, names = _listed(folder)
    for name in names:
        storage().delete(f"{folder}/{name}")
    for name in folders:
        _remove_tree(f"{folder}/{name}")
    storage().delete(folder)
