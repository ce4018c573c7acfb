"""Appeals as their readers may see them: the person, whoever decides a stage, and whoever had a part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from standing.areas.assessment.appealing import appealed_before, can_decide_stage
from standing.areas.assessment.models import Appeal, AppealStage
from standing.areas.assessment.permissions import appeals_read
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Account
from standing.areas.people.permissions import scope_of
from standing.areas.people.roles import Ability
from standing.areas.record.models import Decision
from standing.areas.record.selectors.people import NotFound
from standing.core.assessing.appeals import Stage
from standing.core.rules.facts import NOT_YET, REVOKED


@dataclass(frozen=True)
class AppealSeen:
    """An appeal, its stages, and what this reader may do about it."""

    appeal: Appeal
    stages: Sequence[AppealStage]
    own: bool
    may_decide: bool

    @property
    def stage(self) -> AppealStage:
        return self.stages[-1]

    @property
    def may_go_on(self) -> bool:
        """Whether the person may take it further: it was not upheld for them, and there is a stage left."""
        reached = self.stage.outcome == AppealStage.UPHELD and Stage(self.stage.stage).following is not None
        return self.own and self.appeal.state == Appeal.OPEN and reached

    @property
    def may_drop(self) -> bool:
        return self.own and self.appeal.state == Appeal.OPEN

    @property
    def may_suspend(self) -> bool:
        revoked = self.appeal.decision.outcome == REVOKED and self.appeal.suspended_on is None
        return self.may_decide and self.before_panel and revoked

    @property
    def before_panel(self) -> bool:
        """Whether the panel is to decide next."""
        return self.stage.stage == Stage.PANEL.value and not self.stage.outcome


def appeals_seen(*, by: Actor) -> list[AppealSeen]:
    """The appeals this account sees (`permissions.appeals_read`), newest first."""
    if not isinstance(by, Account):
        return []
    rows = (
        appeals_read(by)
        .select_related(
            "decision__person", "decision__standard__suite", "decision__recorded_by", "decision__decided_by"
        )
        .prefetch_related("stages__decided_by")
    )
    return [_as_seen(by, row) for row in rows]


def _as_seen(by: Account, row: Appeal) -> AppealSeen:
    stages = list(row.stages.all())
    waits = row.state == Appeal.OPEN and not stages[-1].outcome
    own = by.person_id is not None and row.decision.person.kept.pk == by.person_id
    return AppealSeen(
        row, stages, own, waits and not own and can_decide_stage(by, row, Stage(stages[-1].stage))
    )


def appeal_by_key(*, by: Actor, key: int) -> AppealSeen:
    """One of them. Raises `NotFound`."""
    for one in appeals_seen(by=by):
        if one.appeal.pk == key:
            return one
    raise NotFound("There is no such appeal among those you may see.")


def may_be_appealed(*, by: Actor) -> list[Decision]:
    """The decisions about this account's own person that it can appeal against."""
    if not isinstance(by, Account) or not scope_of(by, Ability.APPEAL, clock.today()).own:
        return []
    rows = Decision.objects.filter(
        person=by.person_id,
        outcome__in=(NOT_YET, REVOKED),
        retracted_on__isnull=True,
        carried_from__isnull=True,
    ).exclude(appealed_before())
    return list(rows.select_related("standard__suite", "person").order_by("-decided_on", "-pk"))


def own_decision(*, by: Actor, number: int) -> Decision:
    """One of them. Raises `NotFound`."""
    for row in may_be_appealed(by=by):
        if row.pk == number:
            return row
    raise NotFound("There is no such decision that you can appeal against.")
