"""Compliance: every team's figure is that of its own matrix; who was left out and why; the page and its files."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from standing.areas.audit import clock
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.periods import mark_stale
from standing.areas.record.presenters.teams import share
from standing.areas.record.selectors.cells import AWAY, NOT_NEEDED_YET
from standing.areas.record.selectors.compliance import Figure, Tally, compliance_of
from standing.areas.record.selectors.teams import Team, team_of
from tests.factories.people import make_account, make_person, make_post, make_unit, signed_in
from tests.factories.record import Ward, account_of, make_lead, make_manager, make_ward, require
from tests.factories.workforce import TESTS, employ, met

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
ZA1 = "ZA1@2013"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def ward() -> Ward:
    """Ash with a unit below it: somebody works in both, somebody is away, a joiner has time, one is apart in Oak."""
    ash = make_ward(TODAY, people=4, standards=3)
    below = make_unit("below", parent=ash.unit, name="Below")
    employ(ash.first, make_post(below))
    employ(ash.people[3], make_post(below, role="starter"), from_on=TODAY - timedelta(days=10))
    actions.record_absence(by=TESTS, person=ash.people[1], from_on=TODAY - timedelta(days=5))
    require((ZA1, "ZB2@2013"), role="starter", context="ward", days=30)
    require((ZA1,), role="novice", days=60)
    employ(ash.people[3], make_post(below, role="novice"), from_on=TODAY - timedelta(days=20))
    oak = make_unit("oak", name="Oak")
    stranger = make_person("oak-1", given_name="Odd", family_name="Stranger")
    employ(stranger, make_post(oak, role="starter"), from_on=TODAY - timedelta(days=1))
    met(stranger, ZA1, TODAY - timedelta(days=1))
    return ash


def words(response: object) -> str:
    return " ".join(strip_tags(response.content.decode()).split())  # type: ignore[attr-defined]


def of_matrix(team: Team) -> tuple[int, Figure, Counter[str], Counter[str], dict[tuple[str, str], Figure]]:
    """What the cells of a matrix say, counted one by one."""

    def figure(cells: list[object]) -> Figure:
        why = Counter(cell.left_out for cell in cells)  # type: ignore[attr-defined]
        counts = Counter(bool(cell.left_out) for cell in cells if cell.standing.counts)  # type: ignore[attr-defined]
        return Figure(counts[False], why[""], why[AWAY], why[NOT_NEEDED_YET], counts[True])

    columns: dict[tuple[str, str], list[object]] = {}
    for cell in team.cells:
        columns.setdefault((cell.standard.pk, cell.context), []).append(cell)
    return (
        len(team.everyone),
        figure(list(team.cells)),
        Counter(cell.standing.status for cell in team.cells),
        Counter(reason for cell in team.cells for reason in cell.standing.reasons),
        {column: figure(cells) for column, cells in columns.items()},
    )


def of_tally(tally: Tally) -> tuple[object, ...]:
    return tally.people, tally.figure, tally.statuses, tally.reasons, dict(tally.by_column)


def check_against_matrices(at: date, known_on: date | None) -> None:
    """Every team's figures are what its matrix says, and so is who was left out."""
    found = compliance_of(by=TESTS, at=at, known_on=known_on)
    assert [(one.unit.code, one.depth) for one in found.units] == [("ash", 0), ("below", 1), ("oak", 0)]
    for one in found.units:
        matrix = team_of(by=TESTS, unit=one.unit, at=at, known_on=known_on)
        assert of_tally(one.tally) == of_matrix(matrix), (one.unit, at, known_on)
        out = Counter((cell.person.ref, cell.left_out) for cell in matrix.compliance.left_out)
        assert {(who.person.ref, who.why): who.standards for who in found.left_out(one.tally)} == out


class TestFigures:
    """One definition: the figures are those of the cells, whatever way they are counted."""

    def test_every_team_has_the_figure_of_its_own_matrix(self, ward: Ward) -> None:
        for days, known_on in ((0, None), (20, None), (-400, None), (2000, None), (0, TODAY)):
            check_against_matrices(TODAY + timedelta(days=days), known_on)
        mark_stale([ward.first.pk, ward.people[2].pk])
        check_against_matrices(TODAY, None)

    def test_whoever_works_in_two_units_counts_once_above_them(self, ward: Ward) -> None:
        found = compliance_of(by=TESTS, at=TODAY)
        assert {one.unit.code: one.tally.people for one in found.units} == {"ash": 4, "below": 2, "oak": 1}
        assert found.total.people == 5

    def test_those_left_out_are_named_with_why(self, ward: Ward) -> None:
        found = compliance_of(by=TESTS, at=TODAY)
        assert [
            (one.person.ref, one.why, one.standards) for one in found.left_out(found.tally_of("ash"))
        ] == [
            ("ash-001", AWAY, 3),
            ("ash-003", NOT_NEEDED_YET, 2),
        ]
        assert [one.person.ref for one in found.left_out(found.tally_of(""))] == [
            "ash-001",
            "ash-003",
            "oak-1",
        ]

    def test_who_moves_to_another_unit_in_the_same_role_begins_there_and_is_named(self, ward: Ward) -> None:
        yew, mover = make_unit("yew"), make_person("mover")
        employ(mover, make_post(ward.unit, role="starter"), to_on=TODAY - timedelta(days=29))
        employ(mover, make_post(yew, role="starter"), from_on=TODAY - timedelta(days=29))
        for days, why in ((-30, None), (0, NOT_NEEDED_YET), (1, None)):
            found = compliance_of(by=TESTS, at=TODAY + timedelta(days=days))
            out = {one.person: one.why for one in found.left_out(found.total)}
            assert out.get(mover) == why, days

    def test_it_takes_as_many_queries_for_many_as_for_few(self, ward: Ward) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                compliance_of(by=TESTS, at=TODAY)
            return len(captured)

        before = queries()
        post = make_post(ward.unit)
        for number in range(5):
            employ(make_person(f"more-{number}"), post)
        make_unit("elm", parent=ward.unit)
        assert queries() == before <= 10

    def test_an_empty_service_has_no_figure(self) -> None:
        found = compliance_of(by=TESTS, at=TODAY)
        assert (found.units, found.total.figure) == ((), Figure())

    def test_a_share_is_rounded_to_the_nearest_tenth_and_never_to_all_or_none(self) -> None:
        assert [share(Figure(*pair)) for pair in ((46, 54), (46, 60), (1999, 2000), (1, 9999), (0, 7), (7, 7))] == [
            "85.2%", "76.7%", "99.9%", "0.1%", "0.0%", "100.0%",
        ]  # fmt: skip
        assert share(Figure()) == ""


class TestPage:
    """What a reader is shown: never a person of a team that is not theirs."""

    def test_both_counts_and_what_it_would_be_with_those_left_out(self, ward: Ward) -> None:
        found = compliance_of(by=TESTS, at=TODAY)
        figure = found.total.figure
        said = words(signed_in(make_lead()).get("/compliance/"))
        assert f"{figure.counting} of {figure.of} required standards count ({share(figure)})." in said
        assert "of 3 people were left out of this figure. With them it would be" in said
        assert "The whole service" in said
        assert "Odd Stranger" in said

    def test_a_manager_sees_their_own_teams_and_nobody_elses_people(self, ward: Ward) -> None:
        manager = signed_in(make_manager(ward.unit))
        said = words(manager.get("/compliance/"))
        assert "Ben Example" in said
        assert "Odd Stranger" not in said
        assert "Oak" not in said
        assert manager.get("/compliance/?team=oak").status_code == 404
        assert manager.get("/compliance.csv?team=oak").status_code == 404
        assert b"Stranger" not in manager.get("/compliance.csv").content
        assert b"oak" not in manager.get("/compliance.csv").content

    def test_one_team_on_another_day(self, ward: Ward) -> None:
        said = words(signed_in(make_lead()).get("/compliance/?team=below&at=2026-07-01"))
        assert "This is how it stands on 1 July 2026" in said
        assert "Below" in said
        assert "Odd Stranger" not in said

    def test_whoever_looks_is_logged_for_those_named(self, ward: Ward) -> None:
        from standing.areas.audit.models import Look

        signed_in(make_lead()).get("/compliance/?team=ash")
        assert set(Look.objects.values_list("person", flat=True)) == {"ash-001", "ash-003"}

    def test_only_those_who_see_teams_see_figures(self, ward: Ward) -> None:
        for role in set(Role) - {Role.PRACTITIONER}:
            may = role in {Role.MANAGER, Role.WORKFORCE_LEAD, Role.AUDITOR}
            client = signed_in(make_account(roles=[role]))
            assert client.get("/compliance/").status_code == (200 if may else 403), role
            assert client.get("/compliance.csv").status_code == (200 if may else 403), role

    def test_an_outsider_is_refused(self, ward: Ward) -> None:
        assert Client().get("/compliance/").status_code == 302
        with pytest.raises(NotAllowed):
            compliance_of(by=account_of(ward.first), at=TODAY)


class TestFiles:
    """The same figures, to keep; no name runs as a formula."""

    def test_a_line_for_each_team_and_standard(self, ward: Ward) -> None:
        response = signed_in(make_lead()).get("/compliance.csv")
        lines = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        start = lines.index([]) + 1
        found = compliance_of(by=TESTS, at=TODAY)
        assert lines[start][:3] == ["Team", "Code", "Standard"]
        assert [(row[1], row[2], row[4], int(row[5]), int(row[6])) for row in lines[start + 1 :]] == [
            (one.unit.code, standard.pk, context, figure.counting, figure.of)
            for one in found.units
            for standard, context, figure in found.columns(one.tally)
        ]

    def test_a_team_named_like_a_formula_is_text(self, ward: Ward) -> None:
        unit = make_unit("sly", name="=HYPERLINK(1)")
        employ(make_person("sly-1"), make_post(unit))
        content = signed_in(make_lead()).get("/compliance.csv").content.decode("utf-8-sig")
        assert "'=HYPERLINK(1)" in content

    def test_the_workbook_has_every_sheet(self, ward: Ward) -> None:
        from openpyxl import load_workbook

        response = signed_in(make_lead()).get("/compliance.xlsx?team=ash")
        book = load_workbook(io.BytesIO(response.content))
        assert book.sheetnames == ["About", "Teams", "Standards", "Teams and standards", "Left out"]
        assert [row[0] for row in book["Left out"].iter_rows(min_row=2, values_only=True)] == [
            "ash-001",
            "ash-003",
        ]
