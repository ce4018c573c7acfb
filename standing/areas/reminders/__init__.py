"""Telling people by email what waits for them: digests, what was sent, and what could not be."""
