"""Addresses in the document: the words always, a link only where it leads to a web page."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Link:
    text: str
    href: str = ""  # "" where it must not be followed


def link_to(address: str) -> Link:
    return Link(address, address if _is_web(address) else "")


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and address.isprintable() and " " not in address
