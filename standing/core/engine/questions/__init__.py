"""Questions over timelines that have been answered already: counted by unit or month, and what stops counting.

The questions are asked in one way (`questions.asking`) of whatever gives timelines: the stored periods of a service
(`questions.in_memory`), or the Parquet files that `standing evaluate` has written of a nation (`questions.parquet`).
"""
