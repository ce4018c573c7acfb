"""Refresh rules asked for: by a steward, whose rows wait for them, of the workforce lead, who alone sets them."""

from __future__ import annotations

from collections.abc import Sequence

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, writing
from standing.areas.guarding import passes_guard
from standing.areas.people.models import Account
from standing.areas.refusals import Refused
from standing.areas.revisions.loading import draft_rows, standards_with_a_rule
from standing.areas.revisions.models import CrosswalkVersion, RulesRequest
from standing.areas.revisions.permissions import check_can_edit_crosswalks
from standing.areas.revisions.versioning import fresh, subject_of, told
from standing.core.crosswalks.versions import unruled_standards


@writing()
@passes_guard(lambda **given: subject_of(given["version"]), words="Anything they should know")
def ask_for_rules(*, by: Actor, version: CrosswalkVersion, words: str = "") -> RulesRequest:
    """Ask for a refresh rule for every new standard of an open version that needs one and has none.

    It changes nothing in the version, so approvals stay. Raises `Refused` where none is missing, and where all of them
    are asked for already.
    """
    check_can_edit_crosswalks(by)
    version = fresh(version)
    if not version.is_open:
        raise Refused(
            f"Version {version.number} is approved. Set a rule for its standards where one is missing."
        )
    missing = unruled_standards(draft_rows(version), standards_with_a_rule())
    if not missing:
        raise Refused("Every new standard that needs a refresh rule has one.")
    asked = {each for request in version.rules_requests.all() for each in request.standards}
    if not words.strip() and set(missing) <= asked:
        raise Refused("These rules are asked for already: they wait on the home page of whoever sets them.")
    account = by if isinstance(by, Account) else None
    request = RulesRequest.objects.create(
        version=version,
        account=account,
        who=account.name if account else by.audit_name.replace("system:", "the command "),
        at=clock.now(),
        standards=list(missing),
        words=words.strip(),
    )
    told(
        version,
        by=by,
        action="ask_for_refresh_rules",
        words=_said(missing, words),
        more={"standards": missing},
    )
    return request


def _said(missing: Sequence[str], words: str) -> str:
    number = len(missing)
    said = f"Asked for the refresh rule{'s' if number > 1 else ''} of {number} standard{'s' if number > 1 else ''}."
    return f"{said} {words.strip()}".strip()
