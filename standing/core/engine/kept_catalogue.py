"""What is asked of everyone, worked out for the kernel once and kept, for people whose facts come by and by."""

from collections.abc import Collection
from typing import NamedTuple

from standing.core.engine.catalogue import Compiled, Pair, Signing, compile_catalogue
from standing.core.rules.facts import GENERAL
from standing.core.rules.known import Asked


class _Covered(NamedTuple):
    """The pairs and kinds of signatures that a catalogue was worked out for, and that catalogue."""

    decided: frozenset[Pair]
    kinds: frozenset[Signing]
    compiled: Compiled | None = None


class KeptCatalogue:
    """The catalogue of all standards and roles; worked out again only where somebody's facts name what nobody's did.

    More in it than somebody needs does not change what is answered for them.
    """

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._last: _Covered | None = None

    def covering(self, decided: Collection[Pair], kinds: Collection[Signing]) -> Compiled:
        """The catalogue with at least these pairs, which decisions name, and these kinds of signatures. Raises
        `KeyError` for a pair of a standard that has no refresh rule, as the definition does.

        Several threads may ask at once: what was covered and the catalogue that covers it are replaced together, so
        that nobody is given one that leaves a decision or a signature of theirs out.
        """
        last = self._last
        if last is None:
            last = _Covered(
                frozenset((standard, GENERAL) for standard in self.asked.standards),
                frozenset(
                    (change.subject, change.version)
                    for changes in self.asked.changes.values()
                    for change in changes
                ),
            )
        if last.compiled is not None and last.decided.issuperset(decided) and last.kinds.issuperset(kinds):
            return last.compiled
        more, also = last.decided.union(decided), last.kinds.union(kinds)
        compiled = compile_catalogue(self.asked, more, self.asked.requirements, also)
        self._last = _Covered(more, also, compiled)
        return compiled
