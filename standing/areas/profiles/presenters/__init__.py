"""What the pages of role profiles show."""
