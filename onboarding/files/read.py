"""A file becomes intakes. What kind it is, its first bytes tell, and where they do not, its name."""

from collections.abc import Callable
from typing import Any

from onboarding.files.archives import members
from onboarding.files.documents import text_of_docx, text_of_pdf
from onboarding.files.encodings import Decoded, decoded
from onboarding.files.json_texts import intakes_of_json, intakes_of_lines
from onboarding.files.mail import intake_of_mail
from onboarding.files.refusal import READABLE, refused
from onboarding.files.tables import intakes_of_csv, intakes_of_sheet

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS = {".doc": ".docx", ".rtf": ".docx", ".odt": ".docx", ".pages": ".docx", ".xls": ".xlsx", ".ods": ".xlsx",
           ".numbers": ".xlsx", ".msg": ".eml", ".ppt": ".pdf", ".pptx": ".pdf", ".key": ".pdf"}  # fmt: skip


def intakes_in(data: bytes, name: str) -> list[Any]:
    """What each intake of a file says, unchecked. Raises InvalidIntake where the file as a whole cannot be read."""
    suffix = _suffix(name)
    if not data.strip():
        raise refused("The file is empty.")
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return [_document(text_of_pdf(data), name)]
    if data.startswith(b"PK"):
        return _of_archive(data, name)
    if data.startswith(OLD_OFFICE) or suffix in SAVE_AS or data.startswith(b"{\\rtf"):
        raise refused(f"Files of this kind are not read: save it as {SAVE_AS.get(suffix, '.docx or .xlsx')}.")
    if suffix == ".eml":
        return [_from(intake_of_mail(data), name)]
    return _of_text(decoded(data), name, suffix)


def _of_archive(data: bytes, name: str) -> list[Any]:
    parts = members(data)
    if "word/document.xml" in parts or any(part.startswith("word/") for part in parts):
        return [_document(text_of_docx(data), name)]
    if "xl/workbook.xml" in parts:
        return [_from(intake, name) for intake in intakes_of_sheet(data)]
    save_as = SAVE_AS.get(_suffix(name), "")
    raise refused(f"Archives are not read: {f'save it as {save_as}' if save_as else 'send the files one by one'}.")


def _of_text(read: Decoded, name: str, suffix: str) -> list[Any]:
    text = read.text.removeprefix("\ufeff")
    if not text.strip():
        raise refused("The file is empty.")
    if suffix in TABLES:
        return [_from(intake, name, read.guessed) for intake in intakes_of_csv(text)]
    if suffix in JSON:
        intakes = JSON[suffix](text)
    elif text.lstrip()[:1] in ("{", "["):
        intakes = intakes_of_json(text)
    elif suffix in WORDS:
        return [_document(text, name, read.guessed)]
    else:
        raise refused(f"The file is of no kind that we read: save it as one of {READABLE}.")
    return [_from(intake, name, read.guessed) if read.guessed else intake for intake in intakes]


JSON: dict[str, Callable[[str], list[Any]]] = {
    ".json": intakes_of_json,
    ".jsonl": intakes_of_lines,
    ".ndjson": intakes_of_lines,
}
TABLES = (".csv", ".tsv")
WORDS = (".md", ".markdown", ".txt", ".text")


def _document(text: str, name: str, guessed: str = "") -> dict[str, Any]:
    return _from({"raw_notes": text.strip()}, name, guessed)


def _from(intake: Any, name: str, guessed: str = "") -> Any:
    """An intake with the file that it is from, where it does not say from where itself."""
    if not isinstance(intake, dict) or intake.get("source"):
        return intake
    encoding = {"encoding": f"{guessed}, guessed"} if guessed else {}
    return {**intake, "source": {"file": name.replace("\0", "")[:200], **encoding}}


def _suffix(name: str) -> str:
    _, dot, suffix = name.rpartition(".")
    return f"{dot}{suffix}".lower() if dot else ""
