"""How far a revision has come, and what can be done with it now, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from standing.areas.revisions.selectors.course import Offer, RevisionCourse
from standing.core.crosswalks.course import Stage
from standing.core.crosswalks.states import State
from standing.site.components.lists import Row
from standing.site.dates import long_day

COLOURS = {
    Stage.ANNOUNCED: "white",
    Stage.DRAFT: "blue",
    Stage.AWAITING: "yellow",
    Stage.APPROVED: "green",
    Stage.PREPARING: "yellow",
    Stage.ADOPTED: "green",
    Stage.TRANSITION: "green",
    Stage.ENDED: "grey",
    Stage.UNDONE: "orange",
}
PAGES = {
    "rehearse": ("Rehearse it", "See what would change, for whom and when, before anything is written."),
    "adopt": ("Adopt it", "Carry people and profiles over."),
    "progress": ("Progress of the transition", "What is done, to do and overdue, by team."),
    "undo": ("Undo the adoption", "Take it back, as long as nobody has built on it."),
}


HINDERED = {
    "adopt": "Not yet: something is missing, and the page says what.",
    "undo": "Not now: somebody has built on it, and the page says what would have to go first.",
}


@dataclass(frozen=True)
class NextPage:
    """Something to do with a revision: a link, or without an address why it cannot be done now."""

    text: str
    href: str
    what: str


def stage_tag(stage: Stage) -> Markup:
    """How far a revision has come, as a tag."""
    return Markup('<strong class="nhsuk-tag nhsuk-tag--{}">{}</strong>').format(COLOURS[stage], stage.words)


def stage_row(found: RevisionCourse) -> Row:
    """How far a revision has come, as a line of a summary."""
    return Row("State", Markup("{} {}").format(stage_tag(found.stage), stage_words(found)))


def stage_words(found: RevisionCourse) -> str:
    """How far a revision has come, in a sentence or two, with its days."""
    course = found.course
    number = found.version.number if found.version else 0
    end = long_day(course.transition_ends_on, "a day not set yet")
    begun = f"Adopted on {long_day(course.adopted_on)} by version {number} of its crosswalk."
    words = {
        Stage.ANNOUNCED: "It is in the catalogue, and no crosswalk is begun here.",
        Stage.DRAFT: f"Version {number} of its crosswalk is being worked on.",
        Stage.AWAITING: f"Version {number} of its crosswalk waits for two people to approve it.",
        Stage.APPROVED: f"Version {number} of its crosswalk is approved. Nothing is carried over yet.",
        Stage.PREPARING: "Its adoption is being prepared. Nothing is carried over yet.",
        Stage.ADOPTED: f"{begun} It takes effect on {long_day(course.effective_on, 'a day not set yet')}.",
        Stage.TRANSITION: f"{begun} The transition goes on until {end}.",
        Stage.ENDED: f"{begun} The transition ended on {end}.",
        Stage.UNDONE: f"Its adoption was undone on {long_day(course.undone_on)}{_why(found)} It can be adopted again.",
    }
    return words[found.stage] + _correction(found)


def _why(found: RevisionCourse) -> str:
    why = found.undone.ended_why if found.undone is not None else ""
    return f": {why}{'' if why.endswith('.') else '.'}" if why else "."


def _correction(found: RevisionCourse) -> str:
    if found.open is not None and found.open != found.version:
        state = "waits for approval" if found.open.state == State.AWAITING else "is being worked on"
        return f" Version {found.open.number}, to correct it, {state}."
    if found.approved is not None and found.approved != found.version:
        return f" Version {found.approved.number} is approved to take its place."
    return ""


def next_pages(found: RevisionCourse, offers: list[Offer]) -> list[NextPage]:
    """What can be done with a revision now; what cannot has no address, and says why."""
    pages = []
    for offer in offers:
        text, what = PAGES[offer.name]
        href = reverse(f"revisions:{offer.name}", args=[found.revision.code]) if offer.can_be_done else ""
        why = HINDERED[offer.name] if offer.is_hindered else offer.why_not
        pages.append(NextPage(text, href, why or what))
    return pages
