"""What happens in the demonstration service, day by day: written down in any order, and then done in the
order of the days.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count, groupby

from standing.areas.audit import clock

Deed = Callable[[], object]


@dataclass
class Diary:
    """Things to do, each on a day. `today` is the day the service is built; nothing is done after it."""

    today: date
    _pages: list[tuple[date, int, Deed]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    def days_ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def on(self, day: date, deed: Deed) -> None:
        """Do this on that day. What would be done after today is left out."""
        if day <= self.today:
            self._pages.append((day, next(self._numbers), deed))

    def live(self, progress: Callable[[int, int], None] = lambda done, of: None) -> None:
        """Do everything, each on its day, in order."""
        done = 0
        for day, pages in groupby(sorted(self._pages, key=lambda page: page[:2]), key=lambda page: page[0]):
            with clock.travelling_to(day):
                for _, _, deed in pages:
                    deed()
                    done += 1
            progress(done, len(self._pages))
