"""Who of those that sign a change is observed in practice: one in ten, at a place drawn from a recorded seed.

The signers are counted in tens as they come. Which of each ten is drawn follows from the seed alone, so nobody can tell
before they sign, nor choose to sign at a safe place; and the draw can be made again from the seed and the signatures.
"""

from __future__ import annotations

from random import Random

ONE_IN = 10
OBSERVED_WITHIN_MONTHS = 3
"""How long after a signature its practice is observed."""


LEFT_OVER_AFTER_DAYS = 28
"""How long after its first signature an unfinished group is drawn from as it is: what is left over is rounded up."""


def one_in(asked: int) -> int:
    """In groups of how many the signers of a change are drawn: ten, or all who are asked where they are fewer.

    So somebody is observed however few are asked, and never less than a tenth.
    """
    return max(1, min(ONE_IN, asked))


def is_drawn(seed: int, position: int, group: int) -> bool:
    """Whether whoever signs at a position, from 0, is drawn: exactly one of each whole group is."""
    number, place = divmod(position, group)
    return Random(f"{seed}:{number}").randrange(group) == place  # noqa: S311 drawn again from its seed, not a secret


def left_over(seed: int, number: int, signed: int) -> int:
    """The place, from 0, of whoever is drawn of an unfinished group of so many, which is the one of this number: where
    its own place has not come up, and nobody has finished it in `LEFT_OVER_AFTER_DAYS`.
    """
    return Random(f"{seed}:{number}:left over").randrange(signed)  # noqa: S311 as above
