"""What stands behind a task of a transition: the person's facts, read for it. Whoever calls shows who may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from standing.areas.audit import clock
from standing.areas.record.loading import known, load_asked, load_people
from standing.areas.record.models import Decision
from standing.areas.revisions.models import TransitionTask
from standing.core.rules.equivalence import CannotGrant, Source, granted_on, is_longer, sources_on
from standing.core.rules.facts import NOT_YET
from standing.core.rules.holding import Holding
from standing.core.rules.known import StandardRules
from standing.core.rules.status import Standing, situation_on, standing_in


@dataclass(frozen=True)
class FactsForTask:
    """How the person stands today on the old standards and on the new one, the decisions behind it, newest first, and
    where the evidence of each old standard is kept.
    """

    sources: list[Source]
    rules: StandardRules
    new: Standing
    already: Holding | None
    decisions: tuple[Decision, ...]
    evidence: Mapping[str, str]


def facts_for_task(task: TransitionTask) -> FactsForTask:
    """Read what an assessor judges. `already` is the holding of the new standard that is open, if there is one."""
    assert task.person is not None
    today, asked = clock.today(), load_asked()
    olds = [source.old_id for source in task.sources.all()]
    person = load_people([task.person])[task.person.ref]
    situation = situation_on(person, asked, task.standard_id, task.context, today)
    holding = situation.walk.holding
    rows = known(Decision.objects.filter(person=task.person, standard__in=olds), None).exclude(
        outcome=NOT_YET
    )
    decisions = tuple(rows.select_related("recorded_by", "standard").order_by("-decided_on", "-pk"))
    return FactsForTask(
        sources=sources_on(person, asked, olds, task.context, today),
        rules=asked.standards[task.standard_id],
        new=standing_in(situation, today),
        already=holding if holding is not None and not holding.is_beyond_grace(today) else None,
        decisions=decisions,
        evidence={row.standard_id: row.evidence for row in reversed(decisions) if row.evidence},
    )


NONE_COUNTS = "None of the old standards counts today, so none can be used."
LONGER = (
    "The person has {new} already, and for longer than the old standards would give. Nothing would be gained."
)


def why_not_granted(task: TransitionTask, facts: FactsForTask) -> str:
    """Why nothing can be granted today, whichever of the old standards are used; empty where something can."""
    usable = [source for source in facts.sources if source.can_be_used]
    if not usable:
        return NONE_COUNTS
    today = clock.today()
    said = ""
    for source in usable:
        try:
            granted = granted_on([source], facts.rules, task.version.effective_on or today, today)
        except CannotGrant as no:
            said = str(no)
            continue
        if facts.already is None or not is_longer(facts.already, granted):
            return ""
        said = LONGER.format(new=task.standard_id)
    return said
