"""The document's own words, in the client's language where words/ has it, else in English."""

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from aicmo_site.kernel import formats
from aicmo_site.kernel.channels import channel_of
from aicmo_site.kernel.languages import primary_of

WORDS = Path(__file__).parents[1] / "words"
FALLBACK = "en"


@dataclass(frozen=True)
class Labels:
    """Words in `language`, one of those in words/; numbers, money and dates as people of `tag` write them."""

    language: str
    region: str = ""  # the whole tag, where it says more: "de-CH"

    @property
    def page(self) -> dict[str, Any]:
        return _table("page")[self.language]

    def stands_in_for(self, tag: str) -> str:
        """What is said where words/ does not have the client's language: that of the fallback alone has it."""
        speaks = not tag or primary_of(tag) == self.language
        return "" if speaks else self.page["stands_in"].format(language=self.language_name(tag))

    def field(self, name: str) -> str:
        """A field of the intake; a field of the client's own form by its name."""
        return _table("fields")[self.language].get(name) or spaced(name)

    def kind(self, subject: str, name: str) -> str:
        """A kind of `question` or `objective`, a `stage` or a `severity`."""
        return _table("kinds")[self.language].get(f"{subject}.{name}") or spaced(name)

    def question(self, kind: str, field: str) -> str:
        """What to ask about a field in the client's language; "" in English, in which the questions are written."""
        asked = _table("questions")[self.language]
        return asked.get(f"{kind}.{field}") or asked.get(kind, "")

    def finding(self, code: str) -> tuple[str, str]:
        """What a finding is and what to do about it; "" twice in English, in which findings are written."""
        told, todo = _table("findings")[self.language].get(code, ("", ""))
        return told, todo

    def channel(self, channel_id: str) -> str:
        return _table("channels")[self.language].get(channel_id) or channel_of(channel_id).name

    def without_channel(self, text: str, channel_id: str) -> str:
        """A text that stands under the channel's name, without that name in front of it."""
        return re.sub(rf"^{re.escape(self.channel(channel_id))}\s?: ", "", text, flags=re.IGNORECASE)

    def asset(self, asset_type: str, how_many: int = 1) -> str:
        forms = _table("assets")[self.language].get(asset_type)
        return self._form(forms, how_many) if forms else spaced(asset_type)

    def unit(self, name: str, how_many: int) -> str:
        forms = _table("units")[self.language].get(name)
        return self._form(forms, how_many) if forms else name

    def counted(self, key: str, how_many: int) -> str:
        """The page's words for a number of things: 1 week, 12 weeks."""
        return self._form(self.page[key], how_many).format(n=self.number(how_many))

    def quoted(self, text: str) -> str:
        return self.page["quote"].format(text)

    @property
    def tag(self) -> str:
        return self.region or self.language

    def number(self, value: Decimal | int, places: int | None = None) -> str:
        return formats.number(value, self.tag, places)

    def percent(self, value: Decimal | int, places: int | None = None) -> str:
        return formats.percent(value, self.tag, places)

    def money(self, amount: Decimal, currency: str, places: int | None = None) -> str:
        return formats.money(amount, currency, self.tag, places)

    def language_name(self, tag: str) -> str:
        return formats.language(tag, self.tag)

    def date(self, text: str, *, short: bool = False) -> str:
        """An ISO date in words; any other text as it is."""
        try:
            day = date.fromisoformat(text.strip())
        except ValueError:
            return text
        return formats.day(day, self.tag, short=short)

    def _form(self, forms: list[str], how_many: int) -> str:
        return forms[0] if how_many in self.page["singular"] else forms[1]


def labels_of(language: str) -> Labels:
    primary = primary_of(language)
    return Labels(primary, language) if primary in _table("page") else Labels(FALLBACK)


def spaced(name: str) -> str:
    """A field's name as people write it."""
    words = re.sub(r"\.(?=\S)", ", ", name.replace("_", " ")).strip()
    return words[:1].upper() + words[1:]


@cache
def _table(subject: str) -> dict[str, dict[str, Any]]:
    return json.loads((WORDS / f"{subject}.json").read_text(encoding="utf-8"))
