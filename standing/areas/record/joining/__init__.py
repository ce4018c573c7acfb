"""People in and out by a paste: what somebody copied from a message or a spreadsheet, read line by line and planned.

Nothing here writes. A plan names every fault of every line; it is done whole or not at all.
"""
