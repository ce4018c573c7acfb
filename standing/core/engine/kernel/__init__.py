"""Whole timelines over columns of whole numbers: plain Python that runs as it is, and compiled by numba where it is
there.

Nothing here imports anything but its own modules; functions take columns (lists, or arrays of numpy) and numbers and
return numbers, and call only one another. So a person's timeline needs no package, and a workforce's takes the same
source through the compiler (`standing.core.engine.compiled`). What standing is, `standing.core.rules` says; this
agrees with it on every day (`tests/generative/test_kernel.py`).
"""
