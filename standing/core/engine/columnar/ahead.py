"""Work on one batch after another as steps that go on at once: the next batch is made while one is used."""

from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def ahead(items: Iterable[Item]) -> Generator[Item, None, None]:
    """The same items in the same order. The next is made on a thread of its own while the caller uses the last."""
    remaining = iter(items)

    def following() -> list[Item]:
        return list(islice(remaining, 1))

    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(following).result()
        while made:
            upcoming = pool.submit(following)
            yield from made
            made = upcoming.result()
