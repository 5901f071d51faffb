"""The file system as storage, such that a killed process leaves no half file under a real name."""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class AtomicFileSystemStorage(FileSystemStorage):
    """Saving writes beside the final name and renames: the same name is replaced, and is whole or absent."""

    replaces = True

    def __init__(self, *args: Any, **options: Any) -> None:
        """For nobody but their owner, whatever the umask is: files 0600, folders 0700."""
        super().__init__(*args, **{"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700} | options)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:
        target = Path(self.path(name))
        self._make_folders(target.parent)
        handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(self.file_permissions_mode or 0o600)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
        return name

    def _make_folders(self, folder: Path) -> None:
        """mkdir gives its mode to the last folder only, and takes the umask off it."""
        if folder.exists():
            return
        self._make_folders(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(self.directory_permissions_mode or 0o700)


def _sync_folder(folder: Path) -> None:
    """The rename itself must survive a power loss, for a row is about to promise the file."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
