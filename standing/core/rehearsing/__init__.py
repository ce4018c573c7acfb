"""What would happen if: two worlds of facts compared, for people and days, before anything is written.

A rehearsal is given what is asked and what is held as it is, and the same with something added, removed or
changed: a revision adopted, a change put into force, another refresh rule, a profile in use, a person gone. It
says what becomes of each pair, what the counts of each team become, and what work follows. Both worlds are
answered by the definition, so a rehearsal cannot differ from what happens when the facts are written.
"""
