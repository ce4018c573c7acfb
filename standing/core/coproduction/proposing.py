"""What is put to people: of which kinds, how far it has come, and the help that somebody may need to take part."""

from __future__ import annotations

from enum import StrEnum


class About(StrEnum):
    """What a proposal is about."""

    PROFILE = "profile"
    LOCAL_STANDARD = "local-standard"
    POLICY_CHANGE = "policy-change"
    ACTION_PLAN = "action-plan"

    @property
    def words(self) -> str:
        """The kind, as it stands in a list."""
        return {
            About.PROFILE: "A role profile",
            About.LOCAL_STANDARD: "A standard of our own",
            About.POLICY_CHANGE: "A change of a policy",
            About.ACTION_PLAN: "A plan of action",
        }[self]


class State(StrEnum):
    """How far a proposal has come."""

    OPEN = "open"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"

    @property
    def words(self) -> str:
        """The state, as a reader is told it."""
        return {State.OPEN: "Open", State.AGREED: "Agreed", State.NOT_AGREED: "Closed, not agreed"}[self]


class Help(StrEnum):
    """What somebody may ask for to take part (Accessible Information Standard; easy read)."""

    EASY_READ = "easy_read"
    LARGE_PRINT = "large_print"
    AUDIO = "audio"
    INTERPRETER = "interpreter"
    SUPPORTER = "supporter"
    TRAVEL = "travel"
    TIME = "time"

    @property
    def words(self) -> str:
        """The need, in words that stand in a list."""
        return {
            Help.EASY_READ: "easy read papers",
            Help.LARGE_PRINT: "papers in large print",
            Help.AUDIO: "papers read out loud",
            Help.INTERPRETER: "an interpreter",
            Help.SUPPORTER: "someone with me",
            Help.TRAVEL: "help with getting there",
            Help.TIME: "more time or more breaks",
        }[self]


def needs_in_words(chosen: list[Help], more: str) -> str:
    """What somebody asked for, in one line; nothing where they need nothing."""
    return "; ".join([*(one.words for one in chosen), *([more.strip()] if more.strip() else [])])
