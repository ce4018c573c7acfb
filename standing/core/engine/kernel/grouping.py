"""Rows in the order in which they arrived, put together by what they are about."""

from standing.core.engine.kernel.layout import Column


def group(about: Column, at: Column, order: Column) -> None:
    """Put the rows about each thing `t` in `order[at[t]:at[t + 1]]`, as they come. A row about -1 is left out.

    `at` has one place more than there are things, and is all 0.
    """
    things = len(at) - 1
    for row in range(len(about)):
        if about[row] >= 0:
            at[about[row] + 1] += 1
    for thing in range(things):
        at[thing + 1] += at[thing]
    for row in range(len(about)):
        if about[row] >= 0:
            order[at[about[row]]] = row
            at[about[row]] += 1
    # Each place now says where its rows end, which is where those of the next begin.
    for thing in range(things, 0, -1):
        at[thing] = at[thing - 1]
    at[0] = 0
