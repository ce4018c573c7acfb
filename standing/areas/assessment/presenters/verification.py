"""Verification in words and tables: what waits, plans, meetings, observations, and decisions to look at again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from standing.areas.assessment.models import HeldDecision, Review, SamplingPlan, Standardisation
from standing.areas.assessment.presenters.evidence import hideable
from standing.areas.assessment.selectors.not_counting import NotCounting
from standing.areas.assessment.selectors.verification import Due, HeldSeen, OfAssessor, PlanSeen
from standing.areas.record.models import Decision
from standing.areas.record.presenters.links import actions_cell
from standing.areas.record.presenters.standing import short_standard, standard_words
from standing.areas.record.selectors.assessors import AssessorSeen
from standing.areas.record.words import OUTCOME_WORDS
from standing.core.assessing.evidence import Kind
from standing.core.rules.sampling import Coverage, Shares
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day, moment

MOST_DRAWS = 200

STATES = {
    HeldDecision.COUNTERSIGNING: "Waits to be countersigned",
    HeldDecision.VERIFYING: "Waits to be verified",
    HeldDecision.RELEASED: "Released",
    HeldDecision.RETURNED: "Returned",
    HeldDecision.WITHDRAWN: "Taken back",
}


def crumbs() -> list[dict[str, str]]:
    """The way back to the page of verification."""
    return [{"text": "Verification", "href": reverse("assessment:verification")}]


def held_href(key: int) -> str:
    """The page of a held decision."""
    return reverse("assessment:held", args=[key])


def what_of(row: Any) -> str:
    """The standard of a decision, and its context."""
    words = standard_words(row.standard)
    return f"{words}, {row.context}" if row.context else words


def held_table(found: Iterable[HeldSeen], *, name: str, caption: str, empty: str) -> Table:
    """Held decisions, with why the reader may not look at one."""
    return Table(
        name=name,
        caption=caption,
        head=["About", "Standard", "Decided by", "Decided on", "Waits since", "Why it is held"],
        rows=[
            (
                Cell(one.row.person.name, href=held_href(one.row.pk)),
                what_of(one.row),
                one.row.assessor.name,
                long_day(one.row.decided_on),
                moment(one.row.held_at),
                why_held(one.row) if one.may else f"{why_held(one.row)} {one.verdict.words}",
            )
            for one in found
        ],
        stack=True,
        hide_caption=True,
        empty=empty,
    )


def own_held_table(rows: Iterable[HeldDecision]) -> Table:
    """What one decided oneself that is held, or was returned."""
    return Table(
        name="own-held",
        caption="What you decided",
        head=["About", "Standard", "Decided on", "State"],
        rows=[
            (
                Cell(row.person.name, href=held_href(row.pk)),
                what_of(row),
                long_day(row.decided_on),
                STATES[row.state] + (f": {row.ended_why}" if row.ended_why else ""),
            )
            for row in rows
        ],
        stack=True,
        hide_caption=True,
        empty="Nothing you decided is held.",
    )


def held_rows(row: HeldDecision) -> list[Row]:
    """All of a held decision."""
    rows = [
        Row("About", f"{row.person.name}, {row.person.ref}"),
        Row("Standard", what_of(row)),
        Row("Outcome", OUTCOME_WORDS[row.outcome]),
        Row("Decided by", row.assessor.name),
        Row("Decided on", long_day(row.decided_on)),
        Row("Practice as of", long_day(row.practice_as_of or row.decided_on)),
        Row("Where the evidence is kept", row.evidence or "Not said"),
        Row("How it was assessed", methods_in_words(row.methods)),
        Row("Held since", moment(row.held_at)),
        Row("Why it is held" if row.is_open else "Why it was held", why_held(row)),
        Row("State", STATES[row.state]),
    ]
    if row.expires_on:
        rows.insert(6, Row("Expires on", long_day(row.expires_on)))
    if row.replaces is not None:
        rows.append(Row("Corrects", f"The decision of {long_day(row.replaces.decided_on)}: {row.why}"))
    if row.countersigned_by is not None:
        rows.append(Row("Countersigned by", f"{row.countersigned_by.name}, {moment(row.countersigned_at)}"))
    if row.ended_by is not None:
        rows.append(Row(f"{STATES[row.state]} by", f"{row.ended_by.name}, {moment(row.ended_at)}"))
    if row.ended_why:
        rows.append(Row("Why", hideable(row.ended_why, row.subject)))
    if row.decision is not None:
        rows.append(Row("Counts from", long_day(row.decision.held_from)))
    return rows


def why_held(row: HeldDecision) -> str:
    """Why a decision is held: once it was countersigned, for what comes after that."""
    if row.state == HeldDecision.VERIFYING and row.countersigned_by_id is not None:
        return "It is to be verified, and does not count before an internal verifier has released it."
    return row.because


def methods_in_words(methods: Sequence[str]) -> str:
    """How something was assessed, in words."""
    return ", ".join(Kind(one).words for one in methods) if methods else "Not said"


# -- plans -----------------------------------------------------------------------------------------------------------


def plans_table(plans: Iterable[SamplingPlan], today: date) -> Table:
    """Sampling plans, each with a link to its page."""
    return Table(
        name="plans",
        caption="Sampling plans",
        head=["Unit", "From", "Over on", "Drawn of a hundred", "Made by", "State"],
        rows=[
            (
                Cell(plan.unit.name, href=reverse("assessment:plan", args=[plan.pk])),
                long_day(plan.from_on),
                long_day(plan.over_on),
                shares_of(plan),
                plan.made_by.name,
                state_of_plan(plan, today),
            )
            for plan in plans
        ],
        stack=True,
        hide_caption=True,
        empty="There is no plan yet. Without one nothing is drawn but what somebody decides who is appointed.",
    )


def shares_of(plan: SamplingPlan) -> str:
    """What a plan draws, in words."""
    return f"{plan.new_share} of new assessors, {plan.usual_share} of long-standing low-risk work"


def state_of_plan(plan: SamplingPlan, today: date) -> str:
    """Whether a plan is in force."""
    if plan.ended_on is not None:
        return f"Ended on {long_day(plan.ended_on)}: {plan.ended_why}"
    if plan.over_on <= today:
        return "Over"
    return "In force" if plan.from_on <= today else "Not begun"


def plan_rows(seen: PlanSeen, today: date, *, shows_seed: bool) -> list[Row]:
    """A plan, in a summary."""
    plan = seen.plan
    rows = [
        Row("Unit", plan.unit.name),
        Row("From", long_day(plan.from_on)),
        Row("Over on", long_day(plan.over_on)),
        Row("Drawn of a hundred", shares_of(plan)),
        Row("Made by", f"{plan.made_by.name}, {moment(plan.made_at)}"),
        Row("State", state_of_plan(plan, today)),
    ]
    if shows_seed:
        alike = (
            "Drawn again just now from the seed: the same"
            if seen.drawn_alike
            else "Drawn again just now from the seed: NOT the same. Somebody changed what was put to the plan"
        )
        rows += [Row("Seed", plan.seed), Row("Check", alike)]
    return rows


def planned_table(seen: PlanSeen, *, may_change: bool) -> Table:
    """Planned against done, by assessor."""
    return Table(
        name="planned",
        caption="Planned and done",
        head=[
            "Assessor",
            "Decided",
            "To draw",
            "Drawn",
            "Verified",
            "Waiting",
            "Returned",
            "Share now",
            "Change",
        ],
        rows=[_planned_row(seen.plan, one, may_change=may_change) for one in seen.assessors],
        stack=True,
        hide_caption=True,
        empty="Nobody has decided anything under this plan yet.",
    )


def _planned_row(plan: SamplingPlan, one: OfAssessor, *, may_change: bool) -> tuple[Cell | str, ...]:
    change = reverse("assessment:change_plan", args=[plan.pk, one.account.pk])
    return (
        one.account.name,
        Cell(one.decided, number=True),
        Cell(one.due, number=True),
        Cell(one.drawn, number=True),
        Cell(one.done, number=True),
        Cell(one.waits, number=True),
        Cell(one.returned, number=True),
        _shares_now(one.shares),
        actions_cell([("Change", change)] if may_change else [], f"how much is drawn of {one.account.name}"),
    )


def _shares_now(shares: Shares) -> str:
    usual = f"{shares.usual} of a hundred"
    return usual if shares.new == shares.usual else f"{usual}; {shares.new} where no grace is allowed"


def coverage_table(name: str, rows: Sequence[Coverage]) -> Table:
    """How far a sample covers one kind of thing, what is covered least first."""
    return Table(
        name=f"covers-{name.lower()}",
        caption=name,
        head=[name, "Decided", "Drawn"],
        rows=[
            (_covered(name, row.what), Cell(row.decided, number=True), Cell(row.drawn, number=True))
            for row in rows[:20]
        ],
        empty="Nothing yet.",
    )


def _covered(name: str, what: str) -> str:
    if name == "Method" and what in {kind.value for kind in Kind}:
        return Kind(what).words
    kind, _, number = what.partition(":")
    return f"Evidence {number}" if name == "Record" and kind == "evidence" else what


def changes_table(seen: PlanSeen) -> Table:
    """How a plan was changed, openly."""
    return Table(
        name="plan-changes",
        caption="Changes",
        head=["When", "Assessor", "Share", "By", "Reason"],
        rows=[
            (
                moment(one.made_at),
                one.assessor.name,
                f"{one.share} of a hundred",
                one.made_by.name,
                one.why,
            )
            for one in seen.changes
        ],
        stack=True,
        hide_caption=True,
        empty="It was never changed.",
    )


def draws_table(seen: PlanSeen) -> Table:
    """What was put to a plan, in order, for those who draw it again."""
    return Table(
        name="draws",
        caption="What was put to the plan",
        head=["Assessor", "Number", "About", "Standard", "Share", "Drawn", "Why"],
        rows=[
            (
                row.assessor.name,
                Cell(row.number, number=True),
                row.person.name,
                row.standard_id,
                Cell(row.share, number=True),
                "Yes" if row.drawn else "No",
                row.why,
            )
            for row in list(reversed(seen.draws))[:MOST_DRAWS]
        ],
        hide_caption=True,
        empty="Nothing yet.",
    )


# -- looked at again -------------------------------------------------------------------------------------------------


def interim_table(rows: Iterable[Decision]) -> Table:
    """Decisions to choose an interim sample from."""
    return Table(
        name="interim",
        caption="Decisions on the record nobody has looked at",
        head=["About", "Standard", "Outcome", "Decided by", "Decided on", "Look"],
        rows=[
            (
                row.person.name,
                what_of(row),
                OUTCOME_WORDS[row.outcome],
                row.assessor.name,
                long_day(row.decided_on),
                _look(row, Review.INTERIM),
            )
            for row in rows
        ],
        stack=True,
        hide_caption=True,
        empty="There is none.",
    )


def _look(row: Decision, kind: str) -> Cell:
    href = reverse("assessment:review", args=[kind, row.pk])
    return actions_cell([("Look at it", href)], f"the decision about {row.person.name} and {row.standard_id}")


def not_counting_table(rows: Iterable[NotCounting]) -> Table:
    """Decisions whose assessor did not count."""
    return Table(
        name="not-counting",
        caption="Decisions whose assessor did not count",
        head=["About", "Standard", "Decided by", "Decided on", "Why they did not count", "Looked at", "Look"],
        rows=[
            (
                one.decision.person.name,
                what_of(one.decision),
                one.decision.assessor.name,
                long_day(one.decision.decided_on),
                ", ".join(reason.replace("_", " ") for reason in one.reasons) or "They have no record of it",
                "; ".join(f"{FOUND[row.outcome]}: {row.words}" for row in one.reviews) or "Not yet",
                _look(one.decision, Review.ASSESSOR),
            )
            for one in rows
        ],
        stack=True,
        hide_caption=True,
        empty="Every assessor counted on the day of what they decided, or was appointed.",
    )


FOUND = {Review.STANDS: "Stands", Review.TO_CORRECT: "To be corrected"}


def decision_rows(row: Decision) -> list[Row]:
    """A decision on the record, for whoever looks at it again."""
    return [
        Row("About", f"{row.person.name}, {row.person.ref}"),
        Row("Standard", what_of(row)),
        Row("Outcome", OUTCOME_WORDS[row.outcome]),
        Row("Decided by", row.assessor.name if row.assessor else "A command on the server"),
        Row("Decided on", long_day(row.decided_on)),
        Row("Where the evidence is kept", row.evidence or "Not said"),
    ]


# -- alike -----------------------------------------------------------------------------------------------------------


def meetings_due_table(rows: Iterable[Due], today: date, *, may_record: bool) -> Table:
    """For each standard in use, when those who assess it met last, and by when next."""
    return Table(
        name="meetings-due",
        caption="Standardisation by standard",
        head=["Standard", "Last meeting", "Next by", *(["Record"] if may_record else [])],
        rows=[
            (
                one.about,
                long_day(one.last) or "Never",
                _due(one, today),
                *(
                    [
                        actions_cell(
                            [("Record one", f"{reverse('assessment:add_meeting')}?standard={one.key}")],
                            f"for {one.key}",
                        )
                    ]
                    if may_record
                    else []
                ),
            )
            for one in rows
        ],
        stack=True,
        hide_caption=True,
        empty="No standard was decided on in the last year.",
    )


def _due(one: Due, today: date) -> str:
    return f"{long_day(one.due)}{': overdue' if one.is_overdue(today) else ''}"


def meetings_table(rows: Iterable[Standardisation]) -> Table:
    """The meetings that were held."""
    return Table(
        name="meetings",
        caption="Meetings held",
        head=["Day", "Standard", "Took part", "Agreed"],
        rows=[
            (
                long_day(row.held_on),
                row.standard_id,
                ", ".join(account.name for account in row.took_part.all()),
                row.outcome,
            )
            for row in rows
        ],
        stack=True,
        hide_caption=True,
        empty="None is recorded.",
    )


def observations_table(rows: Iterable[tuple[AssessorSeen, Due]], today: date, *, may_record: bool) -> Table:
    """When each assessor was observed last, and by when next."""
    return Table(
        name="observations",
        caption="Observations of assessors",
        head=["Assessor", "Last observed", "Next by", *(["Record"] if may_record else [])],
        rows=[
            (
                one.account.name,
                long_day(due.last) or "Never",
                _due(due, today),
                *(
                    [
                        actions_cell(
                            [("Record one", reverse("assessment:observe", args=[one.account.pk]))],
                            f"of {one.account.name}",
                        )
                    ]
                    if may_record
                    else []
                ),
            )
            for one, due in rows
        ],
        stack=True,
        hide_caption=True,
        empty="Nobody assesses in your units.",
    )


def released_words(row: HeldDecision, *, counts: bool) -> str:
    """What became of a decision that was released: that it is on the record is not yet that the person counts."""
    if counts:
        return f"It is on the record: {row.person.name} counts in {short_standard(row.standard)} from today."
    return (
        f"It is on the record. {row.person.name} does not count in {short_standard(row.standard)} yet, for another "
        "reason: their record says which."
    )
