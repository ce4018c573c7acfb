"""The figures that the guard keeps on the labelled sentences: `make bench` prints them."""

import pytest

from bench.guarding import Measured, measure
from standing.core.guard.model import Kind
from tests.facsimiles.practice import HELD_OUT, labelled

SURE = (Kind.NHS_NUMBER, Kind.DATE_OF_BIRTH, Kind.POSTCODE)


@pytest.fixture(scope="module", params=[1, 2])
def measured(request: pytest.FixtureRequest) -> Measured:
    return measure(labelled(seed=request.param, rounds=4))


@pytest.mark.parametrize("kind", SURE)
def test_what_must_be_found_is(measured: Measured, kind: Kind) -> None:
    assert measured.found[kind.name] > 40
    assert measured.share(kind) >= 0.95


@pytest.mark.parametrize("kind", [Kind.HOSPITAL_NUMBER, Kind.NAME, Kind.EMAIL, Kind.TELEPHONE])
def test_what_should_be_found_mostly_is(measured: Measured, kind: Kind) -> None:
    assert measured.share(kind) >= 0.85


def test_decoys_are_left_alone(measured: Measured) -> None:
    """Order numbers, PINs, days of training, codes of standards: of the alarms at most one in fifty is false."""
    assert measured.false.total() * 50 <= measured.found.total()


def test_what_it_had_not_seen() -> None:
    """The second set: the guard was not made better by it, so it may not be asked for as much."""
    measured = measure(labelled(HELD_OUT, rounds=4))
    assert all(measured.share(kind) >= 0.95 for kind in SURE)
    assert measured.share(Kind.NAME) >= 0.8
    assert measured.false.total() * 10 <= measured.found.total()


def test_a_guard_that_finds_nothing_would_be_told() -> None:
    nothing = Measured()
    nothing.missed["NHS_NUMBER"] += 1
    assert nothing.share(Kind.NHS_NUMBER) == 0
