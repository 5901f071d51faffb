"""The matrix for an intake: every text field × every class of text, and every list by its items."""

from collections.abc import Iterator
from typing import Any

from onboarding.fields import ANY_TEXT, FIELDS, ONE_ITEM
from orchestration.cost.inputs import INTAKE
from orchestration.cost.lines import CAMPAIGN
from orchestration.cost.texts import ALL, SHORTEST, text_of
from orchestration.cost.trials import NUMBERS, Trial

LISTS = {
    "objectives": "Win {} volunteers by June",
    "key_messages": "We mend lamps of kind {} for free",
    "proof_points": "Bench {} is open from 10 am",
    "mandatory_inclusions": "Registered charity number {}.",
    "exclusions": 'Do not say "junk {}"',
    "competitors": "Fixit {} Ltd",
    "channels": "Board {}",
    "attachments": "file-{}.pdf",
}
CEILINGS = {  # characters of each text of an intake; `.item` is one item of a list
    **{name: field.characters for name, field in FIELDS.items() if name != "attachments"},
    **dict.fromkeys(("budget.amount", "budget.currency", "budget.period", "preferred_contact"), ANY_TEXT),
    **{f"{name}.item": ONE_ITEM for name in LISTS},
}
SENTENCES = (
    "Registered charity number 1122334 in England and Wales.",
    "Children under twelve must be accompanied by an adult.",
    "Places are limited, so please book before you come.",
    "Terms and conditions can be read on our website.",
    "The workshop is supported by the town of Harwick.",
    "Please bring proof of your address with you.",
    "Electrical repairs are tested before they leave the house.",
    "There is level access and a hearing loop at the counter.",
    "Photographs are taken on the day for our own records.",
    "Parking is free after six in the evening on the wharf.",
)
NAME = (
    "Harbour Lane Workshop for Lamps, Chairs and Bicycles of the Old Town with the Society of Friends of Mending and "
    "the Weavers of the Northern Quay, Founded by the People of the Lower Harbour and Their Neighbours in Town"
)


def with_text(field: str, text: str) -> dict[str, Any]:
    """The plain intake with this text in a field; that of a list has no item longer than one may be."""
    name, _, part = field.partition(".")
    if part == "item":
        return {**INTAKE, name: [*INTAKE.get(name, ()), text]}
    if field in LISTS:
        text = "\n".join(text[start : start + ONE_ITEM - 1] for start in range(0, len(text), ONE_ITEM))
    return {**INTAKE, name: {"amount": 3000, "currency": "GBP", part: text} if part else text}


def with_items(field: str, number: int) -> dict[str, Any]:
    return {**INTAKE, field: [LISTS[field].format(index + 2) for index in range(number)]}


def text_trial(field: str, of: str, sizes: tuple[int, ...] = ()) -> Trial:
    ceiling = CEILINGS[field]
    sizes = sizes or (min(SHORTEST, ceiling // 20), ceiling // 10, ceiling)
    return Trial(field, of, CAMPAIGN, lambda size: with_text(field, text_of(ALL[of], size)), sizes)


def item_trial(field: str) -> Trial:
    return Trial(field, "items", CAMPAIGN, lambda number: with_items(field, number), NUMBERS)


def trials() -> Iterator[Trial]:
    """All of it, every text up to its ceiling."""
    yield from (names_trial(), sentences_trial())
    yield from map(item_trial, LISTS)
    yield from (text_trial(field, of) for of in ALL for field in CEILINGS)


FORM = ("industry", "website", "target_audience", "tone", "call_to_action", "launch_date", "budget", "timeline_weeks")
ITEMS = tuple(f"{name}.item" for name in LISTS)


def together(fields: tuple[str, ...], of: str, sizes: tuple[int, ...]) -> Trial:
    """Several fields at once, each as full as its ceiling allows; its parts are the fields."""

    def make(size: int) -> dict[str, Any]:
        intake = dict(INTAKE)
        for field in fields:
            name = field.partition(".")[0]
            intake[name] = with_text(field, text_of(ALL[of], _share(field, size)))[name]
        return intake

    parts = tuple(text_trial(field, of, tuple(_share(field, size) for size in sizes)) for field in fields)
    return Trial(f"{len(fields)} fields", of, CAMPAIGN, make, sizes, parts)


def _share(field: str, size: int) -> int:
    """So much of a text's ceiling as `size` is of that of any other text."""
    return max(size * min(CEILINGS[field], ANY_TEXT) // ANY_TEXT, 1)


def sentences_trial() -> Trial:
    """Mandatory sentences as clients have them: ten may cost no more than twice what two cost."""

    def make(number: int) -> dict[str, Any]:
        return {**INTAKE, "mandatory_inclusions": list(SENTENCES[:number])}

    return Trial("mandatory_inclusions", "sentences", CAMPAIGN, make, (2, 5, 8, 10), most_times=2)


def names_trial() -> Trial:
    """A client's name of ordinary words: of 200 characters it may cost no more than twice one of 20."""

    def make(size: int) -> dict[str, Any]:
        return {**INTAKE, "client_name": NAME[:size].strip()}

    return Trial("client_name", "words", CAMPAIGN, make, (20, CEILINGS["client_name"]), most_times=2)
