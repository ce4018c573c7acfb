"""Attempts that were refused, in the audit trail: who tried what, and what they were told.

What a refused action wrote is undone with its transaction, and an event of it would be too. So the event of the refusal
comes after, in a transaction of its own: one event and nothing else, kept whether or not anything follows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from standing.areas.audit.actions import record_event, writing
from standing.areas.refusals import NotAllowed, Refused

P = ParamSpec("P")
R = TypeVar("R")


def tells_of_refusals(subject: Callable[..., str]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Of an action that takes `by=`: when it is refused, an event says so, named `refused_` and the action.

    `subject` names what it was to be done to, from the action's own arguments. Put it outside `writing()`. An action
    inside another tells once: where the outer one is undone too, its own event stands for both.
    """

    def decorate(action: Callable[P, R]) -> Callable[P, R]:
        @wraps(action)
        def attempt(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return action(*args, **kwargs)
            except (NotAllowed, Refused) as refusal:
                _tell(action.__name__, subject(**kwargs), kwargs["by"], refusal)
                raise

        return attempt

    return decorate


def _tell(action: str, subject: str, by: Any, refusal: NotAllowed | Refused) -> None:
    if not hasattr(by, "audit_name"):
        return
    kind = "may not" if isinstance(refusal, NotAllowed) else "cannot be done"
    with writing():
        record_event(
            by=by,
            action=f"refused_{action}",
            subject=subject,
            words={"kind": kind, "told": refusal.reason},
        )
