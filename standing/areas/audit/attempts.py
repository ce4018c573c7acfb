"""Attempts that were refused, in the audit trail: who tried what, and what they were told.

What a refused action wrote is undone with its transaction, and an event of it would be too. So the refusal carries its
event, and the outermost `writing()` writes it once all else was rolled back: one event and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from standing.areas.audit.actions import Said, Told
from standing.areas.refusals import NotAllowed, Refused

P = ParamSpec("P")
R = TypeVar("R")


def tells_of_refusals(subject: Callable[..., str]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Of an action that takes `by=`: when it is refused, an event says so, named `refused_` and the action.

    `subject` names what it was to be done to, from the action's own arguments. Put it inside `writing()`. A refusal
    that has its own event to tell keeps it.
    """

    def decorate(action: Callable[P, R]) -> Callable[P, R]:
        @wraps(action)
        def attempt(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return action(*args, **kwargs)
            except (NotAllowed, Refused) as refusal:
                if not hasattr(refusal, "told"):
                    said = _said(action.__name__, subject(**kwargs), refusal)
                    by: Any = kwargs["by"]
                    refusal.told = Told(by, (said,))  # type: ignore[union-attr]
                raise

        return attempt

    return decorate


def _said(action: str, subject: str, refusal: NotAllowed | Refused) -> Said:
    kind = "may not" if isinstance(refusal, NotAllowed) else "cannot be done"
    return Said(f"refused_{action}", subject, {"kind": kind, "told": refusal.reason})
