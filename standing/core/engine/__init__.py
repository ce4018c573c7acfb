"""The definition's answers for many people and whole lives: facts read, timelines made, rows written."""
