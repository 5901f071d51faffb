"""String business IDs: a readable prefix and 32 hexadecimal digits."""

import uuid

NAMESPACE = uuid.UUID("0f6c1d0e-6a53-5d0b-9a51-6f4a4f5f3a10")


def new_id(prefix: str) -> str:
    return f"{prefix}_{uuid.uuid4().hex}"


def derived_id(prefix: str, *parts: str) -> str:
    """The ID of one slot of one run: the same parts give the same ID, so a step done again makes the same rows."""
    return f"{prefix}_{uuid.uuid5(NAMESPACE, chr(31).join((prefix, *parts))).hex}"
