"""A register read, held against a crosswalk, and noted by a steward; and the history of a standard."""

from __future__ import annotations

import pytest

from standing.areas.audit.models import Event, EventWords
from standing.areas.people.roles import Role
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.revisions import actions
from standing.areas.revisions.models import FindingNote
from standing.areas.revisions.selectors.findings import finding_by_key, findings
from standing.areas.revisions.selectors.history import history_of
from standing.areas.standards.actions import import_source
from standing.areas.standards.models import Register, RegisterEntry, SourceDocument
from standing.core.crosswalks.reconciling import FindingKind
from tests.facsimiles.register import entry, workbook
from tests.factories.people import make_account, make_person, signed_in
from tests.factories.revisions import approved_mh, make_steward
from tests.factories.standards import TESTS, load_bundled_catalogue
from tests.support.guarded import NAMED, asks_before_it_keeps

pytestmark = pytest.mark.django_db

ROWS = [
    entry("SFHGEN99", "Promote effective communication", original="SFHMH1"),
    entry("SFHMH94", "Enable people to recover", original="SFHMH94"),
    entry("SFHGEN100", "Assist individuals to evaluate and contact support networks", original="SFHZZ9"),
]
CONTENT = workbook(ROWS)


@pytest.fixture(autouse=True)
def catalogue() -> None:
    load_bundled_catalogue()


def read_register() -> Register:
    report = import_source(by=TESTS, file_name="register.xlsx", content=CONTENT)
    assert (report.format, report.read, report.created, report.refused) == ("nos-register", 3, 3, False)
    return Register.objects.get()


def test_a_register_is_kept_whole_once_and_changes_nothing_else() -> None:
    register = read_register()
    assert (register.name, register.entries.count()) == ("UK NOS register, June 2019", 3)
    assert RegisterEntry.objects.get(urn="SFHGEN99").origins.get().urn == "SFHMH1"
    again = import_source(by=TESTS, file_name="register.xlsx", content=CONTENT)
    assert (again.created, again.unchanged) == (0, 3)
    assert (Register.objects.count(), SourceDocument.objects.count()) == (1, 1)


def test_findings_name_both_sources_and_are_noted_by_a_steward() -> None:
    register, steward = read_register(), make_steward()
    found = findings(by=steward, code="mh-2013")
    assert found.kinds[FindingKind.CONFIRMS] == 1
    assert found.kinds[FindingKind.CONTRADICTS] == 1
    assert found.kinds[FindingKind.STILL_CURRENT] == 1
    assert found.kinds[FindingKind.LACKS] == 82
    key = "still current:MH94@2005:"
    revision = found.revision.revision
    with pytest.raises(Refused, match="Say what you make"):
        actions.note_finding(by=steward, revision=revision, register=register, key=key, words=" ")
    actions.note_finding(
        by=steward, revision=revision, register=register, key=key, words="Not brought up to date."
    )
    _, noted = finding_by_key(by=steward, code="mh-2013", sha256=register.sha256, key=key)
    assert [(note.who, note.words) for note in noted.notes] == [("Farah Steward", "Not brought up to date.")]


def test_nobody_but_a_steward_notes_a_finding() -> None:
    register, steward = read_register(), make_steward()
    revision = findings(by=steward, code="mh-2013").revision.revision
    for role in Role:
        if role is not Role.FRAMEWORK_STEWARD:
            outsider = make_account(person=make_person(), roles=[role])
            with pytest.raises(NotAllowed):
                actions.note_finding(by=outsider, revision=revision, register=register, key="x", words="x")


def test_several_findings_are_noted_at_once_with_one_reason() -> None:
    register, steward = read_register(), make_steward()
    revision = findings(by=steward, code="mh-2013").revision.revision
    client = signed_in(steward)
    address = f"/revisions/mh-2013/register/note-several/?register={register.sha256}&kind=lacks&noted=no"
    assert (
        "Note several of these at once"
        in client.get("/revisions/mh-2013/register/?kind=lacks").content.decode()
    )
    page = client.get(address).content.decode()
    assert (page.count('type="checkbox"'), page.count(" checked")) == (82, 0)
    assert "Tick all 82 of them" in page
    assert client.get(f"{address}&tick=all").content.decode().count(" checked") == 82
    keys = [
        each.finding.key
        for each in findings(by=steward, code="mh-2013").found
        if each.finding.kind == "lacks"
    ]
    assert (
        "Choose the findings that it is about"
        in client.post(address, {"words": "An extract"}).content.decode()
    )
    assert "Say what you make of it" in client.post(address, {"chosen": keys[:2]}).content.decode()
    events = Event.objects.count()
    done = client.post(address, {"chosen": keys[:3], "words": "It is an extract."}, follow=True)
    assert "3 findings are noted. Nothing else was changed." in done.content.decode()
    assert "Showing 79 of" in done.content.decode()
    assert {note.key for note in FindingNote.objects.filter(words="It is an extract.")} == set(keys[:3])
    said = EventWords.objects.get(event__action="note_findings").words
    assert said is not None
    assert said["findings"] == keys[:3]
    assert Event.objects.count() == events + 1
    asks_before_it_keeps(client, address, {"chosen": keys[3:5], "words": NAMED})
    with pytest.raises(Refused, match="Choose the findings"):
        actions.note_findings(by=steward, revision=revision, register=register, keys=[], words="x")
    with pytest.raises(NotAllowed):
        actions.note_findings(by=make_account(), revision=revision, register=register, keys=keys, words="x")


def test_the_pages_of_findings() -> None:
    register = read_register()
    client = signed_in(make_steward())
    page = client.get("/revisions/mh-2013/register/", {"kind": "contradicts"})
    assert "SFHGEN100 came from SFHZZ9" in page.content.decode()
    assert "UK NOS register, June 2019, row 4, as of 2019-06-14" in page.content.decode()
    query = {"register": register.sha256, "finding": "contradicts:GEN100@2013:MH4@2005"}
    address = "/revisions/mh-2013/register/note/?" + "&".join(
        f"{name}={value}" for name, value in query.items()
    )
    assert client.get(address).status_code == 200
    assert client.post(address, {"words": ""}).status_code == 200
    asks_before_it_keeps(client, address, {"words": NAMED})
    done = client.post(address, {"words": "ZZ9 is unknown."}, follow=True)
    assert "ZZ9 is unknown." in done.content.decode()
    assert client.get("/revisions/mh-2013/register/", {"register": "0" * 64}).status_code == 404
    assert client.get("/revisions/mh-2013/register/note/", {"finding": "x"}).status_code == 404
    shown = client.get("/revisions/mh-2013/register/", {"noted": "yes"}).content.decode()
    assert "Showing 1 of" in shown


def test_the_history_of_a_standard_across_revisions_and_registers() -> None:
    approved_mh()
    read_register()
    found = history_of(by=TESTS, text="GEN99")
    assert [each.row.old for each in found.came_from] == ["MH1@2005"]
    assert found.came_from[0].version is not None
    assert [each.entry.urn for each in found.registered] == ["SFHGEN99"]
    client = signed_in(make_account(person=make_person(), roles=[Role.PRACTITIONER]))
    page = client.get("/catalogue/MH1@2005/history/").content.decode()
    assert "From 1 April 2013; transition ends 31 March 2014" in page
    assert "Version 1, approved" in page
    assert client.get("/catalogue/GEN99/history/").status_code == 302
    assert client.get("/catalogue/NOSUCH9/history/").status_code == 404
