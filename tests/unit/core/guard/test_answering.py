"""An answer is to what was found, and to nothing else."""

from standing.core.guard import Finding, Kind
from standing.core.guard.answering import Said, about

ONE = Finding(Kind.NAME, "Reflection", "M• O••o")
OTHER = Finding(Kind.POSTCODE, "Reflection", "L• ••B")


def test_an_answer_is_to_just_these_findings() -> None:
    assert about([ONE, OTHER]) == about([OTHER, ONE])
    assert about([ONE]) != about([ONE, OTHER])


def test_every_answer_has_its_words() -> None:
    assert all("nobody" in said.words for said in Said)
