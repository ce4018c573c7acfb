"""Rotas as they are read from files: shifts, and who is on them."""
