"""What no row of a table can show alone: standards without a row, and things used twice."""

from collections.abc import Container, Iterable, Iterator
from datetime import date

from standing.core.engine.refused import Refused
from standing.core.engine.tables import TABLES, FactTables, Located, Table


def check_tables(read: FactTables, known_on: date | None) -> None:
    """Raise `Refused` for every standard without a row, and for whatever known rows use twice."""
    faults = [*_unknown_standards(read), *_used_twice(read, known_on)]
    if faults:
        raise Refused(faults)


def _unknown_standards(read: FactTables) -> Iterator[str]:
    standards = {rule.standard for rule in read.facts("standards")}
    for table in TABLES.values():
        if table.names_a_standard:
            yield from unknown_standards(read.tables.get(table.name, ()), standards)


def unknown_standards(rows: Iterable[Located], standards: Container[str]) -> Iterator[str]:
    """A message for each row of a table that names a standard which is not among these."""
    for located in rows:
        standard = located.fact.standard
        if standard and standard not in standards:
            place = f"{located.file}:{located.row}:standard"
            yield f"{place}: found {standard!r}, expected a standard that has a row in standards"


def _used_twice(read: FactTables, known_on: date | None) -> Iterator[str]:
    for table in TABLES.values():
        if table.unique:
            yield from repeated(table, read.known(table.name, known_on))


def repeated(table: Table, rows: Iterable[Located]) -> Iterator[str]:
    """A message for each row that uses again what must be used only once."""
    first: dict[tuple[object, ...], int] = {}
    for located in rows:
        key = tuple(getattr(located.fact, attribute) for attribute in table.unique)
        if key in first:
            place = f"{located.file}:{located.row}:{table.unique[0]}"
            what = " and ".join(table.unique)
            shown = ", ".join(_shown_part(part) for part in key)
            yield f"{place}: found {shown}, which row {first[key]} has too, expected each {what} once"
        else:
            first[key] = located.row


def _shown_part(part: object) -> str:
    if part is None:
        return "no date"
    return part.isoformat() if isinstance(part, date) else repr(part)
