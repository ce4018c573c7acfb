"""As `record.inserting`, for those who come here for it."""

from standing.areas.record.inserting import insert_given, insert_rows

__all__ = ["insert_given", "insert_rows"]
