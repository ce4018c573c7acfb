"""What documents say of versions of profiles, and what was issued."""
