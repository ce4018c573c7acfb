"""Timelines in memory, of a service whose rows are stored: some people's at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter

from standing.core.engine.catalogue import number_of
from standing.core.engine.compiled import is_worth_compiling
from standing.core.engine.evaluate import Answer
from standing.core.engine.kernel.questions import Stretches, Work
from standing.core.engine.questions.asking import AskedOfRoles, Batch
from standing.core.rules.facts import Assignment, Requirement
from standing.core.rules.known import grouped
from standing.core.rules.status import STATUSES, Standing

PEOPLE_AT_ONCE = 1000

Answers = Callable[[Sequence[str]], Iterable[Answer]]
"""The rows of the whole lives of some people, in any order."""


class InMemory:
    """Where people work, in any order, and what gives the rows of those of them who are asked about."""

    def __init__(
        self, answers: Answers, assignments: Iterable[Assignment], requirements: Iterable[Requirement]
    ) -> None:
        self.asked = AskedOfRoles.of(requirements)
        self._answers = answers
        self._work = grouped((row for row in assignments if row.role in self.asked.roles), "person")
        self.units: Sequence[str] = sorted({row.unit for rows in self._work.values() for row in rows})
        self._unit_numbers = {unit: number for number, unit in enumerate(self.units)}
        self._pair_numbers = {pair: number for number, pair in enumerate(self.asked.pairs)}
        self.compiled = is_worth_compiling(len(self._work))

    def check(self, first: date, last: date) -> None:
        """Whole lives answer for every day."""

    def batches(self, *, everyone: bool) -> Iterator[Batch]:
        """Some people at a time, by name. All who work somewhere are among them, whether they have rows or not."""
        people = sorted(self._work)
        for start in range(0, len(people), PEOPLE_AT_ONCE):
            yield self._batch(people[start : start + PEOPLE_AT_ONCE])

    def _batch(self, people: Sequence[str]) -> Batch:
        rows, kept = self._stretches(people)

        def row(place: int) -> tuple[str, date, Standing]:
            answer = kept[place]
            assert answer.from_on is not None
            return answer.person, answer.from_on, answer.standing

        return Batch(self._work_of(people), rows, row)

    def _work_of(self, people: Sequence[str]) -> Work:
        work = Work([0], [], [], [], [])
        for person in people:
            for assignment in self._work[person]:
                work.unit.append(self._unit_numbers[assignment.unit])
                work.role.append(self.asked.roles[assignment.role])
                work.first.append(number_of(assignment.from_on))
                work.end.append(number_of(assignment.to_on))
            work.at.append(len(work.unit))
        return work

    def _stretches(self, people: Sequence[str]) -> tuple[Stretches, list[Answer]]:
        """The rows of pairs that some role requires, on some day; as columns, and as they are."""
        answers = grouped(self._answers(people), "person")
        rows, kept = Stretches([0], [], [], [], []), []
        for person in people:
            # A database may keep another order of the standards than theirs.
            for pair, first, answer in sorted(self._placed(answers.get(person, ())), key=itemgetter(0, 1)):
                rows.pair.append(pair)
                rows.first.append(first)
                rows.end.append(number_of(answer.to_on))
                rows.status.append(STATUSES.index(answer.standing.status))
                kept.append(answer)
            rows.at.append(len(rows.pair))
        return rows, kept

    def _placed(self, answers: Iterable[Answer]) -> Iterator[tuple[int, int, Answer]]:
        for answer in answers:
            pair = self._pair_numbers.get((answer.standard, answer.context))
            if pair is not None and answer.from_on is not None:
                yield pair, number_of(answer.from_on), answer
