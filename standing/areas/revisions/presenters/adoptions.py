"""Adopting a revision and undoing it, as pages."""

from __future__ import annotations

from standing.areas.audit import clock
from standing.areas.revisions.presenters.course import stage_row
from standing.areas.revisions.presenters.crosswalks import version_href
from standing.areas.revisions.selectors.adoptions import AdoptionState
from standing.areas.revisions.selectors.course import courses_of
from standing.areas.revisions.transition_words import past_words
from standing.site.components.lists import Row
from standing.site.dates import long_day

WRITTEN = (
    ("people", "People carried over"),
    ("decisions", "Decisions carried over"),
    ("suspensions", "Suspensions carried over"),
    ("changes", "Changes put into force on the new standards"),
    ("ends", "Old editions that end with the transition"),
    ("profiles", "Role profiles carried as a draft"),
    ("tasks", "Tasks for assessors and owners of profiles"),
)
BY_TREATMENT = {
    "carry and sign": "carried over, with a signature owed",
    "carry and sign, in context": "carried over in the context named, with a signature owed",
    "bridge": "carried over, with the new parts to be shown",
    "equivalence": "judged by an assessor",
    "equivalence per target": "judged by an assessor, for each new standard",
    "offer": "evidence offered, nothing granted",
    "none": "nothing is written for holders",
}


def day_rows(state: AdoptionState) -> list[Row]:
    """The days of the revision, and how far it has come."""
    rows = [stage_row(courses_of([state.revision], clock.today())[state.revision.pk])]
    if state.crosswalk is not None:
        rows += [
            Row("Crosswalk", f"Version {state.crosswalk.number}, approved by two people"),
            Row("Takes effect on", long_day(state.crosswalk.effective_on)),
            Row("Transition ends on", long_day(state.crosswalk.transition_ends_on)),
        ]
    return rows


def past_warning(state: AdoptionState) -> str:
    """That the transition is over already, for whoever is about to adopt it."""
    if state.crosswalk is None or (state.adopted is not None and state.correction is None):
        return ""
    return past_words(state.crosswalk.transition_ends_on, clock.today())


def treatment_rows(state: AdoptionState) -> list[Row]:
    """How many old standards are treated in which way."""
    counts: dict[str, int] = {}
    for row in state.crosswalk.rows if state.crosswalk else ():
        counts[row.treatment] = counts.get(row.treatment, 0) + 1
    rows = [Row(_standards(counts[name]), words) for name, words in BY_TREATMENT.items() if name in counts]
    deferred = len(state.crosswalk.deferred) if state.crosswalk else 0
    if deferred:
        rows.append(Row(_standards(deferred), "left out by the stewards: nothing is carried"))
    return rows


def _standards(number: int) -> str:
    return f"{number} standard{'' if number == 1 else 's'}"


def correction_words(state: AdoptionState) -> dict[str, str]:
    """What adopting a correction takes back and carries anew, and the address of what differs; nothing without one."""
    found = state.correction
    if found is None or state.version is None:
        return {}
    taken, carried = len(found.taken_back), len(found.carried)
    parts = [f"takes back what was written for {_old_standards(taken)}"] if taken else []
    parts += (
        [f"carries {_old_standards(carried)} {'anew' if taken else 'that nothing was carried for'}"]
        if carried
        else []
    )
    does = " and ".join(parts) or "changes words alone"
    return {"does": does, "differences": version_href(state.version, "differences")}


def _old_standards(number: int) -> str:
    return f"{number} old standard{'' if number == 1 else 's'}"


def written_rows(state: AdoptionState) -> list[Row]:
    """What adopting wrote, those kinds of which there is any."""
    return [Row(words, f"{state.counts[name]:,}") for name, words in WRITTEN if state.counts[name]]
