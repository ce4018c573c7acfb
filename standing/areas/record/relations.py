"""What stands between an account and the people it judges, read from the record (rules, part 6).

Asked once for an account and all it is about to judge: a fixed number of queries, however many those are.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from standing.areas.audit import clock
from standing.areas.people.models import Account, Person
from standing.areas.record.line_managers import managers_of
from standing.areas.record.loading import load_asked, load_people
from standing.areas.record.models import Appointment, Relationship
from standing.core.rules.independence import Act, Relation, Verdict, judge
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.status import standing_on


@dataclass(frozen=True)
class Part:
    """One judgement that an account is about to make: about whom, on what, as of which day.

    `witnesses` and `parties` are the accounts that vouched for some of the evidence, and that had a part before.
    """

    person: Person
    standard: str
    context: str
    day: date
    witnesses: frozenset[int] = frozenset()
    parties: frozenset[int] = frozenset()


class Relations:
    """Finds the relations of one account to the people of some judgements."""

    def __init__(self, account: Account, people: Collection[Person]) -> None:
        self.account = account
        self.person = account.person.kept if account.person is not None else None
        self.people = {person.kept.pk: person.kept for person in people}
        self._counting: dict[tuple[str, str, date], bool] = {}

    def judge(self, act: Act, part: Part) -> Verdict:
        """Whether the account may make this judgement, and why not."""
        return judge(act, self.of(part))

    def of(self, part: Part) -> frozenset[Relation]:
        """Everything that stands between the account and what it is about to judge."""
        person = part.person.kept
        holds = {
            Relation.SELF: self.person is not None and person.pk == self.person.pk,
            Relation.OWN_MANAGER: self._manages_account(person),
            Relation.REPORT: self.account.pk in self._managers.get(person.pk, ()),
            Relation.PERSONAL: self._is_close(person, part.day),
            Relation.WITNESS: self.account.pk in part.witnesses,
            Relation.TOOK_PART: self.account.pk in part.parties,
            Relation.COUNTS: self.counts(part.standard, part.context, part.day),
            Relation.APPOINTED: self._is_appointed(part),
        }
        return frozenset(relation for relation, is_so in holds.items() if is_so)

    def counts(self, standard: str, context: str, day: date) -> bool:
        """Whether the account's own standing counts on a day, as known now."""
        key = (standard, context, day)
        if key not in self._counting:
            own, asked = self._own, self._asked
            self._counting[key] = (
                own is not None
                and bool(own.decisions_on(standard))
                and standard in asked.standards
                and standing_on(own, asked, standard, context, day).counts
            )
        return self._counting[key]

    # -- read once --------------------------------------------------------------------------------------------------

    @cached_property
    def _asked(self) -> Asked:
        return load_asked()

    @cached_property
    def _own(self) -> PersonFacts | None:
        return load_people([self.person])[self.person.ref] if self.person is not None else None

    @cached_property
    def _managers(self) -> dict[int, frozenset[int]]:
        people = list(self.people.values())
        if self.person is not None and self.person.pk not in self.people:
            people.append(self.person)
        return dict(managers_of(people, clock.today()))

    @cached_property
    def _accounts(self) -> dict[int, int]:
        """The account of each person who has one."""
        rows = Account.objects.filter(person__in=self.people).values_list("person", "pk")
        return {person: account for person, account in rows if person is not None}

    @cached_property
    def _declared(self) -> dict[int, list[date | None]]:
        """The ends of what is declared between the account and each person, whichever of the two it was entered for."""
        between = Q(account=self.account, person__in=self.people)
        if self.person is not None:
            between |= Q(person=self.person, account__in=self._accounts.values())
        person_of = {account: person for person, account in self._accounts.items()}
        found: dict[int, list[date | None]] = {}
        for row in Relationship.objects.filter(between):
            key = row.person_id if row.account_id == self.account.pk else person_of[row.account_id]
            found.setdefault(key, []).append(row.ended_on)
        return found

    @cached_property
    def _appointments(self) -> tuple[Appointment, ...]:
        return tuple(Appointment.objects.filter(account=self.account, agreed_on__isnull=False))

    # -- each relation ----------------------------------------------------------------------------------------------

    def _manages_account(self, person: Person) -> bool:
        if self.person is None:
            return False
        return self._accounts.get(person.pk) in self._managers.get(self.person.pk, ())

    def _is_close(self, person: Person, day: date) -> bool:
        """A relationship that is over by now still bars a decision about a day on which it was not."""
        return any(ended is None or ended > day for ended in self._declared.get(person.pk, ()))

    def _is_appointed(self, part: Part) -> bool:
        return any(
            row.standard_id == part.standard and row.context in {"", part.context} and row.covers(part.day)
            for row in self._appointments
        )
