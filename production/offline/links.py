"""Addresses in a text; links that can be counted: the client's own with campaign parameters, never breaking it."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

from aicmo_site.kernel.text.folding import unaccented

ADDRESS = re.compile(r"(?<![\w.-])(?:https?://)?(?:[\w-]+\.)+[^\W\d_]{2,24}(?:/[^\s,;]*)?", re.IGNORECASE)
# What a kind of channel is called in reports; the source is the channel's own name.
MEDIA = {"social": "social", "paid_social": "paid-social", "search_ad": "cpc", "paid_display": "display"}
MEDIA |= {"email": "email", "messaging": "message", "push": "push", "web": "web", "pr": "press", "offline": "offline"}


def tracked(address: str, *, channel: str, kind: str, campaign: str) -> str:
    """The address with utm_source, utm_medium and utm_campaign before its fragment; those it has already are kept.

    "" where the address is none that a link could point to.
    """
    parts = _parts(address)
    if parts is None:
        return ""
    given = {pair.partition("=")[0].casefold() for pair in re.split(r"[&;]", parts.query)}
    wanted = {"utm_source": source_of(channel), "utm_medium": MEDIA.get(kind, kind), "utm_campaign": campaign}
    added = "&".join(f"{name}={quote(value)}" for name, value in wanted.items() if value and name not in given)
    query = "&".join(filter(None, (parts.query.rstrip("&"), added)))
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, parts.fragment))


def source_of(channel: str) -> str:
    """facebook of facebook_post, email of email: the first word of the channel's ID; as it is where it is not Latin."""
    name = channel.removeprefix("other:").split("_")[0]
    return slugged(name) or name


def host_of(address: str) -> str:
    """The host of an address, without `www.`; "" where it is none."""
    parts = _parts(address)
    return (parts.hostname or "").removeprefix("www.") if parts else ""


def _parts(address: str):
    if not address or re.search(r"\s", address):
        return None
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
        usable = parts.scheme.lower() in ("http", "https") and "." in (parts.hostname or "") and "@" not in parts.netloc
    except ValueError:
        return None
    return parts if usable else None


def slugged(text: str) -> str:
    """Latin letters and digits in lower case, joined by hyphens; "" where the text has letters of another script."""
    plain = unaccented(text)
    if any(char.isalpha() and not char.isascii() for char in plain):
        return ""
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
