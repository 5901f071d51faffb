"""What the client gave out itself."""

from dataclasses import dataclass

import regex

from qc.contracts import CopyDTO
from qc.rules.client_requirements import names_of

_MARKS = regex.compile(r"[^\p{L}\p{N}@]")
_BEFORE_SITE = regex.compile(r"^(?:https?://)?(?:www\.)?")


@dataclass(frozen=True)
class Own:
    """Put together once for all texts of a piece."""

    known: str  # its facts and addresses, without spaces
    named: str  # names, facts and demanded texts, in small letters
    names: tuple[str, ...]  # its own, without spaces
    site: str

    def has_site(self, host: str) -> bool:
        host = host.casefold()
        return bool(self.site) and (host == self.site or host.endswith("." + self.site))


def own_of(copy: CopyDTO) -> Own:
    client, names = copy.client, names_of(copy)
    return Own(
        known=bare(" ".join((*client.facts, *client.mandatory, client.website, client.call_to_action))),
        named=" ".join((*names, *client.facts, *client.mandatory, *client.competitors)).casefold(),
        names=tuple(filter(None, map(bare, names))),
        site=_BEFORE_SITE.sub("", client.website.casefold()).partition("/")[0],
    )


def bare(text: str) -> str:
    """Letters, digits and the sign of an address, in small letters."""
    return _MARKS.sub("", text).casefold()
