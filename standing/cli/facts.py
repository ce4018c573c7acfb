"""`standing facts`: every fact of the store, as files that `standing evaluate` reads."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standing.cli.support import Refused, django_setup, examples, json_option, message, print_json
from standing.cli.tables import counted

if TYPE_CHECKING:
    from standing.areas.people.models import Unit
    from standing.areas.record.selectors.fact_tables import AllFacts


@click.command(
    epilog=examples("standing facts everything/", "standing facts kingfisher --unit kingfisher --zip"),
    short_help="Write every fact as files that `standing evaluate` reads.",
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--unit", help="Only what bears on the people of this unit, and of those below it; its code.")
@click.option("--zip", "as_zip", is_flag=True, help="Write one file, FOLDER.zip, instead of a folder.")
@json_option
def command(folder: Path, unit: str | None, as_zip: bool, as_json: bool) -> None:
    """Write every fact table of the store into FOLDER: a CSV file each, with what was retracted and when, so that
    `standing evaluate` gives the same answers as the service, as at any day and as known on any day.

    FOLDER must be new or empty: nothing is written over.
    """
    django_setup()
    place = folder.with_name(f"{folder.name}.zip") if as_zip and folder.suffix != ".zip" else folder
    _check_free(place, as_zip=as_zip)
    from standing.areas.audit.actors import System
    from standing.areas.record.selectors.fact_tables import facts_of_service

    by = System("facts")
    with facts_of_service(by=by, unit=_unit(by, unit)) as facts:
        counts = _write_zip(facts, place) if as_zip else _write_folder(facts, place)
    if as_json:
        print_json({"place": str(place), "people": len(facts.people), "rows": counts})
        return
    for name, number in counts.items():
        message(f"{name}: {counted(number, 'row')}")
    message(f"{place}: the facts about {counted(len(facts.people), 'person', 'people')}")


def _unit(by: object, code: str | None) -> Unit | None:
    from standing.areas.audit.actors import System
    from standing.areas.record.selectors.people import NotFound
    from standing.areas.record.selectors.teams import unit_by_code

    if code is None:
        return None
    assert isinstance(by, System)
    try:
        return unit_by_code(by=by, code=code)
    except NotFound as none:
        raise Refused(f"There is no unit with the code {code} in this store. Check it.") from none


def _check_free(place: Path, *, as_zip: bool) -> None:
    """Refuse a place where something is."""
    if not place.parent.is_dir():
        raise Refused(f"There is no folder {place.parent} to write to. Make it, or choose another place.")
    if as_zip and place.exists():
        raise Refused(f"{place} is there already. Move it away, or choose another name.")
    if place.exists() and not place.is_dir():
        raise Refused(f"{place} is a file. Choose a folder that is new or empty.")
    if place.is_dir() and any(place.iterdir()):
        raise Refused(f"{place} is not empty. Choose a folder that is new or empty: nothing is written over.")


def _write_folder(facts: AllFacts, place: Path) -> dict[str, int]:
    from standing.areas.record.presenters.fact_files import write_files

    with _beside(place) as made:
        counts = write_files(facts, lambda name: (made / name).open("xb"))
        if place.exists():
            place.rmdir()  # empty, or this refuses
        made.rename(place)
    return counts


def _write_zip(facts: AllFacts, place: Path) -> dict[str, int]:
    from standing.areas.record.presenters.fact_files import write_zip

    try:
        with place.open("xb") as out:
            return write_zip(facts, out)
    except FileExistsError:
        raise Refused(f"{place} is there already. Move it away, or choose another name.") from None
    except BaseException as error:
        place.unlink(missing_ok=True)  # half a file must not look like a whole one
        if isinstance(error, OSError):
            raise _unwritten(place, error) from error
        raise


def _unwritten(place: Path, error: OSError) -> Refused:
    return Refused(f"{place} cannot be written: {error.strerror}. Choose another place.")


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """A folder beside the place to write in: what is not finished is taken away, and never looks finished."""
    try:
        made = Path(tempfile.mkdtemp(prefix=".standing-facts-", dir=place.parent))
    except OSError as error:
        raise _unwritten(place, error) from error
    try:
        yield made
    except OSError as error:
        raise _unwritten(place, error) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
