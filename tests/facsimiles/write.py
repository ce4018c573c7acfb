"""Writes the facsimiles: made-up documents of the same layout as the real ones, with every trap, and their
catalogue.

python -m tests.facsimiles.write

The rows and entries below say what a reader must find; the documents and the expected catalogue are both
written from them, by other code than the readers'. Codes, titles and sentences are ours, about the keeping of
lanterns.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from standing.core.formats.competencies_list import digest
from standing.core.rules.carry_over import TREATMENTS
from tests.facsimiles.entries import ENTRIES, Entry

HERE = Path(__file__).parent
SOURCE = "Lantern Keeping tracking document, May 2013"
LIST_TITLE = "Lantern keeping competencies list"
ALREADY = "already replaced during BEACON project"
DELETED = "Deleted from suite. This has been replaced by new LK3"
SCOPE = "OUT OF SCOPE OF PROJECT \u2013 NO CHANGE"


@dataclass(frozen=True)
class Row:
    """A row of the tracking document: what it means, and how it is printed.

    `new` holds (code as printed, title). `apart` prints the new code in its own column. `words` are the
    source's own. `breaks` are the words at which the old and the new title go on overleaf.
    """

    old: int
    title: str
    kind: str
    new: tuple[tuple[str, str], ...] = ()
    apart: bool = True
    words: str = ""
    breaks: tuple[str, str] | None = None


ROWS = (
    Row(
        1,
        "Greet travellers who are lost or tired",
        "recoded",
        (("GL10", "Greet travellers who are lost or tired"),),
    ),
    Row(
        2,
        "Help travellers to find a bed",
        "replaced",
        (("SCL0330", "Support guests to find lodgings"),),
        apart=False,
    ),
    Row(
        3,
        "Light the lamps with travellers",
        "revised",
        (("LK3", "Light the lamps beside the traveller and agree a route"),),
    ),
    Row(4, "Keep the wick trimmed", "kept", (("LK4", "Keep the wick trimmed"),)),
    Row(5, "Mend travellers' lamps", "reissued", (("LK5.2012", "Mend travellers' lamps"),), apart=False),
    Row(
        6,
        "Ask what drivers need",
        "replaced",
        (("SCL0427", "Ask what carriers need"),),
        apart=False,
        words=ALREADY,
    ),
    Row(7, "Walk with older travellers at night", "widened", (("GL11", "Walk with any traveller at night"),)),
    Row(
        8,
        "Hand lamps over between inns or ferries",
        "reworded",
        (("GL12", "Hand lamps over between inns and ferries"),),
    ),
    Row(
        9,
        "Encourage travellers to carry their own light and share it on the road",
        "split",
        (
            ("QM D7", "Encourage guests to carry their own light and share it"),
            ("SCL0426", "Encourage drivers"),
        ),
        apart=False,
        breaks=("carry their", "carry their"),
    ),
    Row(10, "Calm travellers in the dark", "absorbed", (("LK3", ""),), apart=False, words=DELETED),
    Row(
        11,
        "Count the lamps of a valley and the different ways of filling them",
        "widened",
        (("GL13", "Count the lights of a valley and the different ways of feeding them"),),
        breaks=("different ways", "of feeding"),
    ),
    Row(
        12,
        "Guide travellers home",
        "absorbed",
        (("LK3", ""),),
        apart=False,
        words="This has been combined with LK3",
    ),
    Row(13, "Organize keepers' well-being", "recoded", (("GL14", "Organise keepers\u2019 wellbeing"),)),
    Row(
        14,
        "Tell innkeepers why lamps matter",
        "replaced",
        (("SCL0421", "Promote lamps at inns"),),
        apart=False,
    ),
    Row(
        15,
        "Agree with innkeepers which lamps they hang",
        "replaced",
        (("SCL0421", "Promote lamps at inns"),),
        apart=False,
    ),
    Row(16, "Place lamps with ferries", "replaced", (("SCL0421", "Promote lamps at inns"),), apart=False),
    Row(17, "Support innkeepers in lamp work", "kept", (("LK17", "Support innkeepers in lamp work"),)),
    Row(18, "Fill lamps", "replaced", (("SCL0027", "Trim wicks and carry oil"),), apart=False),
    Row(19, "Enable keepers to work together", "recoded", (("GL15", "Enable keepers to work together"),)),
    Row(20, "Blow the horn", "withdrawn", apart=False, words="Withdrawn from suite."),
    Row(23, "Read the stars with a pupil", "unchanged", apart=False, words=SCOPE),
    Row(24, "Agree terms with a pupil", "unchanged", apart=False, words=SCOPE),
)
PAGES = ((1, 5), (6, 9), (10, 11), (12, 24))
PROSE = """
Revised Lantern Keeping Standards

May 2013

This made-up document introduces the revised standards for keepers of lanterns.

- 1) Keepers and travellers now agree a route together.
- 2) The word 'guest' is used beside the word 'traveller'.

Tracking document \u2013 May 2013
"""
HEADERS = "Current NOS (2005)\t\tReplacement NOS\t\nPrefix\tTitle\tPrefix\tTitle"


def tracking_document() -> str:
    """The text of the made-up tracking document. Like the real one it does not end in a line end."""
    pages, overleaf = [], ""
    for first, last in PAGES:
        lines = [HEADERS, *([overleaf] if overleaf else [])]
        overleaf = ""
        for row in ROWS:
            if first <= row.old <= last:
                line, overleaf = printed(row)
                lines.append(line)
        pages.append("\n".join(lines))
    return PROSE + "\n" + "\n\n".join(pages)


def printed(row: Row) -> tuple[str, str]:
    """The line of a row, and the line that goes on overleaf."""
    code = row.new[0][0] if row.apart else ""
    title = row.new[0][1] if row.apart else " and ".join(f"{new} {name}" for new, name in row.new)
    if row.new and row.words == ALREADY:
        title += f" \u2013 {ALREADY}"
    elif row.words:
        title = row.words
    if row.breaks is None:
        return f"LK{row.old}\t{row.title}\t{code}\t{title}", ""
    old, new = (text.index(words) for text, words in zip((row.title, title), row.breaks, strict=True))
    line = f"LK{row.old}\t{row.title[:old].strip()}\t{code}\t{title[:new].strip()}"
    return line, f"\t{row.title[old:]}\t\t{title[new:]}"


def competencies_list() -> str:
    """The text of the made-up competencies page."""
    top = "Lantern Wiki\nAdvertisement\n\nThis is a list of 22 competencies for keepers of lanterns.\n\n\n"
    end = "\n\n\nSee also[]\n\n\nExternal links[]\n\n[http://lanterns.example/list The list)\n\nAdvertisement"
    return top + "\n\n".join(entry_words(entry, numbered=True) for entry in ENTRIES) + end


def entry_words(entry: Entry, numbered: bool) -> str:
    """An entry as printed."""
    stop = "" if entry.unstopped else "."
    number = f"{entry.printed}{stop} " if numbered else ""
    return number + entry.title + entry.glue + entry.scope + entry.applies + entry.more


def id_of(printed_code: str) -> str:
    """The id of a new standard."""
    code, _, year = printed_code.replace(" ", "").partition(".")
    if year:
        return f"{code}@{year}"
    return f"{code}@2013" if code.startswith(("GL", "LK")) else f"{code}@undated"


def files() -> dict[str, str]:
    """Every file by its name."""
    old = {row.old: f"LK{row.old}@{2007 if row.old > 20 else 2005}" for row in ROWS}
    standards = {old[row.old]: (row.title, f"{SOURCE}, row LK{row.old}", "") for row in ROWS}
    for row in ROWS:
        for code, title in row.new:
            if title:
                alias = code if " " in code else ""
                alias = code if "." in code else alias
                standards.setdefault(id_of(code), (title, f"{SOURCE}, row LK{row.old}", alias))
    named = [
        (key, *key.split("@"), title, "".join(filter(str.isalpha, key.split("@")[0])), alias, source, "")
        for key, (title, source, alias) in standards.items()
    ]
    listed = [
        (
            f"LIST{each.number}@2005",
            f"LIST{each.number}",
            "2005",
            each.title,
            "LIST",
            str(each.number),
            f"{LIST_TITLE}, entry {each.number}",
            "No code.",
        )
        for each in ENTRIES
        if each.number > 20
    ]
    crosswalk = [
        (
            old[row.old],
            row.kind,
            "|".join(id_of(code) for code, _ in row.new),
            "all" if len(row.new) > 1 else "any",
            TREATMENTS[row.kind],
            "",
            row.words,
            note(row, old[row.old]),
            f"{SOURCE}, row LK{row.old}",
        )
        for row in ROWS
    ]
    judged = [(old[row.old], row.kind, "Made up.") for row in ROWS if row.kind in ("reworded", "widened")]
    digests = [
        ("lantern-competencies", str(each.number), digest(entry_words(each, numbered=False)))
        for each in ENTRIES
    ]
    others = [(old[each.number], each.title, LIST_TITLE) for each in ENTRIES if each.number in (2, 14, 17)]
    revision = (
        "lk-2013",
        "Revision of the Lantern suite",
        "LK",
        SOURCE,
        "May 2013",
        "2013-05-31",
        "2013",
        "LK1-LK20@2005 LK23-LK24@2007",
        "GL10-GL15@2013",
        "",
        "",
        "",
    )
    known = (
        "lantern-competencies",
        LIST_TITLE,
        "LK1-LK20@2005 LIST21-LIST22@2005",
        "10=9",
        "12=text|17=title",
        "21=No code.|22=No code.",
        "2005-12-31",
        "no date",
    )
    suites = [(code, f"The suite {code}", "", "") for code in ("LK", "GL", "SCL", "QMD", "LIST")]
    return {
        "tracking-document.txt": tracking_document(),
        "competencies-list.txt": competencies_list(),
        "catalogue/suites.csv": table("suite,name,alias_prefix,note", suites),
        "catalogue/revisions.csv": table(
            "revision,title,suite,source,published,as_of,same_code_edition,old,issued,effective_on,transition_ends_on,note",
            [revision],
        ),
        "catalogue/lists.csv": table("list,title,standards,printed_as,cut,notes,as_of,printed", [known]),
        "catalogue/judgements-lk-2013.csv": table("old,kind,why", judged),
        "catalogue/standards.csv": table("id,code,edition,title,suite,aliases,source,note", named + listed),
        "catalogue/crosswalk-lk-2013.csv": table(
            "old,kind,new,need,treatment,context,source_words,note,source", crosswalk
        ),
        "catalogue/statements-of-status.csv": table("standard,status,source,as_of,printed", []),
        "catalogue/other-titles.csv": table("standard,title,source", others),
        "catalogue/digests.csv": table("list,entry,digest", digests),
    }


def note(row: Row, old: str) -> str:
    """The note that the crosswalk holds for a row."""
    if row.words == ALREADY:
        return "Replaced before this revision; the document gives no day. Waits for a steward's date."
    notes = {
        "absorbed": "The new LK3 is meant: LK3@2013.",
        "unchanged": f"Outside this revision. Its edition is {old.partition('@')[2]}, whatever year heads the column.",
        "split": "Both new standards are needed.",
    }
    same = row.new and row.new[0][0] == f"LK{row.old}"
    return notes.get(row.kind, f"The same code, another edition: LK{row.old}@2013." if same else "")


def table(columns: str, rows: list[tuple[str, ...]]) -> str:
    """A CSV file of the catalogue."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns.split(","))
    writer.writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    for name, content in files().items():
        path = HERE / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")
