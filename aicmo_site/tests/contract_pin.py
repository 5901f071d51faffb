"""What the five stations promise one another, as data that can be compared with what they promised before."""

import hashlib
import inspect
import json
import re
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path

from django.conf import settings

from aicmo_site.kernel.errors import AicmoError

PIN = Path(__file__).with_name("contracts.json")
REWRITE = """python manage.py shell -v 0 -c "from aicmo_site.tests.contract_pin import rewrite; rewrite()" """.strip()


class VersionSpent(Exception):
    """This version stands for another contract already: raise CONTRACT_VERSION first."""


def promises(station):
    """Verbs with their parameters (optional ones end in "="), values with their fields in order, errors' codes."""
    services, contracts = import_module(f"{station}.services"), import_module(f"{station}.contracts")
    return {
        "verbs": {verb.__name__: parameters(verb) for verb in verbs(services)},
        "values": {value.__name__: field_names(value) for value in own(contracts, inspect.isclass) if is_value(value)},
        "errors": {error.__name__: error.code for error in own(contracts, inspect.isclass) if is_error(error)},
    }


def own(module, kind):
    """The public classes or functions that a module itself defines, by name."""
    return [
        item
        for name, item in sorted(vars(module).items())
        if kind(item) and item.__module__ == module.__name__ and not name.startswith("_")
    ]


def verbs(services):
    return own(services, inspect.isfunction)


def is_value(item):
    return is_dataclass(item)


def is_error(item):
    return issubclass(item, AicmoError)


def parameters(verb):
    found = inspect.signature(verb).parameters.values()
    return [f"{parameter.name}{'' if parameter.default is parameter.empty else '='}" for parameter in found]


def field_names(value):
    return [field.name for field in fields(value)]


def version(station):
    return import_module(f"{station}.contracts").CONTRACT_VERSION


def fingerprint(promised):
    return hashlib.sha256(json.dumps(promised, sort_keys=True).encode()).hexdigest()[:16]


def pinned():
    return json.loads(PIN.read_text(encoding="utf-8")) if PIN.exists() else {}


def pin_of(station, before):
    """The station's new pin; `before` is its old one, whose versions keep their meaning. Raises VersionSpent."""
    promised, its_version = promises(station), version(station)
    versions = {**before.get("versions", {})}
    if versions.setdefault(its_version, fingerprint(promised)) != fingerprint(promised):
        raise VersionSpent(station, its_version)
    return {"version": its_version, "versions": versions, **promised}


def rewrite():
    """Pin what the stations promise now. Raises VersionSpent where a promise changed under the same version."""
    before = pinned()
    pins = {station: pin_of(station, before.get(station, {})) for station in settings.STATIONS}
    PIN.write_text(readable(pins), encoding="utf-8")


def readable(pins):
    """JSON with every list on one line, so that a diff shows one verb or value per line."""
    lists = re.compile(r"\[[^][{}]*\]")
    return (
        lists.sub(lambda found: re.sub(r"(?<=\[) | (?=\])", "", " ".join(found[0].split())), json.dumps(pins, indent=2))
        + "\n"
    )
