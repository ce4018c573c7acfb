"""Cover rules: set, changed line by line from a day on, ended. What was asked of a past shift stays as it was."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.cover.models import LEAST_BAND, MOST_BAND, CoverRule, RuleLine
from standing.areas.cover.permissions import check_can_in_unit
from standing.areas.people.models import Account, Unit
from standing.areas.people.roles import Ability
from standing.areas.profiles.superseding import superseded
from standing.areas.record.loading import known
from standing.areas.record.models import EditionEnd
from standing.areas.refusals import Refused
from standing.areas.standards.loading import read_holdings
from standing.areas.standards.models import Standard
from standing.core.rules.registering import BODIES
from standing.core.rules.shifts import KINDS

MOST_PEOPLE = 50
LONGEST_NAME = 100


@dataclass(frozen=True)
class LineWanted:
    """A line to be: at least so many who count in a standard (by id), of a band, among those who lead, registered."""

    standard: str
    at_least: int
    context: str = ""
    band_from: int | None = None
    leads: bool = False
    registered_with: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.at_least <= MOST_PEOPLE:
            raise Refused(f"Ask for 1 to {MOST_PEOPLE} people.", field="at_least")
        if self.band_from is not None and not LEAST_BAND <= self.band_from <= MOST_BAND:
            raise Refused(f"The band must be from {LEAST_BAND} to {MOST_BAND}.", field="band_from")
        if self.registered_with and self.registered_with not in BODIES:
            raise Refused("Choose one of the bodies on the page.", field="registered_with")

    @property
    def words(self) -> str:
        """All that it asks, for the audit trail."""
        said = [f"at least {self.at_least} in {self.standard}"]
        said += [f"context {self.context}"] if self.context else []
        said += [f"band {self.band_from} or above"] if self.band_from else []
        said += ["among those who lead"] if self.leads else []
        said += [f"registered with {BODIES[self.registered_with].short}"] if self.registered_with else []
        return ", ".join(said)

    @classmethod
    def of(cls, line: RuleLine) -> LineWanted:
        """What a line asks."""
        return cls(
            line.standard_id, line.at_least, line.context, line.band_from, line.leads, line.registered_with
        )


@writing()
def set_rule(
    *,
    by: Actor,
    unit: Unit,
    name: str,
    line: LineWanted,
    from_on: date,
    to_on: date | None = None,
    kinds: Collection[str] = (),
    apart: bool = False,
) -> CoverRule:
    """Set a rule for the shifts of a unit and of those below it, with its first line. `kinds`: of which shifts; none
    means every shift. `to_on` is the first day without it. Raises `NotAllowed` and `Refused`.
    """
    check_can_in_unit(by, Ability.SET_COVER_RULES, unit)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused(f"Call the rule something, in {LONGEST_NAME} characters or fewer.", field="name")
    if to_on is not None and to_on <= from_on:
        raise Refused("The first day without the rule must be after its first day.", field="to_on")
    if set(kinds) - set(KINDS):
        raise Refused("Choose kinds of shift on the page.", field="kinds")
    _check_not_twice(unit, name, from_on, to_on)
    rule = CoverRule.objects.create(
        unit=unit,
        name=name,
        kinds_kept=CoverRule.keep_kinds(tuple(kinds)),
        apart=apart,
        from_on=from_on,
        to_on=to_on,
        **_made(by),
    )
    _write(by, rule, line, from_on)
    words = {
        "unit": unit.code,
        "name": name,
        "shifts": list(rule.kinds) or "every shift",
        "apart": "yes" if apart else "no",
        "from": from_on,
        "to": to_on or "",
        "line": line.words,
    }
    record_event(by=by, action="set_cover_rule", subject=rule.subject, words=words)
    return rule


@writing()
def add_line(*, by: Actor, rule: CoverRule, line: LineWanted, from_on: date) -> RuleLine:
    """Ask something more in a rule, of shifts that begin on or after a day. Raises `NotAllowed` and `Refused`."""
    check_can_in_unit(by, Ability.SET_COVER_RULES, rule.unit)
    _check_within(rule, from_on, "from_on")
    asked = [LineWanted.of(one) for one in rule.lines.all() if one.to_on is None or one.to_on > from_on]
    if line in asked:
        raise Refused("The rule asks for just this already.", field="standards")
    row = _write(by, rule, line, from_on)
    record_event(
        by=by, action="add_cover_line", subject=rule.subject, words={"line": line.words, "from": from_on}
    )
    return row


@writing()
def end_line(*, by: Actor, line: RuleLine, to_on: date) -> RuleLine:
    """Ask a line no more of shifts that begin on or after a day. A rule keeps one line: end the rule instead."""
    check_can_in_unit(by, Ability.SET_COVER_RULES, line.rule.unit)
    if to_on < line.from_on or (line.to_on is not None and to_on >= line.to_on):
        raise Refused("Choose a day on which the line is still asked.", field="to_on")
    others = line.rule.lines.exclude(pk=line.pk)
    if not any(one.to_on is None or one.to_on > to_on for one in others):
        raise Refused("It is the last line of its rule: end the rule instead.", field="to_on")
    RuleLine.objects.filter(pk=line.pk).update(to_on=to_on)
    words = {"line": LineWanted.of(line).words, "to": to_on}
    record_event(by=by, action="end_cover_line", subject=line.rule.subject, words=words)
    return RuleLine.objects.get(pk=line.pk)


@writing()
def end_rule(*, by: Actor, rule: CoverRule, to_on: date) -> CoverRule:
    """Ask a rule no more of shifts that begin on or after a day. Raises `NotAllowed` and `Refused`."""
    check_can_in_unit(by, Ability.SET_COVER_RULES, rule.unit)
    if to_on < rule.from_on or (rule.to_on is not None and to_on >= rule.to_on):
        raise Refused("Choose a day on which the rule still holds.", field="to_on")
    before = rule.to_on
    CoverRule.objects.filter(pk=rule.pk).update(to_on=to_on)
    words: dict[str, Any] = {"name": rule.name, "to": to_on, "before": before or ""}
    record_event(by=by, action="end_cover_rule", subject=rule.subject, words=words)
    return CoverRule.objects.get(pk=rule.pk)


def _write(by: Actor, rule: CoverRule, line: LineWanted, from_on: date) -> RuleLine:
    _check_standard(line.standard, from_on)
    return RuleLine.objects.create(
        rule=rule,
        standard_id=line.standard,
        context=line.context.strip(),
        at_least=line.at_least,
        band_from=line.band_from,
        leads=line.leads,
        registered_with=line.registered_with,
        from_on=from_on,
        **_made(by),
    )


def _check_standard(standard: str, from_on: date) -> None:
    """A rule is about a standard of the catalogue in which somebody can count: an edition that has ended by then is
    refused, with what stands in its place.
    """
    if not Standard.objects.filter(pk=standard).exists():
        raise Refused(f"There is no standard {standard} in the catalogue.", field="standards")
    ends = known(EditionEnd.objects.filter(standard=standard, ends_on__lt=from_on), None).first()
    if ends is not None:
        became = superseded(read_holdings(), standard, clock.today())
        instead = f" Ask for {', '.join(became.living)} instead." if became and became.living else ""
        raise Refused(
            f"{standard} counted up to {ends.ends_on:%-d %B %Y}: nobody could ever meet this line.{instead}",
            field="standards",
        )


def _check_within(rule: CoverRule, day: date, field: str) -> None:
    if day < rule.from_on or (rule.to_on is not None and day >= rule.to_on):
        raise Refused("Choose a day on which the rule holds.", field=field)


def _check_not_twice(unit: Unit, name: str, from_on: date, to_on: date | None) -> None:
    for other in CoverRule.objects.filter(unit=unit, name__iexact=name):
        begins_before = other.to_on is None or from_on < other.to_on
        if begins_before and (to_on is None or other.from_on < to_on):
            raise Refused(
                f"{unit.name} has a rule called {other.name} then. Change that one, or call this otherwise.",
                field="name",
            )


def _made(by: Actor) -> dict[str, Any]:
    return {"made_at": clock.now(), "made_by": by if isinstance(by, Account) else None}
