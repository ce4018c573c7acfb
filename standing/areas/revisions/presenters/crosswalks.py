"""The pages of revisions and their crosswalks: what they say, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from markupsafe import Markup

from standing.areas.revisions.models import CrosswalkVersion, Step
from standing.areas.revisions.presenters.course import stage_tag
from standing.areas.revisions.selectors.course import RevisionCourse
from standing.areas.revisions.selectors.pages import RevisionInFull, RevisionInList, RowInFull, VersionInFull
from standing.areas.standards.models import Revision
from standing.areas.standards.presenters.words import (
    KINDS,
    TREATMENTS,
    joined,
    link,
    short_name_of,
    status_tag,
)
from standing.core.catalogue import Standard
from standing.core.crosswalks.states import State
from standing.core.crosswalks.versions import RULE_MISSING, DraftRow, other_titles
from standing.core.holdings import Holdings
from standing.site.components.lists import Cell, Counts, Row, Table
from standing.site.dates import long_day, moment

JOINING = {"all": "and", "any": "or"}
STATE_COLOURS = {
    State.DRAFT: "blue",
    State.AWAITING: "yellow",
    State.APPROVED: "green",
    State.SUPERSEDED: "grey",
}
NOT_SET = "Not set yet"


def state_tag(version: CrosswalkVersion | None) -> Markup:
    """How a version stands, as a tag; without a version, that there is none."""
    if version is None:
        return Markup('<strong class="nhsuk-tag nhsuk-tag--white">No crosswalk yet</strong>')
    state = State(version.state)
    return Markup('<strong class="nhsuk-tag nhsuk-tag--{}">{}</strong>').format(
        STATE_COLOURS[state], state.words
    )


def revisions_table(found: Iterable[RevisionInList], courses: Mapping[int, RevisionCourse]) -> Table:
    """The list of revisions."""
    return Table(
        name="revisions",
        caption="Revisions",
        head=("Revision", "Suite", "Published", "State", "In effect from", "Transition ends", "Crosswalk"),
        rows=[
            (
                Cell(each.revision.title, href=revision_href(each.revision)),
                each.revision.suite,
                each.revision.published,
                Cell(stage_tag(courses[each.revision.pk].stage)),
                _day(each.approved or each.open, "effective_on"),
                _day(each.approved or each.open, "transition_ends_on"),
                Cell(_states(each)),
            )
            for each in found
        ],
        stack=True,
        hide_caption=True,
        empty="There is no revision in the catalogue yet.",
    )


def _states(each: RevisionInList) -> Markup:
    shown = [one for one in (each.approved, each.open) if one is not None]
    return Markup(" ").join(map(state_tag, shown)) if shown else state_tag(None)


def _day(version: CrosswalkVersion | None, name: str) -> str:
    return long_day(getattr(version, name, None), NOT_SET)


def revision_href(revision: Revision) -> str:
    """The address of a revision's page."""
    return reverse("revisions:revision", args=[revision.code])


def version_href(version: CrosswalkVersion, page: str = "version", *parts: str) -> str:
    """The address of a page of a version."""
    return reverse(f"revisions:{page}", args=[version.revision.code, version.number, *parts])


def rules_link(*, sets: bool, asks: bool, asked: bool) -> str:
    """The words that lead to the rules that are missing, for who sets them, asks for them, or looks."""
    if sets:
        return "Set the rules that are missing"
    if asks and not asked:
        return "Ask for the rules that are missing"
    return "See which, and who asked for them" if asked else "See which"


def revision_rows(found: RevisionInFull) -> list[Row]:
    """What is known of a revision: whose it is, its days, how far its crosswalk has come."""
    shown = found.approved or found.open
    rows = [
        Row("Suite", found.revision.suite),
        Row("Source", f"{found.revision.source} ({found.revision.published})"),
        Row("Crosswalk", state_tag(shown)),
        *day_rows(shown),
    ]
    if found.document_rows:
        href = reverse("standards:revision", args=[found.revision.code])
        words = Markup('<a class="nhsuk-link" href="{}">{} rows, as the catalogue has them</a>')
        rows.append(Row("What became of each standard", words.format(href, found.document_rows)))
    if found.revision.note:
        rows.append(Row("Note", found.revision.note))
    return rows


def day_rows(version: CrosswalkVersion | None, change: str = "") -> list[Row]:
    """The days of a version; with `change`, the address where they are set."""
    if version is None:
        return [Row("In effect from", NOT_SET)]
    rows = [
        Row("In effect from", long_day(version.effective_on, NOT_SET), change, "the days of the revision")
    ]
    if version.last_start_on:
        rows.append(Row("Last day to begin towards an old edition", long_day(version.last_start_on)))
    if version.last_assessment_on:
        rows.append(
            Row("Last day of assessment against an old edition", long_day(version.last_assessment_on))
        )
    rows.append(Row("Transition ends", long_day(version.transition_ends_on, NOT_SET)))
    return rows


def versions_table(found: RevisionInFull) -> Table:
    """Every version of a crosswalk, newest first."""
    return Table(
        name="versions",
        caption="Versions of the crosswalk",
        head=("Version", "State", "Begun", "From", "Approved", "Reason"),
        rows=[
            (
                Cell(f"Version {each.number}", href=version_href(each)),
                Cell(state_tag(each)),
                moment(each.made_at),
                each.source,
                _approved(each),
                each.why or "–",
            )
            for each in found.versions
        ],
        stack=True,
        empty="No version has been begun.",
    )


def _approved(version: CrosswalkVersion) -> str:
    if version.approved_at is None or version.first_approver is None or version.second_approver is None:
        return "–"
    return (
        f"{moment(version.approved_at)}, by {version.first_approver.name} and {version.second_approver.name}"
    )


def kinds_table(found: VersionInFull) -> Table:
    """How many rows there are of each kind, how they are treated, and how many of them wait."""
    order = [*KINDS, ""]
    return Table(
        name="kinds",
        caption="Rows by kind",
        head=(
            "Kind",
            "What it is",
            "What happens to holders",
            Cell("Rows", number=True),
            Cell("Waiting", number=True),
        ),
        rows=[
            (
                Cell(
                    kind or "Not said yet", href=f"{version_href(found.version)}?kind={kind or 'none'}#rows"
                ),
                KINDS.get(kind, "Nobody has said what kind of change it is"),
                _treatments(found, kind),
                Cell(found.kinds[kind], number=True),
                Cell(sum(row.kind == kind and row.old in found.waiting for row in found.rows), number=True),
            )
            for kind in order
            if found.kinds[kind]
        ],
        stack=True,
        hide_caption=True,
    )


def _treatments(found: VersionInFull, kind: str) -> str:
    said = Counter(
        "Nothing is carried" if row.deferred else TREATMENTS.get(row.treated, "–")
        for row in found.rows
        if row.kind == kind
    ).most_common()
    return said[0][0] if len(said) == 1 else ". ".join(f"{number}: {words}" for words, number in said)


def kind_choices(found: VersionInFull) -> list[tuple[str, str]]:
    """The kinds that occur, with how many rows there are of each."""
    return [
        (kind or "none", f"{kind or 'Not said yet'} ({found.kinds[kind]})")
        for kind in [*KINDS, ""]
        if found.kinds[kind]
    ]


def chosen_rows(found: VersionInFull, kind: str = "", state: str = "", words: str = "") -> list[DraftRow]:
    """The rows that filters leave."""
    states: dict[str, Callable[[DraftRow], bool]] = {
        "waits": lambda row: row.old in found.waiting,
        "deferred": lambda row: row.deferred,
        "changed": lambda row: bool(row.treatment),
    }
    by_id = found.holdings.catalogue.by_id
    sought = words.casefold().split()

    def says(row: DraftRow) -> bool:
        text = " ".join(
            f"{each} {by_id[each].title}" for each in (row.old, *row.new) if each in by_id
        ).casefold()
        return all(word in text for word in sought)

    return [
        row
        for row in found.rows
        if (not kind or row.kind == ("" if kind == "none" else kind))
        and (state not in states or states[state](row))
        and says(row)
    ]


def rows_counts(shown: Sequence[DraftRow], found: VersionInFull) -> Counts:
    """How many rows are shown of how many."""
    return Counts(len(shown), len(found.rows), "row", "rows")


def rows_table(shown: Sequence[DraftRow], found: VersionInFull) -> Table:
    """The rows of a version, each leading to its page."""
    return Table(
        name="crosswalk",
        caption="The crosswalk, row by row",
        head=("Old standard", "Became", "Kind", "What happens to holders", "State"),
        rows=[
            (
                Cell(_named(found.holdings, row.old), href=version_href(found.version, "row", row.old)),
                Cell(became(found.holdings, row)),
                row.kind or "Not said yet",
                Cell(_treated(row)),
                Cell(_state(row, found)),
            )
            for row in shown
        ],
        stack=True,
        hide_caption=True,
        empty="No row is as the filters say.",
    )


def _named(holdings: Holdings, standard: str) -> str:
    held = holdings.catalogue.by_id[standard]
    return f"{short_name_of(held)} {held.title}"


def became(holdings: Holdings, row: DraftRow) -> Markup:
    """What an old standard became, as links; in one piece, for a phone sets the parts of a cell side by side."""
    if not row.new:
        return Markup("Nothing new")
    return Markup("<span>{}</span>").format(
        joined([link(holdings, new) for new in row.new], JOINING[row.need])
    )


def _treated(row: DraftRow) -> Markup:
    words = TREATMENTS.get(row.treated, "–")
    if row.context:
        words = f"{words}: {row.context}"
    changed = " (not that of its kind)" if row.treatment else ""
    return Markup("<span>{}{}</span>").format(words, changed)


def _state(row: DraftRow, found: VersionInFull) -> Markup:
    if row.deferred:
        tag, words = ("grey", "Nothing carried"), row.deferred_why
    elif row.old in found.waiting:
        tag, words = ("yellow", "Waits"), " ".join(found.waiting[row.old])
    else:
        tag, words = ("green", "Settled"), title_words(row, found)
    if not words:
        return Markup('<strong class="nhsuk-tag nhsuk-tag--{}">{}</strong>').format(*tag)
    return Markup('<span><strong class="nhsuk-tag nhsuk-tag--{}">{}</strong><br>{}</span>').format(
        *tag, words
    )


def title_words(row: DraftRow, found: VersionInFull) -> str:
    """That the kind of a row says something of its titles that is not so; nothing where it is, or is not carried."""
    if row.deferred or not other_titles(row, found.titles):
        return ""
    return (
        f"“{row.kind}” says that the title is the same, and the titles differ: holders would sign, and show nothing "
        "new. Choose another kind, unless both titles mean the same."
    )


def titles_table(found: VersionInFull) -> Table:
    """The rows whose kind says that the title is the same, and whose titles differ."""
    return Table(
        name="titles",
        caption="Kinds that say the title is the same",
        head=("Old standard", "Became", "Kind"),
        rows=[
            (
                Cell(_named(found.holdings, row.old), href=version_href(found.version, "row", row.old)),
                Cell(_became_named(found, row)),
                row.kind,
            )
            for row in found.rows
            if title_words(row, found)
        ],
        stack=True,
        hide_caption=True,
    )


def _became_named(found: VersionInFull, row: DraftRow) -> Markup:
    return Markup("<span>{}</span>").format(" and ".join(_named(found.holdings, each) for each in row.new))


def waiting_table(found: VersionInFull) -> Table:
    """The rows that wait for a steward, and what each waits for."""
    return Table(
        name="waiting",
        caption="Rows that wait for a steward",
        head=("Old standard", "What it waits for"),
        rows=[
            (
                Cell(_named(found.holdings, old), href=version_href(found.version, "row", old)),
                Cell(Markup("<span>{}</span>").format(" ".join(why))),
            )
            for old, why in found.waiting.items()
        ],
        stack=True,
        hide_caption=True,
        empty="No row waits for a steward.",
    )


def waits_for(found: VersionInFull, rows: Sequence[str]) -> dict[str, list[str]]:
    """What these rows wait for, each thing once, with the rows; rules that are missing are one thing."""
    together: dict[str, list[str]] = {}
    for old in rows:
        for words in found.waiting.get(old, ()):
            said = "a refresh rule of the new standard." if words.startswith(RULE_MISSING) else words
            together.setdefault(said, []).append(old)
    return together


def steps_table(steps: Sequence[Step], *, with_rows: bool = True) -> Table:
    """What was done, the latest first."""
    head = ("When", "Who", "Row", "What") if with_rows else ("When", "Who", "What")
    return Table(
        name="steps",
        caption="What was done",
        head=head,
        rows=[
            (
                moment(step.at),
                step.who,
                *([step.old or "–"] if with_rows else []),
                Cell(Markup("<span>{}</span>").format(step.words)),
            )
            for step in reversed(steps)
        ],
        stack=True,
        row_heads=False,
        hide_caption=True,
        empty="Nothing has been done to it yet.",
    )


def left_out_table(found: VersionInFull, left: Mapping[str, tuple[str, Sequence[str]]]) -> Table:
    """Rows whose context does not name whom their wording names: what each of them says."""
    rows = {row.old: row for row in found.rows}
    return Table(
        name="left-out",
        caption="Contexts that leave somebody out",
        head=("Old standard", "Became", "Context", "The wording names, and the context does not"),
        rows=[
            (
                _named(found.holdings, old),
                Cell(_became_named(found, rows[old])),
                context,
                " and ".join(names),
            )
            for old, (context, names) in left.items()
        ],
        stack=True,
        hide_caption=True,
    )


def approval_words(found: VersionInFull) -> list[str]:
    """Who has approved a version so far, in sentences."""
    return [
        f"{each.account.name} approved it on {moment(each.at)}.{f' {each.words}' if each.words else ''}"
        for each in found.approvals
    ]


@dataclass(frozen=True)
class TextSide:
    """What is held of one standard, for comparing: its name, and lines about it."""

    heading: str
    standard: Markup
    rows: list[Row]


def texts(holdings: Holdings, row: DraftRow, offered: Sequence[str] = ()) -> list[TextSide]:
    """The old standard and the new ones, or those suggested while there are none, side by side."""
    others = row.new or tuple(offered[:2])
    called = "New" if row.new else "Suggested"
    sides = [_side(holdings, "Old", row.old)]
    return [*sides, *(_side(holdings, called, each) for each in others)]


def _side(holdings: Holdings, called: str, standard: str) -> TextSide:
    held = holdings.catalogue.by_id[standard]
    rows = [Row("Title", held.title)]
    summary = holdings.summaries.get(standard)
    if summary:
        rows.append(Row("In our own words", summary.sentence))
    rows += [
        Row("Other title", f"{each.title} ({each.source})")
        for each in holdings.catalogue.titles
        if each.standard == standard
    ]
    said = holdings.statements.get(standard, ())
    if said:
        rows.append(
            Row(
                "Status",
                Markup("{} {}").format(status_tag(said[0].status), said[0].source),
            )
        )
    rows.append(Row("Taken from", _source(held)))
    return TextSide(f"{called}: {short_name_of(held)}", link(holdings, standard), rows)


def _source(held: Standard) -> str:
    return f"{held.source}{f'. {held.note}' if held.note else ''}"


def row_facts(found: RowInFull) -> list[Row]:
    """What the source says of a row."""
    row = found.row
    rows = [Row("Where it is from", row.source or "Added by hand")]
    if row.source_words:
        rows.append(Row("Words of the source", f"“{row.source_words}”"))
    if row.note:
        rows.append(Row("Note", row.note))
    if row.replaced_on:
        rows.append(Row("Replaced on", long_day(date.fromisoformat(row.replaced_on))))
    if row.treatment_why:
        rows.append(Row("Reason", row.treatment_why))
    if row.deferred:
        rows.append(Row("Nothing is carried", row.deferred_why))
    return rows


def says_of_row(holdings: Holdings, row: DraftRow) -> list[Row]:
    """What becomes of a standard, for those who do not edit."""
    return [
        Row("Kind", f"{KINDS[row.kind]} ({row.kind})" if row.kind else "Not said yet"),
        Row("Became", became(holdings, row)),
        Row("What happens to holders", _treated(row)),
    ]
