"""The chapters of the specs, in reading order."""

from tests.spec.chapters import (
    absences,
    alerts,
    answer,
    bridging,
    carrying,
    changes,
    contexts,
    days,
    due_days,
    holding,
    known,
    refresh,
    renewal,
    revoking,
    statuses,
    time_and_blocks,
    without,
)
from tests.spec.spec import Chapter

CHAPTERS: tuple[Chapter, ...] = (
    days.CHAPTER,
    known.CHAPTER,
    answer.CHAPTER,
    holding.CHAPTER,
    renewal.CHAPTER,
    refresh.CHAPTER,
    bridging.CHAPTER,
    revoking.CHAPTER,
    contexts.CHAPTER,
    without.CHAPTER,
    time_and_blocks.CHAPTER,
    changes.CHAPTER,
    alerts.CHAPTER,
    due_days.CHAPTER,
    absences.CHAPTER,
    statuses.CHAPTER,
    carrying.CHAPTER,
)
