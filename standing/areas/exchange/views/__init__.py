"""The pages of spreadsheets brought in."""
