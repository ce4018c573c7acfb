"""Claims in lists: the state as a tag, the lines, and the way back to them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from standing.areas.assessment.models import Claim
from standing.areas.record.presenters.standing import short_standard
from standing.core.assessing.states import WITH_ASSESSOR, State
from standing.site.components.lists import Cell, Table
from standing.site.dates import short_day

COLOURS = {
    State.PLANNED: "grey",
    State.COLLECTING: "grey",
    State.SUBMITTED: "blue",
    State.IN_ASSESSMENT: "blue",
    State.MORE_NEEDED: "yellow",
    State.MET: "aqua-green",
    State.NOT_YET: "yellow",
    State.AWAITING_VERIFICATION: "purple",
    State.RELEASED: "green",
    State.CERTIFICATED: "green",
    State.RETURNED: "orange",
    State.APPEALED: "purple",
    State.OVERTURNED: "orange",
    State.REVOKED: "red",
}


def claim_href(claim: Claim) -> str:
    """Where a claim is shown."""
    return reverse("assessment:claim", args=[claim.pk])


def state_tag(state: State) -> Markup:
    """The state as a tag: words, and a colour that says nothing by itself."""
    colour = COLOURS.get(state, "grey")
    return Markup('<strong class="nhsuk-tag nhsuk-tag--{}">{}</strong>').format(colour, state.words)


def claims_table(
    name: str,
    caption: str,
    claims: Iterable[Claim],
    *,
    with_person: bool,
    empty: str,
    leads_to: str = "claim",
) -> Table:
    """Claims in a list: of whom, on what, how far, since when, with whom."""
    head = ["Person"] if with_person else []
    return Table(
        name=name,
        caption=caption,
        head=[*head, "Standard", "State", "Since", "Evidence", "Assessor"],
        rows=[_line(claim, with_person=with_person, leads_to=leads_to) for claim in claims],
        stack=True,
        hide_caption=True,
        empty=empty,
    )


def assessed_tables(found: Iterable[Claim]) -> list[Table]:
    """What waits for an assessor apart from the rest of theirs: after a session that is long."""
    waits: list[Claim] = []
    others: list[Claim] = []
    for claim in found:
        (waits if claim.at in WITH_ASSESSOR else others).append(claim)
    empty = "Nothing waits for you." if others else "No claim is allocated to you."
    tables = [claims_table("to-assess", "To assess", waits, with_person=True, empty=empty)]
    if others:
        caption = "Your others: with somebody else, or decided"
        tables.append(claims_table("assessed", caption, others, with_person=True, empty=""))
    return tables


def _line(claim: Claim, *, with_person: bool, leads_to: str) -> list[Cell | str]:
    href = reverse(f"assessment:{leads_to}", args=[claim.pk])
    what = short_standard(claim.standard, claim.context)
    line: list[Cell | str] = [Cell(f"{what} {claim.standard.title}", href=href)]
    if with_person:
        line = [
            Cell(claim.person.name),
            Cell(f"{what} {claim.standard.title}", href=href, hidden_text=claim.person.name),
        ]
    return [
        *line,
        Cell(state_tag(claim.at)),
        Cell(short_day(timezone.localdate(claim.since)), narrow=True),
        pieces_of(getattr(claim, "pieces", 0)),
        claim.assessor.name if claim.assessor else "Nobody yet",
    ]


def pieces_of(number: int) -> str:
    """How many pieces of evidence."""
    return f"{number} {'piece' if number == 1 else 'pieces'}"


def crumbs(claim: Claim) -> list[dict[str, str]]:
    """The way back from a page about a claim."""
    return [*list_crumbs(), {"text": str(claim), "href": claim_href(claim)}]


def list_crumbs() -> list[dict[str, str]]:
    """The way back to the list of claims."""
    return [{"text": "Claims", "href": reverse("assessment:claims")}]
