"""The website that the campaign leads to."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from onboarding.form import NOTES, Form
from onboarding.signals import says
from onboarding.texts import MAX_SENTENCE, clipped
from onboarding.transliteration import latin

NO_WEBSITE = "Which website is the campaign to lead to? None was given."
_ADDRESS = re.compile(
    r"(?:https?://)?(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}[^\W\d_]{2,24}(?::\d{1,5})?(?:/[^\s<>\"“”„«»()\[\]]{0,2000})?",
    re.IGNORECASE,
)
_BEFORE = 40  # characters before an address in which "our site" may stand
_ALIKE = 4  # letters that a name and an address share at least


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
    for said in form.note_sentences:
        for match in _ADDRESS.finditer(said[:MAX_SENTENCE]):
            address = match[0].rstrip(".,;:!?")
            before = said[max(match.start() - _BEFORE, 0) : match.start()]
            if not _is_site(address) or before.endswith("@") or said[match.end() : match.end() + 1] == "@":
                continue
            if says("rivals", said) or says("past", before) or _is_of_rival(address, form):
                continue
            is_own = _resembles(address, str(form.responses.get("client_name") or "")) or says("own_site", before)
            (own if is_own else doubtful).setdefault(address, said)
    return own, doubtful


def _is_site(address: str) -> bool:
    """Whether an address can be anybody's own site: no file, no platform, no sentence that lacks a space."""
    host = _host(address)
    platforms, ending = _data()["platforms"]["hosts"], host.rpartition(".")[2]
    is_platform = any(host == platform or host.endswith(f".{platform}") for platform in platforms)
    is_plain = "://" in address or address.casefold().startswith("www.") or ending in _data()["endings"]["words"]
    return is_plain and not is_platform and ("://" in address or address.partition("/")[0].endswith(ending))


def _is_of_rival(address: str, form: Form) -> bool:
    return any(_resembles(address, rival) for rival in form.entries("competitors"))


def _resembles(address: str, name: str) -> bool:
    """Whether the words of a name stand in an address: "Ada's Bikes" in ada-bikes.example."""
    host = re.sub(r"[^a-z0-9]", "", latin(_host(address).rpartition(".")[0]))
    words = [word for word in re.findall(r"[a-z0-9]+", latin(name)) if len(word) >= _ALIKE]
    return any(word in host for word in words) or (
        len(host) >= _ALIKE and host in re.sub(r"[^a-z0-9]", "", latin(name))
    )


def _host(address: str) -> str:
    host = urlsplit(address if "://" in address else f"//{address}").hostname or ""
    return host.removeprefix("www.")


@cache
def _data() -> Any:
    return json.loads(Path(__file__).with_name("websites.json").read_text(encoding="utf-8"))
