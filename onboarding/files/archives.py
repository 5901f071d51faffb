"""Office files are ZIP archives of XML: what one expands to is bounded here, before any library sees it."""

import io
import struct
import zipfile
import zlib

from onboarding.contracts import InvalidIntake
from onboarding.files.refusal import refused

MEMBERS = 2_000
READ = (".xml", ".rels")  # pictures and fonts are left out
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # no office program packs otherwise
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError, NotImplementedError, OverflowError)
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def members(data: bytes) -> frozenset[str]:
    """The names in an archive; none where it is no archive that can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except _BROKEN:
        return frozenset()


def bounded(data: bytes, kind: str, most: int) -> io.BytesIO:
    """The archive's XML, at most so many bytes, as an archive of the same names, written anew: whatever its directory
    says of sizes, this is all that there is. Raises InvalidIntake."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _rewritten(archive, kind, most)
    except (*_BROKEN, RuntimeError, EOFError):
        raise _damaged(kind) from None


def _rewritten(archive: zipfile.ZipFile, kind: str, most: int) -> io.BytesIO:
    names = dict.fromkeys(name for name in archive.namelist() if name.endswith(READ))
    if len(archive.namelist()) > MEMBERS:
        raise refused(f"The {kind} has more than {MEMBERS:,} parts: save what the brief says as a file of its own.")
    if any(archive.getinfo(name).compress_type not in METHODS for name in names):
        raise _damaged(kind)
    left, rewritten = most, io.BytesIO()
    with zipfile.ZipFile(rewritten, "w", zipfile.ZIP_STORED) as copy:
        for name in names:
            with archive.open(name) as part:
                content = part.read(left + 1)
            left -= len(content)
            if left < 0:
                raise refused(f"The {kind} expands to more than {most:,} bytes: save what the brief says alone.")
            _refuse_entities(content, kind)
            copy.writestr(name, content)
    rewritten.seek(0)
    return rewritten


def _refuse_entities(content: bytes, kind: str) -> None:
    """No office program writes a DOCTYPE; what it defines may expand without end."""
    if any(doctype in content for doctype in _DOCTYPES):
        raise _damaged(kind)


def _damaged(kind: str) -> InvalidIntake:
    return refused(
        f"The {kind} is damaged or protected and cannot be read: open it and save it anew, without a password."
    )
