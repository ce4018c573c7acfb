"""What the pages of evidence and claims ask."""
