"""Policies and the changes that come of them: how far each has come, and who is drawn to be observed."""
