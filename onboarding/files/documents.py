"""Documents of people: Word files and PDFs, as text that keeps headings, lists and tables."""

import io
import logging
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onboarding.contracts import InvalidIntake
from onboarding.fields import FIELDS
from onboarding.files.archives import bounded
from onboarding.files.markup import markdown_of
from onboarding.files.refusal import refused

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

EXPANDED = 5_000_000  # bytes of XML: 200,000 characters have 3 million, and the worst takes 20 seconds
PAGES = 100
PAGE_BYTES = 500_000  # of drawing orders on one page: a full page of text has 20,000
SECONDS = 20  # for all pages
MOST = FIELDS["raw_notes"].characters
STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"

logging.getLogger("pypdf").setLevel(logging.ERROR)  # of broken files it tells much, and we say it in one sentence


def text_of_docx(data: bytes) -> str:
    """Raises InvalidIntake."""
    archive = bounded(data, "Word document", EXPANDED)
    try:
        import mammoth  # slow to load, as all that reads files

        html = mammoth.convert_to_html(archive, style_map=STYLES, convert_image=lambda image: []).value
    except Exception as error:  # the library raises whatever comes of XML that Word did not write
        raise refused("The Word document cannot be read: open it and save it anew as .docx.") from error
    return _some(markdown_of(html), "The Word document has no text in it: write the brief as text, not as a picture.")


def text_of_pdf(data: bytes) -> str:
    """Raises InvalidIntake; of a scan too."""
    try:
        from pypdf import PdfReader

        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise refused("The PDF is protected by a password: save it without one.")
        if (pages := len(reader.pages)) > PAGES:
            raise refused(f"The PDF has {pages:,} pages, at most {PAGES} are read: send the pages that are the brief.")
        text = "\n\n".join(_texts(reader))
    except InvalidIntake:
        raise
    except Exception as error:  # as above
        raise refused("The PDF is damaged and cannot be read: print it to a new PDF, or send the text.") from error
    return _some(text, "The PDF is a scan without text: send the text, or a PDF that was saved by a word processor.")


def _texts(reader: "PdfReader") -> Iterator[str]:
    ends, length = time.monotonic() + SECONDS, 0
    for page in reader.pages:
        if time.monotonic() > ends or _size(page) > PAGE_BYTES:
            raise refused("The PDF is too large a drawing to be read: send the text of the brief.")
        text = page.extract_text().strip()
        length += len(text)
        yield text
        if length > MOST:  # more than notes may hold: what is said of that is said with the ceiling
            return


def _size(page: "PageObject") -> int:
    contents = page.get_contents()
    return 0 if contents is None else len(contents.get_data())


def _some(text: str, otherwise: str) -> str:
    if not text.strip():
        raise refused(otherwise)
    return text
