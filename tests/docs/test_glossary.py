"""The glossary is in order, and holds no word that nobody uses."""

from __future__ import annotations

import re

from tests.docs.pages import PAGES, ROOT

ROW = re.compile(r"^\| (?P<term>[^|]+?) \| (?P<meaning>[^|]+) \|$", re.MULTILINE)
PAGE = ROOT / "GLOSSARY.md"


def terms() -> dict[str, str]:
    rows = [(row["term"], row["meaning"]) for row in ROW.finditer(PAGE.read_text("utf-8"))][1:]
    assert len(rows) == len(dict(rows)), "a term is given twice"
    return dict(rows)


def test_the_terms_are_in_alphabetical_order() -> None:
    given = list(terms())
    assert len(given) > 50
    assert given == sorted(given, key=lambda term: re.sub("[^a-z ]", "", term.lower()))


def test_every_term_is_used() -> None:
    files = [page for page in PAGES if page != PAGE]
    files += [*(ROOT / "standing").rglob("*.py"), *(ROOT / "standing").rglob("*.html")]
    written = " ".join(" ".join(file.read_text("utf-8").lower().replace("_", " ").split()) for file in files)
    for term in terms():
        for name in re.sub(r"\(.*?\)", "", term).split(","):
            assert name.strip().lower() in written, f"nobody uses the word {name.strip()}"


def test_a_meaning_is_a_sentence() -> None:
    for term, meaning in terms().items():
        assert meaning.rstrip().endswith("."), f"{term}: end its meaning with a full stop"
