"""All rules, in the order in which findings are shown. A new one is a function, a line here, one in rules.json."""

from qc.rules import client, leftovers, limits, reader, wording
from qc.rules.registry import rule

RULES = tuple(
    rule(code, check)
    for code, check in {
        "EMPTY": limits.empty,
        "COUNT_RANGE": limits.too_few_or_many,
        "LEN_OVER": limits.too_long,
        "SEGMENTS": limits.too_many_segments,
        "HASHTAG_OVER": limits.too_many_hashtags,
        "FORBIDDEN_CHAR": limits.forbidden_characters,
        "PLACEHOLDER": leftovers.placeholders,
        "LOREM": leftovers.filler_latin,
        "MARKUP_LEAK": leftovers.markup,
        "ENCODING": leftovers.mis_decoded,
        "MISSING_MANDATORY": client.missing_mandatory,
        "BANNED_TERM": client.banned_terms,
        "COMPETITOR": client.competitors,
        "NO_CLIENT_NAME": client.not_named,
        "MISSING_CTA": reader.nothing_to_do,
        "OPT_OUT_MISSING": reader.no_way_out,
        "ALT_MISSING": reader.no_alternative_text,
        "PREHEADER_REPEAT": wording.repeated_subject,
        "REPEATED_WORD": wording.repeated_words,
        "EXCESS_PUNCT": wording.excess_punctuation,
    }.items()
)
