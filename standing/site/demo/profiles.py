"""The profile of the occupational therapists, drawn up anew from what they do: functions, a group, lines that say how.

What was asked of them by itself is asked still, so that what has been told of them stays as it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from standing.areas.people.roles import Role
from standing.areas.profiles import actions
from standing.areas.profiles.models import Need, Practice, ProfileVersion, RoleProfile
from standing.areas.profiles.terms import LineTerms, NeededBy
from standing.site.demo.cast import Member
from standing.site.demo.service import Service

ROLE = "therapist"
DRAWN_UP_DAYS_AGO = 60
PURPOSE = (
    "To help people do what matters to them from day to day, at home, at work and among others, while they are unwell "
    "and as they recover."
)
FIND_OUT, PLAN, TAKE_PART = (
    "Find out with the person what they need, and what may put them at risk",
    "Plan care together with the person and those close to them",
    "Help people take up activities, work and learning",
)
_FOR = {
    "GEN99@2013": FIND_OUT,
    "MH14@2013": FIND_OUT,
    "CHS229@2013": FIND_OUT,
    "GEN112@2013": FIND_OUT,
    "MH20@2013": PLAN,
    "CHS233@2013": PLAN,
    "GEN111@2013": PLAN,
    "MH38@2013": TAKE_PART,
    "MH42@2013": TAKE_PART,
    "SCDHSC0421@undated": TAKE_PART,
}
_COVER = ("CHS229@2013", "GEN112@2013")
_SUPERVISED = ("CHS233@2013",)
GROUP = "Links with the community"
_LINKS = {"GEN100@2013": None, "GEN101@2013": 181, "LIST95@2005": 365}
_HOPED_FOR = ("GEN109@2013", NeededBy.SIX_MONTHS)


def write_profile(service: Service, members: Sequence[Member]) -> None:
    """A second version is put in use; a few of the therapists hold something of its group."""
    day = service.diary.days_ago(DRAWN_UP_DAYS_AGO)
    service.diary.on(day, lambda: _draw_up(service))
    therapists = [member for member in members if member.role.code == ROLE]
    there = [member for member in therapists if member.joined_on < service.diary.days_ago(400)]
    for place, member in enumerate(there[:3]):
        service.assess(member, list(_LINKS)[place % 2], days_ago=300 - 40 * place)


def _draw_up(service: Service) -> None:
    lead = service.accounts[Role.WORKFORCE_LEAD]
    profile = RoleProfile.objects.get(code=ROLE)
    draft = actions.draft_version(by=lead, profile=profile)
    actions.set_purpose(by=lead, version=draft, purpose=PURPOSE)
    made = actions.add_functions(by=lead, version=draft, words=[FIND_OUT, PLAN, TAKE_PART])
    functions = {function.words: function.pk for function in made}
    for line in draft.lines.all():
        terms = LineTerms(
            context=line.context,
            needed_by_days=line.needed_by_days,
            practice=Practice.SUPERVISED if line.standard_id in _SUPERVISED else Practice.INDEPENDENT,
            counts_for_cover=line.standard_id in _COVER,
            function=functions[_FOR[line.standard_id]],
        )
        actions.change_line(by=lead, line=line, terms=terms)
    _add_more(service, draft, functions)
    actions.put_in_use(
        by=lead,
        version=draft,
        from_on=service.diary.days_ago(DRAWN_UP_DAYS_AGO),
        why="Drawn up anew from what the role does",
    )


def _add_more(service: Service, draft: ProfileVersion, functions: dict[str, int]) -> None:
    lead, links = service.accounts[Role.WORKFORCE_LEAD], []
    for standard, days in _LINKS.items():
        function = functions[TAKE_PART]
        added = actions.add_line(
            by=lead, version=draft, standard=standard, needed_by_days=days, function=function
        )
        links.append(added.pk)
    actions.add_group(by=lead, version=draft, name=GROUP, at_least=1, lines=links)
    standard, by_when = _HOPED_FOR
    actions.add_line(
        by=lead,
        version=draft,
        standard=standard,
        need=Need.DESIRABLE,
        needed_by_days=by_when.value,
        context="families",
    )
