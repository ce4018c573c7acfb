"""The page of a version: its purpose, its functions with their lines, its groups, and what to look at in a draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup

from standing.areas.profiles.models import HowDecided
from standing.areas.profiles.selectors import Guidance, LineInFull, VersionInFull
from standing.areas.record.presenters.links import actions_cell
from standing.areas.standards.presenters.words import LOCAL_TAG
from standing.areas.standards.presenters.words import href as standard_href
from standing.site.components.lists import Cell, Row, Table

DECIDED = {
    HowDecided.BY_OWNER.value: "By its owner alone",
    HowDecided.CO_PRODUCED.value: "Co-produced",
    HowDecided.CONSULTED.value: "By its owner, after people were consulted",
}


@dataclass(frozen=True)
class Section:
    """The lines for one function, or for none. `links` are what can be done about the function, as (text, address)."""

    heading: str
    table: Table
    links: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class ToLookAt:
    """A remark about a draft, and a link that mends it, if there is one."""

    words: str
    href: str = ""
    link: str = ""


def about_rows(version: VersionInFull, *, editable: bool, undecided: bool = False) -> list[Row]:
    """What is said of a version as a whole."""
    purpose = version.purpose or "Not said yet"
    change = reverse("profiles:purpose", args=[version.code]) if editable else ""
    return [
        Row("Code", version.code),
        Row("Purpose", purpose, change=change, what="the purpose"),
        Row("Decided", _decided(version, undecided)),
    ]


def _decided(version: VersionInFull, undecided: bool) -> str:
    if undecided:
        return "Not yet: people are asked about it"
    if version.from_on is None and version.decided_how == HowDecided.BY_OWNER:
        return "Not yet: it is a draft"
    return DECIDED[version.decided_how]


def sections(version: VersionInFull, *, editable: bool) -> list[Section]:
    """The lines by the functions they are for; without functions, all of them under one heading."""
    if not version.functions:
        return [Section("What it asks for", lines_table(version, version.lines, "lines", editable))]
    found = [
        Section(
            words,
            lines_table(version, version.for_function(words), f"lines-{place}", editable, caption=words),
            _function_links(version, words, number) if editable else (),
        )
        for place, (words, number) in enumerate(zip(version.functions, version.function_ids, strict=True), 1)
    ]
    rest = version.for_function("")
    if rest:
        found.append(
            Section(
                "For no one function", lines_table(version, rest, "lines", editable, "For no one function")
            )
        )
    return found


def _function_links(version: VersionInFull, words: str, number: int) -> list[tuple[str, str]]:
    find = (
        f"{reverse('profiles:find', args=[version.code])}?{urlencode({'function': number, 'words': words})}"
    )
    return [
        ("Find standards", find),
        ("Change", reverse("profiles:change_function", args=[version.code, number])),
        ("Remove", reverse("profiles:remove_function", args=[version.code, number])),
    ]


def lines_table(
    version: VersionInFull, lines: Sequence[LineInFull], name: str, editable: bool, caption: str = ""
) -> Table:
    """Some lines of a version, the essential ones first; with links that change them, in a draft."""
    head = ("Standard", "Asked for", "Needed by", "How")
    ordered = sorted(lines, key=lambda line: not line.is_essential)
    return Table(
        name=name,
        caption=f"Lines of version {version.number}{f': {caption}' if caption else ''}",
        head=(*head, "What you can do") if editable else head,
        rows=[
            (*_line(version, line), *([_links(line, version.code)] if editable else [])) for line in ordered
        ],
        stack=True,
        hide_caption=True,
        empty="No standard is chosen yet.",
    )


def _line(version: VersionInFull, line: LineInFull) -> tuple[Cell | str, ...]:
    asked = line.need.capitalize()
    group = next((each for each in version.groups if each.name == line.group), None)
    if group is not None:
        asked = f"{asked}, {group.words} in {group.name}"
    return (
        Cell(_standard(line)),
        asked,
        line.needed_by if line.is_essential else "–",
        ". ".join(_how(line)) or "–",
    )


def _standard(line: LineInFull) -> Markup:
    drawn = Markup('<span><a class="nhsuk-link" href="{}">{}</a> {}').format(
        standard_href(line.standard), line.standard, line.title
    )
    beside = Markup(" ").join([*([LOCAL_TAG.__html__()] if line.local else []), *_beside(line)])
    if beside:
        drawn += Markup('<br><span class="nhsuk-body-s nhsuk-u-secondary-text-colour">{}</span>').format(
            beside
        )
    if line.to_decide:
        drawn += Markup("<br><strong>To decide:</strong> {}").format(line.to_decide)
    return drawn + Markup("</span>")


def _beside(line: LineInFull) -> Iterator[str]:
    if not line.local:
        yield line.suite
    if line.came_from:
        yield f"Carried over from {' and '.join(line.came_from)}."


def _how(line: LineInFull) -> Iterator[str]:
    if line.context:
        yield f"Context: {line.context}"
    if line.practice:
        yield line.practice.capitalize()
    if line.counts_for_cover:
        yield "Counts for cover"


def _links(line: LineInFull, code: str) -> Cell:
    pages = [("Change", "change_line"), ("Remove", "remove_line")]
    if line.to_decide and line.came_from:
        pages.append(("It is right", "settle_line"))
    links = [(text, reverse(f"profiles:{page}", args=[code, line.id])) for text, page in pages]
    return actions_cell(links, line.standard)


def groups_table(version: VersionInFull, *, editable: bool) -> Table:
    """The groups of a version, how many of each are asked for, and by when."""
    head = ("Group", "Asked for", "Needed by", "Lines")
    return Table(
        name="groups",
        caption="Groups",
        head=(*head, "What you can do") if editable else head,
        rows=[
            (
                group.name,
                f"{'Essential' if group.is_essential else 'Desirable'}: {group.words}"
                if group.lines
                else "No line",
                group.needed_by if group.is_essential else "–",
                ", ".join(_short(line) for line in group.lines),
                *([_group_links(version.code, group.id, group.name)] if editable else []),
            )
            for group in version.groups
        ],
        stack=True,
        hide_caption=True,
        notes=(
            "Nobody has to hold any one line of a group. Who meets a group is shown beside compliance, not in it.",
            "One standard in two contexts is counted once.",
        ),
    )


def _short(line: LineInFull) -> str:
    return f"{line.standard} ({line.context})" if line.context else line.standard


def _group_links(code: str, number: int, name: str) -> Cell:
    links = [
        ("Change", reverse("profiles:change_group", args=[code, number])),
        ("Remove", reverse("profiles:remove_group", args=[code, number])),
    ]
    return actions_cell(links, name)


def to_look_at(version: VersionInFull, found: Guidance) -> list[ToLookAt]:
    """The remarks about a draft, each with a link to what could be added instead."""
    return [
        ToLookAt(
            remark.words,
            _add_href(version.code, remark.instead) if remark.instead else "",
            f"Add {' and '.join(remark.instead)}" if remark.instead else "",
        )
        for remark in found.remarks
    ]


def suggestions(version: VersionInFull, found: Guidance) -> list[ToLookAt]:
    """The standards suggested for a draft, because they support others that are chosen."""
    return [
        ToLookAt(
            f"{each.id} {each.title}. It supports every other standard of its suite, and asks to be read with them.",
            _add_href(version.code, [each.id]),
            f"Add {each.id}",
        )
        for each in found.suggested
    ]


def _add_href(code: str, standards: Sequence[str]) -> str:
    query = urlencode([("standard", each) for each in standards])
    return f"{reverse('profiles:add_line', args=[code])}?{query}"
