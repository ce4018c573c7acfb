"""How an action or a selector says no: always with words for the person who asked.

Both live below the areas, so that a view or a command catches the same two whichever area raised them.
"""


class NotAllowed(Exception):
    """Whoever asked may not. `reason` says what they cannot do and whom to ask; it never says what they would
    have seen.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Refused(Exception):
    """It cannot be done as asked, whoever asks, and nothing was changed.

    `reason` says what was found and what to do instead; `field` names the part of the form it is about, or is
    empty.
    """

    def __init__(self, reason: str, *, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
