"""Immutable JSON-like data, so that a value handed out cannot change what is stored."""

import copyreg
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

# Values go to other processes and back.
copyreg.pickle(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def freeze(data: Any) -> Any:
    """Lists become tuples, dictionaries read-only mappings, all the way down."""
    if isinstance(data, Mapping):
        return MappingProxyType({key: freeze(value) for key, value in data.items()})
    if isinstance(data, list | tuple):
        return tuple(freeze(item) for item in data)
    return data


@dataclass(frozen=True)
class Value:
    """Base of the values that cross an app's border: whatever one is made of is frozen all the way down."""

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, freeze(getattr(self, field.name)))


def thaw(data: Any) -> Any:
    """Plain JSON data of a value, dataclasses included; instants and dates as ISO 8601, decimals as text."""
    if is_dataclass(data) and not isinstance(data, type):
        return {field.name: thaw(getattr(data, field.name)) for field in fields(data)}
    if isinstance(data, Mapping):
        return {key: thaw(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [thaw(item) for item in data]
    if isinstance(data, datetime | date):
        return data.isoformat()
    return str(data) if isinstance(data, Decimal) else data
