"""The page of what a register says of a revision."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup

from standing.areas.revisions.selectors.findings import FindingInList, Findings
from standing.core.crosswalks.reconciling import Finding, FindingKind
from standing.site.components.lists import Cell, Counts, Row, Table
from standing.site.dates import long_day, moment

_SAYS = {
    FindingKind.CONTRADICTS: "The register names another origin than the crosswalk. Compare both.",
    FindingKind.STILL_CURRENT: (
        "The crosswalk says that these were replaced; the register still calls them current. Both are true of their "
        "sources, on their days."
    ),
    FindingKind.TITLE_DIFFERS: "The register has another title. The catalogue keeps the title of its own source.",
    FindingKind.LACKS: "The register has no entry under any reference of these. It may be an extract.",
    FindingKind.CONFIRMS: "The register’s own Original URN says the same as the crosswalk.",
}


def kinds_table(found: Findings) -> Table:
    """How many findings there are of each kind, and how many of them nobody has noted."""
    return Table(
        name="kinds",
        caption="Findings by kind",
        head=("What", Cell("Findings", number=True), Cell("Not noted yet", number=True)),
        rows=[
            (
                Cell(
                    kind.words, href=f"?{urlencode({'register': _sha(found), 'kind': kind.value})}#findings"
                ),
                Cell(found.kinds[kind], number=True),
                Cell(sum(each.finding.kind is kind and not each.notes for each in found.found), number=True),
            )
            for kind in FindingKind
        ],
        hide_caption=True,
    )


def _sha(found: Findings) -> str:
    return found.register.sha256 if found.register else ""


def register_rows(found: Findings) -> list[Row]:
    """Which register it is, and how much of it was compared."""
    register = found.register
    if register is None:
        return []
    return [
        Row("Register", register.name),
        Row("File", register.file),
        Row("Dated", long_day(register.as_of, "not known")),
        Row("Read here", moment(register.read_at)),
        Row("Links of the crosswalk", _links(found)),
    ]


def _links(found: Findings) -> str:
    confirmed = found.kinds[FindingKind.CONFIRMS]
    return f"{found.links}, of which the register confirms {confirmed}; of the others it says nothing, or otherwise"


def chosen(found: Findings, kind: str, noted: str) -> list[FindingInList]:
    """The findings that filters leave."""
    return [
        each
        for each in found.found
        if (not kind or each.finding.kind.value == kind)
        and (noted != "yes" or each.notes)
        and (noted != "no" or not each.notes)
    ]


def choices(shown: list[FindingInList]) -> list[tuple[str, str]]:
    """Findings to choose among: the key of each, and what both sources say."""
    return [
        (
            each.finding.key,
            f"{each.finding.kind.value.capitalize()}: {each.finding.ours} {each.finding.theirs}",
        )
        for each in shown
    ]


def note_several(shown: list[FindingInList], found: Findings, kind: str, noted: str) -> dict[str, str] | None:
    """The way to note several of the findings shown at once; none where there are fewer than two."""
    if len(shown) < 2:
        return None
    query = urlencode({"register": _sha(found), "kind": kind, "noted": noted})
    href = reverse("revisions:note_findings", args=[found.revision.revision.code])
    return {"href": f"{href}?{query}", "text": "Note several of these at once"}


def says(kind: str) -> str:
    """What findings of a kind mean, in a sentence; nothing for all kinds."""
    return _SAYS[FindingKind(kind)] if kind in set(FindingKind) else ""


def counts(shown: list[FindingInList], found: Findings) -> Counts:
    """How many findings are shown of how many."""
    return Counts(len(shown), len(found.found), "finding", "findings")


def findings_table(shown: list[FindingInList], found: Findings, *, may_note: bool) -> Table:
    """Findings with both sources and their days, and what stewards made of them."""
    code = found.revision.revision.code
    return Table(
        name="findings",
        caption="Findings",
        head=("Kind", "The crosswalk", "The register", "What was noted"),
        rows=[
            (
                each.finding.kind.value.capitalize(),
                Cell(_side(each.finding.ours, each.finding.ours_source, each.finding.ours_as_of)),
                Cell(_side(each.finding.theirs, each.finding.theirs_source, each.finding.theirs_as_of)),
                Cell(_notes(each, code, _sha(found), may_note=may_note)),
            )
            for each in shown
        ],
        stack=True,
        hide_caption=True,
        row_heads=False,
        empty="There is no finding of this kind.",
    )


def _side(words: str, source: str, as_of: str) -> Markup:
    return Markup(
        '<span>{}<br><span class="nhsuk-body-s nhsuk-u-secondary-text-colour">{}, as of {}</span></span>'
    ).format(words, source, as_of or "a day that is not known")


def _notes(each: FindingInList, code: str, sha256: str, *, may_note: bool) -> Markup:
    lines = [Markup("{}, {}: {}").format(note.who, moment(note.at), note.words) for note in each.notes]
    if may_note:
        query = urlencode({"register": sha256, "finding": each.finding.key})
        href = f"{reverse('revisions:note_finding', args=[code])}?{query}"
        lines.append(
            Markup(
                '<a class="nhsuk-link" href="{}">Note<span class="nhsuk-u-visually-hidden"> {}</span></a>'
            ).format(href, each.finding.key)
        )
    return Markup("<span>{}</span>").format(Markup("<br>").join(lines or [Markup("Nothing yet")]))


def finding_rows(finding: Finding) -> list[Row]:
    """One finding, in full."""
    return [
        Row("What it is", finding.kind.words),
        Row("The crosswalk", _side(finding.ours, finding.ours_source, finding.ours_as_of)),
        Row("The register", _side(finding.theirs, finding.theirs_source, finding.theirs_as_of)),
    ]
