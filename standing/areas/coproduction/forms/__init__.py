"""Forms of what is decided together."""
