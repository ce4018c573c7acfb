"""Rehearsals of what a service is about to do: each kind as a plan, run over people in batches, as numbers and lines.

Nothing is written. Selectors decide who may ask and over whom; a plan knows no account.
"""
