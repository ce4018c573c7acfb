"""Made-up groups and proposals, made through the actions people use, by the accounts they need."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from standing.areas.audit.actors import System
from standing.areas.coproduction import actions
from standing.areas.coproduction.actions.proposals import Subject, Terms
from standing.areas.coproduction.models import Proposal
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.core.coproduction.deciding import Stance
from standing.core.coproduction.record import Standpoint
from tests.factories.people import PASSWORD, make_account

TESTS = System("tests")
THREE = (Standpoint.LIVED_EXPERIENCE, Standpoint.CARER, Standpoint.PRACTITIONER)
"""The groups without which nothing is called co-produced."""


@dataclass(frozen=True)
class Circle:
    """Whoever runs proposals, and the members of the groups."""

    lead: Account
    lived: Account
    other: Account
    carer: Account
    practitioner: Account

    @classmethod
    def open(cls) -> Circle:
        """Two people with lived experience, a carer and a practitioner, each in their group."""
        found = cls(
            make_account("Lee Lead", password=PASSWORD, roles=[Role.WORKFORCE_LEAD, Role.POLICY_AUTHOR]),
            make_account("Ines Lived", password=PASSWORD, roles=[Role.CONTRIBUTOR]),
            make_account("Omar Other", password=PASSWORD, roles=[Role.CONTRIBUTOR]),
            make_account("Cara Carer", password=PASSWORD, roles=[Role.CONTRIBUTOR]),
            make_account("Pat Practitioner", password=PASSWORD, roles=[Role.CONTRIBUTOR]),
        )
        for standpoint, account in found.members:
            actions.add_member(by=TESTS, standpoint=standpoint, account=account)
        return found

    @property
    def members(self) -> tuple[tuple[Standpoint, Account], ...]:
        """Everybody in a group, and which."""
        return (
            (Standpoint.LIVED_EXPERIENCE, self.lived),
            (Standpoint.LIVED_EXPERIENCE, self.other),
            (Standpoint.CARER, self.carer),
            (Standpoint.PRACTITIONER, self.practitioner),
        )

    def propose(
        self, about: Subject | None = None, asks: Collection[Standpoint] = THREE, **given: Any
    ) -> Proposal:
        """A proposal by the lead: a plan of action, unless it is about something."""
        terms = Terms(
            **{"question": "What should we do?", "purpose": "To do it well.", "asks": asks, **given},
        )
        return actions.open_proposal(by=self.lead, about=about or Subject(), terms=terms)

    def agree(self, proposal: Proposal) -> None:
        """Everybody supports it as it is now."""
        for _, account in self.members:
            actions.give_position(by=account, proposal=proposal, stance=Stance.SUPPORTS)

    def keep_record(self, proposal: Proposal) -> None:
        """The record filled in: what each needed, payment, and a point with what came of it."""
        for _, account in self.members:
            actions.set_about_me(by=account, proposal=proposal, is_named=False, needs="", needs_met=None)
        for one in proposal.participants.all():
            actions.change_participant(by=self.lead, participant=one, needs="", needs_met=None, payment=True)
        for point in proposal.points.all():
            actions.settle_point(by=self.lead, point=point, changed="We did it.", not_taken_because="")
