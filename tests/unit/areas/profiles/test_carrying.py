"""What lines of a profile become in a revision: nothing that a line said is lost without somebody being told."""

from __future__ import annotations

from dataclasses import replace

from standing.areas.profiles.carrying import CarriedLine, carry_lines
from standing.core.rules.carry_over import CrosswalkRow


def row(old: str, *new: str, kind: str = "recoded", need: str = "any") -> CrosswalkRow:
    return CrosswalkRow("rev", old, kind, new, need)


def line(standard: str, **said: object) -> CarriedLine:
    return replace(CarriedLine(standard, "", "essential", None, key=f"key of {standard}"), **said)  # type: ignore[arg-type]


def carried(rows: list[CrosswalkRow], *lines: CarriedLine) -> list[CarriedLine]:
    return carry_lines({each.old: each for each in rows}, lines)


def test_a_line_keeps_what_it_says_and_its_key() -> None:
    old = line("A@1", function="Care", group="Some", practice="independent", counts_for_cover=True)
    (new,) = carried([row("A@1", "B@2")], old)
    assert new == replace(old, standard="B@2", came_from=("A@1",))


def test_of_a_line_split_in_two_the_first_keeps_the_key_and_the_other_stands_for_it() -> None:
    first, second = carried(
        [row("A@1", "B@2", "C@2", kind="split", need="all")], line("A@1", stands_for=("old",))
    )
    assert (first.key, first.stands_for) == ("key of A@1", ("old",))
    assert second.key not in ("", first.key)
    assert second.stands_for == ("key of A@1", "old")
    assert first.to_decide == second.to_decide == ""


def test_a_line_split_within_a_group_waits_for_somebody() -> None:
    rows = [row("A@1", "B@2", "C@2", kind="split", need="all")]
    found = carried(rows, line("A@1", group="Some"))
    expected = "It is one of 2 that A@1 became in the group Some. Check how many the group asks for."
    assert [each.to_decide for each in found] == [expected, expected]


def both(one: CarriedLine, other: CarriedLine) -> CarriedLine:
    """What two lines become that lead to one standard."""
    (found,) = carried([row("A@1", "X@2"), row("B@1", "X@2")], one, other)
    (other_way,) = carried([row("A@1", "X@2"), row("B@1", "X@2")], other, one)
    assert (found.need, found.group, found.practice, found.counts_for_cover) == (
        other_way.need,
        other_way.group,
        other_way.practice,
        other_way.counts_for_cover,
    ), "whichever comes first, as much is asked"
    return found


def test_merged_lines_ask_for_the_stricter_and_stand_for_both() -> None:
    found = both(
        line("A@1", need="desirable", needed_by_days=84),
        line("B@1", needed_by_days=181, counts_for_cover=True),
    )
    assert (found.need, found.needed_by_days, found.counts_for_cover) == ("essential", 84, True)
    assert (found.key, found.stands_for) == ("key of A@1", ("key of B@1",))
    assert found.to_decide == ""


def test_what_one_line_cannot_say_for_two_is_to_be_decided() -> None:
    found = both(
        line("A@1", function="Care", practice="supervised"),
        line("B@1", function="Visits", practice="independent", counts_for_cover=True),
    )
    assert (found.function, found.practice, found.counts_for_cover) == ("Care", "independent", True)
    assert "It was for “Care” and for “Visits”" in found.to_decide
    assert "One line said supervised and another independent." in found.to_decide
    found = both(line("A@1", practice="supervised"), line("B@1", counts_for_cover=True))
    assert (found.practice, found.counts_for_cover) == ("supervised", False)
    assert "whether it counts for cover" in found.to_decide


def test_merging_lines_of_groups_never_asks_for_less() -> None:
    alone, grouped = line("A@1"), line("B@1", group="Some")
    assert both(alone, grouped).group == ""
    assert "asked for by itself, and in the group Some" in both(alone, grouped).to_decide
    hoped = replace(alone, need="desirable")
    assert both(hoped, grouped).group == "Some"
    assert "hoped for by itself, and asked for in the group Some" in both(hoped, grouped).to_decide
    assert both(alone, replace(grouped, need="desirable")).group == ""
    same = both(replace(alone, group="Some"), grouped)
    assert (same.group, same.to_decide) == (
        "Some",
        "Lines of the group Some became one. Check how many the group asks for.",
    )
    lax = replace(alone, group="Hopes", need="desirable")
    assert both(lax, grouped).group == "Some", "the group that is asked for"
    assert "in the groups Hopes and Some" in both(lax, grouped).to_decide
