"""The pages of cover."""
