"""Appeals in words and tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.urls import reverse

from standing.areas.assessment.models import Appeal, AppealStage
from standing.areas.assessment.presenters.evidence import hideable
from standing.areas.assessment.presenters.verification import what_of
from standing.areas.assessment.selectors.appeals import AppealSeen
from standing.areas.record.models import Decision
from standing.areas.record.presenters.links import actions_cell
from standing.areas.record.words import OUTCOME_WORDS
from standing.core.assessing.appeals import Stage
from standing.core.rules.facts import REVOKED
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day

STATES = {
    Appeal.OPEN: "Open",
    Appeal.UPHELD: "Over: the decision was upheld",
    Appeal.OVERTURNED: "Over: the decision was overturned",
    Appeal.DROPPED: "Over: dropped by the person",
}
OUTCOMES = {AppealStage.UPHELD: "Upheld", AppealStage.OVERTURNED: "Overturned"}


def how_appeals_go() -> list[str]:
    """What every candidate is told at the start."""
    days = settings.APPEAL_DAYS
    steps = "; ".join(
        f"{number}. {stage.words}, within {days[stage.value]} working days"
        for number, stage in enumerate(Stage, 1)
    )
    return [
        (
            "If you do not agree with a decision of not yet met, or with a revocation, you can appeal. Whoever "
            "decided looks at it again first. If you still do not agree, people who had no part in it do."
        ),
        f"The stages: {steps}. Weekends and bank holidays are no working days.",
        "While you appeal, nothing changes. A revocation stands unless the panel suspends it.",
    ]


def appeal_href(key: int) -> str:
    """The page of an appeal."""
    return reverse("assessment:appeal", args=[key])


def state_of(seen: AppealSeen, today: date) -> str:
    """How an appeal stands, in words."""
    if seen.appeal.state != Appeal.OPEN:
        return STATES[seen.appeal.state]
    stage = seen.stage
    if stage.outcome:
        return f"{OUTCOMES[stage.outcome]} by: {Stage(stage.stage).words}. The person may take it further"
    late = ": overdue" if stage.due_on < today else ""
    return f"With: {Stage(stage.stage).words}, by {long_day(stage.due_on)}{late}"


def appeals_table(rows: Iterable[AppealSeen], today: date) -> Table:
    """Appeals, each with a link to its page."""
    return Table(
        name="appeals",
        caption="Appeals",
        head=["About", "Decision", "Opened", "State"],
        rows=[
            (
                Cell(one.appeal.decision.person.name, href=appeal_href(one.appeal.pk)),
                f"{OUTCOME_WORDS[one.appeal.decision.outcome]}, {what_of(one.appeal.decision)}",
                long_day(one.appeal.opened_on),
                state_of(one, today),
            )
            for one in rows
        ],
        stack=True,
        hide_caption=True,
        empty="There is none.",
    )


def offered_table(rows: Iterable[Decision]) -> Table:
    """What one can appeal against."""
    return Table(
        name="offered",
        caption="Decisions you can appeal against",
        head=["Decision", "Day", "Appeal"],
        rows=[
            (
                f"{OUTCOME_WORDS[row.outcome]}, {what_of(row)}",
                long_day(row.decided_on),
                actions_cell(
                    [("Appeal", reverse("assessment:open_appeal", args=[row.pk]))],
                    f"against the decision on {row.standard_id}",
                ),
            )
            for row in rows
        ],
        stack=True,
        hide_caption=True,
        empty="There is no decision you could appeal against.",
    )


def appeal_rows(seen: AppealSeen, today: date) -> list[Row]:
    """An appeal, in a summary."""
    appeal, decision = seen.appeal, seen.appeal.decision
    rows = [
        Row("About", f"{decision.person.name}, {decision.person.ref}"),
        Row("Decision", f"{OUTCOME_WORDS[decision.outcome]}, {what_of(decision)}"),
        Row("Decided by", decision.assessor.name if decision.assessor else "A command on the server"),
        Row("Decided on", long_day(decision.decided_on)),
        Row("Opened", long_day(appeal.opened_on)),
        Row("Why they do not agree", hideable(appeal.grounds, appeal.subject)),
        Row("State", state_of(seen, today)),
    ]
    if appeal.suspended_on:
        rows.append(Row("Suspended by the panel", f"{long_day(appeal.suspended_on)}: {appeal.suspended_why}"))
    if appeal.state == Appeal.OPEN:
        rows.append(Row("Meanwhile", _meanwhile(seen)))
    return rows


def _meanwhile(seen: AppealSeen) -> str:
    """How the person stands while an appeal is open."""
    if seen.appeal.decision.outcome != REVOKED:
        return "Nothing changes: it stays not yet met"
    if seen.appeal.suspended_on is None:
        return "The revocation stands, unless the panel suspends it"
    return (
        "They stand as before the revocation, until the panel has decided"
        if seen.before_panel
        else "The revocation stands again, since the panel has upheld it"
    )


def about_deciding(seen: AppealSeen) -> list[str]:
    """What whoever decides a stage is told before: whose decision it is, and what follows."""
    whose = "Record here what the awarding organisation has decided, in its words."
    after = (
        "Overturned, the revocation is taken back, and they stand as before it."
        if seen.appeal.decision.outcome == REVOKED
        else "Overturned, the decision is taken back, and they are assessed again. Nothing is granted by it."
    )
    return [whose, after] if seen.stage.stage == Stage.ORGANISATION.value else [after]


def stages_table(seen: AppealSeen) -> Table:
    """The stages that an appeal has gone through."""
    return Table(
        name="stages",
        caption="Stages",
        head=["Who decides", "Opened", "Due by", "Outcome", "Why"],
        rows=[
            (
                Stage(one.stage).words,
                long_day(one.opened_on),
                long_day(one.due_on),
                f"{OUTCOMES[one.outcome]}, {one.decided_by.name if one.decided_by else ''}, "
                f"{long_day(one.decided_on)}"
                if one.outcome
                else "Not decided yet",
                hideable(one.words, one.subject) if one.words else "–",
            )
            for one in seen.stages
        ],
        stack=True,
        hide_caption=True,
    )
