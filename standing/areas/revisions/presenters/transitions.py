"""The pages of a transition: what to judge, what changes for a person, how far each team has got."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from standing.areas.record.models import Decision
from standing.areas.record.presenters.standing import standard_words
from standing.areas.record.words import ASSESSOR_UNKNOWN, OUTCOME_WORDS, REASON_WORDS, STATUS_WORDS
from standing.areas.revisions.models import Notice, TransitionTask
from standing.areas.revisions.naming import in_context, short, titled
from standing.areas.revisions.presenters.transferring import short as covered_in_short
from standing.areas.revisions.selectors.transitions import (
    STATES,
    ForPerson,
    OldClaim,
    PersonProgress,
    Progress,
    TaskInFull,
    TeamProgress,
)
from standing.areas.revisions.transition_lines import (
    DONE,
    LOST,
    NOT_CARRIED,
    OVERDUE,
    OWED,
    SIGN,
    TO_COME,
    WAITING,
    Line,
    Transition,
)
from standing.areas.revisions.transition_words import (
    action_words,
    became,
    held,
    milestone_words,
    state_words,
)
from standing.areas.standards.presenters.words import short_name_of
from standing.core.rules.equivalence import Source
from standing.site.components.lists import Cell, Row, Table, Task
from standing.site.dates import long_day, short_day

SHOWN = 10
TITLES = {
    TransitionTask.EQUIVALENCE: "Judge whether old decisions meet it",
    TransitionTask.OFFER: "Look at the evidence offered",
    TransitionTask.WITHDRAWN_LINE: "Decide about a line without a successor",
}
FOUND = {
    TransitionTask.OPEN: "To judge",
    TransitionTask.GRANTED: "Granted",
    TransitionTask.REFUSED: "Refused",
    TransitionTask.NOTED: "Looked at",
    TransitionTask.CLOSED: "Closed: the revision was undone",
}


def tasks_table(tasks: Sequence[TransitionTask], today: date) -> Table:
    """What an assessor has to judge, soonest due first."""
    return Table(
        name="to-judge",
        caption="What to judge",
        head=("Person", "New standard", "What", "By"),
        rows=[
            (
                Cell(_name(task), href=reverse("revisions:judge", args=[task.pk])),
                _titled(task),
                TITLES[task.kind],
                _due(task.due_on, today),
            )
            for task in tasks
        ],
        stack=True,
        hide_caption=True,
        empty="Nothing of a revision waits for you.",
    )


def lines_table(tasks: Sequence[TransitionTask], today: date) -> Table:
    """The lines of profiles that somebody has to decide about."""
    return Table(
        name="lines",
        caption="Lines of role profiles without a successor",
        head=("Role profile", "Standard", "By"),
        rows=[
            (
                Cell(task.profile, href=reverse("revisions:settle_line", args=[task.pk])),
                _titled(task),
                _due(task.due_on, today),
            )
            for task in tasks
        ],
        stack=True,
    )


def _name(task: TransitionTask) -> str:
    return task.person.name if task.person is not None else task.profile


def _titled(task: TransitionTask) -> str:
    return in_context(standard_words(task.standard), task.context)


def _due(day: date, today: date) -> str:
    return f"{short_day(day)}, overdue" if day < today else short_day(day)


def judge_page(found: TaskInFull, today: date) -> dict[str, Any]:
    """What an assessor sees before judging: the new standard, and the old ones with their decisions beside it."""
    task, facts = found.task, found.facts
    assert task.person is not None
    new = task.standard
    rows = [
        Row("Person", f"{task.person.name} ({task.person.ref})"),
        Row("New standard", standard_words(new)),
        Row("Context", task.context or "General"),
        Row("Stands on it today", _standing(facts.new.status, facts.new.reasons, facts.new.expires_on)),
        Row("Last day to judge", _due(task.due_on, today)),
    ]
    if task.state != TransitionTask.OPEN:
        rows.append(Row("Found", f"{FOUND[task.state]}. {task.why}"))
    return {
        "title": TITLES[task.kind],
        "caption": task.person.name,
        "rows": rows,
        "new_href": reverse("standards:standard", args=[new.pk]),
        "sources": _sources_table(facts.sources, found.transition.titles),
        "decisions": decisions_table(facts.decisions),
        "held_words": HELD_WORDS,
        "whys": why_words(found),
        "no_grant": found.no_grant,
        "is_open": task.state == TransitionTask.OPEN,
    }


def why_words(found: TaskInFull) -> list[str]:
    """Why somebody judges this, a sentence for each old standard that it may come from."""
    words = []
    for source in found.facts.sources:
        row = found.transition.crosswalk.by_old.get(source.standard)
        kind = WHY_JUDGED.get(row.kind if row is not None else "", "")
        because = found.whys.get(source.standard, "")
        if because:
            kind = f"is carried over as a rule, and this record could not be. {because}"
        words.append(f"{titled(source.standard, found.transition.titles)} {kind or JUDGED_HERE}")
    return words


WHY_JUDGED = {
    "replaced": "was replaced by a standard that existed before.",
    "split": "was split: each new standard is judged by itself.",
    "absorbed": "was combined into the new standard: its evidence is offered towards it.",
}
JUDGED_HERE = "is judged by an assessor, as the stewards of the revision decided."
HELD_WORDS = (
    "Of national standards Standing holds the code, the title and a sentence on scope, not the criteria: compare the "
    "texts you hold. What you grant is granted on title and scope."
)


def _standing(status: str, reasons: Sequence[str], expires_on: date | None) -> str:
    parts = [STATUS_WORDS[status], *(REASON_WORDS[reason] for reason in reasons)]
    if expires_on is not None:
        parts.append(f"expires {short_day(expires_on)}")
    return "; ".join(parts)


def _sources_table(sources: Sequence[Source], titles: Mapping[str, str]) -> Table:
    return Table(
        name="sources",
        caption="The old standards, today",
        head=("Old standard", "How the person stands", "Practice shown up to", "Can be used"),
        rows=[
            (
                Cell(
                    titled(source.standard, titles),
                    href=reverse("standards:standard", args=[source.standard]),
                ),
                _standing(source.standing.status, source.standing.reasons, source.standing.expires_on),
                short_day(source.holding.practice_as_of) if source.holding else "",
                "Yes"
                if source.can_be_used
                else "No: it does not count"
                if source.holding
                else "No: not held",
            )
            for source in sources
        ],
        stack=True,
    )


def decisions_table(decisions: Sequence[Decision]) -> Table:
    """The old decisions and where their evidence is kept, newest first."""
    return Table(
        name="decisions",
        caption="Decisions on them, and their evidence",
        head=("Standard", "Found", "Decided", "Evidence", "By"),
        rows=[
            (
                in_context(short(row.standard_id), row.context),
                OUTCOME_WORDS[row.outcome],
                short_day(row.decided_on),
                row.evidence or "None is named",
                _assessor(row),
            )
            for row in decisions
        ],
        stack=True,
        empty="No decision on them is known.",
    )


def _assessor(row: Decision) -> str:
    if row.assessor_unknown:
        return ASSESSOR_UNKNOWN
    return row.recorded_by.name if row.recorded_by is not None else row.source or "Not named"


def for_person_page(found: ForPerson, *, is_own: bool) -> dict[str, Any]:
    """What changes for a person: a table for each revision, what they were told, and their claims on old editions."""
    return {
        "transitions": [
            {
                "title": transition.title,
                "words": _days(transition.crosswalk.effective_on, transition.crosswalk.transition_ends_on),
                "adopted": transition.is_adopted,
                "table": lines_of_person(
                    f"lines-{number}", transition.title, lines, _sign_href(transition) if is_own else ""
                ),
            }
            for number, (transition, lines) in enumerate(found.transitions, 1)
        ],
        "claims": claims_table(found.claims),
        "notices": notices_table([one for one in found.notices if one.read_at is not None or not is_own]),
        "unread": notice_tasks([one for one in found.notices if one.read_at is None]) if is_own else [],
        "is_own": is_own,
    }


def _sign_href(transition: Transition) -> str:
    one = transition.adopting.revising
    return reverse("record:sign", args=[one.subject, one.version])


def _days(effective_on: date, ends_on: date) -> str:
    return f"In effect from {long_day(effective_on)}. The old editions count up to {long_day(ends_on)}."


def _action(line: Line, change: str) -> Cell | str:
    """What to do for a line; with `change`, the address where the reader signs for themself."""
    words = action_words(line)
    if change and line.asks == SIGN and line.state in (OWED, OVERDUE):
        return Cell(words, href=change)
    return words


def lines_of_person(name: str, title: str, lines: Sequence[Line], change: str = "") -> Table:
    """What a revision changes for somebody, a row for each standard they hold. `change`: where the reader signs it."""
    return Table(
        name=name,
        caption=title,
        head=("Held", "Becomes", "State", "What to do"),
        rows=[(held(line), became(line), state_words(line), _action(line, change)) for line in lines],
        stack=True,
        hide_caption=True,
    )


def claims_table(claims: Sequence[OldClaim]) -> Table:
    """Claims open on old editions, and where each may go."""
    return Table(
        name="claims",
        caption="Working towards an old edition",
        head=("Old edition", "Finish by", "Or go on with", "Your evidence covers"),
        rows=[
            (
                Cell(
                    standard_words(one.claim.standard),
                    href=reverse("revisions:transfer_claim", args=[one.claim.pk]),
                ),
                short_day(one.last_assessment_on),
                ", ".join(standard_words(target) for target in one.targets),
                covered_in_short(one),
            )
            for one in claims
        ],
        stack=True,
    )


def notices_table(notices: Sequence[Notice]) -> Table:
    """What somebody was told, newest first."""
    return Table(
        name="notices",
        caption="What was told",
        head=("Notice", "What it said", "Told on", "Read on"),
        rows=[
            (
                milestone_words(one.milestone, one.version.revision.title, one.on),
                Cell(
                    Markup('<ul class="nhsuk-list">{}</ul>').format(
                        Markup("").join(Markup("<li>{}</li>").format(line) for line in one.lines)
                    )
                ),
                short_day(one.made_at.date()),
                short_day(one.read_at.date()) if one.read_at else "Not yet",
            )
            for one in notices
        ],
        stack=True,
    )


def notice_tasks(notices: Sequence[Notice]) -> list[dict[str, Any]]:
    """Unread notices for the home page: a heading, the words, and where to say that they are read."""
    return [
        {
            "title": milestone_words(one.milestone, one.version.revision.title, one.on),
            "lines": one.lines,
            "href": reverse("revisions:read_notice", args=[one.pk]),
        }
        for one in notices
    ]


def progress_page(found: Progress, *, href: str) -> dict[str, Any]:
    """How far a transition has got: teams with their figures, and the people of one."""
    return {
        "table": _teams(found, href),
        "people": _people(found.people, found.unit.name) if found.unit is not None else None,
    }


def _teams(found: Progress, href: str) -> Table:
    shown = [state for state in STATES if any(team.counts[state] for team in found.teams)]
    return Table(
        name="teams",
        caption="How far each team has got",
        head=(
            "Team",
            Cell("People", number=True),
            *(Cell(_STATE_HEADS[state], number=True) for state in shown),
            Cell("Together", number=True),
        ),
        rows=[
            (
                Cell(_indented(team), href=f"{href}?unit={team.unit.code}#people"),
                Cell(f"{team.people:,}", number=True),
                *(Cell(f"{team.counts[state]:,}", number=True) for state in shown),
                Cell(f"{team.of:,}", number=True),
            )
            for team in found.teams
            if team.of
        ],
        stack=True,
        empty="Nobody in these teams holds a standard that the revision changes.",
        notes=(
            FIGURES,
            *(_STATE_NOTES[state] for state in shown if state in _STATE_NOTES),
        ),
    )


def _indented(team: TeamProgress) -> Markup:
    return Markup('<span class="app-depth-{}">{}</span>').format(min(team.depth, 4), team.unit.name)


_STATE_HEADS = {
    DONE: "Done",
    TO_COME: "To come",
    OWED: "To do",
    OVERDUE: "Overdue",
    WAITING: "Wait for an assessor",
    NOT_CARRIED: "Not carried over",
    LOST: "Refused, or no successor",
}
_STATE_NOTES = {
    OWED: "To do: to be signed, or the new parts to be shown, by the person.",
    NOT_CARRIED: "Not carried over: no assessor could use it. The person is told why, and how they come to count.",
}
FIGURES = (
    "Beside the people, each figure counts old standards that people hold: somebody who holds three is there three "
    "times. A team includes those below it."
)


def _people(people: Sequence[PersonProgress], unit: str) -> Table:
    return Table(
        name="people",
        caption=f"{unit}: people you can see",
        head=("Person", "Held", "Becomes", "State", "By"),
        rows=[
            (
                Cell(one.person.name, href=reverse("revisions:for_person", args=[one.person.ref])),
                held(line),
                became(line),
                state_words(line),
                short_day(line.by_day) if line.by_day else "",
            )
            for one in people
            for line in sorted(one.lines, key=lambda line: (line.state == DONE, line.old))
        ],
        stack=True,
        empty="Nobody here whom you can see held a standard that the revision changes.",
    )


def inbox(tasks: Sequence[TransitionTask]) -> list[Task]:
    """What an assessor has to judge, for the home page."""
    return [
        Task(
            title=f"{_name(task)}: {short_name_of(task.standard)}",
            href=reverse("revisions:judge", args=[task.pk]),
            hint=TITLES[task.kind],
            state=f"By {short_day(task.due_on)}",
            colour="blue",
        )
        for task in tasks[:SHOWN]
    ]
