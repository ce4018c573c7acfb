"""Bringing sources into the store: whole or not at all, once, and with the counts that a rehearsal gave."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from standing.areas.audit.models import Event
from standing.areas.people.roles import Role
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.standards import models as tables
from standing.areas.standards.actions import import_bundled_catalogue, import_source
from standing.areas.standards.selectors import get_holdings
from standing.core.catalogue import Catalogue
from standing.core.formats import bundled
from standing.core.holdings import Holdings, bundled_holdings
from standing.core.importing import ImportReport
from tests.factories.people import make_account
from tests.factories.standards import FACSIMILES, TESTS, load_catalogue, standard, statement, two_revisions

pytestmark = pytest.mark.django_db

TRACKING = (FACSIMILES / "tracking-document.txt").read_bytes()
LIST = (FACSIMILES / "competencies-list.txt").read_bytes()


def lanterns(*, whole: bool = True) -> Holdings:
    """The catalogue of the made-up documents: whole, or only what people judged."""
    folder = FACSIMILES / "catalogue"
    return Holdings(bundled.load(folder) if whole else bundled.load_judged(folder))


def bring(content: bytes, *, dry_run: bool = False) -> ImportReport:
    return import_source(by=TESTS, file_name="document.txt", content=content, dry_run=dry_run)


def rows_of_every_table() -> dict[str, int]:
    every = [
        model for model in tables.__dict__.values() if isinstance(model, type) and hasattr(model, "objects")
    ]
    return {model.__name__: model.objects.count() for model in [*every, Event]}


def test_what_is_read_back_is_the_bundled_catalogue_to_the_letter() -> None:
    import_bundled_catalogue(by=TESTS)
    held, given = get_holdings(by=TESTS), bundled_holdings()
    assert held.catalogue == given.catalogue
    assert held.summaries == given.summaries
    assert list(held.catalogue.revisions[0].old) == list(given.catalogue.revisions[0].old), (
        "order tells what is missing"
    )


def test_the_bundled_catalogue_is_written_once() -> None:
    assert import_bundled_catalogue(by=TESTS) > 700
    before = rows_of_every_table()
    assert import_bundled_catalogue(by=TESTS) == 0
    assert rows_of_every_table() == before
    assert tables.Standard.objects.count() == 185


def test_lineage_over_two_revisions_is_read_back() -> None:
    load_catalogue(two_revisions())
    assert get_holdings(by=TESTS).catalogue == two_revisions().catalogue


def test_a_bundled_catalogue_that_contradicts_the_store_is_refused_whole() -> None:
    load_catalogue(Holdings(Catalogue(standards=(standard("ZZ1@2001", "Keep the gate"),))))
    other = Catalogue(standards=(standard("ZZ1@2001", "Open the gate"), standard("ZZ2@2001")))
    with pytest.raises(Refused, match="ZZ1@2001 is held as 'Keep the gate', and here is 'Open the gate'"):
        load_catalogue(Holdings(other))
    assert [each.title for each in tables.Standard.objects.all()] == ["Keep the gate"]


def test_a_steward_day_is_not_taken_back_by_the_bundled_catalogue() -> None:
    import_bundled_catalogue(by=TESTS)
    tables.Revision.objects.update(effective_on="2027-04-01")
    tables.CatalogueVersion.objects.update(version="another")
    import_bundled_catalogue(by=TESTS)
    assert str(tables.Revision.objects.get().effective_on) == "2027-04-01"


def test_a_tracking_document_brings_rows_standards_and_statements() -> None:
    load_catalogue(lanterns(whole=False))
    report = bring(TRACKING)
    assert (report.refused, report.read, report.created, report.updated, report.unchanged) == (
        False,
        22,
        22,
        0,
        0,
    )
    assert tables.CrosswalkRow.objects.count() == 22
    split = tables.CrosswalkRow.objects.get(old_id="LK9@2005")
    assert [link.new_id for link in split.links.all()] == ["QMD7@undated", "SCL0426@undated"]
    assert split.need == "all"
    assert tables.StatementOfStatus.objects.filter(standard="LK9@2005", status="replaced").exists()
    assert get_holdings(by=TESTS).catalogue.crosswalk == lanterns().catalogue.crosswalk


def test_what_is_held_already_is_only_added_to() -> None:
    load_catalogue(lanterns())
    report = bring(TRACKING)
    assert (report.created, report.updated, report.unchanged) == (0, 22, 0), (
        "each row brings a statement of status"
    )


@pytest.mark.parametrize("content", [TRACKING, LIST], ids=["tracking document", "list"])
def test_the_same_file_again_changes_nothing(content: bytes) -> None:
    load_catalogue(lanterns())
    first = bring(content)
    before = rows_of_every_table()
    again = bring(content)
    assert (again.created, again.updated, again.unchanged) == (0, 0, first.read)
    assert rows_of_every_table() == before


@pytest.mark.parametrize("content", [TRACKING, LIST], ids=["tracking document", "list"])
def test_a_dry_run_counts_truly_and_writes_nothing(content: bytes) -> None:
    load_catalogue(lanterns())
    before = rows_of_every_table()
    rehearsed = bring(content, dry_run=True)
    assert rows_of_every_table() == before
    assert bring(content) == rehearsed


@pytest.mark.parametrize(
    ("copy", "says"),
    [
        (TRACKING.decode().encode("utf-16"), "read as UTF-16"),
        (TRACKING.replace(b"\n", b"\r\n"), "line ends made plain"),
        (b"\xef\xbb\xbf" + TRACKING, "read as UTF-8 with its mark"),
    ],
    ids=["UTF-16", "CRLF", "with a mark"],
)
def test_a_copy_in_another_encoding_is_the_same_document(copy: bytes, says: str) -> None:
    load_catalogue(lanterns())
    bring(TRACKING)
    report = bring(copy)
    assert (report.created, report.updated, report.unchanged) == (0, 0, 22)
    assert any(says in repair.what for repair in report.repairs)


def test_a_truncated_copy_is_refused_whole_with_the_line_and_what_to_do() -> None:
    load_catalogue(lanterns(whole=False))
    before = rows_of_every_table()
    report = bring(TRACKING[: len(TRACKING) // 2])
    assert report.refused
    assert (report.created, report.updated, report.unchanged) == (0, 0, 0)
    assert report.read > 0
    last = report.problems[-1]
    assert last.where.startswith("document.txt:")
    assert "missing at the end of the document" in last.what
    assert last.do == "Compare with the document; import a complete copy."
    assert rows_of_every_table() == before


def test_a_title_in_other_words_overwrites_nothing_and_is_reported() -> None:
    load_catalogue(lanterns())
    titles = {each.id: each.title for each in tables.Standard.objects.all()}
    report = bring(LIST)
    assert not report.refused
    assert any("title differs from the catalogue's in words" in repair.what for repair in report.repairs)
    assert {each.id: each.title for each in tables.Standard.objects.all()} == titles


def test_a_judgement_nobody_made_is_left_for_a_person_and_refuses_nothing() -> None:
    load_catalogue(lanterns(whole=False))
    tables.Judgement.objects.all().delete()
    tables.CatalogueVersion.objects.update(version="another")
    report = bring(TRACKING)
    assert not report.refused
    assert report.created == 22
    assert any("has not been judged" in problem.what for problem in report.problems)


def test_the_event_says_which_file_and_how_much() -> None:
    load_catalogue(lanterns())
    report = bring(TRACKING)
    event = Event.objects.latest("sequence")
    assert (event.action, event.actor) == ("import_source", "system:tests")
    assert event.words.words["sha256"] == report.sha256
    assert event.words.words["updated"] == 22
    assert tables.SourceDocument.objects.get().sha256 == report.sha256


def test_a_format_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Refused, match="There is no format 'spreadsheet'; there are tracking-document"):
        import_source(by=TESTS, file_name="a.txt", content=b"words", as_format="spreadsheet")


def test_only_a_steward_may_import_and_everyone_with_a_role_may_read() -> None:
    steward = make_account(roles=[Role.FRAMEWORK_STEWARD])
    assert import_bundled_catalogue(by=steward) > 0
    lead, outsider = make_account(roles=[Role.WORKFORCE_LEAD]), make_account()
    for account in (lead, outsider):
        with pytest.raises(
            NotAllowed, match=r"You cannot import a source document\. Ask a framework steward\."
        ):
            import_source(by=account, file_name="a.txt", content=TRACKING)
        with pytest.raises(NotAllowed):
            import_bundled_catalogue(by=account)
    assert get_holdings(by=lead).catalogue.standards
    with pytest.raises(NotAllowed, match=r"You cannot look at the catalogue\."):
        get_holdings(by=outsider)


def test_what_is_in_memory_is_the_catalogue_as_it_is_now(django_assert_num_queries: Any) -> None:
    load_catalogue(two_revisions())
    first = get_holdings(by=TESTS)
    with django_assert_num_queries(1):
        assert get_holdings(by=TESTS) is first
    load_catalogue(Holdings(Catalogue(statements=(statement("ZX2@2003"),))))
    assert get_holdings(by=TESTS).latest_statement("ZX2@2003", "2026-01-01") is not None


# -- constraints ---------------------------------------------------------------------------------------------------


def add(model: Any, **values: Any) -> None:
    with transaction.atomic():
        model.objects.create(**values)


def a_row(**values: Any) -> dict[str, Any]:
    given = {
        "order": 99,
        "old_id": "ZX2@2003",
        "kind": "recoded",
        "need": "any",
        "treatment": "carry and sign",
    }
    return {"revision": tables.Revision.objects.first(), "source": "made up", **given, **values}


CONSTRAINTS = {
    "catalogue_has_one_version": lambda: add(tables.CatalogueVersion, id=2, version="x"),
    "standard_has_a_title": lambda: add(tables.Standard, **a_standard(title="")),
    "standard_code_and_edition_once": lambda: add(tables.Standard, **a_standard(code="ZZ1", edition="2001")),
    "alias_of_a_standard_once": lambda: [
        add(tables.Alias, standard_id="ZZ1@2001", text="Z") for _ in range(2)
    ],
    "one_statement_a_source_and_day": lambda: [
        add(tables.StatementOfStatus, **a_statement()) for _ in range(2)
    ],
    "statement_names_status_and_source": lambda: add(tables.StatementOfStatus, **a_statement(status="")),
    "other_title_a_source_once": lambda: [
        add(tables.OtherTitle, standard_id="ZZ1@2001", source="x", title="y") for _ in range(2)
    ],
    "list_entry_a_number_once": lambda: [add_entry(number) for number in "11"],
    "transition_ends_after_it_begins": lambda: tables.Revision.objects.update(
        effective_on="2027-04-01", transition_ends_on="2027-03-31"
    ),
    "judgement_of_a_row_once": lambda: add(tables.Judgement, **a_judgement(old="ZZ2@2001")),
    "judgement_says_reworded_or_widened": lambda: add(tables.Judgement, **a_judgement(kind="kept")),
    "crosswalk_row_an_old_standard_once": lambda: add(tables.CrosswalkRow, **a_row(old_id="ZZ1@2001")),
    "crosswalk_row_of_a_known_kind": lambda: add(tables.CrosswalkRow, **a_row(kind="renamed")),
    "crosswalk_row_of_a_known_treatment": lambda: add(tables.CrosswalkRow, **a_row(treatment="wave through")),
    "crosswalk_row_needs_all_or_any": lambda: add(tables.CrosswalkRow, **a_row(need="one")),
    "crosswalk_target_of_a_row_once": lambda: add(
        tables.CrosswalkTarget, row=tables.CrosswalkRow.objects.first(), new_id="ZY1@2002", order=2
    ),
    "register_entry_a_row_once": lambda: [add_register_entry(row=2) for _ in range(2)],
    "register_entry_of_a_known_validity": lambda: add_register_entry(validity="stale"),
}


def add_register_entry(**values: Any) -> None:
    register, _ = tables.Register.objects.get_or_create(
        sha256="f" * 64, defaults={"name": "x", "file": "x", "read_at": timezone.now()}
    )
    add(tables.RegisterEntry, **{"register": register, "row": 1, "urn": "X1", "key": "x1", **values})


def a_standard(**values: Any) -> dict[str, Any]:
    given = {
        "id": "ZZ9@2001",
        "code": "ZZ9",
        "edition": "2001",
        "title": "Rake",
        "source": "made up",
        "order": 99,
    }
    return {"suite": tables.Suite.objects.first(), **given, **values}


def a_statement(**values: Any) -> dict[str, Any]:
    return {"standard_id": "ZZ2@2001", "status": "current", "source": "x", "as_of": "2001-01-01", **values}


def a_judgement(**values: Any) -> dict[str, Any]:
    revision = tables.Revision.objects.get(code="zz-2003")
    return {"revision": revision, "old": "ZY1@2002", "kind": "widened", "why": "x", **values}


def add_entry(number: str) -> None:
    known, _ = tables.CompetencyList.objects.get_or_create(
        name="x", defaults={"title": "x", "as_of": "2001-01-01"}
    )
    add(tables.CompetencyListEntry, list=known, number=number, standard="ZZ1@2001")


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_the_database_itself_refuses(name: str) -> None:
    load_catalogue(two_revisions())
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        CONSTRAINTS[name]()
    if connection.vendor == "postgresql" or "CHECK" in str(refusal.value):
        assert name in str(refusal.value)


def test_every_constraint_of_the_area_is_tried() -> None:
    every = [
        model for model in tables.__dict__.values() if isinstance(model, type) and hasattr(model, "_meta")
    ]
    ours = {
        one.name for model in every if model._meta.app_label == "standards" for one in model._meta.constraints
    }
    assert ours == set(CONSTRAINTS)
