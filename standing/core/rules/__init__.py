"""What standing is, in plain Python: the definition.

Standing answers one question: on this day, does this person meet this standard, and if not, exactly why? It
is computed from facts; it is never typed in and never stored as a fact. Each module is one part of the rules,
evaluated a day at a time, and uses nothing but the standard library. `docs/reference/rules/` shows every rule
with a worked example.
"""
