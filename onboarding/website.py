"""The website that the campaign leads to."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from aicmo_site.kernel.text.folding import latin
from onboarding.form.answers import NOTES, Form
from onboarding.lexicon import WORDS
from onboarding.notes.cues import says
from onboarding.notes.texts import MAX_SENTENCE, clipped

NO_WEBSITE = "Which website is the campaign to lead to? None was given."
_ADDRESS = re.compile(
    r"(?:https?://)?(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}[^\W\d_]{2,24}(?::\d{1,5})?(?:/[^\s<>\"“”„«»()\[\]]{0,2000})?",
    re.IGNORECASE,
)
_BEFORE = 40  # characters before an address in which "our site" may stand
_ALIKE = 4  # letters that a name and an address share at least
_LONGEST_NAME = 200  # characters


def read_website(form: Form) -> str:
    """An address, "" where there is none: what is no address is asked about and is no fact."""
    website = unicodedata.normalize("NFKC", form.text("website"))
    if not website:
        return _of_notes(form)
    words = website.split()
    address = next((word.strip(".,;") for word in words[:50] if _ADDRESS.fullmatch(word.strip(".,;()"))), "").strip(
        "()"
    )
    if not address:
        question = f"“{clipped(website, 120)}” is no address: which website is the campaign to lead to?"
        form.questions.ask("website", "unclear", website, question)
        form.dropped("website")
    elif len(words) > 1:
        question = f"Of “{clipped(website, 160)}” we take {address} as the website: is that right?"
        form.questions.ask("website", "unconfirmed", website, question)
    return address


def _of_notes(form: Form) -> str:
    """The one address of the notes that is plainly the client's; several, or a doubtful one, are asked about."""
    own, doubtful = _addresses(form)
    hosts = sorted({_host(address) for address in own}, key=len)
    if hosts and all(host == hosts[0] or host.endswith(f".{hosts[0]}") for host in hosts):
        address, said = next(pair for pair in own.items() if _host(pair[0]) == hosts[0])
        form.confirm("website", said)
        form.took("website", NOTES, said)
        return address
    if found := own or doubtful:
        named, words = ", ".join(list(found)[:6]), " … ".join(dict.fromkeys(found.values()))
        question = f"The notes name {named} (“{clipped(words, 200)}”): which website is the campaign to lead to?"
        form.questions.withdraw("website", "missing")
        form.questions.ask("website", "unclear", words, question)
    elif not _ADDRESS.search(form.entries("call_to_action")[0] if form.entries("call_to_action") else ""):
        form.ask_missing("website", NO_WEBSITE)  # an address in the call to action is where people are sent
    return ""


def _addresses(form: Form) -> tuple[dict[str, str], dict[str, str]]:
    """(address, sentence) of those that are the client's, and of those that may be."""
    own, doubtful = dict[str, str](), dict[str, str]()
    client, rivals = Names([str(form.responses.get("client_name") or "")]), Names(form.restrictions("competitors"))
    for said in form.note_sentences:
        for address, before in _sites(said):
            if says("past", before) or rivals.resemble(_name_in(address)):
                continue
            is_own = client.resemble(_name_in(address)) or says("own_site", before)
            (own if is_own else doubtful).setdefault(address, said)
    return own, doubtful


def _sites(said: str) -> Iterator[tuple[str, str]]:
    """The addresses of a sentence that can be anybody's own site, each with what stands closely before it."""
    found = list(_ADDRESS.finditer(said[:MAX_SENTENCE])) if "." in said else []
    for match in found if found and not says("rivals", said) else ():
        address, before = match[0].rstrip(".,;:!?"), said[max(match.start() - _BEFORE, 0) : match.start()]
        if _is_site(address) and not before.endswith("@") and said[match.end() : match.end() + 1] != "@":
            yield address, before


def _is_site(address: str) -> bool:
    """Whether an address can be anybody's own site: no file, no platform, no sentence that lacks a space."""
    host = _host(address)
    platforms, ending = _data()["platforms"]["hosts"], host.rpartition(".")[2]
    is_platform = any(host == platform or host.endswith(f".{platform}") for platform in platforms)
    is_plain = "://" in address or address.casefold().startswith("www.") or ending in _data()["endings"]["words"]
    return is_plain and not is_platform and ("://" in address or address.partition("/")[0].endswith(ending))


def _name_in(address: str) -> str:
    """The letters and digits of an address without what it ends in: "ada-bikes.example" is "adabikes"."""
    return _apart("", latin(_host(address).rpartition(".")[0]))


class Names:
    """Names of companies, to be compared with address after address."""

    def __init__(self, names: Iterable[str]) -> None:
        told = [latin(name[:_LONGEST_NAME]) for name in names]
        self._squeezed = "\n".join(_apart("", name) for name in told)
        self._words = {word for name in told for word in _apart(" ", name).split() if len(word) >= _ALIKE}
        self._lengths = {len(word) for word in self._words}

    def resemble(self, host: str) -> bool:
        """Whether words of a name stand in a host, "Ada's Bikes" in "adabikes", or the host in a name."""
        pieces = (host[start : start + length] for length in self._lengths for start in range(len(host) - length + 1))
        return any(piece in self._words for piece in pieces) or (len(host) >= _ALIKE and host in self._squeezed)


def _apart(joint: str, text: str) -> str:
    return re.sub(r"[^a-z0-9]+", joint, text)


def _host(address: str) -> str:
    host = urlsplit(address if "://" in address else f"//{address}").hostname or ""
    return host.removeprefix("www.")


@cache
def _data() -> Any:
    return json.loads((WORDS / "websites.json").read_text(encoding="utf-8"))
