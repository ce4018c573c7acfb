"""Groups of lines of a draft: at least some of them are asked for, whichever they are."""

from collections.abc import Collection

from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.people.checks import checked_text
from standing.areas.profiles.actions.drafts import draft_to_change, group_to_change
from standing.areas.profiles.actions.profiles import subject_of
from standing.areas.profiles.models import LineGroup, ProfileLine, ProfileVersion
from standing.areas.refusals import Refused

LONGEST_NAME = 100


@writing()
def add_group(
    *, by: Actor, version: ProfileVersion, name: str, at_least: int, lines: Collection[int] = ()
) -> LineGroup:
    """Make a group of lines of a draft, by key, of which at least this many are asked for.

    More lines may be put in later: whether there are enough is asked when the version is put in use. Raises `Refused`
    for a name that is used, fewer than one, lines that are elsewhere, and lines that are not asked for alike.
    """
    version = draft_to_change(by, version)
    name = _name(version, name)
    _check_number(at_least)
    chosen = _lines(version, lines)
    group = LineGroup.objects.create(version=version, name=name, at_least=at_least)
    _put_in(group, chosen)
    words = {"version": version.number, **_words(group)}
    record_event(by=by, action="add_group", subject=subject_of(version.profile), words=words)
    return group


@writing()
def change_group(
    *, by: Actor, group: LineGroup, name: str, at_least: int, lines: Collection[int]
) -> LineGroup:
    """Give a group another name, number or lines. Lines taken out of it are asked for by themselves again."""
    group = group_to_change(by, group)
    before = _words(group)
    name = _name(group.version, name, besides=group)
    _check_number(at_least)
    chosen = _lines(group.version, lines, besides=group)
    group.name, group.at_least = name, at_least
    group.save(update_fields=["name", "at_least"])
    group.lines.update(group=None)
    _put_in(group, chosen)
    after = _words(group)
    if after == before:
        raise Refused("Nothing is different. Change something, or leave the group as it is.", field="name")
    words = {"version": group.version.number, "before": before, "after": after}
    record_event(by=by, action="change_group", subject=subject_of(group.version.profile), words=words)
    return group


@writing()
def remove_group(*, by: Actor, group: LineGroup, with_lines: bool) -> None:
    """Take a group out of a draft: with its lines, or leaving each of them asked for by itself."""
    group = group_to_change(by, group)
    words = {"version": group.version.number, **_words(group), "with_lines": with_lines}
    if with_lines:
        group.lines.all().delete()
    else:
        group.lines.update(group=None)
    version = group.version
    group.delete()
    record_event(by=by, action="remove_group", subject=subject_of(version.profile), words=words)


def _name(version: ProfileVersion, name: str, besides: LineGroup | None = None) -> str:
    kept = checked_text(
        " ".join(name.split()), field="name", what="a name for the group", longest=LONGEST_NAME
    )
    others = version.groups.filter(name__iexact=kept)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    taken = others.first()
    if taken is not None:
        raise Refused(f"There is a group called {taken} already. Choose another name.", field="name")
    return kept


def _check_number(at_least: int) -> None:
    if at_least < 1:
        raise Refused("Ask for at least 1 of the group.", field="at_least")


def _lines(
    version: ProfileVersion, keys: Collection[int], besides: LineGroup | None = None
) -> list[ProfileLine]:
    found = list(version.lines.filter(pk__in=keys).select_related("group"))
    if len(found) < len(set(keys)):
        raise Refused(
            "Some of these lines were removed before. Look at the draft as it is now.", field="lines"
        )
    elsewhere = next((each for each in found if each.group is not None and each.group != besides), None)
    if elsewhere is not None:
        raise Refused(
            f"{elsewhere} is in the group {elsewhere.group} already. A line is in one group: take it out of that "
            "one first.",
            field="lines",
        )
    if len({each.need for each in found}) > 1:
        raise Refused(
            "Some of these lines are essential and some are desirable. A group is asked for as a whole: choose lines "
            "that are alike.",
            field="lines",
        )
    return found


def _put_in(group: LineGroup, lines: Collection[ProfileLine]) -> None:
    group.version.lines.filter(pk__in=[line.pk for line in lines]).update(group=group)


def _words(group: LineGroup) -> dict[str, object]:
    lines = group.lines.order_by("standard__order", "context")
    return {"name": group.name, "at_least": group.at_least, "lines": [str(line) for line in lines]}
