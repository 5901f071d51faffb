"""What the schema cannot say of free-form fields: no NUL, and no number that a database or a browser would bend.

Nor 5.0, which JSON Schema takes for a whole number where a form's `id` must be written as one; nor how long several
texts are together where one is meant. Nor which bytes are a file that can be read: the one that is sent is one. In a
form with a file all is text, so nothing in it is of a wrong type. And no server takes an address of any length.
"""

from urllib.parse import urlencode

import schemathesis
from hypothesis.strategies import just

HUGE = 10**15
LEAST_CEILING = 100  # characters
LONGEST_QUERY = 3_500  # bytes
FILE = b'{"client_name": "Ada Ltd", "raw_notes": "Call Ada."}'
schemathesis.openapi.format("binary", just(FILE))


@schemathesis.hook
def filter_case(context, case):
    is_form = case.media_type == "multipart/form-data"
    return is_plain(case.body) and not (is_form and is_strange(case.body)) and is_short(case.query)


def is_strange(form):
    return not all(name == "file" or (name == "client_name" and isinstance(form[name], str)) for name in form)


def is_short(query):
    return len(urlencode(query or {}, doseq=True, errors="replace")) <= LONGEST_QUERY


def is_meant(case):
    return case.meta is None or case.meta.generation.mode.is_positive


def is_plain(value):
    if isinstance(value, dict):
        return all(is_plain(part) for pair in value.items() for part in pair)
    if isinstance(value, list):
        texts = [part for part in value if isinstance(part, str)]
        return (len(texts) < 2 or sum(map(len, texts)) <= LEAST_CEILING) and all(map(is_plain, value))
    if isinstance(value, str):
        return "\0" not in value
    if isinstance(value, float) and value.is_integer():
        return False
    return not isinstance(value, int | float) or abs(value) <= HUGE


@schemathesis.hook
def before_call(context, case, kwargs):
    """An intake that no run has taken in has no brief: its empty `brief_id` leads nowhere."""
    for part in (case.path_parameters, case.query) if is_meant(case) else ():
        for name in [name for name, value in (part or {}).items() if value == "" and name in ("id", "brief_id")]:
            part[name] = "none"
