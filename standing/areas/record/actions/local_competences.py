"""A local competence and its refresh rule, in one go."""

from standing.areas.audit.actions import Actor, writing
from standing.areas.guarding import passes_guard
from standing.areas.record.actions.refresh_rules import set_refresh_rules
from standing.areas.record.refresh import AppliesTo
from standing.areas.standards.actions import add_local_competence
from standing.areas.standards.models import Standard


@writing()
@passes_guard(lambda **_: "catalogue", summary="What it is")
def add_local_competence_with_rule(
    *,
    by: Actor,
    code: str,
    title: str,
    edition: str | int = "1",
    summary: str = "",
    validity_months: int | None,
    grace_days: int,
) -> Standard:
    """Add a competence of the service's own and say how long a decision on it lasts (no months: for ever); both or
    neither. Raises as `add_local_competence` and `set_refresh_rules` do.
    """
    added = add_local_competence(by=by, code=code, title=title, edition=edition, summary=summary)
    set_refresh_rules(
        by=by,
        standards=[added.pk],
        validity_months=validity_months,
        grace_days=grace_days,
        applies_to=AppliesTo.ALL,
        why="The first rule of a new local competence",
    )
    return added
