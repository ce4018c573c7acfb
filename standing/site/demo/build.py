"""Builds the demonstration service in an empty store, and says how to sign in to it."""

import json
import random
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from standing.areas.people import actions as people
from standing.areas.people.models import Person
from standing.areas.people.roles import Role
from standing.areas.record.periods import in_bulk
from standing.areas.refusals import Refused
from standing.areas.standards.actions import import_bundled_catalogue
from standing.site.demo.cast import Member, drawn_cast, names
from standing.site.demo.claims import write_claims
from standing.site.demo.diary import Diary
from standing.site.demo.documents import write_documents
from standing.site.demo.histories import asked_of, assessments, shown_again, signing_day
from standing.site.demo.old_editions import OLD_STORIES
from standing.site.demo.plan import STORIES_UNIT, role_named
from standing.site.demo.policies import write_policies
from standing.site.demo.profiles import write_profile
from standing.site.demo.rotas import write_rota
from standing.site.demo.service import BEGAN_DAYS_AGO, BY, Service
from standing.site.demo.stories import STORIES, live_story
from standing.site.demo.together import CARER, COMMISSIONER, LIVED, write_together
from standing.site.demo.verification import write_verification

TOLD = (*STORIES, *OLD_STORIES)
SMALLEST = len(TOLD) + 8
ASSESSORS, PEERS = 3, 2
SIGN_IN_FILE = "demo-sign-in.json"
_PASSWORD_WORDS = ("heron", "alder", "bramble", "otter", "meadow", "harbour", "lantern", "copper", "saffron")


@dataclass(frozen=True)
class SignIn:
    """One account of the demonstration: what kind of user it is, and what to look at first."""

    kind: str
    name: str
    email: str
    look_first: str


@dataclass(frozen=True)
class Built:
    """What was built, and how to sign in; every account has the same password."""

    people: int
    seed: int
    password: str
    sign_ins: tuple[SignIn, ...]


def build(
    *,
    people_wanted: int,
    seed: int,
    today: date,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Built:
    """Build the service as of a day. Raises `Refused` if the store has people in it already, or for too
    few people.
    """
    if people_wanted < SMALLEST:
        raise Refused(f"The demonstration needs {SMALLEST} people or more, to show every status and reason.")
    if Person.objects.exists():
        raise Refused(
            "This store has people in it already, so no demonstration is built into it. "
            "Point STANDING_HOME or STANDING_DATABASE_URL at an empty place."
        )
    chance = random.Random(seed)  # noqa: S311 made-up people, not secrets
    service = Service(Diary(today))
    drawn = drawn_cast(people_wanted - len(TOLD), today, chance)
    told = _told_cast(today, random.Random(seed + 1))  # noqa: S311
    _import_catalogue(service)
    service.found()
    service.issue_changes()
    for member in drawn:
        _live(service, member, today, chance)
    for member, story in zip(told, TOLD, strict=True):
        service.join(member)
        live_story(service, member, story)
    write_claims(service, _claimants(drawn, told[0]), _longest_there(drawn)[0])
    write_profile(service, drawn)
    write_policies(service, sorted(drawn, key=lambda member: member.unit != STORIES_UNIT))
    service.appoint_assessors(_longest_there(drawn), today - timedelta(days=1800))
    write_verification(service, _longest_there(drawn), _claimants(drawn, told[0]))
    write_together(service, drawn)
    write_documents(service)
    with in_bulk():
        service.diary.live(progress)
    write_rota(service, [*drawn, *told], today)
    return _hand_over(service, drawn, told, seed)


def _import_catalogue(service: Service) -> None:
    """Before anything else: begin the audit trail, whose anchor an earlier store may have left, and the catalogue."""
    day = service.diary.days_ago(BEGAN_DAYS_AGO + 1)
    service.diary.on(day, lambda: people.begin_trail(by=BY))
    service.diary.on(day, lambda: import_bundled_catalogue(by=BY))


def _told_cast(today: date, chance: random.Random) -> list[Member]:
    named = names(chance)
    return [
        Member(
            ref=f"R{2001 + number}",
            given_name=given,
            family_name=family,
            unit=story.unit,
            role=role_named(story.role),
            joined_on=today - timedelta(days=story.joined_days_ago),
        )
        for number, (story, (given, family)) in enumerate(zip(TOLD, named, strict=False))
    ]


def _claimants(drawn: list[Member], shown: Member) -> list[Member]:
    """Nurses who work towards something, the one that visitors sign in as among them; none who assesses."""
    assessing = _longest_there(drawn)
    nurses = [
        member for member in drawn if member.role.code == "mental-health-nurse" and member not in assessing
    ]
    return [*nurses[:4], shown, *nurses[4:]]


def _longest_there(members: list[Member]) -> list[Member]:
    """Those who assess across the service: the longest there of those with the widest roles, then of each other role,
    since an assessor must count in what they assess.
    """
    by_day = sorted(members, key=lambda member: member.joined_on)
    wide = [member for member in by_day if member.role.code in ("mental-health-nurse", "therapist", "doctor")]
    chosen = (wide or by_day)[:ASSESSORS]
    for role in dict.fromkeys(member.role for member in by_day):
        peers = [member for member in by_day if member.role == role and member not in chosen]
        chosen += peers[: max(0, PEERS - sum(member.role == role for member in chosen))]
    return chosen


def _live(service: Service, member: Member, today: date, chance: random.Random) -> None:
    """Write a drawn person's life into the diary."""
    service.join(member)
    for found in assessments(member, today, chance):
        service.assess_on(member, found.standard, found.on, found.context)
    for change in asked_of(member):
        effective_on = service.diary.days_ago(change.days_ago)
        for found in shown_again(member, change, effective_on, chance):
            service.assess_on(member, found.standard, found.on, found.context, found.outcome)
        signed_on = signing_day(change, effective_on, chance)
        if signed_on is not None:
            service.sign(member, change, days_ago=(today - signed_on).days)


def _shown(drawn: list[Member], told: list[Member]) -> tuple[tuple[str, str, str], ...]:
    """The accounts that visitors use: as what they sign in, their key in the service, and where to look first."""
    manager = next(m for m in drawn if m.role.code == "team-manager" and m.unit == STORIES_UNIT)
    assessor = _longest_there(drawn)[0]
    return (
        ("practitioner", told[0].ref, "My record: two signatures owed, one overdue"),
        ("manager", manager.ref, "Home: who in Kingfisher Ward stops counting next; then the team matrix"),
        (
            "assessor",
            assessor.ref,
            "Home: who waits for an assessment; once March 2013 is adopted, what to judge",
        ),
        (
            "recovery worker",
            told[len(STORIES)].ref,
            "My record: held in editions of 2005; What changes for me, once March 2013 is adopted",
        ),
        (
            "framework steward",
            Role.FRAMEWORK_STEWARD,
            "Revisions, then March 2013: rehearse it, approve it with the workforce lead, adopt it",
        ),
        (
            "workforce lead",
            Role.WORKFORCE_LEAD,
            "Home: where people stand, by status and by reason; Decide together; Revisions, to approve March 2013",
        ),
        ("policy author", Role.POLICY_AUTHOR, "Policies: one in each state; a change that was returned"),
        (
            "clinical lead",
            Role.CLINICAL_LEAD,
            "Inbox: the class of a change to agree; then Limits",
        ),
        (
            "internal verifier",
            Role.INTERNAL_VERIFIER,
            "Verification: decisions that wait to be released; the sampling plan, planned against done",
        ),
        (
            "information-governance lead",
            Role.INFORMATION_GOVERNANCE_LEAD,
            "Identifiable data: what somebody else hides comes here at once, to be settled",
        ),
        (
            "rota maker",
            Role.ROTA_MAKER,
            "Home: Who can work tonight?; then Cover: the shifts that will not meet the rule; then Limits",
        ),
        (
            "lived experience",
            LIVED,
            "Home: a question to answer; What changed because of us; try large print",
        ),
        (CARER, CARER, "Decide together: an objection that waits for its answer"),
        (COMMISSIONER, COMMISSIONER, "Decide together: how the profile of peer support workers was made"),
        ("administrator", Role.ADMINISTRATOR, "Accounts, units and the audit trail"),
        ("auditor", Role.AUDITOR, "Any record as at a past day, and as known on one"),
    )


def _hand_over(service: Service, drawn: list[Member], told: list[Member], seed: int) -> Built:
    """Give the accounts that visitors use a password, and write down how to sign in."""
    words = [secrets.choice(_PASSWORD_WORDS) for _ in range(3)]
    password = "-".join([*words, str(secrets.randbelow(90) + 10)])
    sign_ins = []
    for kind, key, look_first in _shown(drawn, told):
        account = people.set_password(by=BY, account=service.accounts[key], password=password)
        sign_ins.append(SignIn(kind, account.name, account.email, look_first))
    built = Built(len(drawn) + len(told), seed, password, tuple(sign_ins))
    _write_down(built)
    return built


def sign_in_file() -> Path:
    """Where the demonstration's sign-ins are written down, readable by whoever runs it."""
    return Path(settings.STANDING_HOME) / SIGN_IN_FILE


def _write_down(built: Built) -> None:
    path = sign_in_file()
    path.touch(mode=0o600)
    path.write_text(json.dumps(asdict(built), indent=2), encoding="utf-8")
