"""The told people who still work to profiles written in editions of 2005, so that the revision of March 2013 has
somebody to carry over: each holds one thing in another way.
"""

from standing.site.demo.cast import Member
from standing.site.demo.plan import OLD_UNIT, OLDER_PEOPLE
from standing.site.demo.service import Service
from standing.site.demo.stories import Story, nothing

RECOVERY, EMPLOYMENT = "recovery-worker", "employment-specialist"
OTHER_TEAM = "northside"


def _expires_soon(service: Service, member: Member) -> None:
    service.assess(member, "MH1@2005", days_ago=1060)


def _safety_expires_soon(service: Service, member: Member) -> None:
    service.assess(member, "MH16@2005", days_ago=330)


def _in_grace(service: Service, member: Member) -> None:
    service.assess(member, "MH20@2005", days_ago=738)


def _expired(service: Service, member: Member) -> None:
    service.assess(member, "MH14@2005", days_ago=800)


def _suspended(service: Service, member: Member) -> None:
    service.suspend(member, "MH11@2005", days_ago=20, reason="Under review by the clinical lead")


def _revoked(service: Service, member: Member) -> None:
    service.assess(member, "MH73@2005", days_ago=260)
    service.assess(member, "MH73@2005", days_ago=35, outcome="revoked")


def _in_one_context(service: Service, member: Member) -> None:
    service.assess(member, "MH10@2005", days_ago=180, context=OLDER_PEOPLE)


def _in_progress(service: Service, member: Member) -> None:
    service.claim(member, "MH45@2005", days_ago=45)


def _expired_and_suspended(service: Service, member: Member) -> None:
    service.assess(member, "MH94@2005", days_ago=1200)
    service.suspend(member, "MH1@2005", days_ago=8, reason="While a concern is looked into")


OLD_STORIES = (
    Story("holds all of it, in 2005 editions", RECOVERY, nothing, unit=OLD_UNIT),
    Story("holds an old edition that expires soon", RECOVERY, _expires_soon, but=("MH1@2005",),
          joined_days_ago=1200, unit=OLD_UNIT),
    Story("holds an old edition in grace", RECOVERY, _in_grace, but=("MH20@2005",), unit=OLD_UNIT),
    Story("held an old edition that has expired", RECOVERY, _expired, but=("MH14@2005",), unit=OLD_UNIT),
    Story("is suspended from an old edition", RECOVERY, _suspended, unit=OLD_UNIT),
    Story("had a decision on an old edition revoked", RECOVERY, _revoked, but=("MH73@2005",), unit=OLD_UNIT),
    Story("holds an old edition in one context", RECOVERY, _in_one_context, but=("MH10@2005",), unit=OLD_UNIT),
    Story("is working towards an old edition", RECOVERY, _in_progress, but=("MH45@2005",), unit=OLD_UNIT),
    Story("holds all of it, in another team", EMPLOYMENT, nothing, unit=OTHER_TEAM),
    Story("holds a safety-critical old edition that expires soon", EMPLOYMENT, _safety_expires_soon,
          but=("MH16@2005",), unit=OTHER_TEAM),
    Story("has one expired, and is suspended from another", EMPLOYMENT, _expired_and_suspended, but=("MH94@2005",),
          joined_days_ago=1300, unit=OTHER_TEAM),
)  # fmt: skip
