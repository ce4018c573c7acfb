"""What is asked of everyone, worked out for the kernel once and kept, for people whose facts come by and by."""

from collections.abc import Collection

from standing.core.engine.catalogue import Compiled, Pair, Signing, compile_catalogue
from standing.core.rules.facts import GENERAL
from standing.core.rules.known import Asked


class KeptCatalogue:
    """The catalogue of all standards and roles; worked out again only where somebody's facts name what nobody's did.

    More in it than somebody needs does not change what is answered for them.
    """

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._decided: frozenset[Pair] = frozenset((standard, GENERAL) for standard in asked.standards)
        self._kinds: frozenset[Signing] = frozenset(
            (change.subject, change.version) for changes in asked.changes.values() for change in changes
        )
        self._compiled: Compiled | None = None

    def covering(self, decided: Collection[Pair], kinds: Collection[Signing]) -> Compiled:
        """The catalogue with at least these pairs, which decisions name, and these kinds of signatures. Raises
        `KeyError` for a pair of a standard that has no refresh rule, as the definition does.
        """
        compiled = self._compiled
        if compiled is None or not (self._decided.issuperset(decided) and self._kinds.issuperset(kinds)):
            self._decided, self._kinds = self._decided.union(decided), self._kinds.union(kinds)
            compiled = self._compiled = compile_catalogue(
                self.asked, self._decided, self.asked.requirements, self._kinds
            )
        return compiled
