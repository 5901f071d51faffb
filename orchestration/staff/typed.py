"""What people type into the forms of the staff: taken as it is or refused, and never cut."""


class NotTaken(Exception):
    """Says why, to whoever typed it."""


def taken(text: str, most: int, name: str) -> str:
    """Without blanks around it, and its lines ended by \\n, where a browser sends \\r\\n. Raises NotTaken."""
    text = text.replace("\r\n", "\n").strip()
    if len(text) > most:
        raise NotTaken(f"{name} has {len(text):,} characters; at most {most:,} are allowed.")
    if "\0" in text:
        raise NotTaken(f"{name} has a NUL character, which no text can keep.")
    return text
