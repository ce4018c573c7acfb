"""The line of the menu that this area adds."""

from __future__ import annotations

from typing import Any

from standing.areas.documents.permissions import can_issue


def items(account: Any) -> list[tuple[Any, ...]]:
    """Job descriptions, for those who issue them; everybody else reaches them from a profile."""
    return [(46, "Job descriptions", "documents:documents")] if can_issue(account) else []
