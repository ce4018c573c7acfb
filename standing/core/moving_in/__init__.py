"""How a service moves in from its spreadsheet. Pure: from what a file says, what a person answered and what the service
holds, to what would be written, changed, left and refused, each with why. Nothing here guesses, and nothing writes.
"""
