"""The documents of a catalogue: each standard with its sentence, or with what stands in for one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from standing.core.catalogue import Catalogue
from standing.core.formats import bundled
from standing.core.search.document import Document
from standing.core.search.facets import Summary, summary_row


def summaries(folder: Path | None = None) -> dict[str, Summary]:
    """The bundled sentences and facets by standard id, or another folder's. ValueError names the bad row."""
    rows = bundled.read_rows((folder or bundled.data_folder()) / "summaries.csv", summary_row)
    return {row.standard: row for row in rows}


def documents(catalogue: Catalogue, known: Mapping[str, Summary]) -> list[Document]:
    """One document for each standard of the catalogue, in its order.

    A standard's own sentence is its summary. Its related text, which counts for less, is the sentences of
    the standards it replaced (the title of one without) and the titles of those that replaced it: so a new
    edition is found by the words of the old, and the old by those of the new.
    """
    replaced, replacing = defaultdict(list), defaultdict(list)
    for row in catalogue.crosswalk:
        for new in row.new:
            if new != row.old:
                replaced[new].append(row.old)
                replacing[row.old].append(new)
    titles = {standard.id: standard.title for standard in catalogue.standards}
    sentences = {id_: summary.sentence for id_, summary in known.items()}
    return [
        Document(
            id=standard.id,
            title=standard.title,
            summary=sentences.get(standard.id, ""),
            aliases=standard.aliases,
            facets=known[standard.id].words if standard.id in known else (),
            related=_joined(
                [sentences.get(old, titles.get(old, "")) for old in replaced[standard.id]],
                [titles.get(new, "") for new in replacing[standard.id]],
            ),
        )
        for standard in catalogue.standards
    ]


def _joined(*parts: Iterable[str]) -> str:
    return " ".join(text for part in parts for text in part if text)
