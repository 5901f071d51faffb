"""What the schema cannot say of free-form fields: no NUL, and no number that a database or a browser would bend.

Nor 5.0, which JSON Schema takes for a whole number where a form's `id` must be written as one. Nor which bytes are a
file that can be read: what is sent as a form with a file is left to the tests of uploads.
"""

import schemathesis

HUGE = 10**15


@schemathesis.hook
def filter_case(context, case):
    return case.media_type != "multipart/form-data" and is_plain(case.body)


def is_plain(value):
    if isinstance(value, dict):
        return all(is_plain(part) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return all(map(is_plain, value))
    if isinstance(value, str):
        return "\0" not in value
    if isinstance(value, float) and value.is_integer():
        return False
    return not isinstance(value, int | float) or abs(value) <= HUGE


@schemathesis.hook
def before_call(context, case, kwargs):
    """An intake that no run has taken in has no brief: its empty `brief_id` leads nowhere."""
    meant = case.meta is None or case.meta.generation.mode.is_positive
    for part in (case.path_parameters, case.query) if meant else ():
        for name in [name for name, value in (part or {}).items() if value == "" and name in ("id", "brief_id")]:
            part[name] = "none"
