"""Every version of every prompt with its text's hash: what a kept answer names must go on meaning the same."""

import json
from pathlib import Path

from aicmo_site.kernel.model.prompts import load_prompt

ROOT = Path(__file__).resolve().parents[2]
PIN = Path(__file__).with_name("prompts.json")
REWRITE = """python manage.py shell -v 0 -c "from aicmo_site.tests.prompt_pin import rewrite; rewrite()" """.strip()


class VersionSpent(Exception):
    """This version stands for another text already: raise the prompt's version first, and give the reason."""


def prompts(root=ROOT):
    """They lie in a folder `prompts/` beside the code that uses them; no two have the same name."""
    found = [load_prompt(path) for path in sorted(root.glob("*/**/prompts/*.md"))]
    by_name = {prompt.name: prompt for prompt in found}
    assert len(by_name) == len(found), "two prompts have the same name"
    return by_name


def pinned(pin=PIN):
    return json.loads(pin.read_text(encoding="utf-8")) if pin.exists() else {}


def rewrite(root=ROOT, pin=PIN):
    """Pin the prompts as they are. Raises VersionSpent where a text changed under the same version."""
    pins = pinned(pin)
    for prompt in prompts(root).values():
        versions = pins.setdefault(prompt.name, {})
        if versions.setdefault(str(prompt.version), prompt.sha256) != prompt.sha256:
            raise VersionSpent(prompt.name, prompt.version)
    pin.write_text(json.dumps(pins, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def unpinned(root=ROOT, pin=PIN):
    """Prompts whose version is not pinned, or stands for another text."""
    pins = pinned(pin)
    return [p.name for p in prompts(root).values() if pins.get(p.name, {}).get(str(p.version)) != p.sha256]
