"""What is wrong with the rotas and registrations of a store: changed past Standing since they were written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from standing.areas.audit.models import EventWords
from standing.areas.cover.models import Registration, Shift
from standing.areas.cover.rota.digests import SHIFTS_AT_ONCE, digest_of
from standing.core.formats.results import Problem

ADVICE = (
    "Somebody wrote to the database past Standing. Keep this store as it is, tell whoever answers for the rotas, and "
    "compare with a backup."
)
RECORD, GIVE_UP, RETRACT = "record_registration", "give_up_registration", "retract_registration"
OF_A_SHIFT = ("add_shift", "remove_shift", "put_on_shift", "change_placement", "take_off_shift")
OF_A_UNIT = "replace_rota"

NO_EVENT = "No event says that it was written."
GONE = "An event says that it was written; it is gone."
OTHERWISE = "It is not what its events say was written."


def registrations_at_odds_with_the_trail() -> Iterator[Problem]:
    """Every registration that is not what its events say. Words that were erased are taken to agree."""
    told = {action: _words_of(action) for action in (RECORD, GIVE_UP, RETRACT)}
    rows = {row.subject: row for row in Registration.objects.select_related("person").order_by("pk")}
    for subject, row in rows.items():
        if subject not in told[RECORD]:
            yield Problem(subject, NO_EVENT, ADVICE)
        elif any(_differ(said, told[action].get(subject)) for action, said in _says(row).items()):
            yield Problem(subject, OTHERWISE, ADVICE)
    for subject in sorted(told[RECORD].keys() - rows.keys()):
        yield Problem(subject, GONE, ADVICE)


def _says(row: Registration) -> dict[str, dict[str, str] | None]:
    """What the events of a registration ought to say, by action; None where there ought to be none."""
    return {
        RECORD: {
            "person": row.person.ref,
            "body": row.body,
            "number": row.number,
            "from": row.from_on.isoformat(),
            "until": row.expires_on.isoformat(),
            "looked up on": row.checked_on.isoformat(),
        },
        GIVE_UP: {"on": row.given_up_on.isoformat(), "why": row.given_up_why} if row.given_up_on else None,
        RETRACT: {"why": row.retracted_why} if row.retracted_at else None,
    }


def _differ(said: dict[str, str] | None, told: EventWords | None) -> bool:
    if said is None or told is None:
        return (said is None) != (told is None)
    words = told.words
    return words is not None and {name: words.get(name) for name in said} != said


def _words_of(action: str) -> dict[str, EventWords]:
    """The newest words of an action about each subject."""
    found = EventWords.objects.filter(event__action=action).select_related("event").order_by("pk")
    return {words.event.subject: words for words in found.iterator()}


@dataclass
class _Told:
    """What the trail says of shifts: the last digest of each and the number of its event, the last event about each, or
    about the rota of a unit, whose words were erased, and since when digests are told.
    """

    digests: dict[str, tuple[int, str]] = field(default_factory=dict)
    erased: dict[str, int] = field(default_factory=dict)
    since: datetime | None = None

    @classmethod
    def read(cls) -> _Told:
        told = cls()
        found = EventWords.objects.filter(event__action__in=(*OF_A_SHIFT, OF_A_UNIT))
        for row in found.select_related("event").order_by("pk").iterator():
            told.hear(row)
        return told

    def hear(self, row: EventWords) -> None:
        event = row.event
        if row.words is None:
            self.erased[event.subject] = event.sequence
            return
        of_one = {event.subject: row.words["digest"]} if "digest" in row.words else {}
        said = row.words.get("digests", of_one)
        self.digests |= {subject: (event.sequence, digest) for subject, digest in said.items()}
        if said and self.since is None:
            self.since = event.at

    def fault(self, shift: Shift) -> str:
        """What is wrong with a shift; empty where nothing is, or nothing can be told any more."""
        last, digest = self.digests.get(shift.subject, (0, None))
        if any(self.erased.get(one, 0) > last for one in (shift.subject, f"unit:{shift.unit.code}")):
            return ""
        if digest is not None:
            return OTHERWISE if digest_of(shift) != digest else ""
        return NO_EVENT if self.since is not None and shift.made_at > self.since else ""


def rotas_at_odds_with_the_trail() -> Iterator[Problem]:
    """Every shift that is not, with everybody on it, as the last event about it says.

    Of shifts that no event has told of since events say digests nothing is known; erased words are taken to agree.
    """
    told, there = _Told.read(), set()
    rows = Shift.objects.select_related("unit").prefetch_related("placements").order_by("pk")
    for shift in rows.iterator(SHIFTS_AT_ONCE):
        there.add(shift.subject)
        if what := told.fault(shift):
            yield Problem(f"{shift.subject} ({shift})", what, ADVICE)
    for subject in sorted(told.digests.keys() - there):
        yield Problem(subject, GONE, ADVICE)
