"""What the service holds, as a file on its way in is held against it: a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from standing.areas.audit import clock
from standing.areas.audit.actors import Actor
from standing.areas.exchange.models import Remembered as RememberedRow
from standing.areas.exchange.models import WorkbookImport
from standing.areas.people.merging import kept_refs
from standing.areas.people.models import Account, Person, Post, Unit
from standing.areas.profiles.models import RoleProfile
from standing.areas.record.loading import known, load_rules
from standing.areas.record.models import Assignment, Batch, Decision, RefreshRule, Requirement
from standing.areas.record.selectors.people import working_on
from standing.areas.standards.loading import read_holdings
from standing.core.moving_in.journey import Remembered, Service
from standing.core.moving_in.people import Known
from standing.core.moving_in.plan import Earlier
from standing.core.rules.facts import RefreshRule as Rule
from standing.core.rules.known import StandardRules, grouped

AT_ONCE = 5000


def load_service(by: Actor) -> Service:
    """Everything but decisions, which are read once it is known of whom (`load_held`)."""
    own = by.person.ref if isinstance(by, Account) and by.person is not None else ""
    return Service(
        holdings=read_holdings(),
        rules=load_rules_set(),
        people=_people(),
        units=dict(Unit.objects.values_list("code", "name")),
        roles=_roles(),
        asked_of=_asked_of(),
        remembered=_remembered(),
        today=clock.today(),
        own=own,
    )


def load_rules_set() -> dict[str, StandardRules]:
    """The rules of each standard for which somebody has set one."""
    ruled = set(known(RefreshRule.objects.all(), None).values_list("standard_id", flat=True))
    rules: Iterable[Rule] = (rule for rule in load_rules() if rule.standard in ruled)
    return {name: StandardRules(rows) for name, rows in grouped(rules, "standard").items()}


def _people() -> tuple[Known, ...]:
    works: dict[str, set[tuple[str, str]]] = defaultdict(set)
    working = known(Assignment.objects.filter(working_on(clock.today())), None)
    for ref, unit, role in working.values_list("person__ref", "unit__code", "role"):
        works[ref].add((unit, role))
    also: dict[str, list[str]] = defaultdict(list)
    for old, kept in kept_refs().items():
        also[kept].append(old)
    rows = Person.objects.order_by("pk").values_list("ref", "given_name", "family_name")
    return tuple(
        Known(ref, given, family, frozenset(works[ref]), tuple(also[ref])) for ref, given, family in rows
    )


def _roles() -> dict[str, str]:
    """Every role somebody has named, by code: as its profile is called, else as a post of it is."""
    found = {code: code for code in Assignment.objects.values_list("role", flat=True).distinct()}
    found |= dict(Post.objects.order_by("-pk").values_list("role", "title"))
    return found | dict(RoleProfile.objects.values_list("code", "name"))


def _asked_of() -> dict[str, frozenset[str]]:
    """What each role asks for; a role with a profile of its own, however empty, is settled by that."""
    found: dict[str, set[str]] = {code: {""} for code in RoleProfile.objects.values_list("code", flat=True)}
    for role, standard in known(Requirement.objects.all(), None).values_list("role", "standard_id"):
        found.setdefault(role, set()).add(standard)
    return {role: frozenset(standards) for role, standards in found.items()}


def _remembered() -> Remembered:
    rows: dict[str, dict[str, object]] = defaultdict(dict)
    for kind, text, answer in RememberedRow.objects.values_list("kind", "text", "answer"):
        rows[kind][text] = answer
    return Remembered(
        labels=rows[RememberedRow.LABEL],  # type: ignore[arg-type]
        units=rows[RememberedRow.UNIT],  # type: ignore[arg-type]
        roles=rows[RememberedRow.ROLE],  # type: ignore[arg-type]
        sheets=rows[RememberedRow.SHEET],  # type: ignore[arg-type]
    )


_COLUMNS = (
    "pk",
    "person__ref",
    "standard_id",
    "outcome",
    "decided_on",
    "expires_on",
    "context",
    "assessor_unknown",
    "retracted_on",
    "retracted_with_id",
    "retraction_reason",
    "replaced_by",
)


def load_held(people: Collection[str], standards: Collection[str]) -> dict[str, dict[str, list[Earlier]]]:
    """Every decision ever recorded of these people and standards, retracted ones too."""
    undone = _taken_back_by_imports_undone()
    held: dict[str, dict[str, list[Earlier]]] = defaultdict(lambda: defaultdict(list))
    wanted = frozenset(standards)
    for refs in _some(sorted(people)):
        rows = Decision.objects.filter(person__ref__in=refs).values_list(*_COLUMNS)
        for (
            key,
            ref,
            standard,
            outcome,
            decided,
            expires,
            context,
            unknown,
            gone,
            gone_with,
            why,
            by,
        ) in rows.iterator():
            if standard not in wanted:
                continue
            alone = gone is not None and gone_with is None and key not in undone
            held[ref][standard].append(
                Earlier(
                    key,
                    outcome,
                    decided,
                    expires,
                    context,
                    imported=unknown,
                    known=gone is None,
                    taken_back=f"on {gone:%-d %B %Y}, because: {why}." if alone else "",
                    replaced=by is not None,
                )
            )
    return held


def _taken_back_by_imports_undone() -> set[int]:
    """What imports took back that were retracted themselves since: a file may say it again."""
    undone = WorkbookImport.objects.filter(batch__state=Batch.RETRACTED)
    return {key for keys in undone.values_list("took_back", flat=True) for key in keys}


def _some(items: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]
