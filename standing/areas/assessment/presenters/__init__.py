"""How evidence and claims are shown."""
