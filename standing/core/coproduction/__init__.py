"""Decisions made together: by constituencies, each in its own way, and what the record of it must hold."""
