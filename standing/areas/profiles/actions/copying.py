"""A version copied whole into the next: purpose, functions, groups and lines, each line with its key."""

from __future__ import annotations

from standing.areas.profiles.models import LineGroup, ProfileLine, ProfileVersion, ServiceFunction


def copy_functions(last: ProfileVersion, draft: ProfileVersion) -> dict[str, ServiceFunction]:
    """The functions of a version in the next, by their words."""
    made = ServiceFunction.objects.bulk_create(
        ServiceFunction(version=draft, words=each.words, order=each.order) for each in last.functions.all()
    )
    return {each.words: each for each in made}


def copy_groups(last: ProfileVersion, draft: ProfileVersion) -> dict[str, LineGroup]:
    """The groups of a version in the next, by name."""
    made = LineGroup.objects.bulk_create(
        LineGroup(version=draft, name=each.name, at_least=each.at_least) for each in last.groups.all()
    )
    return {each.name: each for each in made}


def copy_lines(last: ProfileVersion, draft: ProfileVersion) -> None:
    """Everything that a version asks for, into the next. How it was decided is not copied: the next is not decided."""
    functions, groups = copy_functions(last, draft), copy_groups(last, draft)
    ProfileLine.objects.bulk_create(
        ProfileLine(
            version=draft,
            standard_id=line.standard_id,
            context=line.context,
            need=line.need,
            needed_by_days=line.needed_by_days,
            function=functions[line.function.words] if line.function else None,
            group=groups[line.group.name] if line.group else None,
            practice=line.practice,
            counts_for_cover=line.counts_for_cover,
            key=line.key,
            stands_for=line.stands_for,
        )
        for line in last.lines.select_related("function", "group")
    )
