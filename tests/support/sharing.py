"""A store in a file, and long work on it done alone and shared with other processes: run by a test, as a program.

The tests' own database on SQLite is in memory, where no other process sees it.
"""

import json
import os
from datetime import timedelta
from typing import Any

from bench.adopting import REVISION, TODAY, a_store, build

PEOPLE, HOLDINGS = 40, 6


def compare() -> dict[str, Any]:
    """What was found and written alone and shared, of the same people."""
    from standing.areas import beside
    from standing.areas.audit import clock
    from standing.areas.audit.actors import System
    from standing.areas.record.models import Decision, Membership
    from standing.areas.revisions.actions.adopting import adopt_revision
    from standing.areas.revisions.actions.undoing import undo_adoption
    from standing.areas.revisions.models import TransitionTask
    from standing.areas.revisions.rehearsing import running
    from standing.areas.revisions.rehearsing.revisions import plan_revision
    from standing.areas.revisions.selectors.rehearsals import rehearse_now

    by = System("tests")
    running.OF_A_PART = 10

    def rehearsed() -> Any:
        return running.as_numbers(rehearse_now(by=by, plan=plan_revision(REVISION)))

    def adopted() -> Any:
        counts = adopt_revision(by=by, revision=REVISION).counts
        rows: list[Any] = []
        for model, columns in (
            (
                Decision,
                ("person", "standard", "context", "held_from", "expires_on", "carried_from", "source"),
            ),
            (Membership, ("person", "population", "from_on", "to_on")),
        ):
            rows.extend(map(str, model._default_manager.filter(retracted_on=None).values_list(*columns)))
        tasks = TransitionTask.objects.filter(batch__state="active").values_list(
            "person", "standard", "sources"
        )
        undo_adoption(by=by, revision=REVISION, why="Adopted again, otherwise.")
        return [counts, sorted(rows), sorted(map(str, tasks))]

    with clock.travelling_to(TODAY - timedelta(days=1)):
        build(PEOPLE, HOLDINGS, seed=5)
    with clock.travelling_to(TODAY):
        alone = [rehearsed(), adopted()]
        beside.WORTH_STARTING = 1
        pools: list[int] = []
        begin = beside._beside

        def counted(*given: Any) -> Any:
            pools.append(given[2])
            return begin(*given)

        beside._beside = counted  # type: ignore[assignment]
        shared = [rehearsed(), adopted()]
    return {"same": alone == shared, "processes": pools, "counts": alone[1][0]}


if __name__ == "__main__":
    os.environ.pop("STANDING_DATABASE_URL", None)
    with a_store():
        print(json.dumps(compare()))
