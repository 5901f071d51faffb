"""Words of values by language, beside those that CLDR and the common tables know: words/languages/."""

from pathlib import Path

from aicmo_site.kernel.text.lexicon import Lexicon

LEXICON = Lexicon(Path(__file__).with_name("words") / "languages")
