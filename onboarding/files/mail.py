"""A saved e-mail: who wrote it, about what, and its text; of what was attached the names."""

from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from typing import Any

from onboarding.files.encodings import decoded
from onboarding.files.markup import markdown_of
from onboarding.files.refusal import refused

HEADERS = ("From", "Date", "Subject")
PARTS = 500
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, OverflowError)


def intake_of_mail(data: bytes) -> dict[str, Any]:
    """Raises InvalidIntake."""
    try:
        mail = message_from_bytes(data, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        if sum(1 for _ in mail.walk()) > PARTS:
            raise refused(f"The e-mail has more than {PARTS} parts: save its text as a file of its own.")
        heads = [f"{name}: {said}" for name in HEADERS if (said := _head(mail, name))]
        body, attached = _body(mail), [name for part in mail.iter_attachments() if (name := part.get_filename())]
    except _BROKEN as error:
        raise refused("The e-mail is damaged and cannot be read: copy its text into a .txt file.") from error
    if not body.strip():
        raise refused("The e-mail has no text: what is attached to it must be sent as a file of its own.")
    text = "\n".join(heads) + "\n\n" + body if heads else body
    return {"raw_notes": text, **({"attachments": attached} if attached else {})}


def _head(mail: EmailMessage, name: str) -> str:
    """What a header says; nothing of a day or an hour that there cannot be."""
    try:
        return str(mail[name] or "")
    except OverflowError:
        return ""


def _body(mail: EmailMessage) -> str:
    part = mail.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    text = _text(part)
    return markdown_of(text) if part.get_content_subtype() == "html" else text.replace("\r\n", "\n").strip()


def _text(part: MIMEPart) -> str:
    """The text by the encoding that the mail names, else as that of any file."""
    raw = part.get_payload(decode=True)
    content = raw if isinstance(raw, bytes) else b""
    charset = part.get_content_charset()
    try:
        return content.decode(charset) if charset else decoded(content).text
    except (LookupError, UnicodeDecodeError):
        return decoded(content).text
