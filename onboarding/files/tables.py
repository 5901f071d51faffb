"""Tables with an intake in each row, as CSV or as a sheet; also one intake with its questions in the first column."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from onboarding.contracts import InvalidIntake
from onboarding.fields import FIELDS, ITEMS
from onboarding.files.archives import bounded
from onboarding.files.refusal import refused
from onboarding.form.field_aliases import fields_meant

EXPANDED = 20_000_000  # bytes of XML
ROWS = 1_000  # with something in them
WALKED = 100_000  # rows, empty ones too
COLUMNS = ITEMS
PAIR = 2  # columns
DELIMITERS = ",;\t|"

Row = Sequence[Any]


def intakes_of_csv(text: str) -> list[dict[str, Any]]:
    """Raises InvalidIntake."""
    if told := re.match(r"sep=(.)\r?\n", text):  # as Excel says which
        text = text[told.end() :]
    csv.field_size_limit(FIELDS["raw_notes"].characters + 1)
    try:
        rows = list(
            _filled(
                csv.reader(io.StringIO(text, newline=""), delimiter=told[1] if told else _delimiter(text)), "CSV file"
            )
        )
    except csv.Error as error:
        raise refused(f"The CSV file cannot be read ({error}): save the sheet anew as CSV, or as .xlsx.") from error
    return _intakes(rows, "CSV file")


def intakes_of_sheet(data: bytes) -> list[dict[str, Any]]:
    """Those of the first sheet that has any. Raises InvalidIntake."""
    archive = bounded(data, "Excel file", EXPANDED)
    try:
        from openpyxl import load_workbook  # slow to load

        book = load_workbook(archive, read_only=True, data_only=True)
        rows = next((rows for sheet in book.worksheets if (rows := list(_filled(_rows(sheet), "Excel file")))), [])
    except InvalidIntake:
        raise
    except Exception as error:  # the library raises whatever comes of XML that Excel did not write
        raise refused("The Excel file cannot be read: open it and save it anew as .xlsx, or as CSV.") from error
    return _intakes(rows, "Excel file")


def _rows(sheet: Any) -> Iterator[Row]:
    """A sheet may say that it is a million rows wide and long: each row has the cells that stand in it."""
    sheet.reset_dimensions()
    yield from sheet.iter_rows(values_only=True)


def _delimiter(text: str) -> str:
    """The one of which most stand in the first line, outside quotation marks."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(part for number, part in enumerate(head.split('"')) if number % 2 == 0)
    return max(DELIMITERS, key=outside.count)


def _filled(rows: Iterable[Row], kind: str) -> Iterator[Row]:
    """The rows that hold anything; a sheet may end a million rows below its last word."""
    kept = 0
    for walked, row in enumerate(rows):
        if any(_value(cell) not in (None, "") for cell in row):
            kept += 1
            yield row
        if kept > ROWS + 1 or walked > WALKED:
            raise refused(f"The {kind} has too many rows, at most {ROWS:,} intakes are taken at once: divide it.")


def _intakes(rows: list[Row], kind: str) -> list[dict[str, Any]]:
    if not rows:
        raise refused(f"The {kind} is empty: the first row holds the names of the fields, each other row an intake.")
    if max(map(_width, rows)) > COLUMNS:
        raise refused(f"The {kind} has more than {COLUMNS} columns: leave only those that are fields of the brief.")
    if _stands_upright(rows):
        return [_intake([row[0] for row in rows], [row[1] if len(row) > 1 else None for row in rows])]
    names, *others = rows
    if not others:
        raise refused(f"The {kind} has only one row: the first holds the names of the fields, each other an intake.")
    return [_intake(names, row) for row in others]


def _stands_upright(rows: list[Row]) -> bool:
    """Whether the names stand below one another, each beside its answer."""
    if max(map(_width, rows)) > PAIR:
        return False
    return _known(row[0] for row in rows) > max(1, _known(rows[0]))


def _known(names: Iterable[Any]) -> int:
    texts = [str(name) for name in names if name not in (None, "")]
    return sum(name in FIELDS for name in texts) + len(fields_meant(name for name in texts if name not in FIELDS))


def _width(row: Row) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell not in (None, "")), default=0)


def _intake(names: Row, cells: Row) -> dict[str, Any]:
    """What a row says; a column without a name has none to be known by, and is called by its place."""
    intake: dict[str, Any] = {}
    for place, cell in enumerate(cells):
        value = _value(cell)
        name = str(_value(names[place]) or "").strip() if place < len(names) else ""
        if value not in (None, ""):
            place_in_words = f"column {place + 1}"
            intake[f"{name} ({place_in_words})" if name in intake else name or place_in_words] = value
    return intake


def _value(cell: Any) -> Any:
    """A cell as JSON has it: days in ISO form, whole numbers whole."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, str):
        return cell.strip()
    return cell if isinstance(cell, int | float | bool) or cell is None else str(cell)
