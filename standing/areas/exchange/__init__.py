"""Spreadsheets in and out: what people have, read from a file of theirs, and everything given back as files."""
