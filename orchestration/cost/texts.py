"""What the law of cost is tried with: runs of each class of character, and the mixtures that proved telling."""

# What is repeated. A search that starts anew at each place of a run, and goes to its end from there, takes its square.
CLASSES = {
    "digits": "7",
    "letters": "a",
    "capitals": "A",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "newlines": "\n",
    "round brackets": "(",
    "square brackets": "[",
    "angle brackets": "<",
    "straight quotes": '"',
    "apostrophes": "'",
    "opening quotes": "“",
    "guillemets": "«",
    "commas": ",",
    "full stops": ".",
    "hyphens": "-",
    "dashes": "–",
    "at signs": "@",
    "hashes": "#",
    "slashes": "/",
    "CJK": "漢",
    "combining": "e\u0301",
    "marks alone": "\u0301",
    "emoji": "👩‍👧",
    "Hebrew": "ש",
}
MIXTURES = {
    "words": "lamp ",
    "names": "Lamp ",
    "sentences": "We mend lamps. ",
    "questions": "Do we mend lamps? ",
    "items": "a, ",
    "lines": "lamp\n",
    "bullets": "- lamp\n",
    "labels": "Lamp: a\n",
    "numbers": "7 ",
    "thousands": "7,777 ",
    "spaced thousands": " 777",
    "thousands with apostrophes": "'777",
    "decimals": "7.",
    "ordinals": "7. ",
    "amounts": "€7 ",
    "shares": "7% ",
    "clock times": "12:30 ",
    "dates": "1 Jan ",
    "full dates": "3 May 2027, ",
    "days with slashes": "1/2/27 ",
    "durations": "7 weeks ",
    "spans": "1 to ",
    "hyphenated": "a-",
    "dotted": "a.",
    "abbreviations": "No. ",
    "mail addresses": "a@a.example ",
    "half mail addresses": "a@",
    "web addresses": "https://a.example/b ",
    "bracketed": "(a) ",
    "half bracketed": "(a ",
    "quoted": "“a” ",
    "half quoted": "“a ",
    "quoted straight": '"a" ',
    "corner brackets": "「a",
    "comments": "<!--",
    "tags": "<script>a</ ",
    "placeholders": "[a",
    "braces": "{{{",
    "connected": "lamp and ",
    "alternatives": "lamp or ",
    "excluded": "no lamp, ",
    "channels": "Instagram, ",
    "CJK sentences": "漢字。",
    "Hebrew words": "שלום hello ",
}
ALL = {**CLASSES, **MIXTURES}
EDGE = "lamp"  # no field may be blank, and what stands at an end of it may be stripped
SHORTEST = 20  # characters in which there is little more than the edges


def text_of(unit: str, size: int) -> str:
    """A text of so many characters that is a run of `unit` between two words."""
    room = size - 2 * (len(EDGE) + 1)
    if room <= 0:
        return EDGE[:size]
    return f"{EDGE} {(unit * (room // len(unit) + 1))[:room]} {EDGE}"
