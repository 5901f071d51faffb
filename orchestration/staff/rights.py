"""Who may do what on the screens, by the names that the API gives to the same acts."""

from typing import Any

_LOOKING = frozenset({"run-list", "run-retrieve"})


def may(user: Any, right: str) -> bool:
    """Looking needs the permission to view runs, all else the permission to change them."""
    return user.has_perm(f"orchestration.{'view' if right in _LOOKING else 'change'}_run")
