"""The matrix for copy from elsewhere: each field of each channel, what is told of the client, and batches."""

from collections.abc import Iterator
from typing import Any

from aicmo_site.kernel.channels import Field, channels
from orchestration.cost.inputs import DRAFT
from orchestration.cost.lines import CHECK
from orchestration.cost.texts import ALL, SHORTEST, text_of
from orchestration.cost.trials import NUMBERS, Trial

UNLIMITED = 20_000  # characters tried of a field that its channel does not limit
LEAST = 2_000  # characters that are judged of any field, however little of them its channel takes
MOST_DRAFTS = 1_000  # in one call
TOLD = {
    "facts": "Bench {} is open from 10 am",
    "mandatory": "Registered charity number {}.",
    "banned_terms": "junk {}",
    "competitors": "Fixit {} Ltd",
    "aliases": "Lane {}",
}
WORDS = "Come and see how we mend lamps and chairs with you. "


def with_copy(channel: str, field: str, text: str, **client: Any) -> list[dict[str, Any]]:
    """A batch of one draft with this text in a field, and with this told of its client."""
    told = {**DRAFT["client"], **client}
    return [{**DRAFT, "channel": channel, "fields": {field: text}, "client": told}]


def text_trial(channel: str, field: str, of: str, sizes: tuple[int, ...]) -> Trial:
    def make(size: int) -> list[dict[str, Any]]:
        return with_copy(channel, field, text_of(ALL[of], size))

    return Trial(f"{channel}.{field}", of, CHECK, make, sizes)


def told_trial(told: str) -> Trial:
    """More and more facts, names or terms of the client, beside a text of 300 words."""
    text = (WORDS * 28)[:1500]

    def make(number: int) -> list[dict[str, Any]]:
        items = [TOLD[told].format(index + 2) for index in range(number)]
        return with_copy("facebook_post", "text", text, **{told: items})

    return Trial(told, "items", CHECK, make, NUMBERS)


def batch_trial(sizes: tuple[int, ...] = (*NUMBERS, MOST_DRAFTS)) -> Trial:
    def make(number: int) -> list[dict[str, Any]]:
        return [
            {**DRAFT, "id": f"draft {index}", "fields": {"body": f"{WORDS}Slot {index}."}} for index in range(number)
        ]

    return Trial("drafts", "a batch", CHECK, make, sizes)


def trials() -> Iterator[Trial]:
    """All of it: what is told of a client, batches, and every class of text in every field."""
    yield from map(told_trial, TOLD)
    yield batch_trial()
    for channel in channels().values():
        for field in channel.fields:
            yield from (text_trial(channel.id, field.name, of, sizes_of(field)) for of in ALL)


def sizes_of(field: Field) -> tuple[int, ...]:
    """Up to what the channel takes, and beyond it where that is little: too long a text is a finding, and judged."""
    size = max(field.max or UNLIMITED, LEAST)
    return SHORTEST, size // 10, size
