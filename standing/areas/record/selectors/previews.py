"""What a decision, a correction or a signature does to a record: each pair before and after. Nothing is written."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person
from standing.areas.people.roles import Ability
from standing.areas.record.checks import as_corrected, check_decisions
from standing.areas.record.gate import Proposed, check_independent, check_may_touch, verdicts_of
from standing.areas.record.loading import load_asked, load_people
from standing.areas.record.models import Decision
from standing.areas.record.permissions import check_can_for_person
from standing.areas.standards.models import Standard
from standing.core.engine.explain import Explanation, explain
from standing.core.rules import facts
from standing.core.rules.known import Asked, PersonFacts


@dataclass(frozen=True)
class Effect:
    """A pair as it stands on a day, and as it would; none where it is not in the record."""

    standard: Standard
    context: str
    before: Explanation | None
    after: Explanation | None

    @property
    def changes(self) -> bool:
        """Whether status, reasons or expiry are another."""
        before = self.before.standing if self.before else None
        return before != (self.after.standing if self.after else None)

    @property
    def counts_again(self) -> bool:
        """Whether the pair counts that did not."""
        counted = self.before is not None and self.before.standing.counts
        return not counted and self.after is not None and self.after.standing.counts


def why_not_decided(*, by: Actor, person: Person, standard: str, context: str) -> str:
    """Why this account may make no decision of today about a person in a standard, to be said before a form is filled
    in; empty where nothing bars it. When the form is sent it is asked again, of the day that it names.
    """
    today = clock.today()
    fact = facts.Decision("new", person.kept.ref, standard, facts.NOT_YET, today, context=context)
    (verdict,) = verdicts_of(by, [Proposed(person, fact)])
    return "" if verdict is None or verdict.allowed else verdict.words


def preview_decision(*, by: Actor, person: Person, decision: facts.Decision) -> list[Effect]:
    """What recording a decision would do to the person's pairs of its standard, today.

    Raises as `record_decision` would: `NotAllowed` or `Refused`.
    """
    check_can_for_person(by, Ability.RECORD_DECISION, person)
    check_decisions(by, [decision], clock.today())
    check_independent(by, [Proposed(person, decision)])
    before = load_people([person])[person.ref]
    after = replace(before, decisions=(*before.decisions, decision))
    return _effects(before, after, load_asked(), {decision.standard}, clock.today())


def preview_correction(
    *, by: Actor, decision: Decision, replacement: facts.Decision | None = None
) -> list[Effect]:
    """What retracting a decision, with or without another in its place, would do today.

    Raises as `correct_decision` would: `NotAllowed` or `Refused`.
    """
    check_can_for_person(by, Ability.CORRECT_DECISION, decision.person)
    check_may_touch(by, decision)
    added = (as_corrected(decision, replacement),) if replacement else ()
    check_decisions(by, added, clock.today())
    before = load_people([decision.person])[decision.person.ref]
    kept = tuple(row for row in before.decisions if row.decision != decision.decision)
    standards = {decision.standard_id, *(row.standard for row in added)}
    after = replace(before, decisions=(*kept, *added))
    return _effects(before, after, load_asked(), standards, clock.today())


def effect_of_signing(*, by: Actor, person: Person, subject: str, version: int) -> list[Effect]:
    """What the person's signature of a version, or a later one, does today: as it would be without it, and as
    it is.
    """
    check_can_for_person(by, Ability.SEE_RECORD, person)
    after, asked = load_people([person])[person.ref], load_asked()
    others = tuple(row for row in after.signatures if row.subject != subject or row.version < version)
    touched = {
        change.standard
        for changes in asked.changes.values()
        for change in changes
        if change.subject == subject and change.version <= version
    }
    return _effects(replace(after, signatures=others), after, asked, touched, clock.today())


def _effects(
    before: PersonFacts, after: PersonFacts, asked: Asked, standards: Collection[str], day: date
) -> list[Effect]:
    was, will = before.pairs(asked), after.pairs(asked)
    pairs = sorted(pair for pair in was | will if pair[0] in standards)
    rows = Standard.objects.in_bulk([standard for standard, _ in pairs])
    return [
        Effect(
            standard=rows[standard],
            context=context,
            before=explain(before, asked, standard, context, day) if (standard, context) in was else None,
            after=explain(after, asked, standard, context, day) if (standard, context) in will else None,
        )
        for standard, context in pairs
    ]
