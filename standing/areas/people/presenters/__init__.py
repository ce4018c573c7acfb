"""What the pages of administration show, built from what selectors answer."""
