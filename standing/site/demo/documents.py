"""Job descriptions that were issued: one of a version that others came after, and one of the newest."""

from __future__ import annotations

from functools import partial

from standing.areas.documents.actions import issue_document
from standing.areas.people.roles import Role
from standing.areas.profiles.models import ProfileVersion, State
from standing.site.demo.service import Service

ISSUED = {"therapist": 200, "peer-support-worker": 90}
"""The role of each, and how many days ago its job description was issued."""


def write_documents(service: Service) -> None:
    """Each issued on its day, of the version in use then."""
    for code, days in ISSUED.items():
        service.diary.on(service.diary.days_ago(days), partial(_issue, service, code))


def _issue(service: Service, code: str) -> None:
    today = service.diary.days_ago(ISSUED[code])
    versions = ProfileVersion.objects.filter(profile__code=code).select_related("profile")
    version = next(one for one in versions if one.state(today) is State.IN_USE)
    issue_document(by=service.accounts[Role.WORKFORCE_LEAD], version=version)
