"""A change of practice as it is rehearsed: one question, whoever asks it."""

from collections.abc import Collection

from standing.core.engine.evaluate import Window
from standing.core.rehearsing.asking import Places
from standing.core.rehearsing.comparing import Question
from standing.core.rehearsing.worlds import with_changes
from standing.core.rules.facts import Change
from standing.core.rules.known import Asked


def question_of(asked: Asked, changes: Collection[Change], window: Window, places: Places) -> Question:
    """What becomes of the standards of a change within a window, beside what is asked already, if it is put into force
    and nobody does anything about it.
    """
    standards = frozenset(change.standard for change in changes)
    return Question(asked, with_changes(asked, changes), standards, window, places=places)
