"""The catalogue: standards by edition, their aliases, statements of status, crosswalks and lineage."""
