"""Accounts and their roles; units, people and posts."""
