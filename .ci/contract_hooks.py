"""What the schema cannot say of free-form fields: no NUL, and no number that a database or a browser would bend.

Nor 5.0, which JSON Schema takes for a whole number where a form's `id` must be written as one; nor how long several
texts are together where one is meant. Nor which bytes are a file that can be read: what is sent as a form with a file
is left to the tests of uploads. And no server takes an address of any length. Nor which texts are a website, a
language, or an ID as an intake can give it: a client that is put has some that are.
"""

from urllib.parse import urlencode

import schemathesis

HUGE = 10**15
LEAST_CEILING = 100  # characters
LONGEST_QUERY = 3_500  # bytes
CLIENT = {"name": "Ada Ltd", "website": "https://ada.example", "language": "en-GB"}


@schemathesis.hook
def filter_case(context, case):
    return case.media_type != "multipart/form-data" and is_plain(case.body) and is_short(case.query)


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
    """What links carry on from answers: an intake without a run has no brief, the last page has none after it. A wrong
    client that an answer puts right is made wrong again."""
    is_client = case.operation.label == "PUT /api/v1/clients/{id}/"
    if not is_meant(case):
        if is_client and isinstance(case.body, dict):
            case.body = {**case.body, "surprise": 1}
        return
    for name in [name for name, value in (case.query or {}).items() if value == ""]:
        del case.query[name]
    for name in [name for name, value in (case.path_parameters or {}).items() if value == ""]:
        case.path_parameters[name] = "none"
    if is_client:
        case.path_parameters, case.body = {"id": "ada-1"}, {**case.body, **CLIENT}
