"""Timelines in memory, of a service of any size that fits there."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from standing.core.engine.bulk import WORTH_COMPILING
from standing.core.engine.catalogue import number_of
from standing.core.engine.compiled import can_compile
from standing.core.engine.evaluate import Answer
from standing.core.engine.kernel.questions import Stretches, Work
from standing.core.engine.questions.asking import AskedOfRoles, Batch
from standing.core.rules.facts import Assignment, Requirement
from standing.core.rules.known import grouped
from standing.core.rules.status import STATUSES, Standing


class InMemory:
    """The rows of whole lives, in the order of `answers_of`, and where people work, in any order."""

    def __init__(
        self,
        answers: Iterable[Answer],
        assignments: Iterable[Assignment],
        requirements: Iterable[Requirement],
    ) -> None:
        self.asked = AskedOfRoles.of(requirements)
        self._answers = grouped(answers, "person")
        self._work = grouped((row for row in assignments if row.role in self.asked.roles), "person")
        self.units: Sequence[str] = sorted({row.unit for rows in self._work.values() for row in rows})
        self.compiled = len(self._work) >= WORTH_COMPILING and can_compile()

    def check(self, first: date, last: date) -> None:
        """Whole lives answer for every day."""

    def batches(self, *, everyone: bool) -> Iterator[Batch]:
        """All at once."""
        units = {unit: number for number, unit in enumerate(self.units)}
        pairs = {pair: number for number, pair in enumerate(self.asked.pairs)}
        work, rows = Work([0], [], [], [], []), Stretches([0], [], [], [], [])
        kept: list[Answer] = []
        for person in sorted(self._work):
            for assignment in self._work[person]:
                work.unit.append(units[assignment.unit])
                work.role.append(self.asked.roles[assignment.role])
                work.first.append(number_of(assignment.from_on))
                work.end.append(number_of(assignment.to_on))
            work.at.append(len(work.unit))
            for answer in self._answers.get(person, ()):
                pair = pairs.get((answer.standard, answer.context))
                if pair is not None and answer.from_on is not None:
                    rows.pair.append(pair)
                    rows.first.append(number_of(answer.from_on))
                    rows.end.append(number_of(answer.to_on))
                    rows.status.append(STATUSES.index(answer.standing.status))
                    kept.append(answer)
            rows.at.append(len(rows.pair))

        def row(place: int) -> tuple[str, date, Standing]:
            answer = kept[place]
            assert answer.from_on is not None
            return answer.person, answer.from_on, answer.standing

        yield Batch(work, rows, row)
