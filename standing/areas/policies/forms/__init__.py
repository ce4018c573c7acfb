"""The questions of this area's pages."""
