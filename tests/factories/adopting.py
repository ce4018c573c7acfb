"""A made-up revision with a row of every kind, approved by two, and people who hold the old standards."""

from __future__ import annotations

from datetime import date

from standing.areas.audit.actors import System
from standing.areas.people.models import Account, Person
from standing.areas.record import actions
from standing.areas.record.models import FactRow
from standing.areas.revisions import actions as revisions
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.standards.models import Revision
from standing.core.catalogue import Catalogue, Suite
from standing.core.holdings import Holdings
from standing.core.rules import facts
from standing.core.rules.carry_over import CrosswalkRow
from tests.factories.people import make_person
from tests.factories.revisions import approve, make_lead, make_steward
from tests.factories.standards import load_catalogue, revision, standard
from tests.factories.workforce import rule

TESTS = System("tests")

CODE, LATER = "za-2026", "zb-2027"
EFFECTIVE, ENDS = date(2026, 4, 1), date(2027, 3, 31)
CONTEXT = "parks"

KEPT, RECODED, WIDENED, REVISED = "ZA1@2013", "ZA2@2013", "ZA3@2013", "ZA4@2013"
REPLACED, ALSO_REPLACED, SPLIT, ABSORBED = "ZA5@2013", "ZA6@2013", "ZA7@2013", "ZA8@2013"
WITHDRAWN, UNCHANGED = "ZA9@2013", "ZA10@2013"
OLD = (
    KEPT,
    RECODED,
    WIDENED,
    REVISED,
    REPLACED,
    ALSO_REPLACED,
    SPLIT,
    ABSORBED,
    WITHDRAWN,
    UNCHANGED,
)
NEW_KEPT, NEW_CODE, WIDER, NEW_EDITION = "ZA1@2026", "ZB2@2026", "ZB3@2026", "ZA4@2026"
EXISTING, ONE_HALF, OTHER_HALF = "ZC1@2013", "ZB7@2026", "ZC2@2013"
NEW = (NEW_KEPT, NEW_CODE, WIDER, NEW_EDITION, EXISTING, ONE_HALF, OTHER_HALF)
NEWER = "ZB2@2027"

ROWS = (
    CrosswalkRow(CODE, KEPT, "kept", (NEW_KEPT,)),
    CrosswalkRow(CODE, RECODED, "recoded", (NEW_CODE,), source_words="Now ZB2"),
    CrosswalkRow(CODE, WIDENED, "widened", (WIDER,)),
    CrosswalkRow(CODE, REVISED, "revised", (NEW_EDITION,)),
    CrosswalkRow(CODE, REPLACED, "replaced", (EXISTING,)),
    CrosswalkRow(CODE, ALSO_REPLACED, "replaced", (EXISTING,)),
    CrosswalkRow(CODE, SPLIT, "split", (ONE_HALF, OTHER_HALF), "all"),
    CrosswalkRow(CODE, ABSORBED, "absorbed", (NEW_EDITION,)),
    CrosswalkRow(CODE, WITHDRAWN, "withdrawn"),
    CrosswalkRow(CODE, UNCHANGED, "unchanged"),
)
LATER_ROWS = (CrosswalkRow(LATER, NEW_CODE, "kept", (NEWER,)),)
CARRIED = {KEPT: NEW_KEPT, RECODED: NEW_CODE, WIDENED: WIDER, REVISED: NEW_EDITION}


def load_revisions() -> None:
    """The standards, their refresh rules, and what two documents say became of them."""
    suites = tuple(Suite(letters, f"Gardens {letters}") for letters in ("ZA", "ZB", "ZC"))
    standards = tuple(standard(one) for one in (*OLD, *NEW, NEWER))
    said = (revision(CODE, suite="ZA", as_of="2026-03-31"), revision(LATER, suite="ZB", as_of="2027-03-31"))
    load_catalogue(
        Holdings(
            Catalogue(suites=suites, standards=standards, revisions=said, crosswalk=(*ROWS, *LATER_ROWS))
        )
    )
    rule([*OLD, *NEW, NEWER])


def approved(
    code: str = CODE, *, effective_on: date = EFFECTIVE, ends_on: date | None = None
) -> CrosswalkVersion:
    """The crosswalk of a revision, approved by two."""
    steward = make_steward()
    version = revisions.begin_from_document(by=steward, revision=Revision.objects.get(code=code))
    return settled(steward, version, effective_on=effective_on, ends_on=ends_on)


def settled(
    steward: Account,
    version: CrosswalkVersion,
    *,
    effective_on: date = EFFECTIVE,
    ends_on: date | None = None,
) -> CrosswalkVersion:
    """A draft with its days and contexts, approved by two."""
    if version.effective_on != effective_on:
        version = revisions.set_days(
            by=steward, version=version, effective_on=effective_on, transition_ends_on=ends_on
        )
    if version.rows.filter(kind="widened", context="").exists():
        for row in version.rows.filter(kind="widened", context=""):
            revisions.change_row(
                by=steward,
                version=version,
                old=row.old_id,
                kind="widened",
                new=[link.new_id for link in row.links.all()],
                context=CONTEXT,
                why="Compared",
            )
    return approve(CrosswalkVersion.objects.get(pk=version.pk), steward, make_lead())


def holder(ref: str, on: date, *standards: str, context: str = "") -> Person:
    """Somebody found to meet these standards on a day."""
    person = make_person(ref)
    decide(person, on, *(standards or OLD), context=context)
    return person


def decide(
    person: Person, on: date, *standards: str, outcome: str = facts.MET, context: str = ""
) -> list[FactRow]:
    """A decision about somebody on each of these standards."""
    entries = [
        actions.Entry(
            facts.Decision("new", person.ref, one, outcome, on, context),
            beside={"evidence": f"Folder {person.ref}"},
        )
        for one in standards
    ]
    return actions.append_facts(by=TESTS, entries=entries)
