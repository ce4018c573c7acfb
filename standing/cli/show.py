"""`standing show`: one person's standing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standing.cli.days import DAY
from standing.cli.support import (
    Refused,
    django_setup,
    examples,
    json_option,
    message,
    print_json,
    write_new,
)
from standing.cli.tables import counted, print_folded

if TYPE_CHECKING:
    from standing.areas.record.selectors.records import PairOfRecord, RecordOfPerson


@click.command(
    epilog=examples(
        "standing show R2001",
        "standing show R2001 --at 2026-03-03 --known-on 2026-03-03 --json",
        "standing show R2001 --file everything.xlsx",
    ),
    short_help="A person's standing: reasons, expiry, what would restore it.",
)
@click.argument("person")
@click.option("--at", type=DAY, help="The day asked about (today).")
@click.option("--known-on", type=DAY, help="Only what had been recorded by this day (all that is known now).")
@click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write all that is held about PERSON to this new file: .xlsx, .csv or .json.",
)
@json_option
def command(person: str, at: date | None, known_on: date | None, file: Path | None, as_json: bool) -> None:
    """Show each standard asked of PERSON, or held: status, reasons in words, until when, what would restore it, and
    the decisions behind it. PERSON is a staff number.
    """
    django_setup()
    record = _read(person, at, known_on)
    if file is not None:
        _write(record, file)
        return
    if as_json:
        from standing.areas.record.presenters.answers import record_answer

        print_json(record_answer(record))
        return
    _print(record)


def _read(person: str, at: date | None, known_on: date | None) -> RecordOfPerson:
    from standing.areas.audit import clock
    from standing.areas.audit.actors import System
    from standing.areas.record.selectors.people import NotFound, person_by_ref
    from standing.areas.record.selectors.records import record_of

    by = System("show")
    try:
        found = person_by_ref(by=by, ref=person, known_on=known_on)
    except NotFound as none:
        raise Refused(f"There is nobody with the staff number {person} in this store. Check it.") from none
    if found.ref != person:
        message(f"{person} was merged into {found.ref}.")
    return record_of(by=by, person=found, at=at or clock.today(), known_on=known_on)


def _write(record: RecordOfPerson, file: Path) -> None:
    """Write the record and everything else that is held about its person, whoever may see what."""
    from standing.areas.audit.actors import System
    from standing.areas.record.presenters.record_files import RECORD_FILES, WholeRecord
    from standing.areas.record.selectors.fact_tables import facts_of_person
    from standing.areas.record.selectors.held import held_of_person

    write = RECORD_FILES.get(file.suffix.lower().removeprefix("."))
    if write is None:
        raise Refused(f"{file.name} must end in .xlsx, .csv or .json: its ending says which kind to write.")
    by = System("show")
    whole = WholeRecord(
        record,
        facts_of_person(by=by, person=record.person),
        held_of_person(by=by, person=record.person),
    )
    content = write(whole)
    try:
        write_new(file, content)
    except FileExistsError:
        raise Refused(f"{file} is there already. Choose another name.") from None
    except OSError as error:
        raise Refused(f"{file} cannot be written: {error.strerror}. Choose another place.") from error
    message(f"{file}: all that is held about {record.person.name}.")


def _print(record: RecordOfPerson) -> None:
    known = f", as known on {record.known_on.isoformat()}" if record.known_on else ""
    click.echo(f"{record.person.name} ({record.person.ref}), as at {record.at.isoformat()}{known}")
    for place in record.places:
        click.echo(f"{place.title}, {place.unit.name}")
    for pair in record.pairs:
        click.echo()
        _print_pair(pair)
    asked = [pair for pair in record.pairs if pair.is_required]
    counting = sum(pair.standing.counts for pair in asked)
    message(f"\n{counting} of {counted(len(asked), 'standard')} asked for count.")


def _print_pair(pair: PairOfRecord) -> None:
    from standing.areas.record.words import (
        ASSESSOR_UNKNOWN,
        OUTCOME_WORDS,
        STATUS_WORDS,
        reason_in_words,
        remedies_in_words,
    )

    standing = pair.standing
    context = f", for {pair.context}" if pair.context else ""
    until = f", expires on {standing.expires_on.isoformat()}" if standing.expires_on else ""
    asked = "" if pair.is_required else " (not asked for)"
    print_folded(f"{pair.standard.pk} {pair.standard.title}{context}{asked}")
    print_folded(f"{STATUS_WORDS[standing.status]}{until}", indent=2)
    for because in pair.explanation.because:
        print_folded(reason_in_words(because), indent=2)
    if standing.status != "current":
        for remedy in remedies_in_words(pair.explanation):
            print_folded(f"To put it right: {remedy}", indent=2)
    for row in pair.decisions:
        where = f"; {row.evidence}" if row.evidence else ""
        decided = f"{OUTCOME_WORDS[row.outcome]} on {row.decided_on.isoformat()}"
        if row.carried_from:
            where += f"; carried over from {row.carried_from.decision} on {row.carried_from.standard_id}"
        print_folded(f"{row.decision}: {decided}, recorded on {row.recorded_on.isoformat()}{where}", indent=4)
        if row.assessor_unknown:
            print_folded(f"{ASSESSOR_UNKNOWN}.", indent=6)
