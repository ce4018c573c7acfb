"""How a folder of facts is refused: whole, with one message a fault."""

from collections.abc import Sequence


class Refused(ValueError):
    """The facts cannot be used, and none of them is. `messages` says where and why, one fault each."""

    def __init__(self, messages: Sequence[str]) -> None:
        self.messages = tuple(messages)
        super().__init__("\n".join(messages))


def shown_bytes(found: bytes) -> str:
    """Bytes for a message: no longer than a reader can use."""
    return repr(found) if len(found) <= 40 else f"{found[:40]!r}..."
