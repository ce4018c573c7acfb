"""Catalogues for tests: the bundled one, and small made-up ones whose codes and titles are invented."""

from __future__ import annotations

from pathlib import Path

from standing.areas.audit.actors import System
from standing.areas.standards.actions import import_bundled_catalogue
from standing.core.catalogue import Catalogue, Judgement, Revision, Standard, Statement, Suite
from standing.core.holdings import Holdings
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.search import Summary

TESTS = System("tests")
"""Who does what a test needs to be there already."""

FACSIMILES = Path(__file__).resolve().parent.parent / "facsimiles"
"""Made-up documents laid out like the real ones, and the catalogue they are held against."""

MADE_UP_SOURCE = "Made-up register"


def load_bundled_catalogue() -> None:
    """Bring the catalogue that comes with Standing into the store."""
    import_bundled_catalogue(by=TESTS)


def load_catalogue(holdings: Holdings) -> None:
    """Bring a made-up catalogue into the store."""
    import_bundled_catalogue(by=TESTS, holdings=holdings)


def standard(id_: str, title: str = "", *, suite: str = "", aliases: tuple[str, ...] = ()) -> Standard:
    """A made-up standard: `standard("ZZ1@2001")`."""
    code, _, edition = id_.partition("@")
    letters = suite or "".join(letter for letter in code if letter.isalpha())
    return Standard(
        id_, code, edition, title or f"Keep the {code} garden of {edition}", letters, aliases, "made up"
    )


def statement(
    standard_id: str, status: str = "current", as_of: str = "2001-12-31", source: str = ""
) -> Statement:
    """What a made-up source says."""
    return Statement(standard_id, status, source or MADE_UP_SOURCE, as_of)


def summary(standard_id: str, sentence: str = "Looking after the garden.") -> Summary:
    """A made-up sentence, with facets."""
    return Summary(standard_id, sentence, ("person",), ("support",), ("any",), specialist=False)


def revision(name: str, *, suite: str = "ZZ", as_of: str = "2001-12-31") -> Revision:
    """A made-up revision."""
    return Revision(name, f"Revision {name}", suite, f"Document {name}", as_of[:4], as_of, as_of[:4])


def row(revision_name: str, old: str, *new: str, kind: str = "recoded", need: str = "any") -> CrosswalkRow:
    """A made-up row of a crosswalk."""
    return CrosswalkRow(revision_name, old, kind, new, need)


def two_revisions() -> Holdings:
    """ZZ1 of 2001 became ZY1 of 2002, which together with ZZ2 became ZX1 and ZX2 of 2003."""
    ids = ("ZZ1@2001", "ZZ2@2001", "ZY1@2002", "ZX1@2003", "ZX2@2003")
    return Holdings(
        Catalogue(
            suites=(Suite("ZZ", "Gardens"), Suite("ZY", "Parks"), Suite("ZX", "Woods")),
            standards=tuple(standard(each) for each in ids),
            revisions=(revision("zz-2002", as_of="2002-12-31"), revision("zz-2003", as_of="2003-12-31")),
            crosswalk=(
                row("zz-2002", "ZZ1@2001", "ZY1@2002"),
                row("zz-2003", "ZY1@2002", "ZX1@2003", "ZX2@2003", kind="split", need="all"),
                row("zz-2003", "ZZ2@2001", "ZX1@2003", kind="absorbed"),
            ),
            judgements=(Judgement("zz-2003", "ZZ2@2001", "widened", "Woods are wider than gardens."),),
            statements=(
                statement("ZZ1@2001"),
                statement("ZZ1@2001", "replaced", "2002-12-31", "Document zz-2002"),
                statement("ZX1@2003", as_of="2003-12-31"),
            ),
        ),
        {"ZZ1@2001": summary("ZZ1@2001")},
    )
