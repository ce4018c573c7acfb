"""Statements of competence: what the record said of somebody on a day, on paper."""
