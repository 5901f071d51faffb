"""Where a reader is sent: addresses, handles and short numbers that no fact of the client has."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from aicmo_site.kernel.text.folding import bare_letters
from qc.contracts import ClientFactsDTO, CopyDTO
from qc.engine.registry import data
from qc.rules.client_requirements import names_of
from qc.rules.internal import public_facts

_ADDRESS = regex.compile(
    r"(?i)(?<![\p{L}\p{N}@._/-])(?:https?://)?(?:www\.)?"
    r"((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,4}\p{L}{2,24})(?![\p{L}\p{N}@-])((?:/[^\s<>\"“”«»,;|]*)?)"
)
_SCHEME = regex.compile(r"(?i)(?:https?://|www\.)")
_HANDLE = regex.compile(r"(?<![\p{L}\p{N}._%+/-])@[\p{L}\p{N}_][\p{L}\p{N}_.]{1,40}(?<!\.)(?![\p{L}\p{N}@])")
_MAIL = regex.compile(r"[\p{L}\p{N}._%+-]{1,64}@([\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4})")
_CLOSING = ".,;:!?)]}'\"”’»…*/"
_PLAIN_PAGE = regex.compile(r"(?i)/?\p{L}{1,14}")  # of one word, as a client tells it


@dataclass(frozen=True)
class Contacts:
    """What the client gave: hosts, whole addresses, handles and mail addresses, folded."""

    hosts: frozenset[str]
    addresses: frozenset[str]
    handles: frozenset[str]
    text: str
    tells_handles: bool  # then no other is the client's, however it is named

    def has_host(self, host: str) -> bool:
        return any(host == own or host.endswith("." + own) for own in self.hosts)


@lru_cache(maxsize=64)
def contacts_of(client: ClientFactsDTO, names: tuple[str, ...]) -> Contacts:
    lines = (client.website, client.call_to_action, *public_facts(client), *client.mandatory, *names)
    found = [one for line in lines for one in addresses(line)]
    mails = [match for line in lines for match in _MAIL.finditer(line.casefold())]
    site = client.website.casefold().partition("://")[2] or client.website.casefold()
    hosts = {host for host, _ in found} | {match[1] for match in mails}
    hosts |= {site.removeprefix("www.").partition("/")[0]} - {""}
    return Contacts(
        hosts=frozenset(hosts),
        addresses=frozenset(host + path for host, path in found) | {site.removeprefix("www.").rstrip("/")},
        handles=frozenset(map(_plain, (*_handles(lines), *names, *client.aliases))),
        text="\n".join(lines).casefold(),
        tells_handles=any(_HANDLE.search(line) for line in lines),
    )


def addresses(text: str) -> Iterator[tuple[str, str]]:
    """(host, path) of each address, in small letters, without www. and query."""
    for match in _ADDRESS.finditer(text):
        host = match[1].casefold().removeprefix("www.")
        top = host.rpartition(".")[2]
        if _SCHEME.match(match[0]) or top in data("contacts")["tops"]:
            yield host, _path(match[2])


def _path(written: str) -> str:
    return written.casefold().partition("?")[0].partition("#")[0].rstrip(_CLOSING)


def unknown_address(text: str, copy: CopyDTO) -> str:
    """The first address in a text that no fact has, or ""."""
    given = contacts_of(copy.client, names_of(copy))
    if not given.hosts and not copy.must_name_client:  # nobody told us where this client is to be found
        return ""
    for match in _ADDRESS.finditer(text):
        for host, path in addresses(match[0]):
            if not given.has_host(host) or (host + path not in given.addresses and not _is_plain_page(path, copy)):
                return match[0].rstrip(_CLOSING)
    return ""


def _is_plain_page(path: str, copy: CopyDTO) -> bool:
    """The front page; of copy from elsewhere, whose writer may know more of the client than we, a page of one word."""
    return not path or (not copy.must_name_client and bool(_PLAIN_PAGE.fullmatch(path)))


def unknown_mail(text: str, copy: CopyDTO) -> str:
    """The first mail address at a host that no fact has."""
    given = contacts_of(copy.client, names_of(copy))
    if not given.hosts and not copy.must_name_client:
        return ""
    found = (match for match in _MAIL.finditer(text) if match[0].casefold() not in given.text)
    return next((match[0] for match in found if _is_firm(match[1]) and not given.has_host(match[1].casefold())), "")


def _is_firm(host: str) -> bool:
    """No mailbox of a person, which is another rule's."""
    return host.casefold().partition(".")[0] not in data("contacts")["mailboxes"]


def unknown_handle(text: str, copy: CopyDTO) -> str:
    """The first handle that is neither given nor made of the client's name or host."""
    given = contacts_of(copy.client, names_of(copy))
    hosts = {_plain(host.partition(".")[0]) for host in given.hosts}
    for handle in _handles((text,)):
        plain = _plain(handle)
        near = () if given.tells_handles else given.handles | hosts
        if plain not in given.handles | hosts and not any(_is_made_of(plain, name) for name in near):
            return handle
    return ""


def _is_made_of(handle: str, name: str) -> bool:
    """The name whole, with little beside it: @saltmarshkayaks of Saltmarsh."""
    return len(name) >= _SHORTEST_NAME and handle.startswith(name)


_SHORTEST_NAME = 5


def _handles(lines: tuple[str, ...]) -> Iterator[str]:
    return (match[0] for line in lines for match in _HANDLE.finditer(line))


def _plain(text: str) -> str:
    return regex.sub(r"[^\p{L}\p{N}]", "", bare_letters(text))


def short_numbers(text: str, copy: CopyDTO) -> Iterator[str]:
    """Short numbers to which a keyword is sent, and that stand in no fact; how to stop is the sender's own matter."""
    given = contacts_of(copy.client, names_of(copy))
    for match in _short_number().finditer(text):
        if match[1] not in data("words")["stop_keywords"] and match[2] not in given.text:
            yield match[2]


@cache
def _short_number() -> "regex.Pattern[str]":
    return regex.compile(rf"(?<!\p{{L}})(\p{{Lu}}{{2,12}}) (?:{'|'.join(data('contacts')['to'])}) (\d{{3,6}})(?!\d)")
