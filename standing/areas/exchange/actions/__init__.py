"""Every write of this area."""
