"""Who an event is by: an account, or a command run on the server.

The audit trail lies below accounts and knows none of their classes; it asks an actor for the name to write
down.
"""

from dataclasses import dataclass
from typing import Protocol

ACCOUNT_PREFIX = "account:"
SYSTEM_PREFIX = "system:"


class Actor(Protocol):
    """Whoever does something that is written in the audit trail."""

    @property
    def audit_name(self) -> str:
        """How events name them: `account:` and a number, or `system:` and a command."""
        ...


@dataclass(frozen=True)
class System:
    """A command run by somebody with a shell on the server, who could read and write the store anyway.

    It may do everything (`people.permissions.scope_of` says so, and nowhere else does); every event names the
    command.
    """

    command: str

    def __post_init__(self) -> None:
        if not self.command or self.command != self.command.strip():
            raise ValueError("A system actor is named after its command, for instance System('demo').")

    @property
    def audit_name(self) -> str:
        return f"{SYSTEM_PREFIX}{self.command}"
