"""What the pages of deciding together show."""
