"""Which languages the house can do what in, and their tags (BCP 47). How to teach one: .docs/languages.md."""

import re

WRITTEN = ("en", "es", "fr", "de")  # plans and documents have our words in each; in any other language, the first's
READ = ("en", "es", "fr", "de", "it", "pt", "nl")  # months and numbers in words are known, whatever a text is in
SPELT = ("en", "es", "fr", "de", "it", "pt", "nl")  # there is a list of words by which misspelt ones are told


def primary_of(tag: str) -> str:
    """The language without script or region: `pt` of `pt-BR`, `zh` of `ZH_Hant`."""
    return re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
