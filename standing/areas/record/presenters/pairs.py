"""Why a pair stands as it does: its reasons, its days as a picture, and every row behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from standing.areas.record.models import Decision
from standing.areas.record.presenters import standing as words
from standing.areas.record.presenters.days import DaysShown
from standing.areas.record.presenters.standing import Viewer
from standing.areas.record.selectors.records import PairInFull
from standing.areas.record.words import ASSESSOR_UNKNOWN, OUTCOME_WORDS, day_in_words
from standing.core.engine.timeline import Stretch, life
from standing.core.rules.days import add_months
from standing.core.rules.facts import MET
from standing.site.components.lists import Cell, Row, Table
from standing.site.components.status import LOOKS, Reason
from standing.site.components.timeline import Span, TimelinePicture

CLASS_WORDS = {
    "minor": "Minor: nothing to do",
    "significant": "Significant: read and sign",
    "major": "Major: read, sign and show it",
    "bridging": "New edition: show the new parts",
    "critical": "Safety alert: sign before the next such work",
}
_DECISION_HEAD = (
    "Decided",
    "Outcome",
    "Practice as of",
    "In effect from",
    "Expires",
    "Evidence and source",
    "Recorded",
)
MONTHS_BACK, MONTHS_AHEAD = 36, 24


@dataclass(frozen=True)
class PairPage:
    """One pair in full."""

    found: PairInFull
    viewer: Viewer
    shown: DaysShown
    can_correct: bool

    @property
    def title(self) -> str:
        return words.standard_words(self.found.pair.standard, self.found.pair.context)

    @property
    def status(self) -> str:
        return self.found.pair.standing.status

    @property
    def meaning(self) -> str:
        """What the status means; of another day, which."""
        return f"{self.shown.words}." if self.shown.warning else LOOKS[self.status].meaning

    @property
    def reasons(self) -> list[Reason]:
        return words.reasons(self.found.pair.explanation, self.found.titles, self.viewer)

    @property
    def remedies(self) -> list[str]:
        return words.remedies(self.found.pair.explanation, self.viewer) if self.status != "current" else []

    @property
    def next(self) -> str:
        return words.what_next(self.found.pair.explanation)

    @property
    def rows(self) -> list[Row]:
        """Who asks for it, until when it is held, and what its practice shows."""
        pair, holding = self.found.pair, self.found.pair.explanation.holding
        asked = ", ".join(pair.required_by) if pair.is_required else "Nobody, on this day"
        rows = [
            Row("Asked for by the role", asked),
            Row("Expires", words.expiry_words(pair.explanation) or "Not held"),
        ]
        if holding is not None:
            rows.append(Row("Practice shown as of", day_in_words(holding.practice_as_of)))
            if holding.expires_on is not None:
                rows.append(Row("Days of grace after expiry", str(holding.grace_days)))
        return rows

    @property
    def picture(self) -> TimelinePicture:
        """The days around the one asked about."""
        pair, at = self.found.pair, self.shown.days.at
        stretches = life(list(self.found.stretches))
        start = max(add_months(at, -MONTHS_BACK), min((s.from_on for s in stretches), default=at))
        return TimelinePicture.of(
            name="days",
            title=f"{self.found.person.name}, {words.short_standard(pair.standard, pair.context)}",
            spans=[
                _span(stretch, start)
                for stretch in stretches
                if stretch.to_on is None or stretch.to_on > start
            ],
            start=min(start, add_months(at, -6)),
            to=add_months(at, MONTHS_AHEAD),
            today=self.shown.days.today,
        )

    @property
    def evidence(self) -> Table:
        """Every decision known that bears on the pair."""
        return Table(
            name="evidence",
            caption="Decisions",
            head=[*_DECISION_HEAD, *(["Correct"] if self.can_correct else [])],
            rows=[self._decision(row) for row in self.found.pair.decisions],
            stack=True,
            empty="No decision about this standard is known.",
        )

    def _decision(self, row: Decision) -> list[Cell | str]:
        href = reverse("record:correct", args=[row.person.ref, row.pk])
        correct = Cell("Correct", href=href, hidden_text=f"the decision of {day_in_words(row.decided_on)}")
        return [
            Cell(day_in_words(row.decided_on)),
            OUTCOME_WORDS[row.outcome] + (f", for {row.context}" if row.context else ""),
            day_in_words(row.practice_as_of or row.decided_on),
            day_in_words(row.held_from or row.decided_on),
            expiry_given(row),
            Cell(words.bullets(provenance(row))),
            recorded_words(row),
            *([correct] if self.can_correct else []),
        ]

    @property
    def retracted(self) -> Table:
        """The decisions taken back, and why."""
        return Table(
            name="retracted",
            caption="Decisions taken back",
            head=["Decided", "Outcome", "Recorded", "Taken back", "Why"],
            rows=[_retracted(row) for row in self.found.retracted],
            stack=True,
            empty="None.",
        )

    @property
    def changes(self) -> Table:
        """The changes that touch the standard, and what the person has signed."""
        return Table(
            name="changes",
            caption="Changes to what this standard asks",
            head=["Change", "Kind", "In force from", "Signed"],
            rows=[
                [
                    Cell(f"{change.title} ({change.subject} version {change.version})"),
                    CLASS_WORDS[change.change_class],
                    day_in_words(change.effective_on)
                    + (f", until {day_in_words(change.withdrawn_on)}" if change.withdrawn_on else ""),
                    day_in_words(signed.signed_on)
                    if (signed := self.found.signature_of(change))
                    else "Not signed",
                ]
                for change in self.found.changes
            ],
            stack=True,
            empty="No change to this standard is known.",
        )


def _span(stretch: Stretch, start: date) -> Span:
    """A stretch as the picture shows it: one that began before the picture is drawn from its edge."""
    reasons = words.short_reasons(stretch.standing.reasons)
    return Span(
        max(stretch.from_on, start), stretch.to_on, stretch.standing.status, (reasons,) if reasons else ()
    )


def _retracted(row: Decision) -> list[Cell | str]:
    assert row.retracted_on is not None
    by = f" by {row.retracted_by.name}" if row.retracted_by else ""
    again = " Another stands in its place." if hasattr(row, "replaced_by") else ""
    return [
        Cell(day_in_words(row.decided_on)),
        OUTCOME_WORDS[row.outcome],
        recorded_words(row),
        f"{day_in_words(row.retracted_on)}{by}",
        f"{row.retraction_reason}{'' if row.retraction_reason.endswith('.') else '.'}{again}",
    ]


def recorded_words(row: Decision) -> str:
    """When a decision was recorded, and by whom."""
    by = row.recorded_by.name if row.recorded_by else "a command on the server"
    return f"{day_in_words(row.recorded_on)} by {by}"


def expiry_given(row: Decision) -> str:
    """The expiry a decision gives, or what gives it instead."""
    if row.expires_on:
        return day_in_words(row.expires_on)
    return "By the refresh rule" if row.outcome == MET else ""


def provenance(row: Decision) -> Iterable[str]:
    """Where the evidence of a decision is kept, where it came from, what it corrects, and what is not known of it."""
    if row.evidence:
        yield row.evidence
    if row.source:
        yield f"Source: {row.source}"
    if row.replaces:
        yield f"Corrects the decision recorded on {day_in_words(row.replaces.recorded_on)}"
    if row.carried_from:
        yield f"Carried over from the decision on {row.carried_from.standard_id}"
    if row.assessor_unknown:
        yield ASSESSOR_UNKNOWN
