"""Words of briefs by language, beside the common tables: a file per language in lexicon/."""

from pathlib import Path

from aicmo_site.kernel.text.lexicon import Lexicon

LEXICON = Lexicon(Path(__file__).with_name("lexicon"))
