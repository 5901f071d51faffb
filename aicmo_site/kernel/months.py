"""Names of months in many languages (CLDR)."""

from collections.abc import Iterable, Iterator

FORMS = ("format", "stand-alone")  # "of May" and "May" are two forms in many languages


def names_of_months(languages: Iterable[str], *, width: str = "wide") -> Iterator[tuple[str, int]]:
    """Each name as it is written, with the number of its month: whole ones, or short ones by CLDR's `width`."""
    from babel import Locale  # slow to import

    for tag in languages:
        for form in FORMS:
            yield from ((name, number) for number, name in Locale.parse(tag).months[form][width].items())
