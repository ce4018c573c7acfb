"""The pages of evidence and claims."""
