"""Text that a spreadsheet would run as a formula, kept as text.

A program that opens a CSV file takes a cell that begins with one of a few characters for a formula, whatever quotes
stand around it. An apostrophe before it makes it text, in every spreadsheet there is.
"""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a formula, or the white space that hides one, begins with."""

APOSTROPHE = "'"


def looks_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would run this text."""
    return text.startswith(FORMULA_STARTS)


def harmless(text: str) -> str:
    """The text as it may stand in a CSV file that is meant for spreadsheets."""
    return APOSTROPHE + text if looks_like_a_formula(text) else text
