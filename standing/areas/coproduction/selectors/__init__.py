"""What is decided together, for whoever may look at it."""

from standing.areas.coproduction.selectors.told import HowDecided, how_decided, values_of

__all__ = ["HowDecided", "how_decided", "values_of"]
