"""What is indexed and what is found."""

from dataclasses import dataclass

from standing.core.search.folding import code_key


@dataclass(frozen=True, slots=True)
class Document:
    """One standard as the search sees it.

    `id` is the standard's id (`MH20@2005`); `aliases` are other codes it goes by (`SFHMH20`, `CM D7`);
    `facets` are the plain words it is filed under (`family`, `assess`); `related` is text of another
    standard that stands in for this one, such as the sentence of the edition before it: it counts, but for
    less.
    """

    id: str
    title: str
    summary: str = ""
    aliases: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    related: str = ""

    def __post_init__(self) -> None:
        if not self.id.strip():
            raise ValueError("a document needs an id: give the id of its standard, such as MH20@2005")
        if not self.title.strip():
            raise ValueError(f"{self.id} has no title: give the title of the standard")

    @property
    def codes(self) -> frozenset[str]:
        """The codes it answers to, as `code_key` writes them: its id, its id without edition, its aliases."""
        return frozenset(code_key(code) for code in (self.id, self.id.partition("@")[0], *self.aliases))


@dataclass(frozen=True, slots=True)
class Hit:
    """A standard found. `score` only orders the hits of one question; `why` says which words matched."""

    id: str
    title: str
    score: float
    why: str
