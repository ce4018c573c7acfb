"""The rota of the demonstration: one ward in the weeks around today, two rules, and registrations, one lapsed.

On most nights more count than are asked for, on some just as many, on one too few: it is made of those who count and
those who do not, whoever they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from itertools import islice

from standing.areas.audit import clock
from standing.areas.cover import actions
from standing.areas.cover.rota.wanted import PersonWanted, ShiftWanted, when_of
from standing.areas.people.models import Person
from standing.areas.people.roles import Role
from standing.areas.record.stretches import Stretches, stretches_of
from standing.core.rules.registering import HCPC, NMC
from standing.site.demo.cast import Member
from standing.site.demo.plan import STORIES_UNIT
from standing.site.demo.service import Service

CRISIS, RISK = "MH21@2013", "CHS229@2013"
DAYS_BEFORE, DAYS_AHEAD = 7, 28
SHORT_IN, EXACT_IN = 3, 1
"""In how many days there is a night with too few, and one with nobody to spare."""
LAPSED_DAYS_AGO = 4
_BODIES = {"mental-health-nurse": (NMC, "{year}A{number:04}E"), "therapist": (HCPC, "OT{number:06}")}
_BANDS = {
    "mental-health-nurse": 6,
    "support-worker": 3,
    "therapist": 6,
    "team-manager": 7,
    "peer-support-worker": 3,
}
_NIGHT, _DAY = (time(19, 30), time(7, 45)), (time(7, 30), time(19, 45))


def write_rota(service: Service, members: Sequence[Member], today: date) -> None:
    """Registrations, then the rules, then the rota, by those whose work it is."""
    with clock.travelling_to(today):
        ward = [member for member in members if member.unit == STORIES_UNIT and member.joined_on < today]
        _register(service, ward, today)
        _set_rules(service, today)
        _put_on_rota(service, ward, today)


def _register(service: Service, ward: Sequence[Member], today: date) -> None:
    """An entry for everybody whose work asks for one; that of the third nurse ended some days ago."""
    registered = [member for member in ward if member.role.code in _BODIES]
    for number, member in enumerate(registered, 1):
        body, shape = _BODIES[member.role.code]
        ends = (
            today - timedelta(days=LAPSED_DAYS_AGO)
            if number == 3
            else today + timedelta(days=90 + 17 * number)
        )
        actions.record_registration(
            by=service.accounts[Role.WORKFORCE_LEAD],
            person=service.people[member.ref],
            body=body,
            number=shape.format(year=f"{member.joined_on:%y}", number=number),
            from_on=ends - timedelta(days=365),
            expires_on=ends,
            checked_on=today - timedelta(days=20),
        )


def _set_rules(service: Service, today: date) -> None:
    lead, ward = service.accounts[Role.WORKFORCE_LEAD], service.units[STORIES_UNIT]
    begins = today - timedelta(days=120)
    actions.set_rule(
        by=lead,
        unit=ward,
        name="Crisis at night",
        kinds=("night",),
        line=actions.LineWanted(CRISIS, 2),
        from_on=begins,
    )
    actions.set_rule(
        by=lead,
        unit=ward,
        name="Risk, every shift",
        line=actions.LineWanted(RISK, 1, band_from=5),
        from_on=begins,
    )


def _put_on_rota(service: Service, ward: Sequence[Member], today: date) -> None:
    first, last = today - timedelta(days=DAYS_BEFORE), today + timedelta(days=DAYS_AHEAD)
    refs = [member.ref for member in ward]
    people = Person.objects.filter(ref__in=refs).select_related("stale")
    known = stretches_of(people, [CRISIS, RISK], first, last + timedelta(days=1))
    steady = [member for member in ward if _counts(known, member, first, last)]
    others = [member for member in ward if member not in steady]
    nights, days = steady[::2], steady[1::2]
    shifts = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        wanted = {SHORT_IN: 1, EXACT_IN: 2}.get((day - today).days, 2 + number % 2)
        on_night = [*_turn(nights, number, wanted), *_turn(others[::2], number, 2)]
        on_day = [*_turn(days, number, 2), *_turn(others[1::2], number, 2)]
        shifts += [
            _shift(service, "Night", day, _NIGHT, on_night),
            _shift(service, "Long day", day, _DAY, on_day),
        ]
    actions.replace_rota(
        by=service.accounts[Role.ROTA_MAKER],
        unit=service.units[STORIES_UNIT],
        shifts=shifts,
        source="kingfisher-rota.xlsx",
    )


def _counts(known: Stretches, member: Member, first: date, last: date) -> bool:
    """Whether somebody counts in the nights' standard on the first and the last day of the rota."""
    return all(known.standing_on(member.ref, CRISIS, "", day).counts for day in (first, last))


def _turn(members: Sequence[Member], number: int, wanted: int) -> Iterator[Member]:
    """So many of some people, others each day."""
    begin = number % len(members) if members else 0
    return islice([*members[begin:], *members[:begin]], wanted)


def _shift(
    service: Service, name: str, day: date, hours: tuple[time, time], members: Sequence[Member]
) -> ShiftWanted:
    placed = tuple(
        PersonWanted(
            service.people[member.ref],
            role=member.role.title,
            band=_BANDS.get(member.role.code),
            leads=place == 0,
        )
        for place, member in enumerate(members)
    )
    return ShiftWanted(name, when_of(name, day, *hours), placed)
