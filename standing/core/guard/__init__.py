"""The guard against identifiable data of people who use services, in texts and files about practice.

It warns: it looks for patterns, finds much and not all, and sometimes finds what is none. It never says that a text is
clean, and whoever wrote the text answers what was found.
"""

from standing.core.guard.files import find_in_file
from standing.core.guard.model import LIMITS, Finding, Kind, Limits
from standing.core.guard.text import find_in_text

__all__ = ["LIMITS", "Finding", "Kind", "Limits", "find_in_file", "find_in_text"]
