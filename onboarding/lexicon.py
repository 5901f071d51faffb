"""Words of briefs by language, beside the common tables: a file per language in words/languages/."""

from pathlib import Path

from aicmo_site.kernel.text.lexicon import Lexicon

WORDS = Path(__file__).with_name("words")
LEXICON = Lexicon(WORDS / "languages")
