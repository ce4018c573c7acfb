"""What is suggested for a document in use when its profile says something else."""

from __future__ import annotations

from dataclasses import replace

from standing.core.documents.job_description import job_description
from standing.core.documents.profile import Version
from standing.core.documents.proposing import (
    Suggested,
    What,
    Wording,
    same_lines,
    suggested,
    undecided,
    wordings,
)
from tests.unit.core.documents.making import BARE, CRISIS, PLAN, line, version


def between(before: Version, after: Version) -> list[Suggested]:
    return suggested(
        list(wordings(job_description(before))), list(wordings(job_description(after))), same_lines(after)
    )


def test_a_version_that_says_the_same_changes_nothing() -> None:
    assert between(version(), version(number=3, state="in use from 1 May 2026")) == []


def test_what_is_changed_added_and_removed() -> None:
    old = version()
    kept = [one for one in old.lines if one.key not in ("k2", "k7")]
    new = replace(
        old,
        purpose="To be beside people.",
        lines=(*kept, replace(old.lines[1], context="older people"), line(8, function=CRISIS)),
    )
    found = between(old, new)
    assert Suggested(What.CHANGED, "Purpose of the role", old.purpose, "To be beside people.") in found
    assert (
        Suggested(
            What.CHANGED,
            "Main duties",
            "Do the work number 2; context: adults; without supervision [ZA2, 2013]",
            "Do the work number 2; context: older people; without supervision [ZA2, 2013]",
        )
        in found
    )
    assert Suggested(What.ADDED, "Main duties", "", "Do the work number 8 [ZA8, 2013]") in found
    assert [one.before for one in found if one.what is What.REMOVED] == [
        "Do the work number 7 [ZA7, local]; No day; In general"
    ]


def test_a_line_that_a_revision_carried_over_is_a_change_of_wording() -> None:
    old = version(line(1, function=PLAN), line(2, function=PLAN))
    new = version(line(9, function=PLAN, stands_for=("k1", "k2")))
    duties = [one for one in between(old, new) if one.place == "Main duties"]
    assert duties == [
        Suggested(
            What.CHANGED,
            "Main duties",
            "Do the work number 1 [ZA1, 2013]",
            "Do the work number 9 [ZA9, 2013]",
        ),
        Suggested(What.REMOVED, "Main duties", "Do the work number 2 [ZA2, 2013]", ""),
    ]


def test_a_function_under_another_name_is_said() -> None:
    old, new = version(line(1, function=PLAN)), version(line(1, function=CRISIS))
    assert between(old, new) == [
        Suggested(What.ADDED, "Main duties", "", CRISIS),
        Suggested(What.REMOVED, "Main duties", PLAN, ""),
    ]


def test_what_is_left_to_fill_in_and_the_annex_are_not_compared() -> None:
    told = list(wordings(job_description(version())))
    assert not any(
        "To fill in" in one.text or BARE in one.text or one.key.startswith("annex") for one in told
    )
    assert Wording("about:role", "About this post", "Community nurse") in told


def test_how_a_draft_was_decided_is_not_suggested() -> None:
    told = undecided(wordings(job_description(version())))
    assert told
    assert not any(one.place == "How this was decided" for one in told)
