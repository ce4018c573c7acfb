"""Pages of what is decided together: of those who take part, and of those who run it."""
