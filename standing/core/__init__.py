"""The pure part: rules, engine, readers and search. No Django, no clock, no network, no database."""
