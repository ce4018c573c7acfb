"""The told people: each shows one thing, so that every status and every reason of the rules can be
found.

Apart from their one thing they are well: assessed months ago on all their role asks for, and everything
signed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from standing.site.demo.cast import Member
from standing.site.demo.plan import CHANGES, STORIES_UNIT, WORKING_AGE
from standing.site.demo.service import Service

JOINED_DAYS_AGO = 1000
WELL_DAYS_AGO = (100, 240)
"""Long enough ago to have been away from any change, and recent enough that nothing expires soon."""


@dataclass(frozen=True)
class Story:
    """What one person shows (`shows`, in words), in which role, and what happened: `but` is left out of
    being well, and `tell` says what happened instead. `unsigned` are the subjects not signed.
    """

    shows: str
    role: str
    tell: Callable[[Service, Member], None]
    but: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()
    joined_days_ago: int = JOINED_DAYS_AGO
    unit: str = STORIES_UNIT


def nothing(service: Service, member: Member) -> None:
    """It is enough that something was not done."""


def _expires_soon(service: Service, member: Member) -> None:
    service.assess(member, "CHS229@2013", days_ago=325)


def _in_grace(service: Service, member: Member) -> None:
    service.assess(member, "MH20@2013", days_ago=738)


def _expired(service: Service, member: Member) -> None:
    service.assess(member, "MH21@2013", days_ago=390)


def _edition_ended(service: Service, member: Member) -> None:
    service.assess(member, "MH22@2005", days_ago=300)


def _suspended(service: Service, member: Member) -> None:
    service.suspend(member, "CHS237@2013", days_ago=5, reason="Under review by the clinical lead")


def _showing_owed(service: Service, member: Member) -> None:
    service.assess(member, "CHS229@2013", days_ago=230)


def _showing_overdue(service: Service, member: Member) -> None:
    service.assess(member, "CHS237@2013", days_ago=220)


def _bridging_owed(service: Service, member: Member) -> None:
    service.assess(member, "MH13@2012", days_ago=330)


def _bridging_overdue(service: Service, member: Member) -> None:
    service.assess(member, "MH23@2013", days_ago=560)


def _alert_unsigned(service: Service, member: Member) -> None:
    service.assess(member, "GEN112@2013", days_ago=200)


def _revoked(service: Service, member: Member) -> None:
    service.assess(member, "CHS237@2013", days_ago=230)
    service.assess(member, "CHS237@2013", days_ago=20, outcome="revoked")


def _too_narrow(service: Service, member: Member) -> None:
    service.assess(member, "GEN103@2013", days_ago=150, context=WORKING_AGE)


def _in_progress(service: Service, member: Member) -> None:
    service.claim(member, "MH18@2012", days_ago=30)


def _away(service: Service, member: Member) -> None:
    service.away(member, days_ago=60)


def _corrected(service: Service, member: Member) -> None:
    service.assess_wrongly_then_correct(
        member, "MH14@2013", said_days_ago=50, truly_days_ago=800, corrected_days_ago=6
    )


OBSERVATION, MEDICINES, RISK = "POL-OBSERVATION", "POL-MEDICINES", "POL-RISK"
NURSE = "mental-health-nurse"

STORIES = (
    Story("owes a signature that is overdue, and one that is due", NURSE, nothing,
          unsigned=("POL-LONE-WORKING", OBSERVATION)),
    Story("expires within 90 days", NURSE, _expires_soon, but=("CHS229@2013",)),
    Story("is in grace", NURSE, _in_grace, but=("MH20@2013",)),
    Story("has expired", NURSE, _expired, but=("MH21@2013",)),
    Story("holds an edition that has ended", "team-manager", _edition_ended, but=("MH22@2005",)),
    Story("is suspended from one standard", NURSE, _suspended),
    Story("owes a showing", "therapist", _showing_owed, but=("CHS229@2013",)),
    Story("owes a showing that is overdue", "support-worker", _showing_overdue, but=("CHS237@2013",)),
    Story("owes a bridging", NURSE, _bridging_owed, but=("MH13@2012",)),
    Story("owes a bridging that is overdue", NURSE, _bridging_overdue, but=("MH23@2013",)),
    Story("has not signed a safety alert", "support-worker", _alert_unsigned, but=("GEN112@2013",),
          unsigned=("ALERT-2",)),
    Story("had a decision revoked", "support-worker", _revoked, but=("CHS237@2013",)),
    Story("holds it in another context only", NURSE, _too_narrow, but=("GEN103@2013",)),
    Story("is working towards a standard", NURSE, _in_progress, but=("MH18@2012",)),
    Story("is away for long", "support-worker", _away),
    Story("has just joined", "support-worker", nothing, joined_days_ago=12),
    Story("had a wrong date corrected", NURSE, _corrected, but=("MH14@2013",)),
)  # fmt: skip


def live_story(service: Service, member: Member, story: Story) -> None:
    """Write a told person's life into the diary."""
    for number, (standard, context) in enumerate(member.pairs):
        days_ago = WELL_DAYS_AGO[0] + (number * 29) % (WELL_DAYS_AGO[1] - WELL_DAYS_AGO[0])
        if standard not in story.but and days_ago < story.joined_days_ago:
            service.assess(member, standard, days_ago=days_ago, context=context)
            _show_afterwards(service, member, standard, context, days_ago)
    for change in CHANGES:
        if change.subject not in story.unsigned:
            service.sign(member, change, days_ago=max(change.days_ago - 3, 0))
    story.tell(service, member)


def _show_afterwards(
    service: Service, member: Member, standard: str, context: str, assessed_days_ago: int
) -> None:
    """Show what each change since asks to be shown."""
    for change in CHANGES:
        outcome = _SHOWN_BY.get(change.change_class)
        if outcome and standard in change.standards and assessed_days_ago > change.days_ago:
            service.assess(member, standard, days_ago=change.days_ago - 15, context=context, outcome=outcome)


_SHOWN_BY = {"major": "met", "bridging": "bridged"}
