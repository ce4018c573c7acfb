"""The pages of role profiles, by room."""
