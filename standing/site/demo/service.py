"""The demonstration service being built: its accounts, units and people, and what is written into its diary.

Every line of the diary is an action that somebody in the service takes, by their own account.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.db import transaction

from standing.areas.audit.actions import System
from standing.areas.people import actions as people
from standing.areas.people.models import Account, Person, Post, Unit
from standing.areas.people.roles import Role
from standing.areas.profiles import actions as profiles
from standing.areas.record import actions as record
from standing.areas.record.gate import Proposed, verdicts_of
from standing.areas.record.models import Decision
from standing.areas.record.refresh import AppliesTo
from standing.core.policies.proposals import CLASSES
from standing.core.rules import facts
from standing.site.demo import policies
from standing.site.demo.cast import Member
from standing.site.demo.diary import Diary
from standing.site.demo.plan import (
    CHANGES,
    ENDED,
    EVERY_ROLE,
    INPATIENT,
    INPATIENT_UNITS,
    NEW_EDITIONS,
    UNITS,
    ChangePlan,
    lines_of,
    refresh_rule,
    role_named,
)

BY = System("demo")
BEGAN_DAYS_AGO = 5 * 365 + 30
"""When the service began to keep its record here."""


@dataclass
class Service:
    """What has been built so far, by name, and the diary of what is still to happen."""

    diary: Diary
    units: dict[str, Unit] = field(default_factory=dict)
    posts: dict[tuple[str, str], Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    # -- what there is from the beginning ---------------------------------------------------------------------------

    def found(self) -> None:
        """On its first day: units, the accounts that run it, refresh rules, role profiles and posts."""
        self.diary.on(self.diary.days_ago(BEGAN_DAYS_AGO), self._found)

    @transaction.atomic
    def _found(self) -> None:
        for unit in UNITS:
            self.units[unit.code] = people.add_unit(
                by=BY, code=unit.code, name=unit.name, parent=self.units.get(unit.parent)
            )
        self._open_offices()
        self._set_refresh_rules()
        for role in EVERY_ROLE:
            self._draw_up_profile(role.code)
        for unit in UNITS:
            for role in EVERY_ROLE:
                self._add_post(unit.code, role.code, role.title)

    def _open_offices(self) -> None:
        """The accounts of those who run the service and have no record of their own."""
        for role, name in _OFFICE_HOLDERS.items():
            account = people.create_account(
                by=BY, email=f"{role.value.replace('_', '-')}@riverside.example", name=name
            )
            unit = self.units["inpatient"] if role is Role.ROTA_MAKER else None
            people.grant_role(by=BY, account=account, role=role, unit=unit)
            self.accounts[role] = account

    def _set_refresh_rules(self) -> None:
        asked = {standard for role in EVERY_ROLE for standard, _ in lines_of(role)}
        kinds: dict[tuple[int | None, int], list[str]] = {}
        for standard in sorted(asked.union(NEW_EDITIONS)):
            kinds.setdefault(refresh_rule(standard), []).append(standard)
        for (months, grace), standards in kinds.items():
            record.set_refresh_rules(
                by=self.accounts[Role.WORKFORCE_LEAD],
                standards=standards,
                validity_months=months,
                grace_days=grace,
                applies_to=AppliesTo.NEW,
                why="First set",
            )

    def _draw_up_profile(self, code: str) -> None:
        role = role_named(code)
        lead = self.accounts[Role.WORKFORCE_LEAD]
        profile = profiles.create_profile(by=lead, code=role.code, name=role.title)
        version = profile.versions.order_by("-number").first() or profiles.draft_version(
            by=lead, profile=profile
        )
        for (standard, context), days in lines_of(role).items():
            profiles.add_line(
                by=lead,
                version=version,
                standard=standard,
                context=context,
                needed_by_days=days,
                as_worked_to=True,
            )
        profiles.put_in_use(by=lead, version=version, from_on=self.diary.days_ago(BEGAN_DAYS_AGO))

    def _add_post(self, unit: str, role: str, title: str) -> None:
        self.posts[unit, role] = people.add_post(
            by=BY, code=f"{unit}-{role}", title=title, unit=self.units[unit], role=role
        )

    # -- changes ----------------------------------------------------------------------------------------------------

    def issue_changes(self) -> None:
        """Every planned change is issued some weeks before it takes effect; one edition comes to its end."""
        for change in CHANGES:
            effective_on = self.diary.days_ago(change.days_ago)
            issued_on = self.diary.days_ago(change.days_ago + change.issued_days_before)
            self.diary.on(issued_on, partial(self._issue, change, effective_on))
        standard, days_ago = ENDED
        self.diary.on(self.diary.days_ago(days_ago + 30), lambda: self._end_edition(standard, days_ago))

    def _issue(self, change: ChangePlan, effective_on: date) -> None:
        if change.change_class in CLASSES:
            policies.put_into_force(self, change, effective_on)
            return
        record.issue_change(
            by=self.accounts[Role.WORKFORCE_LEAD],
            subject=change.subject,
            version=change.version,
            title=change.title,
            standards=change.standards,
            change_class=change.change_class,
            effective_on=effective_on,
            what_changed=change.what_changed,
            population=change.population,
        )

    def _end_edition(self, standard: str, days_ago: int) -> None:
        record.end_edition(
            by=self.accounts[Role.WORKFORCE_LEAD],
            standard=standard,
            ends_on=self.diary.days_ago(days_ago),
            why="The edition of 2013 has taken its place",
        )

    # -- people -----------------------------------------------------------------------------------------------------

    def join(self, member: Member) -> None:
        """The person joins: a record, an account of their own, a post, and the population of inpatient
        staff.
        """
        self.diary.on(member.joined_on, lambda: self._join(member))

    @transaction.atomic
    def _join(self, member: Member) -> None:
        person = people.add_person(
            by=BY, ref=member.ref, given_name=member.given_name, family_name=member.family_name
        )
        self.people[member.ref] = person
        record.assign_person(
            by=BY, person=person, post=self.posts[member.unit, member.role.code], from_on=member.joined_on
        )
        if member.unit in INPATIENT_UNITS:
            record.join_population(by=BY, person=person, population=INPATIENT, from_on=member.joined_on)
        account = people.create_account(by=BY, email=member.email, name=member.name, person=person)
        people.grant_role(by=BY, account=account, role=Role.PRACTITIONER)
        if member.role.code == "team-manager":
            people.grant_role(by=BY, account=account, role=Role.MANAGER, unit=self.units[member.unit])
        self.accounts[member.ref] = account

    def appoint_assessors(self, members: list[Member], from_on: date) -> None:
        """These people assess across the whole service."""
        for member in members:
            self.diary.on(max(from_on, member.joined_on), partial(self._appoint, member.ref))
        self.assessors = members

    def _appoint(self, ref: str) -> None:
        people.grant_role(by=BY, account=self.accounts[ref], role=Role.ASSESSOR)

    def assessor_of(self, member: Member, fact: facts.Decision) -> Account | System:
        """Somebody else who was an assessor on the day and may decide this: who counts in it themself. Where there is
        nobody, the record was brought over by the command.
        """
        on = fact.decided_on
        able = [other for other in self.assessors if other.ref != member.ref and other.joined_on < on]
        first = on.toordinal() % max(len(able), 1)
        # Who never held it need not be asked: that takes a dozen queries, and there are hundreds of decisions.
        held = set(Decision.objects.filter(standard=fact.standard).values_list("person", flat=True))
        for other in able[first:] + able[:first]:
            if self.people[other.ref].pk not in held:
                continue
            account = self.accounts[other.ref]
            (verdict,) = verdicts_of(account, [Proposed(self.people[member.ref], fact)])
            if verdict is not None and verdict.allowed:
                return account
        return BY

    def assess(
        self, member: Member, standard: str, *, days_ago: int, context: str = "", outcome: str = "met"
    ) -> None:
        self.assess_on(member, standard, self.diary.days_ago(days_ago), context, outcome)

    def assess_on(
        self, member: Member, standard: str, on: date, context: str = "", outcome: str = "met"
    ) -> None:
        """An assessor records on the day what they found."""
        self.diary.on(on, lambda: self._assess(member, standard, on, context, outcome))

    def _assess(self, member: Member, standard: str, on: date, context: str, outcome: str) -> Decision:
        fact = facts.Decision("new", member.ref, standard, outcome, on, context)
        recorded = record.record_decision(
            by=self.assessor_of(member, fact),
            person=self.people[member.ref],
            standard=standard,
            outcome=outcome,
            decided_on=on,
            context=context,
            evidence=f"Folder of {self.units[member.unit].name}, {on:%B %Y}, sheet {on.toordinal() % 40 + 1}",
        )
        assert isinstance(recorded, Decision), "nothing is sampled before there is a plan"
        return recorded

    def assess_wrongly_then_correct(
        self,
        member: Member,
        standard: str,
        *,
        said_days_ago: int,
        truly_days_ago: int,
        corrected_days_ago: int,
    ) -> None:
        """A decision is recorded with a wrong day, and put right weeks later."""
        said, truly = self.diary.days_ago(said_days_ago), self.diary.days_ago(truly_days_ago)
        made: list[Decision] = []
        self.diary.on(said, lambda: made.append(self._assess(member, standard, said, "", "met")))
        self.diary.on(self.diary.days_ago(corrected_days_ago), lambda: self._correct(member, made[0], truly))

    def _correct(self, member: Member, decision: Decision, truly: date) -> None:
        replacement = facts.Decision(
            decision="new",
            person=member.ref,
            standard=decision.standard_id,
            outcome=decision.outcome,
            decided_on=truly,
        )
        record.correct_decision(
            by=self.accounts[Role.WORKFORCE_LEAD],
            decision=decision,
            why="The sheet was read again: the assessment was two years earlier",
            replacement=replacement,
        )

    def sign(self, member: Member, change: ChangePlan, *, days_ago: int) -> None:
        """The person reads the change and signs it, if it asks them to."""
        asked = {standard for standard, _ in member.pairs}.intersection(change.standards)
        of_population = not change.population or member.unit in INPATIENT_UNITS
        effective_on = self.diary.days_ago(change.days_ago)
        signed_on = self.diary.days_ago(days_ago)
        signable = change.change_class in ("significant", "major", "critical")
        if asked and of_population and signable and member.joined_on <= effective_on <= signed_on:
            self.diary.on(signed_on, lambda: self._sign(member, change))

    def _sign(self, member: Member, change: ChangePlan) -> None:
        policies.sign(self, member, change)

    def suspend(self, member: Member, standard: str, *, days_ago: int, reason: str) -> None:
        day = self.diary.days_ago(days_ago)
        self.diary.on(
            day,
            lambda: record.suspend_person(
                by=self.accounts[Role.WORKFORCE_LEAD],
                person=self.people[member.ref],
                from_on=day,
                reason=reason,
                standard=standard,
            ),
        )

    def away(self, member: Member, *, days_ago: int) -> None:
        day = self.diary.days_ago(days_ago)
        self.diary.on(
            day,
            lambda: record.record_absence(
                by=self.accounts[Role.WORKFORCE_LEAD], person=self.people[member.ref], from_on=day
            ),
        )

    def claim(self, member: Member, standard: str, *, days_ago: int) -> None:
        day = self.diary.days_ago(days_ago)
        self.diary.on(
            day,
            lambda: record.open_claim(
                by=self.accounts[member.ref], person=self.people[member.ref], standard=standard, opened_on=day
            ),
        )


_OFFICE_HOLDERS = {
    Role.ADMINISTRATOR: "Morwenna Tregear",
    Role.WORKFORCE_LEAD: "Gethin Prosser",
    Role.FRAMEWORK_STEWARD: "Ottoline Fairweather",
    Role.AUDITOR: "Bartholomew Quill",
    Role.POLICY_AUTHOR: "Perpetua Larkin",
    Role.CLINICAL_LEAD: "Ignatius Moor",
    Role.ROTA_MAKER: "Clementine Shaw",
    Role.INTERNAL_VERIFIER: "Philippa Rowntree",
    Role.INFORMATION_GOVERNANCE_LEAD: "Hepzibah Locke",
}
