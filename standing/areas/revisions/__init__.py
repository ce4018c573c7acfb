"""Revisions of the standards: crosswalks approved by two, rehearsed, adopted, carried over and undone."""
