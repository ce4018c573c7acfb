"""A claim shown: with its evidence, coverage, judgements, decisions and history, and what its reader can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup, escape

from standing.areas.assessment.models import Attachment, Claim, ClaimDecision, Judgement, Step
from standing.areas.assessment.presenters.claim_lists import pieces_of, state_tag
from standing.areas.assessment.presenters.evidence import HIDDEN, WITHDRAWN, evidence_href, hide_link
from standing.areas.assessment.selectors.claims import Shown
from standing.areas.record.editions import Replaced, replaced
from standing.areas.record.presenters.standing import pair_href, standard_words
from standing.areas.record.words import OUTCOME_WORDS
from standing.core.assessing.evidence import Basis, Kind
from standing.core.assessing.states import Move, State
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day, moment, short_day

SCOPE_WORDS = (
    "Only the title and scope of this standard are held here, not its criteria. So it is assessed on scope only, and "
    "the decision and every statement of it say so. Whoever keeps the criteria can add them first."
)


@dataclass(frozen=True)
class Button:
    """Something the reader can do to a claim: a page that asks more, or (`sends`) at once."""

    text: str
    href: str
    hint: str = ""
    sends: bool = False
    first: bool = False


_SENT = {
    Move.SUBMIT: ("Submit this claim", "Your assessor is told. You can take it back until they begin."),
    Move.BEGIN: ("Begin assessing", ""),
    Move.TAKE_UP: ("Look at it again", ""),
    Move.GO_ON: ("Go on with the plan", ""),
    Move.TAKE_BACK: ("Take it back to change it", ""),
}
_PAGES = {
    Move.ATTACH: ("Add evidence", "add_evidence"),
    Move.JUDGE: ("Judge the evidence", "judge"),
    Move.DECIDE_MET: ("Decide", "decide"),
    Move.ASK_FOR_MORE: ("Ask for more evidence", "more"),
    Move.ALLOCATE: ("Say who assesses it", "allocate"),
    Move.ASSESS_AGAIN: ("Say who assesses it again", "allocate"),
    Move.WITHDRAW: ("Withdraw this claim", "withdraw"),
}
SENT_MOVES = {move.name.lower().replace("_", "-"): move for move in _SENT}
"""The moves that a button makes at once, by their part of the address."""


@dataclass(frozen=True)
class ClaimPage:
    """A claim for one reader."""

    shown: Shown
    own: bool

    @property
    def claim(self) -> Claim:
        return self.shown.claim

    @property
    def title(self) -> str:
        return standard_words(self.claim.standard, self.claim.context)

    @property
    def state(self) -> Markup:
        return state_tag(self.claim.at)

    @property
    def rows(self) -> list[Row]:
        """What the claim is about and how far it has come."""
        claim = self.claim
        rows = [
            Row("State", Markup("{} {}").format(self.state, claim.at.meaning)),
            Row("Since", moment(claim.since)),
            Row("Opened", f"{long_day(claim.opened_on)}{_by(claim)}"),
            Row("Assessor", claim.assessor.name if claim.assessor else "Nobody yet. A manager says who"),
            Row("Assessed", self.shown.basis.words),
        ]
        if not self.own:
            rows.insert(0, Row("Person", claim.person.name))
        return rows

    @property
    def told(self) -> str:
        """What the assessor last asked for, while it is asked."""
        words = [step.words for step in self.shown.steps if step.move == Move.ASK_FOR_MORE.value]
        if self.claim.at is State.MORE_NEEDED and words and self.shown.reads:
            return words[-1] or HIDDEN
        return ""

    @property
    def plan(self) -> str:
        """The plan of a “not yet”, while it is followed."""
        made = self.shown.decisions[-1] if self.shown.decisions else None
        if made is None or not self.shown.reads or self.claim.at not in (State.NOT_YET, State.COLLECTING):
            return ""
        return made.plan or HIDDEN

    @property
    def replaced(self) -> list[Replaced]:
        """That the edition was replaced, for whoever may withdraw this claim: they may go on with the new one."""
        return list(replaced(self.claim.fact)) if self.shown.may(Move.WITHDRAW) else []

    @property
    def scope_words(self) -> str:
        """That it is assessed on scope only, where it is."""
        return SCOPE_WORDS if self.shown.basis is Basis.SCOPE else ""

    @property
    def buttons(self) -> list[Button]:
        """What this reader can do now, the likeliest first."""
        found = []
        for move in self.shown.moves:
            if move in _SENT:
                text, hint = _SENT[move]
                href = reverse("assessment:move", args=[self.claim.pk, move.name.lower().replace("_", "-")])
                found.append(Button(text, href, hint, sends=True))
            elif move in _PAGES:
                text, page = _PAGES[move]
                found.append(Button(text, reverse(f"assessment:{page}", args=[self.claim.pk])))
                if move is Move.ATTACH and self.own:
                    attach = reverse("assessment:attach", args=[self.claim.pk])
                    found.append(Button("Use evidence you have added before", attach))
        return sorted(found, key=lambda button: button.text.startswith("Withdraw"))

    @property
    def record_href(self) -> str:
        """How the person stands on this standard."""
        return pair_href(self.claim.person.kept.ref, self.claim.standard_id, self.claim.context)

    # -- evidence and criteria ----------------------------------------------------------------------------------------

    @property
    def coverage_words(self) -> str:
        """How far the criteria are covered."""
        found = self.shown.coverage
        if not found.of:
            return f"{pieces_of(len(self.shown.work.usable))} of evidence for the scope as a whole."
        return f"{found.covered} of {found.of} criteria have evidence."

    @property
    def criteria_table(self) -> Table | None:
        """Each criterion with the evidence that serves it and what was judged of it; none on scope only."""
        if not self.shown.criteria:
            return None
        places = {row.evidence_id: number for number, row in enumerate(self.shown.attachments, 1)}
        return Table(
            name="criteria",
            caption="Criteria",
            head=["Criterion", "Evidence", "Judged"],
            rows=[
                [
                    Cell(str(one)),
                    ", ".join(str(places[piece.key]) for piece in self.shown.coverage.by[one.pk])
                    or "None yet",
                    self._judged(self.shown.judgements.get(one.pk)),
                ]
                for one in self.shown.criteria
            ],
            stack=True,
        )

    @property
    def scope_judged(self) -> Markup | str:
        """What was judged of the scope, where there are no criteria."""
        return "" if self.shown.criteria else self._judged(self.shown.judgements.get(None))

    def _judged(self, row: Judgement | None) -> Markup | str:
        if row is None:
            return "Not yet"
        words = "Valid, authentic, current, sufficient" if row.holds else f"Not {_lacks(row)}"
        return Markup("<span>{}{}</span>").format(
            words, self._note(row.note, row.subject, row.hidden_at is not None)
        )

    def _note(self, text: str, subject: str, hidden: bool) -> Markup:
        if hidden:
            return Markup("<br>{}").format(HIDDEN)
        if not text or not self.shown.reads:
            return Markup("")
        return Markup("<br>{} {}").format(text, hide_link(subject))

    @property
    def evidence_table(self) -> Table:
        """The evidence attached: what it says only for those who read it, else its kind and day."""
        reads, changes = self.shown.reads, self._may_change
        head = ["No.", "Kind", "Day", "What it shows" if reads else "Kept", "Serves"]
        return Table(
            name="evidence",
            caption="Evidence",
            head=[*head, "Change"] if changes else head,
            rows=[self._piece(number, row) for number, row in enumerate(self.shown.attachments, 1)],
            stack=True,
            row_heads=False,
            hide_caption=True,
            empty="No evidence is attached yet.",
        )

    @property
    def _may_change(self) -> bool:
        """Whether this reader can change what a piece serves, or take it off."""
        return self.shown.may(Move.DETACH) or (self.shown.may(Move.ATTACH) and bool(self.shown.criteria))

    def _piece(self, number: int, row: Attachment) -> list[Cell | str]:
        evidence = row.evidence
        serves = ", ".join(one.number for one in row.criteria.all()) or (
            "The scope" if not self.shown.criteria else "Nothing yet"
        )
        what: Cell | str = "In the evidence of the person"
        if evidence.hidden_at is not None:
            what = HIDDEN
        elif evidence.withdrawn_at is not None:
            what = WITHDRAWN
        elif self.shown.reads:
            what = Cell(evidence.what, href=evidence_href(evidence))
        line: list[Cell | str] = [
            str(number),
            Kind(evidence.kind).words,
            Cell(short_day(evidence.made_on), narrow=True),
            what,
            serves,
        ]
        if not self._may_change:
            return line
        href = reverse("assessment:serves", args=[self.claim.pk, evidence.pk])
        said = f"what evidence {number} serves, or take it off"
        return [*line, Cell("Change", href=href, hidden_text=said) if evidence.is_there else ""]

    # -- what was decided, and its history ----------------------------------------------------------------------------

    @property
    def decisions(self) -> list[list[Row]]:
        """Each decision on the claim, the latest first."""
        return [self._decision(row) for row in reversed(self.shown.decisions)]

    def _decision(self, row: ClaimDecision) -> list[Row]:
        rows = [
            Row("Decided", f"{OUTCOME_WORDS[row.outcome]}, {long_day(row.decided_on)}{_name(row)}"),
            Row("Rests on", Basis(row.basis).words),
        ]
        if row.practice_as_of:
            rows.append(Row("Practice as of", long_day(row.practice_as_of)))
        rows.append(Row("On the record", "Yes" if row.row_id else "Not yet: it waits"))
        if row.row is not None and row.row.retracted_on is not None:
            rows[-1] = Row("On the record", f"Taken back on {long_day(row.row.retracted_on)}")
        if row.hidden_at is not None:
            rows.append(Row("Words", HIDDEN))
        elif self.shown.reads:
            texts = (("Plan", row.plan), ("Why older evidence counts", row.why_old))
            link = hide_link(row.subject)
            rows += [Row(name, Markup("{} {}").format(escape(text), link)) for name, text in texts if text]
        return rows

    @property
    def history(self) -> Table:
        """Every step, the latest first."""
        return Table(
            name="history",
            caption="History",
            head=["When", "What"],
            rows=[self._step(step) for step in reversed(self.shown.steps)],
            stack=True,
            row_heads=False,
            hide_caption=True,
        )

    def _step(self, step: Step) -> list[Cell | str]:
        to = State(step.to_state).words
        done = Move(step.move).done if step.move else "Opened"
        what = done if step.to_state == step.from_state or done == to else f"{done}: {to}"
        by = f", by {step.by.name}" if step.by else ""
        words = Markup("")
        if step.hidden_at is not None:
            words = Markup("<br>{}").format(HIDDEN)
        elif step.words and self.shown.reads:
            link = hide_link(step.subject) if step.move in _SPOKEN else ""
            words = Markup('<br><span class="app-as-written">{}</span> {}').format(step.words, link)
        said = Markup("<span>{}{}{}</span>").format(what, by, words)
        return [Cell(moment(step.at), narrow=True), Cell(said)]


_SPOKEN = {Move.ASK_FOR_MORE.value, Move.WITHDRAW.value, Move.RETURN.value}
"""The moves whose words somebody wrote."""


def _lacks(row: Judgement) -> str:
    return ", ".join(
        name for name in ("valid", "authentic", "current", "sufficient") if not getattr(row, name)
    )


def _by(claim: Claim) -> str:
    where = ", at a drop-in session" if claim.at_session else ""
    return f" by {claim.opened_by.name}{where}" if claim.opened_by else where


def _name(row: ClaimDecision) -> str:
    return f", by {row.decided_by.name}" if row.decided_by else ""


def decision_rows(page: ClaimPage, details: dict[str, object]) -> list[Row]:
    """A decision before it is made, for whoever is about to make it."""
    claim = page.claim
    rows = [
        Row("Person", claim.person.name),
        Row("Standard", page.title),
        Row("Decision", OUTCOME_WORDS[str(details["outcome"])]),
        Row("Day of the decision", long_day(details["decided_on"])),  # type: ignore[arg-type]
        Row("Rests on", page.shown.work.basis.words),
        Row(
            "Evidence",
            f"{pieces_of(len(page.shown.work.usable))}, the newest of {long_day(page.shown.work.newest)}",
        ),
    ]
    asked: Sequence[tuple[str, str]] = (("Plan", "plan"), ("Why older evidence counts", "why_old"))
    if details["practice_as_of"]:
        rows.append(Row("Practice as of", long_day(details["practice_as_of"])))  # type: ignore[arg-type]
    return rows + [Row(name, str(details[key])) for name, key in asked if details[key]]
